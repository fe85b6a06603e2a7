"""What the forms of the ledger offer to choose from, for this actor, on this day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from northing.features.cycles import queries as cycle_queries
from northing.features.okrs.models import Audience, KeyResult
from northing.features.okrs.queries.access import find_objective
from northing.features.okrs.queries.details import Named
from northing.features.org import queries as org_queries
from northing.features.org.queries import TeamRow
from northing.features.strategy import queries as strategy_queries
from northing.kit.actors import Actor, Role, Scope
from northing.kit.errors import NotAllowed

MOST_PEOPLE = 300


@dataclass(frozen=True, slots=True)
class NamedTeam:
    """A team with its depth in the tree."""

    ref: str
    name: str
    depth: int


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A person and their mail address, which tells namesakes apart."""

    ref: str
    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormChoices:
    """Choices of a form. ``holding_*`` are what an objective may be written for by this actor.

    ``people`` are all active ones, or the first few hundred when ``has_more_people``: then a field takes a name
    or mail address instead.
    """

    cycles: tuple[Named, ...]
    pillars: tuple[Named, ...]
    teams: tuple[NamedTeam, ...]
    people: tuple[NamedPerson, ...]
    has_more_people: bool
    may_hold_organization: bool
    holding_teams: tuple[NamedTeam, ...]
    holding_people: tuple[NamedPerson, ...]
    own_ref: str


def form_choices(*, actor: Actor, on: date) -> FormChoices:
    """Open cycles, pillars, teams and people; five statements.

    :raises NotAllowed: observers write no objectives
    """
    if actor.role is Role.OBSERVER or not actor.holds(Scope.PLAN):
        raise NotAllowed()
    reach = org_queries.reach_of(actor=actor, on=on)
    rows = org_queries.teams(organization_id=actor.organization_id)
    teams = [row for row in rows if row.is_active]
    held = [row for row in teams if actor.is_guide or row.id in reach.team_ids or reach.leads(row.path)]
    found = org_queries.people(actor=actor, limit=MOST_PEOPLE)
    people = tuple(NamedPerson(row.ref, row.name, row.email) for row in found.rows)
    own = next((row.ref for row in found.rows if row.id == actor.person_id), "")
    leads = actor.is_guide or bool(reach.led_paths)
    return FormChoices(
        cycles=_open_cycles(actor),
        pillars=tuple(Named(row.ref, row.name) for row in strategy_queries.pillars(actor=actor)),
        teams=tuple(map(_team, teams)),
        people=people,
        has_more_people=bool(found.next_cursor),
        may_hold_organization=actor.is_guide,
        holding_teams=tuple(map(_team, held)),
        holding_people=people if leads else tuple(row for row in people if row.ref == own),
        own_ref=own or _own_ref(actor),
    )


def _team(row: TeamRow) -> NamedTeam:
    return NamedTeam(row.ref, row.name, row.depth)


def _open_cycles(actor: Actor) -> tuple[Named, ...]:
    """Cycles whose terms are open; a closing one is frozen."""
    known = cycle_queries.cycles(actor=actor)
    return tuple(Named(one.ref, one.name) for one in known if one.phase in ("planning", "active"))


def _own_ref(actor: Actor) -> str:
    if actor.person_id is None:
        return ""
    known = org_queries.people_by_id(organization_id=actor.organization_id, ids=[actor.person_id])
    return known[actor.person_id].ref if actor.person_id in known else ""


def person_named(*, actor: Actor, word: str) -> list[NamedPerson]:
    """The people who answer to a name or mail address; one statement."""
    found = org_queries.people_named(organization_id=actor.organization_id, words=[word])
    return [NamedPerson(row.ref, row.name, row.email) for row in found.get(word, ())]


def counter_metrics(*, actor: Actor, objective: str, on: date, but: str = "") -> list[Named]:
    """The other key results of an objective, for "must not be won at the price of"; two statements."""
    seen = find_objective(actor=actor, ref=objective, on=on)
    rows = KeyResult.within(actor.organization_id).filter(objective_id=seen.row.pk).exclude(ref=but)
    return [Named(ref, title) for ref, title in rows.order_by("position", "pk").values_list("ref", "title")]


@dataclass(frozen=True, slots=True)
class AudienceRefs:
    """The teams and people an objective is shown to, by ref."""

    teams: tuple[str, ...]
    people: tuple[str, ...]


def audience_refs(*, actor: Actor, ref: str, on: date) -> AudienceRefs:
    """To whom an objective is shown besides its holder and owner; two statements.

    :raises NotFound: ``objective_not_found``
    """
    seen = find_objective(actor=actor, ref=ref, on=on)
    rows = Audience.within(actor.organization_id).filter(objective_id=seen.row.pk)
    pairs = list(rows.order_by("pk").values_list("team__ref", "person__ref"))
    return AudienceRefs(
        tuple(team for team, _person in pairs if team), tuple(person for _team, person in pairs if person)
    )
