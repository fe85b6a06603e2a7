"""Rows as the domain takes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Context, Decimal
from typing import NamedTuple

from northing.domain.codes import (
    Ambition,
    Curve,
    Driver,
    KeyResultDriver,
    KeyResultState,
    Kind,
    ObjectiveState,
    Status,
)
from northing.domain.standing import ManualProgress, ObjectiveFacts, Override
from northing.domain.terms import PlanPoint, Reading, Terms, resolved_ambition
from northing.domain.terms import Stage as StageTerms
from northing.features.okrs.models.key_results import CheckIn, KeyResult, Stage
from northing.features.okrs.models.objectives import Objective

_WIDE = Context(prec=60)
_WHOLE = Decimal(1)

# A backlog objective has no cycle: it has not started and will not be due until somebody gives it one.
SOMEDAY = (date(9998, 1, 1), date(9998, 12, 31))


class Span(NamedTuple):
    """First and last day."""

    starts_on: date
    due_on: date


def cycle_span(objective: Objective) -> Span:
    """The days of an objective's cycle; load the cycle with the objective."""
    cycle = objective.cycle
    return Span(*SOMEDAY) if cycle is None else Span(cycle.starts_on, cycle.ends_on)


def has_begun(objective: Objective) -> bool:
    """Whether it was ever agreed. Until then it is a plan: nothing is expected, late or silent."""
    return objective.agreed_at is not None


def judged_span(objective: Objective) -> Span:
    """The days an objective is judged over: its cycle's, once it has begun."""
    return cycle_span(objective) if has_begun(objective) else Span(*SOMEDAY)


def span_of(row: KeyResult, cycle: Span) -> Span:
    """From the day ``start`` was measured (default: the later of cycle start and agreement) to the due day."""
    due_on = row.due_on or cycle.due_on
    if row.starts_on is not None:
        return Span(row.starts_on, due_on)
    # Agreed after the fact (a document imported late): the whole cycle counts.
    late = row.agreed_on is not None and cycle.starts_on < row.agreed_on < due_on
    return Span(row.agreed_on if late and row.agreed_on else min(cycle.starts_on, due_on), due_on)


def terms_of(row: KeyResult, *, ambition: str, cycle: Span, stages: Sequence[Stage] = ()) -> Terms:
    """A key result's terms; one without a kind still asks for its numbers and is watched like a baseline."""
    kind = Kind(row.kind) if row.kind else Kind.BASELINE
    span = span_of(row, cycle)
    return Terms(
        kind=kind,
        starts_on=span.starts_on,
        due_on=span.due_on,
        ambition=resolved_ambition(
            Ambition(row.ambition) if row.ambition else None, Ambition(ambition), kind
        ),
        start=row.start,
        target=row.target,
        commit=row.commit,
        stretch=row.stretch,
        lower=row.lower,
        upper=row.upper,
        required_share=row.required_share,
        curve=Curve(row.curve),
        plan=tuple(PlanPoint(Decimal(share), Decimal(progress)) for share, progress in row.plan_points),
        stages=tuple(StageTerms(stage.progress_after, stage.due_on) for stage in stages),
        cadence_days=row.cadence_days,
        measured_every=row.measured_every,
        is_guardrail=row.is_guardrail,
        start_unknown_until=row.start_unknown_until,
        driver=KeyResultDriver(row.driver),
    )


def reading_of(row: CheckIn) -> Reading:
    """What a check-in measured."""
    weights = (row.done_weight, row.total_weight)
    return measured(row.effective_on, row.value, row.stages_reached, row.is_done, *weights)


def measured(
    effective_on: date,
    value: Decimal | None,
    stages_reached: Sequence[int] | None,
    is_done: bool | None,
    done_weight: Decimal | None,
    total_weight: Decimal | None,
) -> Reading:
    """What the columns of a check-in say was measured."""
    return Reading(
        effective_on=effective_on,
        value=plain(value),
        reached=frozenset(stages_reached or ()),
        is_done=is_done,
        done_weight=plain(done_weight),
        total_weight=plain(total_weight),
    )


def plain(number: Decimal | None) -> Decimal | None:
    """A stored value as typed: without the zeros the column pads it with."""
    if number is None:
        return None
    shown = number.normalize(_WIDE)
    return shown.quantize(_WHOLE, context=_WIDE) if shown.as_tuple().exponent > 0 else shown  # type: ignore[operator]


def objective_facts(
    row: Objective, *, last_check_in_at: datetime | None, manual: ManualProgress | None = None
) -> ObjectiveFacts:
    """What decides where an objective stands besides its parts; load the cycle with it.

    ``last_check_in_at`` is the moment of the latest check-in of any of its key results: it ends an override.
    """
    span = judged_span(row)
    override = None
    if row.override_status and row.override_on is not None and is_in_force(row.override_at, last_check_in_at):
        override = Override(status=Status(row.override_status), set_on=row.override_on)
    return ObjectiveFacts(
        starts_on=span.starts_on,
        due_on=span.due_on,
        state=ObjectiveState(row.state),
        outcome=Status(row.closed_status) if row.closed_status else None,
        driver=Driver(row.driver),
        ambition=Ambition(row.ambition),
        override=override,
        manual=manual,
    )


def is_in_force(set_at: datetime | None, last_check_in_at: datetime | None) -> bool:
    """Whether no check-in came after the moment an override was set."""
    if set_at is None:
        return False
    return last_check_in_at is None or last_check_in_at <= set_at


def key_result_state(row: KeyResult) -> KeyResultState:
    """Its state for the domain."""
    return KeyResultState(row.state)
