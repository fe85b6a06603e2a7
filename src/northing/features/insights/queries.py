"""Everything the insights page shows, gathered from the ledger; the number of statements never depends on the rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from northing.domain.codes import Freshness, Status
from northing.features.cycles import queries as cycle_queries
from northing.features.cycles.queries import CycleRow
from northing.features.okrs import queries as okr_queries
from northing.features.okrs.queries import Counts, Moved, ObjectiveFilters, ObjectiveRow
from northing.features.org import queries as org_queries
from northing.kit.actors import Actor

WEEK = timedelta(days=7)
MOST_WORRYING = 10
WORRYING = frozenset({Status.OFF_TRACK, Status.AT_RISK, Status.BEHIND, Status.UNKNOWN})
_HEARD = frozenset({Freshness.FRESH, Freshness.DUE})
_NOT_ASKED = frozenset({Freshness.PENDING, ""})


@dataclass(frozen=True, slots=True)
class TeamRhythm:
    """How a team keeps its numbers: key results heard of in time, of those that could have been."""

    ref: str
    name: str
    depth: int
    fresh: int
    overdue: int
    stale: int
    pending: int

    @property
    def asked(self) -> int:
        """Key results whose turn has come at least once."""
        return self.fresh + self.overdue + self.stale


@dataclass(frozen=True, slots=True, kw_only=True)
class Insights:
    """The page of one cycle; ``cycle`` None: there is none yet."""

    cycle: CycleRow | None
    cycle_ref: str = ""
    objectives: Counts
    key_results: Counts
    moved: tuple[Moved, ...] = ()
    worrying: tuple[ObjectiveRow, ...] = ()
    teams: tuple[TeamRhythm, ...] = field(default=())
    since: date


def insights(*, actor: Actor, on: date, cycle_ref: str | None) -> Insights:
    """Where the chosen cycle stands on the day ``on``, against seven days before; at most eleven statements."""
    cycle, since = cycle_queries.chosen_cycle(actor=actor, ref=cycle_ref, on=on), on - WEEK
    if cycle is None:
        nothing = Counts({}, {}, 0, None)
        return Insights(cycle=None, objectives=nothing, key_results=nothing, since=since)
    worst = okr_queries.objectives_list(
        actor=actor, on=on, filters=ObjectiveFilters(cycle_id=cycle.pk), sort="status", limit=MOST_WORRYING
    )
    return Insights(
        cycle=cycle_queries.cycle_row(cycle=cycle, on=on),
        cycle_ref=cycle.ref,
        objectives=okr_queries.header_counts(actor=actor, on=on, cycle_id=cycle.pk),
        key_results=okr_queries.header_counts(actor=actor, on=on, cycle_id=cycle.pk, kind="key_result"),
        moved=okr_queries.moved_since(actor=actor, on=on, since=since, cycle_id=cycle.pk),
        worrying=tuple(row for row in worst.rows if row.standing.status in WORRYING),
        teams=_rhythms(actor, cycle.pk),
        since=since,
    )


def _rhythms(actor: Actor, cycle_id: int) -> tuple[TeamRhythm, ...]:
    """Teams in the order of their tree; those without key results in this cycle are left out."""
    cells = okr_queries.freshness_by_team(actor=actor, cycle_id=cycle_id)
    found = []
    for team in org_queries.teams(organization_id=actor.organization_id):
        counted = cells.get(team.id)
        if counted:
            found.append(
                TeamRhythm(
                    ref=team.ref,
                    name=team.name,
                    depth=team.depth,
                    fresh=sum(count for code, count in counted.items() if code in _HEARD),
                    overdue=counted.get(Freshness.OVERDUE, 0),
                    stale=counted.get(Freshness.STALE, 0),
                    pending=sum(count for code, count in counted.items() if code in _NOT_ASKED),
                )
            )
    return tuple(found)
