"""Final grades, 0–1: points on a line, bands, and the mean of an objective."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from northing.domain.codes import Ambition
from northing.domain.errors import FlatSpan, Missing, OutOfRange, PointsOutOfOrder
from northing.domain.numbers import ONE, ZERO, add, clamp, divide, multiply, rounded_half_up, subtract
from northing.domain.policy import Policy
from northing.domain.progress import progress_of
from northing.domain.rollup import weighted_mean
from northing.domain.terms import Reading, Terms


class Band(StrEnum):
    SUCCESS = "success"
    EXCEPTIONAL = "exceptional"
    GOOD = "good"
    PARTIAL = "partial"
    LITTLE = "little"
    MISSED = "missed"


class Evidence(StrEnum):
    """What a learning key result brought."""

    NONE = "none"
    SOME = "some"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class GradePoint:
    """At this value, this grade."""

    value: Decimal
    grade: Decimal


def grade_points(
    *,
    start: Decimal,
    target: Decimal,
    commit: Decimal | None,
    stretch: Decimal | None,
    ambition: Ambition,
    policy: Policy,
) -> tuple[GradePoint, ...]:
    """The points a grade is read from, start first.

    Only a target typed: it is graded 1, good and commit lie on the way to it. Target and stretch: the target
    is good, the stretch full. Committed: the target is 1, and there are no points between.

    :raises FlatSpan: start equals target · :raises PointsOutOfOrder: they do not lie in one direction
    """
    if start == target:
        raise FlatSpan("target")
    points = [GradePoint(start, ZERO)]
    full = target if stretch is None else stretch
    if ambition is not Ambition.COMMITTED:
        span = subtract(full, start)
        good = add(start, multiply(policy.good_at, span)) if stretch is None else target
        some = _default_commit(start, good, span, policy) if commit is None else commit
        points += [] if some is None else [GradePoint(some, policy.commit_at)]
        points.append(GradePoint(good, policy.good_at))
    else:
        full = target
    points.append(GradePoint(full, ONE))
    _check_direction(points)
    return tuple(points)


def _default_commit(start: Decimal, good: Decimal, span: Decimal, policy: Policy) -> Decimal | None:
    """The usual part of the way, unless good is reached before it."""
    commit = add(start, multiply(policy.commit_at, span))
    return commit if abs(subtract(commit, start)) < abs(subtract(good, start)) else None


def _check_direction(points: list[GradePoint]) -> None:
    rising = points[-1].value > points[0].value
    for before, after in pairwise(points):
        if before.value == after.value or (after.value > before.value) is not rising:
            raise PointsOutOfOrder("commit" if len(points) > 3 else "stretch")


def grade_of_value(points: tuple[GradePoint, ...], value: Decimal) -> Decimal:
    """Piecewise linear through the points, clamped to 0…1."""
    rising = points[-1].value > points[0].value
    for before, after in pairwise(points):
        if (value < after.value) if rising else (value > after.value):
            part = divide(subtract(value, before.value), subtract(after.value, before.value))
            grade = add(before.grade, multiply(part, subtract(after.grade, before.grade)))
            return clamp(grade, ZERO, ONE)
    return ONE


def grade_of_share(progress: Decimal) -> Decimal:
    """The grade of a kind without points: its progress, clamped to 0…1."""
    return clamp(progress, ZERO, ONE)


def grade_of_threshold(progress: Decimal, required_share: Decimal) -> Decimal:
    """Periods inside of those planned, against the share required, capped at 1."""
    return clamp(divide(progress, required_share), ZERO, ONE)


def grade_of_learning(evidence: Evidence, policy: Policy) -> Decimal:
    """0, the policy's step, or 1."""
    return {Evidence.NONE: ZERO, Evidence.SOME: policy.learning_step, Evidence.FULL: ONE}[evidence]


def suggested_grade(terms: Terms, readings: tuple[Reading, ...], policy: Policy) -> Decimal | None:
    """The grade these readings (earliest first) suggest, unrounded; None where only evidence can tell, or
    there is no number."""
    progress = progress_of(terms, readings, policy)
    if progress is None or terms.ambition is Ambition.LEARNING:
        return None
    if terms.kind.is_threshold:
        share = policy.required_share if terms.required_share is None else terms.required_share
        return grade_of_threshold(progress, share)
    if terms.start is None or terms.target is None:
        return grade_of_share(progress)
    if not readings:
        return ZERO
    value = readings[-1].value
    if value is None:
        raise Missing("value")
    return grade_of_value(_points_of(terms, terms.start, terms.target, policy), value)


def _points_of(terms: Terms, start: Decimal, target: Decimal, policy: Policy) -> tuple[GradePoint, ...]:
    return grade_points(
        start=start,
        target=target,
        commit=terms.commit,
        stretch=terms.stretch,
        ambition=terms.ambition,
        policy=policy,
    )


def band_of(grade: Decimal, ambition: Ambition, policy: Policy) -> Band:
    """The band of a grade, which is first rounded half-up to 0.01.

    :raises OutOfRange: outside 0…1
    """
    if not ZERO <= grade <= ONE:
        raise OutOfRange("grade")
    shown = rounded_half_up(grade, 2)
    if ambition is Ambition.COMMITTED:
        return Band.SUCCESS if shown == ONE else Band.MISSED
    bands = (
        (policy.band_exceptional, Band.EXCEPTIONAL),
        (policy.band_good, Band.GOOD),
        (policy.band_partial, Band.PARTIAL),
    )
    return next((band for least, band in bands if shown >= least), Band.LITTLE)


def objective_grade(parts: Iterable[tuple[Decimal, Decimal]]) -> Decimal | None:
    """Σ weight · grade / Σ weight of the counted key results; None when nothing counts."""
    return weighted_mean(parts)
