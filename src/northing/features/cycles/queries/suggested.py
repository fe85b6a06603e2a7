"""What to offer when somebody wants a new cycle, and what new dates would mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from northing.domain.terms import CycleKind, Phase
from northing.features.cycles.models import Cycle
from northing.features.cycles.queries.periods import Period, period_after, period_holding
from northing.features.cycles.queries.rows import cycles
from northing.features.org import queries as org_queries
from northing.kit.actors import Actor


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A cycle that does not exist yet, with the ref of the longer cycle it would lie in, if there is one."""

    kind: CycleKind
    name: str
    starts_on: date
    ends_on: date
    parent_ref: str | None


@dataclass(frozen=True, slots=True)
class DatesPreview:
    """What new dates would mean for a cycle, before anything is saved.

    ``needs_confirmation``: the dates differ and people already work in the cycle. ``outside`` names child cycles
    that would no longer fit, ``late_deadlines`` the submit-by fields that would lie after the end.
    """

    before: tuple[date, date]
    after: tuple[date, date]
    days_before: int
    days_after: int
    needs_confirmation: bool
    outside: tuple[str, ...]
    late_deadlines: tuple[str, ...]


DEADLINES = ("submit_by_organization_on", "submit_by_team_on", "submit_by_person_on")


def suggested_cycles(*, actor: Actor, on: date) -> list[Suggestion]:
    """For each regular kind the first period from ``on`` that no cycle covers yet, quarters first.

    Names follow the fiscal year of the organization. Two queries.
    """
    known = cycles(actor=actor)
    fiscal_year_start = org_queries.organization_of(organization_id=actor.organization_id).fiscal_year_start
    order = (CycleKind.QUARTER, CycleKind.MONTH, CycleKind.HALF, CycleKind.YEAR)
    return [_suggestion(_first_free(kind, known, on, fiscal_year_start), known) for kind in order]


def possible_parents(
    *, actor: Actor, starts_on: date | None = None, ends_on: date | None = None
) -> list[Cycle]:
    """Cycles another one may lie in: longer ones that hold its dates; without dates all but months. One query."""
    found = [cycle for cycle in cycles(actor=actor) if cycle.kind != CycleKind.MONTH]
    if starts_on is None or ends_on is None:
        return found
    return [cycle for cycle in found if holds(cycle=cycle, starts_on=starts_on, ends_on=ends_on)]


def holds(*, cycle: Cycle, starts_on: date, ends_on: date) -> bool:
    """Whether the span lies in the cycle and is shorter than it, so that parents can never form a loop."""
    inside = cycle.starts_on <= starts_on and ends_on <= cycle.ends_on
    return inside and (ends_on - starts_on) < (cycle.ends_on - cycle.starts_on)


def preview_dates(*, cycle: Cycle, starts_on: date, ends_on: date) -> DatesPreview:
    """What these dates would mean for ``cycle``. One query."""
    children = Cycle.within(cycle.organization_id).filter(parent_id=cycle.pk).order_by("starts_on")
    stays = [child for child in children if child.starts_on < starts_on or child.ends_on > ends_on]
    late = [name for name in DEADLINES if (day := getattr(cycle, name)) is not None and day > ends_on]
    has_moved = (cycle.starts_on, cycle.ends_on) != (starts_on, ends_on)
    return DatesPreview(
        before=(cycle.starts_on, cycle.ends_on),
        after=(starts_on, ends_on),
        days_before=(cycle.ends_on - cycle.starts_on).days + 1,
        days_after=(ends_on - starts_on).days + 1,
        needs_confirmation=has_moved and cycle.phase in (Phase.ACTIVE, Phase.CLOSING),
        outside=tuple(child.name for child in stays),
        late_deadlines=tuple(late),
    )


def _first_free(kind: CycleKind, known: list[Cycle], on: date, fiscal_year_start: int) -> Period:
    taken = {(cycle.starts_on, cycle.ends_on) for cycle in known}
    names = {cycle.name for cycle in known}
    period = period_holding(day=on, kind=kind, fiscal_year_start=fiscal_year_start)
    while (period.starts_on, period.ends_on) in taken or period.name in names:
        period = period_after(period=period, fiscal_year_start=fiscal_year_start)
    return period


def _suggestion(period: Period, known: list[Cycle]) -> Suggestion:
    around = [cycle for cycle in known if _is_open(cycle) and _holds_period(cycle, period)]
    parent = min(around, key=lambda cycle: cycle.ends_on - cycle.starts_on, default=None)
    return Suggestion(
        period.kind, period.name, period.starts_on, period.ends_on, parent.ref if parent is not None else None
    )


def _holds_period(cycle: Cycle, period: Period) -> bool:
    return holds(cycle=cycle, starts_on=period.starts_on, ends_on=period.ends_on)


def _is_open(cycle: Cycle) -> bool:
    return cycle.phase in (Phase.PLANNING, Phase.ACTIVE)
