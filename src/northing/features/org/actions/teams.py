"""Teams: made, renamed, moved with their whole subtree, led, joined and left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict

from django.db.models import F, TextField, Value
from django.db.models.functions import Cast, Concat, Substr

from northing.features.org.actions import typed
from northing.features.org.actions.events import TeamMoved
from northing.features.org.actions.people import person_for_update
from northing.features.org.models import Membership, Organization, Person, Team
from northing.features.org.policies import require_may_manage_people
from northing.features.org.queries import TeamRow, forget
from northing.features.org.queries.rows import team_row
from northing.kit import events
from northing.kit.activity.record import record
from northing.kit.actors import Actor
from northing.kit.errors import Conflict, Invalid, NotFound
from northing.kit.storage import search, versions
from northing.kit.storage.refs import new_ref
from northing.kit.storage.writing import writing
from northing.kit.subjects import Subject

DEEPEST = 20  # levels; a path of twenty ids fits its column


def create_team(
    *,
    actor: Actor,
    name: str,
    at: datetime,
    parent: str | None = None,
    lead: str | None = None,
    position: int = 0,
    ref: str | None = None,
) -> TeamRow:
    """Make a team, below ``parent`` or as a root; ``parent`` and ``lead`` are refs.

    :raises NotAllowed: only admins and principals
    :raises Invalid: name (``team_name_taken`` among its siblings), parent (``too_deep``) or lead
    """
    require_may_manage_people(actor)
    with writing():
        above = _team_for_update(actor, parent, field="parent") if parent else None
        row = Team(
            organization_id=actor.organization_id,
            ref=ref or new_ref(),
            name=typed.line(name, field="name"),
            parent=above,
            lead=person_for_update(actor, lead, field="lead") if lead else None,
            position=position,
            created_at=at,
        )
        _require_room(row, above, deepest_below=0)
        _require_name_free(row, name=row.name, parent_id=row.parent_id)
        versions.create(row, actor=actor, at=at)
        # The path holds the row's own id, which exists only now.
        row.path = f"{above.path if above else '/'}{row.pk}/"
        Team.within(row.organization_id).filter(pk=row.pk).update(path=row.path)
        record(actor, "team.created", on=row, at=at)
        _index(row)
        forget()
    return team_row(row)


def rename_team(*, actor: Actor, ref: str, name: str, at: datetime, expected: int | None = None) -> TeamRow:
    """Give a team another name.

    :raises NotAllowed: only admins and principals
    :raises Invalid: ``team_name_taken`` among its siblings, or the text
    :raises Conflict: ``changed_meanwhile``
    """
    require_may_manage_people(actor)
    with writing():
        row = _team_for_update(actor, ref)
        wanted = typed.line(name, field="name")
        _require_name_free(row, name=wanted, parent_id=row.parent_id)
        if versions.change(row, {"name": wanted}, actor=actor, at=at, expected=expected):
            record(actor, "team.renamed", on=row, at=at)
            _index(row)
            forget()
    return team_row(row)


def move_team(*, actor: Actor, ref: str, parent: str | None, at: datetime) -> TeamRow:
    """Hang a team and everything below it under another parent (``None``: make it a root).

    Objectives and history stay with it. The paths of the subtree are rewritten in one statement.

    :raises NotAllowed: only admins and principals
    :raises Invalid: ``team_below_itself``, ``too_deep``, ``team_name_taken``, unknown parent
    """
    require_may_manage_people(actor)
    with writing():
        # Two people who move two teams below each other at once would close a loop: one lock for the tree.
        Organization.every().select_for_update().filter(pk=actor.organization_id).first()
        row = _team_for_update(actor, ref)
        above = _team_for_update(actor, parent, field="parent") if parent else None
        if above is not None and above.path.startswith(row.path):
            raise Invalid("team_below_itself", field="parent")
        subtree = Team.within(row.organization_id).filter(path__startswith=row.path)
        _require_room(row, above, deepest_below=_depth_of(subtree.values_list("path", flat=True), row.path))
        _require_name_free(row, name=row.name, parent_id=above.pk if above else None)
        before, after = row.path, f"{above.path if above else '/'}{row.pk}/"
        if not versions.change(row, {"parent": above}, actor=actor, at=at):
            return team_row(row)
        subtree.update(path=_rebased(before, after))
        row.path = after
        record(actor, "team.moved", on=row, at=at, parent=above.pk if above else None)
        forget()
        events.announce(TeamMoved(actor, row.organization_id, row.pk, at))
    return team_row(row)


def _rebased(before: str, after: str) -> Any:
    """The SQL of a path whose beginning ``before`` becomes ``after``."""
    rest = Substr(Cast(F("path"), TextField()), len(before) + 1)
    return Concat(Value(after), rest, output_field=TextField())


def set_lead(*, actor: Actor, ref: str, lead: str | None, at: datetime) -> TeamRow:
    """Name the lead of a team, or nobody.

    :raises NotAllowed: only admins and principals
    :raises Invalid: ``unknown_person``
    """
    require_may_manage_people(actor)
    with writing():
        row = _team_for_update(actor, ref)
        person = person_for_update(actor, lead, field="lead") if lead else None
        if versions.change(row, {"lead": person}, actor=actor, at=at):
            record(actor, "team.lead_changed", on=row, at=at, lead=person.pk if person else None)
            forget()
    return team_row(row)


def join_team(*, actor: Actor, team: str, person: str, at: datetime) -> None:
    """Put a person into a team; people may be in several. Being in it already changes nothing.

    :raises NotAllowed: only admins and principals
    :raises Invalid: ``unknown_person``
    """
    require_may_manage_people(actor)
    with writing():
        row = _team_for_update(actor, team)
        who = person_for_update(actor, person, field="person")
        if not who.is_active:
            raise Invalid("person_inactive", field="person")
        _membership, is_new = Membership.within(row.organization_id).get_or_create(
            organization_id=row.organization_id, team=row, person=who
        )
        if is_new:
            record(actor, "team.joined", on=row, at=at, person=who.pk)
            forget()


def leave_team(*, actor: Actor, team: str, person: str, at: datetime) -> None:
    """Take a person out of a team. Not being in it changes nothing.

    :raises NotAllowed: only admins and principals
    :raises Invalid: ``unknown_person``
    """
    require_may_manage_people(actor)
    with writing():
        row = _team_for_update(actor, team)
        who = person_for_update(actor, person, field="person")
        gone, _rows = Membership.within(row.organization_id).filter(team=row, person=who).delete()
        if gone:
            record(actor, "team.left", on=row, at=at, person=who.pk)
            forget()


def set_members(*, actor: Actor, team: str, people: frozenset[str], at: datetime) -> None:
    """Make exactly the people of these refs the members of a team.

    :raises NotAllowed: only admins and principals
    :raises Invalid: ``unknown_person``: one of the refs names nobody who is active here
    """
    require_may_manage_people(actor)
    with writing():
        row = _team_for_update(actor, team)
        named = Person.within(row.organization_id).filter(ref__in=people, is_active=True)
        wanted = dict(named.values_list("id", "ref"))
        if len(wanted) != len(people):
            raise Invalid("unknown_person", field="people")
        present = Membership.within(row.organization_id).filter(team=row, person__is_active=True)
        before = set(present.values_list("person_id", flat=True))
        for person_id in sorted(wanted.keys() - before):
            Membership(organization_id=row.organization_id, team=row, person_id=person_id).save(
                force_insert=True
            )
            record(actor, "team.joined", on=row, at=at, person=person_id)
        for person_id in sorted(before - wanted.keys()):
            present.filter(person_id=person_id).delete()
            record(actor, "team.left", on=row, at=at, person=person_id)
        forget()


def close_team(*, actor: Actor, ref: str, at: datetime) -> TeamRow:
    """Put a team away: it leaves lists and choosers, what it held stays readable.

    :raises NotAllowed: only admins and principals
    :raises Conflict: ``team_has_subteams``: move or close those first
    """
    require_may_manage_people(actor)
    with writing():
        row = _team_for_update(actor, ref)
        if Team.within(row.organization_id).filter(parent=row, is_active=True).exists():
            raise Conflict("team_has_subteams")
        if versions.change(row, {"is_active": False}, actor=actor, at=at):
            record(actor, "team.closed", on=row, at=at)
            search.remove(Subject("team", row.pk), organization_id=row.organization_id)
            forget()
    return team_row(row)


def reopen_team(*, actor: Actor, ref: str, at: datetime) -> TeamRow:
    """Take a closed team back into use.

    :raises NotAllowed: only admins and principals
    :raises Conflict: ``parent_closed``: open the team above first
    """
    require_may_manage_people(actor)
    with writing():
        row = _team_for_update(actor, ref)
        if row.parent is not None and not row.parent.is_active:
            raise Conflict("parent_closed")
        if versions.change(row, {"is_active": True}, actor=actor, at=at):
            record(actor, "team.reopened", on=row, at=at)
            _index(row)
            forget()
    return team_row(row)


def _team_for_update(actor: Actor, ref: str | None, *, field: str | None = None) -> Team:
    row = Team.within(actor.organization_id).select_for_update().filter(ref=ref or "").first()
    if row is not None:
        return row
    if field is not None:
        raise Invalid("unknown_team", field=field)
    raise NotFound()


def _require_name_free(row: Team, *, name: str, parent_id: int | None) -> None:
    siblings = Team.within(row.organization_id).filter(parent_id=parent_id, is_active=True).exclude(pk=row.pk)
    wanted = name.casefold()
    if any(taken.casefold() == wanted for taken in siblings.values_list("name", flat=True)):
        raise Invalid("team_name_taken", field="name", value=name)


def _require_room(row: Team, above: Team | None, *, deepest_below: int) -> None:
    levels = (above.path.count("/") - 1 if above else 0) + 1 + deepest_below
    if levels > DEEPEST:
        raise Invalid("too_deep", field="parent", limit=DEEPEST)


def _depth_of(paths: Any, root: str) -> int:
    return max((path.count("/") - root.count("/") for path in paths), default=0)


def _index(row: Team) -> None:
    search.index(Subject("team", row.pk), organization_id=row.organization_id, text=row.name)


@dataclass(frozen=True, slots=True)
class TeamDraft:
    """Everything a team's form sets at once; refs of parent, lead and members."""

    name: str
    parent: str | None = None
    lead: str | None = None
    people: frozenset[str] = frozenset()


class TeamChanges(TypedDict, total=False):
    """What may be changed about a team; names left out stay. ``people`` are all its members."""

    name: str
    parent: str | None
    lead: str | None
    people: frozenset[str]


def create_team_with_members(*, actor: Actor, draft: TeamDraft, at: datetime) -> TeamRow:
    """Make a team with its members; all or nothing. Refuses as :func:`create_team` and :func:`set_members`."""
    with writing():
        row = create_team(actor=actor, name=draft.name, parent=draft.parent, lead=draft.lead, at=at)
        set_members(actor=actor, team=row.ref, people=draft.people, at=at)
    return row


def change_team(
    *, actor: Actor, ref: str, changes: TeamChanges, at: datetime, expected: int | None = None
) -> TeamRow:
    """Rename, move, lead and staff a team: what is named in ``changes``; all or nothing, each act in its history.

    :raises NotFound: no such team here
    :raises NotAllowed: only admins and principals
    :raises Invalid: as the single acts refuse
    :raises Conflict: ``changed_meanwhile`` when the team has another version than ``expected``
    """
    require_may_manage_people(actor)
    with writing():
        row = _team_for_update(actor, ref)
        if expected is not None and expected != row.version:
            raise Conflict("changed_meanwhile", current=row.version)
        if "name" in changes:
            rename_team(actor=actor, ref=ref, name=changes["name"], at=at)
        if "parent" in changes:
            move_team(actor=actor, ref=ref, parent=changes["parent"], at=at)
        if "lead" in changes:
            set_lead(actor=actor, ref=ref, lead=changes["lead"], at=at)
        if "people" in changes:
            set_members(actor=actor, team=ref, people=changes["people"], at=at)
        return team_row(_team_for_update(actor, ref))
