"""For whom a command acts: which organization, and which person if one is named."""

from __future__ import annotations

from typing import Annotated, Protocol

import typer

from northing.kit.actors import Actor
from northing.kit.cli.language import gettext as _
from northing.kit.errors import NotFound

OrganizationOption = Annotated[
    str | None,
    typer.Option(
        "--organization", envvar="NORTHING_ORGANIZATION", help=_("Its slug; else the oldest organization.")
    ),
]
PersonOption = Annotated[
    str | None,
    typer.Option(
        "--as", metavar="MAIL", envvar="NORTHING_PERSON", help=_("Act as the person with this mail address.")
    ),
]


class OperatorResolver(Protocol):
    """What the org feature offers."""

    def __call__(self, *, slug: str | None, email: str | None) -> Actor: ...


_resolvers: list[OperatorResolver] = []


def set_operator_resolver(resolver: OperatorResolver) -> None:
    """Name the function ``(*, slug, email) -> Actor`` (either may be ``None``) with ``via=CLI``.

    It raises ``NotFound`` when there is none. Kit knows no organizations; the org feature calls this.
    """
    _resolvers[:] = [resolver]


def operator_actor(organization: str | None = None, person: str | None = None) -> Actor:
    """The actor of this command; without a person the organization's own hand (:func:`system_actor`).

    :raises NotFound: no such organization or person, or none at all yet
    """
    if not _resolvers:
        raise NotFound()
    return _resolvers[-1](slug=organization, email=person)
