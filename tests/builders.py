"""Objectives, key results and check-ins with sensible defaults, built through actions like people build them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from northing.domain.codes import CycleKind, Phase
from northing.domain.terms import Reading
from northing.features.cycles import actions as cycle_actions
from northing.features.cycles.queries import Cycle
from northing.features.okrs import actions
from northing.features.okrs.actions import CheckInResult
from northing.features.okrs.models import Alignment, KeyResult, Objective
from northing.kit.actors import Actor, system_actor

FIRST_DAY = date(2026, 10, 1)
LAST_DAY = date(2026, 12, 31)
TODAY = date(2026, 11, 2)

_seconds = count()


def moment(on: date = TODAY) -> datetime:
    """A moment of a day; every call is a second later than the one before."""
    noon = datetime.combine(on, time(9, 0), tzinfo=UTC)
    return noon.replace(microsecond=next(_seconds) % 1_000_000)


def a_cycle(
    actor: Actor,
    *,
    name: str = "2026 Q4",
    starts_on: date = FIRST_DAY,
    ends_on: date = LAST_DAY,
    kind: CycleKind = CycleKind.QUARTER,
    phase: Phase = Phase.ACTIVE,
    parent: Cycle | None = None,
) -> Cycle:
    """A cycle that runs (or stands in ``phase``)."""
    cycle = cycle_actions.create_cycle(
        actor=actor,
        name=name,
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
        at=moment(starts_on),
        parent_ref=parent.ref if parent else None,
    )
    for step in (Phase.ACTIVE, Phase.CLOSING, Phase.CLOSED):
        if list(Phase).index(step) <= list(Phase).index(phase):
            # Closing starts the day after the last one.
            on = starts_on if step is Phase.ACTIVE else ends_on + timedelta(days=1)
            cycle = cycle_actions.set_phase(actor=actor, ref=cycle.ref, phase=step, at=moment(on), on=on)
    return cycle


def an_objective(
    actor: Actor, *, cycle: Cycle | None = None, on: date = FIRST_DAY, agreed: bool = False, **fields: Any
) -> Objective:
    """An objective of ``actor`` (or as ``fields`` say); ``agreed`` by the actor's own word where that suffices."""
    fields.setdefault("title", "Readers recommend us without being asked")
    if cycle is not None:
        fields.setdefault("cycle", cycle.ref)
    objective = actions.create_objective(actor=actor, fields=fields, at=moment(on), on=on)  # type: ignore[arg-type]
    if agreed:
        objective = actions.agree(actor=actor, ref=objective.ref, at=moment(on), on=on)
    return objective


def a_key_result(
    actor: Actor, objective: Objective, *, on: date = FIRST_DAY, reason: str = "", **fields: Any
) -> KeyResult:
    """A metric from 0 to 100 (or as ``fields`` say)."""
    fields.setdefault("title", "Paying subscribers")
    fields.setdefault("kind", "metric")
    if fields["kind"] == "metric" and "start_unknown_until" not in fields:
        fields.setdefault("start", Decimal(0))
    if fields["kind"] == "metric":
        fields.setdefault("target", Decimal(100))
    return actions.add_key_result(
        actor=actor,
        objective=objective.ref,
        fields=fields,  # type: ignore[arg-type]
        at=moment(on),
        on=on,
        reason=reason,
    )


def a_check_in(
    actor: Actor,
    key_result: KeyResult,
    value: Decimal | int | str | None = 50,
    *,
    confidence: int | None = 7,
    on: date = TODAY,
    effective_on: date | None = None,
    reading: Reading | None = None,
    begins: bool = True,
    **options: Any,
) -> CheckInResult:
    """A reading of ``value`` today (``None``: judgement only; ``reading`` for other kinds).

    What is read has begun, unless ``begins`` is off: then a draft stays one.
    """
    if begins:
        begin(key_result)
    if reading is None and value is not None:
        reading = Reading(effective_on=effective_on or on, value=Decimal(value))
    return actions.record_reading(
        actor=actor,
        key_result=key_result.ref,
        reading=reading,
        confidence=confidence,
        at=moment(on),
        on=on,
        **options,
    )


def begin(*items: Objective | KeyResult) -> None:
    """Have the organization itself agree to drafts on the first day: nothing is judged before it was agreed."""
    for item in items:
        objective_id = item.objective_id if isinstance(item, KeyResult) else item.pk
        objective = Objective.within(item.organization_id).get(pk=objective_id)
        if objective.agreed_at is None:
            itself = system_actor(item.organization_id)
            actions.agree(actor=itself, ref=objective.ref, at=moment(FIRST_DAY), on=FIRST_DAY)


def aligned(actor: Actor, child: Objective, parent: Objective | KeyResult, **options: Any) -> Alignment:
    """A link from ``child`` to ``parent``."""
    options.setdefault("on", FIRST_DAY)
    return actions.align(actor=actor, child=child.ref, parent=parent.ref, at=moment(options["on"]), **options)
