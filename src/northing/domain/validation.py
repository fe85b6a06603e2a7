"""What terms and readings must satisfy before they are kept; each refusal names its field."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from northing.domain.codes import Ambition, Curve, Kind
from northing.domain.errors import (
    BoundsCrossed,
    DomainError,
    DueBeforeStart,
    FlatSpan,
    GuardrailNotThreshold,
    Missing,
    OutOfRange,
    OutsideSpan,
    PlanNotIncreasing,
    PointsOutOfOrder,
    StagesNotIncreasing,
    WrongReading,
)
from northing.domain.numbers import ONE, ZERO, checked
from northing.domain.policy import DEFAULT_POLICY, Policy
from northing.domain.terms import Judgement, Reading, Terms

_VALUES = ("start", "target", "commit", "stretch", "lower", "upper", "required_share")
_NEEDED_BOUNDS = {
    Kind.AT_LEAST: ("lower",),
    Kind.AT_MOST: ("upper",),
    Kind.BETWEEN: ("lower", "upper"),
}
LONGEST_CADENCE = 366
MOST_CONFIDENCE = 10


def check_terms(terms: Terms, policy: Policy = DEFAULT_POLICY) -> None:
    """Refuse the first thing wrong with the terms, by its field.

    :raises DomainError: one of its family (FlatSpan, BoundsCrossed, StagesNotIncreasing, TooPrecise …)
    """
    for problem in problems_of(terms, policy):
        raise problem


def problems_of(terms: Terms, policy: Policy = DEFAULT_POLICY) -> Iterator[DomainError]:
    """Everything wrong with the terms, one error a field, for forms that show all at once."""
    bad_numbers = [problem for name, number in _numbers(terms) for problem in _number_problem(name, number)]
    if bad_numbers:
        yield from bad_numbers
        return
    if terms.due_on < terms.starts_on:
        yield DueBeforeStart("due_on")
    if not 1 <= terms.cadence_days <= LONGEST_CADENCE:
        yield OutOfRange("cadence_days")
    if terms.measured_every is not None and not 1 <= terms.measured_every <= LONGEST_CADENCE:
        yield OutOfRange("measured_every")
    if terms.is_guardrail and not terms.kind.is_threshold:
        yield GuardrailNotThreshold("is_guardrail")
    yield from _kind_problems(terms, policy)
    yield from _plan_problems(terms)


def _numbers(terms: Terms) -> Iterator[tuple[str, Decimal | None]]:
    for name in _VALUES:
        yield name, getattr(terms, name)
    for stage in terms.stages:
        yield "stages", stage.progress_after
    for point in terms.plan:
        yield "plan", point.share
        yield "plan", point.progress


def _number_problem(name: str, number: Decimal | None) -> Iterator[DomainError]:
    if number is None:
        return
    try:
        checked(number, field=name)
    except DomainError as error:
        yield error


def _kind_problems(terms: Terms, policy: Policy) -> Iterator[DomainError]:
    if terms.kind is Kind.METRIC:
        yield from _metric_problems(terms, policy)
    elif terms.kind is Kind.MILESTONE:
        yield from _stage_problems(terms)
    elif terms.kind.is_threshold:
        yield from _bound_problems(terms)


def _metric_problems(terms: Terms, policy: Policy) -> Iterator[DomainError]:
    if terms.target is None:
        yield Missing("target")
        return
    if terms.start is None:
        if terms.start_unknown_until is None:
            yield Missing("start")
        return
    if terms.start == terms.target:
        yield FlatSpan("target")
        return
    yield from _point_problems(terms, terms.start, terms.target, policy)


def _point_problems(terms: Terms, start: Decimal, target: Decimal, policy: Policy) -> Iterator[DomainError]:
    """Start, commit, (good,) target, stretch lie in one direction, so that grades never fall on the way."""
    direction = 1 if target > start else -1
    good = target
    if terms.ambition is not Ambition.COMMITTED and terms.stretch is None:
        good = start + (target - start) * policy.good_at
    if terms.commit is not None and not direction * start < direction * terms.commit < direction * good:
        yield PointsOutOfOrder("commit")
    if terms.stretch is not None and not direction * target < direction * terms.stretch:
        yield PointsOutOfOrder("stretch")


def _bound_problems(terms: Terms) -> Iterator[DomainError]:
    for name in _NEEDED_BOUNDS[terms.kind]:
        if getattr(terms, name) is None:
            yield Missing(name)
    if terms.lower is not None and terms.upper is not None and terms.lower > terms.upper:
        yield BoundsCrossed("upper")
    if terms.required_share is not None and not ZERO < terms.required_share <= ONE:
        yield OutOfRange("required_share")


def _stage_problems(terms: Terms) -> Iterator[DomainError]:
    if not terms.stages:
        yield Missing("stages")
        return
    shares = [ZERO, *(stage.progress_after for stage in terms.stages)]
    if shares[-1] != ONE or any(after <= before for before, after in pairwise(shares)):
        yield StagesNotIncreasing("stages")
    if any(not _is_within(terms, stage.due_on) for stage in terms.stages):
        yield OutsideSpan("stages")


def _is_within(terms: Terms, day: date | None) -> bool:
    return day is None or terms.starts_on <= day <= terms.due_on


def _plan_problems(terms: Terms) -> Iterator[DomainError]:
    if terms.curve is not Curve.PLAN:
        return
    if not terms.plan:
        yield Missing("plan")
    share, progress = ZERO, ZERO
    for point in terms.plan:
        if not (share < point.share <= ONE and progress <= point.progress <= ONE):
            yield PlanNotIncreasing("plan")
            return
        share, progress = point.share, point.progress
    if share == ONE and progress != ONE:
        yield PlanNotIncreasing("plan")


def check_reading(terms: Terms, reading: Reading) -> None:
    """Refuse a reading that does not carry what its kind measures.

    :raises WrongReading: another field is needed
    :raises NotFinite, TooPrecise, OutOfRange: the number is bad
    """
    for name in ("value", "done_weight", "total_weight"):
        for problem in _number_problem(name, getattr(reading, name)):
            raise problem
    if terms.kind is Kind.MILESTONE:
        if not reading.reached <= set(range(1, len(terms.stages) + 1)):
            raise OutOfRange("reached")
    elif terms.kind is Kind.TASKS:
        _check_tasks(reading)
    elif terms.kind is Kind.BINARY:
        if reading.is_done is None:
            raise WrongReading("is_done")
    elif reading.value is None:
        raise WrongReading("value")


def _check_tasks(reading: Reading) -> None:
    done, total = reading.done_weight, reading.total_weight
    if done is None or total is None:
        raise WrongReading("done_weight")
    if not ZERO <= done <= total:
        raise OutOfRange("done_weight")


def check_judgement(judgement: Judgement) -> None:
    """Refuse a confidence outside 0–10.

    :raises OutOfRange:
    """
    if not 0 <= judgement.confidence <= MOST_CONFIDENCE:
        raise OutOfRange("confidence")
