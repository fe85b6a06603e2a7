"""Cycles built through actions, with defaults a test can leave alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from northing.domain.terms import CycleKind, Phase
from northing.features.cycles import actions
from northing.features.cycles.queries import Cycle
from northing.kit.actors import Actor

AT = datetime(2026, 9, 10, 9, 0, tzinfo=UTC)


def a_cycle(
    actor: Actor,
    name: str = "2026 Q4",
    *,
    starts_on: date = date(2026, 10, 1),
    ends_on: date = date(2026, 12, 31),
    kind: CycleKind = CycleKind.QUARTER,
    parent: Cycle | None = None,
    phase: Phase = Phase.PLANNING,
) -> Cycle:
    """A cycle in any phase, taken there step by step."""
    cycle = actions.create_cycle(
        actor=actor,
        name=name,
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
        at=AT,
        parent_ref=parent.ref if parent else None,
    )
    steps = [Phase.ACTIVE, Phase.CLOSING, Phase.CLOSED]
    for step in steps[: [Phase.PLANNING, *steps].index(phase)]:
        on = ends_on + timedelta(days=1)
        cycle = actions.set_phase(actor=actor, ref=cycle.ref, phase=step, at=noon(on), on=on)
    return cycle


def noon(day: date) -> datetime:
    """Noon of a day, in UTC."""
    return datetime(day.year, day.month, day.day, 12, 0, tzinfo=UTC)
