"""Everything the explorer shows at once; the number of statements never depends on the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from northing.domain.codes import Ambition, Freshness, HolderKind, Status
from northing.features.cycles import queries as cycle_queries
from northing.features.cycles.queries import Cycle
from northing.features.okrs.queries.counts import Counts, header_counts
from northing.features.okrs.queries.filters import ObjectiveFilters
from northing.features.okrs.queries.lists import (
    ObjectiveList,
    child_rows_of,
    key_results_of,
    objective_row,
    objectives_list,
)
from northing.features.okrs.queries.rows import KeyResultRow, ObjectiveRow
from northing.features.okrs.queries.trails import Step, trails
from northing.features.org import queries as org_queries
from northing.features.org.queries import PersonRow, TeamRow
from northing.features.strategy import queries as strategy_queries
from northing.features.strategy.queries import Pillar
from northing.kit.actors import Actor
from northing.kit.errors import NotFound

MOST_OPEN = 20
MOST_PEOPLE = 8
MOST_IN_PANEL = 12


@dataclass(frozen=True, slots=True)
class ExplorerWish:
    """What somebody asked to see; every reference is a ref, empty means any. ``opened``: refs shown with parts.

    ``who``: a name somebody typed to find a person by. ``is_alone``: the team without the teams below it.
    """

    cycle: str = ""
    is_backlog: bool = False
    team: str = ""
    is_alone: bool = False
    person: str = ""
    who: str = ""
    pillar: str = ""
    holder: HolderKind | None = None
    status: Status | None = None
    freshness: Freshness | None = None
    ambition: Ambition | None = None
    text: str = ""
    is_unaligned: bool = False
    sort: str = "position"
    cursor: str = ""
    opened: tuple[str, ...] = ()

    @property
    def is_filtered(self) -> bool:
        """Whether matches are shown flat with their path, instead of the tree."""
        chosen = (
            self.team,
            self.person,
            self.pillar,
            self.holder,
            self.status,
            self.freshness,
            self.ambition,
        )
        return any(chosen) or bool(self.text.strip()) or self.is_unaligned


@dataclass(frozen=True, slots=True)
class Branch:
    """What lies directly below an objective."""

    key_results: tuple[KeyResultRow, ...] = ()
    children: tuple[ObjectiveRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ExplorerRows:
    """A page of rows of one cycle ('' the backlog), the branches that are open, and where flat matches belong."""

    cycle_ref: str
    listed: ObjectiveList
    branches: dict[str, Branch]
    trails: dict[int, tuple[Step, ...]]


@dataclass(frozen=True, slots=True)
class Explorer:
    """The whole page. ``cycle`` None without ``is_backlog``: nobody has made a cycle yet; then ``rows`` is empty."""

    cycle: Cycle | None
    counts: Counts
    rows: ExplorerRows
    teams: tuple[TeamRow, ...] = ()
    pillars: tuple[Pillar, ...] = ()
    person: PersonRow | None = None
    people: tuple[PersonRow, ...] = field(default=())


_NOTHING = ExplorerRows("", ObjectiveList((), None), {}, {})


def explorer(*, actor: Actor, on: date, wish: ExplorerWish) -> Explorer:
    """The explorer as asked for; ``people`` are those the typed name may mean.

    :raises NotFound: a team, person or pillar that is not of this organization
    :raises Invalid: ``bad_cursor``, ``unknown_sort``
    """
    cycle = _cycle(actor, on, wish)
    teams = tuple(org_queries.teams(organization_id=actor.organization_id))
    pillars = tuple(strategy_queries.pillars(actor=actor))
    person = org_queries.person_by_ref(ref=wish.person, seen_by=actor) if wish.person else None
    people = org_queries.people(actor=actor, text=wish.who, limit=MOST_PEOPLE).rows if wish.who else ()
    if cycle is None and not wish.is_backlog:
        return Explorer(None, Counts({}, {}, 0, None), _NOTHING, teams, pillars, person, people)
    filters = _filters(wish, cycle, teams, pillars, person)
    counts = header_counts(actor=actor, on=on, cycle_id=cycle.pk if cycle else None)
    return Explorer(cycle, counts, _rows(actor, on, wish, cycle, filters), teams, pillars, person, people)


def more_rows(*, actor: Actor, on: date, wish: ExplorerWish) -> ExplorerRows:
    """The next page of rows only; see :func:`explorer`."""
    cycle = _cycle(actor, on, wish)
    if cycle is None and not wish.is_backlog:
        return _NOTHING
    teams = org_queries.teams(organization_id=actor.organization_id) if wish.team else ()
    pillars = strategy_queries.pillars(actor=actor) if wish.pillar else ()
    person = org_queries.person_by_ref(ref=wish.person, seen_by=actor) if wish.person else None
    return _rows(actor, on, wish, cycle, _filters(wish, cycle, teams, pillars, person))


def branch_of(*, actor: Actor, on: date, ref: str) -> Branch:
    """What lies below one objective; five statements.

    :raises NotFound: ``objective_not_found``
    """
    objective_row(actor=actor, ref=ref, on=on)
    return branches(actor=actor, on=on, refs=[ref])[ref]


def branches(*, actor: Actor, on: date, refs: Sequence[str]) -> dict[str, Branch]:
    """What lies below each of these objectives; four statements at most."""
    opened = refs[:MOST_OPEN]
    key_results = key_results_of(actor=actor, objective_refs=opened, on=on)
    children = child_rows_of(actor=actor, refs=opened, on=on)
    return {ref: Branch(tuple(key_results[ref]), tuple(children[ref])) for ref in opened}


def _cycle(actor: Actor, on: date, wish: ExplorerWish) -> Cycle | None:
    if wish.is_backlog:
        return None
    return cycle_queries.chosen_cycle(actor=actor, ref=wish.cycle or None, on=on)


def _rows(
    actor: Actor, on: date, wish: ExplorerWish, cycle: Cycle | None, filters: ObjectiveFilters
) -> ExplorerRows:
    listed = objectives_list(actor=actor, on=on, filters=filters, sort=wish.sort, cursor=wish.cursor or None)
    below = branches(actor=actor, on=on, refs=wish.opened) if wish.opened and listed.rows else {}
    paths = (
        trails(actor=actor, on=on, objective_ids=[row.id for row in listed.rows]) if wish.is_filtered else {}
    )
    return ExplorerRows(cycle.ref if cycle else "", listed, below, paths)


def _filters(
    wish: ExplorerWish,
    cycle: Cycle | None,
    teams: Iterable[TeamRow],
    pillars: Iterable[Pillar],
    person: PersonRow | None,
) -> ObjectiveFilters:
    return ObjectiveFilters(
        cycle_id=cycle.pk if cycle else None,
        is_backlog=wish.is_backlog,
        team_id=_named([(one.ref, one.id) for one in teams], wish.team, "team_not_found"),
        with_subteams=not wish.is_alone,
        holder=wish.holder,
        person_id=person.id if person else None,
        pillar_id=_named([(one.ref, one.pk) for one in pillars], wish.pillar, "pillar_not_found"),
        status=wish.status,
        freshness=wish.freshness,
        ambition=wish.ambition,
        text=wish.text,
        is_unaligned=wish.is_unaligned,
        roots_only=not wish.is_filtered,
    )


def _named(known: Iterable[tuple[str, int]], ref: str, code: str) -> int | None:
    if not ref:
        return None
    found = next((pk for its_ref, pk in known if its_ref == ref), None)
    if found is None:
        raise NotFound(code)
    return found


@dataclass(frozen=True, slots=True)
class HeldObjectives:
    """What one team or person works towards in the chosen cycle; ``has_more`` when the panel shows only the first."""

    cycle: Cycle | None
    rows: tuple[ObjectiveRow, ...] = ()
    has_more: bool = False


def objectives_of_team(*, actor: Actor, on: date, team: str, cycle: str = "") -> HeldObjectives:
    """The objectives a team itself holds; three statements.

    :raises NotFound: no such team here
    """
    row = org_queries.team_by_ref(ref=team, seen_by=actor)
    return _held(actor, on, cycle, lambda pk: ObjectiveFilters(cycle_id=pk, team_id=row.id))


def objectives_of_person(*, actor: Actor, on: date, person: str, cycle: str = "") -> HeldObjectives:
    """The objectives a person holds, owns or has a key result of; three statements.

    :raises NotFound: no such person here
    """
    row = org_queries.person_by_ref(ref=person, seen_by=actor)
    return _held(actor, on, cycle, lambda pk: ObjectiveFilters(cycle_id=pk, person_id=row.id))


def _held(actor: Actor, on: date, ref: str, filters_in: Callable[[int], ObjectiveFilters]) -> HeldObjectives:
    cycle = cycle_queries.chosen_cycle(actor=actor, ref=ref or None, on=on)
    if cycle is None:
        return HeldObjectives(None)
    found = objectives_list(actor=actor, on=on, filters=filters_in(cycle.pk), limit=MOST_IN_PANEL)
    return HeldObjectives(cycle, found.rows, found.next_cursor is not None)
