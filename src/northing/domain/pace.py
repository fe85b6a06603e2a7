"""What was expected by the last reading, and how progress compares with it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from northing.domain.codes import Ambition, Curve, Kind, Status
from northing.domain.numbers import LAST_PLACE, ONE, ZERO, add, divide, multiply, stored, subtract
from northing.domain.periods import period_of, planned_periods
from northing.domain.policy import Control, PaceRule, Policy
from northing.domain.terms import PlanPoint, Terms

_WITHOUT_PACE = frozenset({Kind.BINARY, Kind.BASELINE})


def share_of_span(starts_on: date, due_on: date, on: date) -> Decimal:
    """t: the part of the span that has passed on this day, 0…1."""
    span = (due_on - starts_on).days
    elapsed = (on - starts_on).days
    if elapsed >= span:
        return ONE
    return divide(Decimal(elapsed), Decimal(span)) if elapsed > 0 else ZERO


def curve_share(curve: Curve, t: Decimal, plan: Sequence[PlanPoint] = ()) -> Decimal:
    """The progress a curve expects after the share `t` of the span."""
    if curve is Curve.BACK_LOADED:
        return multiply(t, t)
    if curve is Curve.FRONT_LOADED:
        left = subtract(ONE, t)
        return subtract(ONE, multiply(left, left))
    return _planned(plan, t) if curve is Curve.PLAN else t


def _planned(plan: Sequence[PlanPoint], t: Decimal) -> Decimal:
    before = PlanPoint(ZERO, ZERO)
    for point in (*plan, PlanPoint(ONE, ONE)):
        if t <= point.share:
            width = subtract(point.share, before.share)
            part = divide(subtract(t, before.share), width) if width else ONE
            return add(before.progress, multiply(part, subtract(point.progress, before.progress)))
        before = point
    return ONE


def staircase(stages: Sequence[tuple[Decimal, Decimal | None]], t: Decimal) -> Decimal:
    """The share after the last stage due at `t`. Stages are (progress after, due share); undated ones spread
    evenly, stage i of n at i/n."""
    reached = ZERO
    for number, (progress_after, due) in enumerate(stages, start=1):
        share = divide(Decimal(number), Decimal(len(stages))) if due is None else due
        if add(t, LAST_PLACE) >= share:
            reached = max(reached, progress_after)
    return reached


def expected_at(terms: Terms, read_on: date, policy: Policy) -> Decimal:
    """e: the progress expected of a reading taken on this day, 0…1, unrounded."""
    if terms.kind.is_threshold:
        if policy.threshold_control is Control.LATEST:
            return ONE
        return divide(Decimal(period_of(terms, read_on)), Decimal(planned_periods(terms)))
    t = share_of_span(terms.starts_on, terms.due_on, read_on)
    if terms.kind is Kind.MILESTONE:
        return staircase(
            [(stage.progress_after, _due_share(terms, stage.due_on)) for stage in terms.stages], t
        )
    return curve_share(terms.curve, t, terms.plan)


def _due_share(terms: Terms, due_on: date | None) -> Decimal | None:
    return None if due_on is None else share_of_span(terms.starts_on, terms.due_on, due_on)


def bar_of(terms: Terms, policy: Policy) -> Decimal:
    """The progress that counts as good."""
    if terms.kind.is_threshold:
        return policy.required_share if terms.required_share is None else terms.required_share
    if terms.ambition is Ambition.COMMITTED or terms.stretch is not None:
        return ONE
    return policy.good_at


def has_pace(terms: Terms) -> bool:
    """Whether progress can be held against a curve before the due day; otherwise confidence judges."""
    is_learning = terms.ambition is Ambition.LEARNING
    return not (is_learning or terms.kind in _WITHOUT_PACE or terms.is_start_unknown)


def gap_of(progress: Decimal, expected: Decimal, bar: Decimal) -> Decimal:
    """bar · e − progress at nine places; positive is behind."""
    return stored(subtract(multiply(bar, expected), progress))


def is_too_early(t: Decimal, elapsed_days: int, policy: Policy) -> bool:
    """Whether the reading was taken too soon after the start to judge by it."""
    return t < policy.too_early_share and elapsed_days < policy.too_early_days


def pace_of(progress: Decimal, expected: Decimal, bar: Decimal, policy: Policy) -> Status:
    """On track, behind or off track by the organization's rule; limits are inclusive."""
    if is_ratio_rule(policy):
        return pace_by_ratio(progress, expected, bar, *ratio_limits(policy))
    return pace_by_gap(progress, expected, bar, *gap_limits(policy))


def is_ratio_rule(policy: Policy) -> bool:
    """Whether pace is the share of the expected progress, not the gap to it."""
    return policy.key_result_pace in (PaceRule.RATIO95, PaceRule.RATIO90)


def pace_by_gap(
    progress: Decimal, expected: Decimal, bar: Decimal, on_track: Decimal, behind: Decimal
) -> Status:
    """By the gap to what is due; limits are inclusive to the last stored place."""
    gap = subtract(multiply(bar, expected), progress)
    return _graded(gap <= add(on_track, LAST_PLACE), gap <= add(behind, LAST_PLACE))


def pace_by_ratio(
    progress: Decimal, expected: Decimal, bar: Decimal, on_track: Decimal, behind: Decimal
) -> Status:
    """By the share of what is due; on track while nothing is due."""
    due = multiply(bar, expected)
    if due <= ZERO:
        return Status.ON_TRACK
    shown = add(progress, LAST_PLACE)
    return _graded(shown >= multiply(on_track, due), shown >= multiply(behind, due))


def gap_limits(policy: Policy) -> tuple[Decimal, Decimal]:
    """The largest gaps that are on track and behind."""
    if policy.key_result_pace is PaceRule.GAP25:
        return policy.gap25_on_track, policy.gap25_behind
    return policy.deadband_on_track, policy.deadband_behind


def ratio_limits(policy: Policy) -> tuple[Decimal, Decimal]:
    """The least shares of the expected progress that are on track and behind."""
    if policy.key_result_pace is PaceRule.RATIO95:
        return policy.ratio95_on_track, policy.ratio95_behind
    return policy.ratio90_on_track, policy.ratio90_behind


def _graded(is_on_track: bool, is_behind: bool) -> Status:
    if is_on_track:
        return Status.ON_TRACK
    return Status.BEHIND if is_behind else Status.OFF_TRACK


def pace_by_confidence(confidence: Decimal | int, policy: Policy) -> Status:
    """The word for a confidence (0–10; a mean may be fractional)."""
    if confidence >= policy.confidence_on_track:
        return Status.ON_TRACK
    return Status.AT_RISK if confidence >= policy.confidence_at_risk else Status.OFF_TRACK


def is_reached(progress: Decimal, bar: Decimal, *, is_threshold: bool) -> bool:
    """Whether all that was aimed at is there: the full target, or the share of periods that is asked for."""
    return add(progress, LAST_PLACE) >= (bar if is_threshold else ONE)


def verdict_of(
    progress: Decimal, bar: Decimal, *, is_committed: bool, is_threshold: bool, policy: Policy
) -> Status:
    """The word from the due day on, without a dead band: by the bar, or by the whole where that is more."""
    shown = add(progress, LAST_PLACE)
    if is_reached(progress, bar, is_threshold=is_threshold):
        return Status.MET
    if shown >= bar:
        return Status.GOOD
    # An aspirational part of the way is the same part of the bar as a partial grade is of a good one.
    partly = multiply(shown, policy.band_good) >= multiply(bar, policy.band_partial)
    return Status.PARTLY if partly and not is_committed else Status.MISSED
