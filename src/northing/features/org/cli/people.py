"""``northing person``: list people, bring somebody in, make a link to hand over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from northing.features.org.cli import addresses
from northing.kit.cli.formats import Column, Format, FormatOption, show_rows
from northing.kit.cli.language import gettext as _
from northing.kit.cli.operator import OrganizationOption, PersonOption, operator_actor
from northing.kit.cli.setup import prepare
from northing.kit.cli.table import new_app

if TYPE_CHECKING:
    from northing.features.org.queries import PersonRow
    from northing.kit.actors import Actor

app = new_app(_("List people and bring them in."))

WhoArgument = Annotated[str, typer.Argument(metavar="PERSON", help=_("Mail address, name or ref."))]


@app.command("list")
def list_people(
    form: FormatOption = Format.TEXT, organization: OrganizationOption = None, person: PersonOption = None
) -> None:
    """Everybody who is here, by name.

    Example: northing person list --format csv
    """
    prepare()
    actor = operator_actor(organization, person)
    from northing.features.org import queries

    _show(queries.active_people(organization_id=actor.organization_id), form)


@app.command("add")
def add(
    name: Annotated[str, typer.Argument(help=_("The person's name."))],
    email: Annotated[
        str, typer.Option("--email", help=_("Mail address; without one they cannot sign in."))
    ] = "",
    role: Annotated[str, typer.Option(help=_("principal, admin, coach, member or observer."))] = "member",
    title: Annotated[str, typer.Option(help=_("What they do."))] = "",
    team: Annotated[list[str] | None, typer.Option(help=_("A team to join; may be given again."))] = None,
    mail: Annotated[bool, typer.Option("--mail", help=_("Mail the link instead of showing it."))] = False,
    organization: OrganizationOption = None,
    person: PersonOption = None,
) -> None:
    """Bring a person in and show the link that lets them sign in once, to be handed over.

    Example: northing person add "Lin Wei" --email lin@example.org --team Growth
    """
    prepare()
    actor = operator_actor(organization, person)
    from django.utils import timezone

    from northing.features.org import actions

    at = timezone.now()
    teams = [_team(actor, one) for one in team or ()]
    told = {"name": name, "email": email, "role": _role(role), "title": title}
    row = actions.bring_in(actor=actor, teams=teams, at=at, **told)
    typer.echo(_("%(name)s is part of the organization now.") % {"name": row.name})
    if not row.email:
        typer.echo(_("Without a mail address they cannot sign in."), err=True)
    elif mail:
        actions.invite(actor=actor, ref=row.ref, at=at)
        typer.echo(_("An invitation is on its way."))
    else:
        _tell_link(actor, row)


@app.command("link")
def link(who: WhoArgument, organization: OrganizationOption = None, person: PersonOption = None) -> None:
    """Show a new link that lets somebody in once who never signed in.

    Example: northing person link lin@example.org
    """
    prepare()
    actor = operator_actor(organization, person)
    _tell_link(actor, _found(actor, who))


def _tell_link(actor: Actor, row: PersonRow) -> None:
    from django.utils import timezone

    from northing.features.org import actions

    path = actions.invitation_link(actor=actor, ref=row.ref, at=timezone.now())
    told = {"person": row.name, "url": addresses.absolute(path)}
    typer.echo(_("%(person)s signs in once, within seven days, with %(url)s") % told)
    addresses.tell_unless_set()


def _role(word: str) -> Any:
    from northing.kit.actors import Role
    from northing.kit.errors import Invalid

    if word not in set(Role):
        raise Invalid("unknown_choice", field="role", value=word)
    return Role(word)


def _found(actor: Actor, word: str) -> PersonRow:
    from northing.features.org import queries
    from northing.kit.errors import NotFound
    from northing.kit.storage.refs import is_ref

    if is_ref(word):
        return queries.person_by_ref(ref=word, seen_by=actor)
    named = queries.people_named(organization_id=actor.organization_id, words=[word])[word]
    if len(named) != 1:
        raise NotFound()
    return named[0]


def _team(actor: Actor, name: str) -> str:
    from northing.features.org import queries
    from northing.kit.errors import NotFound

    found = queries.teams_named(organization_id=actor.organization_id, names=[name])[name]
    if len(found) != 1:
        raise NotFound()
    return found[0].ref


def _show(rows: list[PersonRow], form: Format) -> None:
    from northing.features.org.wording import role_word

    columns = [
        Column("ref", _("Ref")),
        Column("name", _("Name")),
        Column("email", _("Mail")),
        Column("role", _("Role")),
        Column("title", _("Title")),
    ]
    told = [
        {
            "ref": row.ref,
            "name": row.name,
            "email": row.email,
            "role": role_word(row.role) if form is Format.TEXT else row.role.value,
            "title": row.title,
        }
        for row in rows
    ]
    show_rows(told, columns, form=form)
