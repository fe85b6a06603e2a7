"""``northing init``: the first organization, from the console."""

from __future__ import annotations

import secrets
from typing import Annotated

import typer

from northing.features.org.cli import addresses
from northing.kit.cli.language import gettext as _
from northing.kit.cli.setup import prepare


def init(
    name: Annotated[str | None, typer.Argument(help=_("The organization's name."))] = None,
    slug: Annotated[
        str | None, typer.Option(help=_("Its name in addresses; else made from the name."))
    ] = None,
    person: Annotated[
        str | None, typer.Option("--owner", help=_("Name of the person who holds its keys."))
    ] = None,
    email: Annotated[str | None, typer.Option("--email", help=_("Mail address of that person."))] = None,
    time_zone: Annotated[str, typer.Option(help=_("Its time zone, like Europe/Berlin."))] = "UTC",
    locale: Annotated[str, typer.Option(help=_("Its language: en, zh-hans, zh-hant or ru."))] = "en",
    yes: Annotated[
        bool, typer.Option("--yes", help=_("Ask nothing; without --owner it has no people."))
    ] = False,
) -> None:
    """Create an organization and its owner, who gets a link to sign in once.

    Example: northing init "Acme" --owner "Ada Keller" --email ada@example.org
    """
    prepare()
    named = name or ("" if yes else typer.prompt(_("Name of the organization")))
    owner, address = _owner(person, email, asks=not yes)
    _found(named, slug or "", owner, address, time_zone, locale)


def _found(name: str, slug: str, owner: str, address: str, time_zone: str, locale: str) -> None:
    from django.conf import settings
    from django.urls import reverse
    from django.utils import timezone
    from django.utils.text import slugify

    from northing.features.org import actions
    from northing.kit.actors import Via

    at = timezone.now()
    founded = actions.found_organization(
        name=name or "Northing",
        slug=slug or slugify(name)[:40].strip("-") or f"o-{secrets.token_hex(3)}",
        principal_name=owner,
        principal_email=address,
        time_zone=time_zone,
        locale=locale,
        via=Via.CLI,
        at=at,
    )
    place = f"{settings.SITE_URL}/{founded.organization.slug}/"
    typer.echo(_("%(name)s stands at %(url)s") % {"name": founded.organization.name, "url": place})
    addresses.tell_unless_set()
    if founded.user_id is not None:
        path = reverse("account_set_password")
        token = actions.issue_login_link(user_id=founded.user_id, at=at, path=path)
        link = settings.SITE_URL + reverse("enter", args=[token])
        typer.echo(_("%(person)s signs in once, within a day, with %(url)s") % {"person": owner, "url": link})


def _owner(person: str | None, email: str | None, *, asks: bool) -> tuple[str, str]:
    """Name and mail address of the owner: as given, else asked for, else none."""
    if not asks:
        return person or "", email or ""
    owner = person or typer.prompt(_("Name of the person who holds its keys"))
    return owner, email or typer.prompt(_("Mail address of that person"))
