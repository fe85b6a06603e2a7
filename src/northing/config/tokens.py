"""``northing token``: keys to the API, made, listed and ended on the console."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from northing.kit.cli.exits import Exit, stop
from northing.kit.cli.formats import Column, Format, FormatOption, show_data, show_rows
from northing.kit.cli.language import gettext as _
from northing.kit.cli.operator import OrganizationOption, PersonOption, operator_actor
from northing.kit.cli.setup import prepare
from northing.kit.cli.table import new_app

if TYPE_CHECKING:
    from northing.kit.actors import Actor, Scope
    from northing.kit.api.models import ApiToken

app = new_app(_("Make and end tokens for the API."))


@app.command("create")
def create(
    scopes: Annotated[
        str, typer.Option(help=_("What it may do: read, checkin, plan, people, admin; separated by commas."))
    ],
    name: Annotated[str, typer.Option(help=_("What it is for, so that you know later."))],
    days: Annotated[int, typer.Option(min=1, max=366, help=_("How long it lives."))] = 366,
    form: FormatOption = Format.TEXT,
    organization: OrganizationOption = None,
    person: PersonOption = None,
) -> None:
    """Make a token that acts for one person. It is printed once and never again.

    Example: northing token create --as mika@example.org --scopes read,checkin --name "Dashboard"
    """
    actor = _actor(organization, person)
    if actor.person_id is None:
        stop(_("A token acts for a person: northing token create --as MAIL …"), Exit.BAD_INPUT)
    from django.utils import timezone

    from northing.kit.api.tokens import issue_token

    at = timezone.now()
    row, secret = issue_token(
        actor=actor,
        person_id=actor.person_id,
        name=name,
        scopes=_scopes(scopes),
        at=at,
        expires_at=at + timedelta(days=days),
    )
    if form is Format.TEXT:
        typer.echo(_("Keep it safe; it is not shown again:"), err=True)
        typer.echo(secret)
        return
    show_data({**_told(row, {}), "token": secret}, form=form)


@app.command("list")
def list_tokens(
    form: FormatOption = Format.TEXT, organization: OrganizationOption = None, person: PersonOption = None
) -> None:
    """Tokens that were not revoked: everybody's, or with --as one person's.

    Example: northing token list --as mika@example.org
    """
    actor = _actor(organization, person)
    from northing.features.org import queries as org_queries
    from northing.kit.api.tokens import tokens_of

    rows = tokens_of(actor, person_id=actor.person_id)
    people = org_queries.people_by_id(
        organization_id=actor.organization_id, ids={row.person_id for row in rows}
    )
    columns = [
        Column("ref", _("Ref")),
        Column("name", _("Name")),
        Column("person", _("Person")),
        Column("scopes", _("Scopes")),
        Column("expires_on", _("Until")),
        Column("last_used_on", _("Last used")),
    ]
    show_rows([_told(row, people) for row in rows], columns, form=form)


@app.command("revoke")
def revoke(
    ref: Annotated[str, typer.Argument(metavar="REF", help=_("The ref that “northing token list” shows."))],
    organization: OrganizationOption = None,
    person: PersonOption = None,
) -> None:
    """End a token at once.

    Example: northing token revoke 7k2m9q4x1c5d
    """
    actor = _actor(organization, person)
    from django.utils import timezone

    from northing.kit.api.tokens import revoke_token

    revoke_token(actor=actor, ref=ref, at=timezone.now())
    typer.echo(_("The token no longer works."))


def _actor(organization: str | None, person: str | None) -> Actor:
    prepare()
    return operator_actor(organization, person)


def _scopes(typed: str) -> frozenset[Scope]:
    from northing.kit.actors import Scope

    words = [word.strip().lower() for word in typed.split(",") if word.strip()]
    unknown = [word for word in words if word not in set(Scope)]
    if unknown:
        told = _("Choose among: %(choices)s.") % {"choices": ", ".join(Scope)}
        raise typer.BadParameter(told, param_hint="--scopes")
    return frozenset(Scope(word) for word in words)


def _told(row: ApiToken, people: Any) -> dict[str, Any]:
    told: dict[str, Any] = {
        "ref": row.ref,
        "name": row.name,
        "scopes": row.scopes,
        "expires_on": row.expires_at.date() if row.expires_at else None,
        "last_used_on": row.last_used_at.date() if row.last_used_at else None,
    }
    if row.person_id in people:
        told["person"] = people[row.person_id].name
    return told
