"""What the commands of the ledger share: for whom they act, which day it is, and names instead of refs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from northing.kit.cli.language import gettext as _
from northing.kit.cli.operator import operator_actor
from northing.kit.cli.setup import prepare
from northing.kit.cli.table import new_app

if TYPE_CHECKING:
    from northing.kit.actors import Actor

app = new_app(_("List, show, explain and recompute OKRs."))

RefArgument = Annotated[str, typer.Argument(metavar="REF", help=_("The ref of an objective or key result."))]
CycleOption = Annotated[
    str | None,
    typer.Option("--cycle", help=_("Name or ref of a cycle, or “all”; else the current one.")),
]


@dataclass(frozen=True)
class Standpoint:
    """Who looks, and on which day."""

    actor: Actor
    on: date


def standpoint(organization: str | None, person: str | None) -> Standpoint:
    """For whom this command acts, today in the organization's calendar."""
    prepare()
    from django.utils import timezone

    from northing.features.org import queries as org_queries

    actor = operator_actor(organization, person)
    on = org_queries.today_of_organization(organization_id=actor.organization_id, at=timezone.now())
    return Standpoint(actor, on)


def cycle_ref(named: str | None, here: Standpoint) -> str:
    """The ref of the cycle meant; empty for all of them.

    :raises NotFound: no cycle has this name or ref, or there is none at all
    """
    from northing.features.cycles import queries as cycle_queries
    from northing.kit.errors import NotFound

    if named == "all":
        return ""
    if named:
        known = cycle_queries.cycle_by_name(actor=here.actor, name=named)
        return (known or cycle_queries.cycle_by_ref(actor=here.actor, ref=named.strip())).ref
    current = cycle_queries.current_cycle(organization_id=here.actor.organization_id, on=here.on)
    if current is None:
        raise NotFound("cycle_not_found")
    return current.ref


def team_ref(named: str | None, here: Standpoint) -> str:
    """The ref of the team with this name or ref; empty for none.

    :raises Invalid: several teams have this name
    """
    from northing.features.org import queries as org_queries

    if not named:
        return ""
    found = org_queries.teams_named(organization_id=here.actor.organization_id, names=[named]).get(named, ())
    return _only([row.ref for row in found], named, "--team")


def person_ref(named: str | None, here: Standpoint, option: str) -> str:
    """The ref of the person with this mail address, name or ref; empty for none.

    :raises Invalid: several people have this name
    """
    from northing.features.org import queries as org_queries

    if not named:
        return ""
    found = org_queries.people_named(organization_id=here.actor.organization_id, words=[named]).get(named, ())
    return _only([row.ref for row in found], named, option)


def _only(refs: list[str], named: str, option: str) -> str:
    if len(refs) > 1:
        told = _("Several have the name “%(name)s”. Use the mail address or the ref.")
        raise typer.BadParameter(told % {"name": named}, param_hint=option)
    return refs[0] if refs else named.strip()
