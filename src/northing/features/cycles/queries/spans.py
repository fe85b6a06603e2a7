"""Spans: how a cycle lies in time and in its parent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from northing.domain.terms import CycleKind, Phase
from northing.features.cycles import policies
from northing.features.cycles.models import Cycle
from northing.features.cycles.queries.rows import cycles
from northing.kit.actors import Actor


@dataclass(frozen=True, slots=True)
class CycleSpan:
    """The days of one cycle, both inclusive, for sharing out time among child cycles."""

    cycle_id: int
    parent_id: int | None
    ref: str
    starts_on: date
    ends_on: date

    @property
    def days(self) -> int:
        """How many days the cycle has."""
        return (self.ends_on - self.starts_on).days + 1


@dataclass(frozen=True, slots=True)
class CycleRow:
    """What a list or a header prints of a cycle on a day.

    ``week`` counts from 1 and is ``None`` outside the cycle; ``days_left`` is 0 on the last day and negative
    afterwards; ``days_until`` is how long until it begins (0 or less once it has).
    """

    ref: str
    version: int
    name: str
    kind: CycleKind
    starts_on: date
    ends_on: date
    phase: Phase
    parent_ref: str | None
    parent_name: str
    week: int | None
    weeks: int
    days_left: int
    days_until: int
    is_open: bool

    @property
    def has_ended(self) -> bool:
        """Whether the last day is over."""
        return self.days_left < 0

    @property
    def elapsed_days(self) -> int:
        """Days of the cycle that are over or running, for a bar."""
        return min(max(1 - self.days_until, 0), self.days)

    @property
    def days(self) -> int:
        """How many days the cycle has."""
        return (self.ends_on - self.starts_on).days + 1


def week_of(*, cycle: Cycle, on: date) -> int | None:
    """Which week of the cycle a day lies in: 1 for its first seven days; ``None`` outside.

    A last week of less than half belongs to the one before, so a quarter has 13 weeks, not 14.
    """
    if not cycle.starts_on <= on <= cycle.ends_on:
        return None
    return min((on - cycle.starts_on).days // 7 + 1, weeks_of(cycle=cycle))


def weeks_of(*, cycle: Cycle) -> int:
    """How many weeks the cycle has, to the nearest whole week; at least 1."""
    days = (cycle.ends_on - cycle.starts_on).days + 1
    return max((days + 3) // 7, 1)


def cycle_row(*, cycle: Cycle, on: date) -> CycleRow:
    """How ``cycle`` stands on a day. Load the parent with the cycle, or it costs a query."""
    parent = cycle.parent
    return CycleRow(
        ref=cycle.ref,
        version=cycle.version,
        name=cycle.name,
        kind=CycleKind(cycle.kind),
        starts_on=cycle.starts_on,
        ends_on=cycle.ends_on,
        phase=Phase(cycle.phase),
        parent_ref=parent.ref if parent else None,
        parent_name=parent.name if parent else "",
        week=week_of(cycle=cycle, on=on),
        weeks=weeks_of(cycle=cycle),
        days_left=(cycle.ends_on - on).days,
        days_until=(cycle.starts_on - on).days,
        is_open=policies.is_open(cycle),
    )


def cycle_rows(*, actor: Actor, on: date) -> list[CycleRow]:
    """Every cycle as it stands on a day, in the order of :func:`cycles`. One query."""
    return [cycle_row(cycle=cycle, on=on) for cycle in cycles(actor=actor)]


def child_spans(*, organization_id: int, parent_id: int) -> list[CycleSpan]:
    """The direct children of a cycle in the order they begin. One query."""
    rows = Cycle.within(organization_id).filter(parent_id=parent_id).order_by("starts_on", "pk")
    return [_span(row) for row in rows]


def family_spans(*, organization_id: int, ids: Iterable[int]) -> dict[int, CycleSpan]:
    """The spans of these cycles by inner key. One query."""
    return {row.pk: _span(row) for row in Cycle.within(organization_id).filter(pk__in=set(ids))}


def _span(row: Cycle) -> CycleSpan:
    return CycleSpan(row.pk, row.parent_id, row.ref, row.starts_on, row.ends_on)
