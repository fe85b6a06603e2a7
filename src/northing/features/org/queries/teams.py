"""Teams: one tree an organization; a path prefix selects a subtree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet

from northing.features.org.models import Membership, Person, Team
from northing.features.org.queries.addresses import team_url
from northing.features.org.queries.people import PersonTeam
from northing.features.org.queries.rows import PersonRow, TeamRow, person_row, team_row
from northing.kit.actors import Actor
from northing.kit.api.paging import after
from northing.kit.errors import NotFound
from northing.kit.storage.refs import is_ref
from northing.kit.subjects import Card, Subject


def teams(*, organization_id: int, includes_inactive: bool = False) -> list[TeamRow]:
    """All teams, depth first: every team right after its parent, siblings by position and name."""
    return _tree_order(team_row(row) for row in _teams(organization_id, includes_inactive=includes_inactive))


def teams_after(
    *, actor: Actor, key: Sequence[object] | None, limit: int, includes_inactive: bool = False
) -> list[TeamRow]:
    """At most ``limit`` teams by name after the key ``(name, ref)``, for keyset pages."""
    rows = Team.within(actor.organization_id).select_related("lead", "parent")
    rows = rows if includes_inactive else rows.filter(is_active=True)
    return [team_row(row) for row in after(rows, ("name", "ref"), key)[:limit]]


def team_by_ref(*, ref: str, seen_by: Actor) -> TeamRow:
    """One team of the actor's organization.

    :raises NotFound: no such team here
    """
    found = (
        _teams(seen_by.organization_id, includes_inactive=True).filter(ref=ref).first()
        if is_ref(ref)
        else None
    )
    if found is None:
        raise NotFound()
    return team_row(found)


def teams_by_id(*, organization_id: int, ids: Iterable[int]) -> dict[int, TeamRow]:
    """Teams by id, in one statement; unknown ids are left out."""
    wanted = set(ids)
    if not wanted:
        return {}
    return {
        row.pk: team_row(row) for row in _teams(organization_id, includes_inactive=True).filter(pk__in=wanted)
    }


def teams_named(*, organization_id: int, names: Iterable[str]) -> dict[str, tuple[TeamRow, ...]]:
    """Active teams by name as a file writes it, in one statement; case and surrounding blanks do not count."""
    wanted = {name: _folded(name) for name in names if name.strip()}
    by_name: dict[str, list[TeamRow]] = {}
    if wanted:
        for row in teams(organization_id=organization_id):
            by_name.setdefault(_folded(row.name), []).append(row)
    return {name: tuple(by_name.get(folded, ())) for name, folded in wanted.items()}


def subtree_ids(*, organization_id: int, path: str) -> frozenset[int]:
    """Ids of the team at ``path`` and of every team below it."""
    return frozenset(Team.within(organization_id).filter(path__startswith=path).values_list("id", flat=True))


def subtree(*, organization_id: int, path: str) -> list[TeamRow]:
    """The team at ``path`` and the active ones below it, depth first."""
    rows = _teams(organization_id, includes_inactive=False).filter(path__startswith=path)
    return _tree_order(team_row(row) for row in rows)


def ancestors(*, team: TeamRow, organization_id: int) -> list[TeamRow]:
    """The teams above ``team``, root first, in one statement (none for a root)."""
    ids = [int(part) for part in team.path.split("/") if part][:-1]
    found = teams_by_id(organization_id=organization_id, ids=ids)
    return [found[team_id] for team_id in ids if team_id in found]


def members(*, team_id: int, seen_by: Actor) -> list[PersonRow]:
    """Active members of a team, by name."""
    rows = Person.within(seen_by.organization_id).filter(memberships__team_id=team_id, is_active=True)
    return [person_row(row) for row in rows.order_by("name", "id")]


def member_counts(*, organization_id: int) -> dict[int, int]:
    """How many active members each team has itself, without its subtree."""
    counts: dict[int, int] = {}
    rows = Membership.within(organization_id).filter(person__is_active=True)
    for team_id in rows.values_list("team_id", flat=True):
        counts[team_id] = counts.get(team_id, 0) + 1
    return counts


def teams_of_person(*, person_id: int, seen_by: Actor) -> list[PersonTeam]:
    """Active teams a person is in or leads, by name; one statement."""
    rows = (
        Team.within(seen_by.organization_id)
        .filter(Q(lead_id=person_id) | Q(memberships__person_id=person_id), is_active=True)
        .order_by("name", "id")
        .distinct()
    )
    return [PersonTeam(row.ref, row.name, row.lead_id == person_id) for row in rows]


def team_ids_of(*, organization_id: int, person_ids: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """Ids of the active teams of each person, in one statement."""
    found: dict[int, tuple[int, ...]] = dict.fromkeys(person_ids, ())
    rows = Membership.within(organization_id).filter(person_id__in=found, team__is_active=True)
    for person_id, team_id in rows.order_by("person_id", "team_id").values_list("person_id", "team_id"):
        found[person_id] = (*found[person_id], team_id)
    return found


def team_cards(ids: Iterable[int], actor: Actor) -> dict[int, Card]:
    """Cards of teams for feeds, search and comments: everybody sees the teams of their organization."""
    rows = Team.within(actor.organization_id).filter(pk__in=set(ids)).values_list("id", "ref", "name")
    return {
        pk: Card(Subject("team", pk), ref, name, team_url(organization_id=actor.organization_id, ref=ref))
        for pk, ref, name in rows
    }


def _tree_order(rows: Iterable[TeamRow]) -> list[TeamRow]:
    """``rows`` (siblings in the order given) with every team right after its parent."""
    below: dict[int | None, list[TeamRow]] = {}
    known = {row.id: row for row in rows}
    for row in known.values():
        below.setdefault(row.parent_id if row.parent_id in known else None, []).append(row)
    ordered: list[TeamRow] = []
    waiting = below.get(None, [])[::-1]
    while waiting:
        row = waiting.pop()
        ordered.append(row)
        waiting.extend(below.get(row.id, [])[::-1])
    return ordered


def _teams(organization_id: int, *, includes_inactive: bool) -> QuerySet[Team]:
    rows = Team.within(organization_id).select_related("lead", "parent").order_by("position", "name", "id")
    return rows if includes_inactive else rows.filter(is_active=True)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
