"""How far a key result is: raw, unclamped shares. Regression and over-achievement are kept."""

from collections.abc import Sequence, Set
from decimal import Decimal

from northing.domain.codes import Kind
from northing.domain.errors import FlatSpan, Missing
from northing.domain.numbers import ONE, ZERO, divide, subtract
from northing.domain.periods import count_periods, is_inside
from northing.domain.policy import Control, Policy
from northing.domain.terms import Reading, Terms


def metric_progress(start: Decimal, target: Decimal, current: Decimal | None) -> Decimal:
    """(current − start) / (target − start), in either direction; 0 without a reading.

    :raises FlatSpan: start equals target
    """
    if start == target:
        raise FlatSpan("target")
    if current is None:
        return ZERO
    return divide(subtract(current, start), subtract(target, start))


def threshold_progress(inside: int, planned: int) -> Decimal:
    """Periods inside the bounds of those planned."""
    return divide(Decimal(inside), Decimal(planned))


def milestone_progress(progress_after: Sequence[Decimal], reached: Set[int]) -> Decimal:
    """The share after the furthest stage that is reached with all before it; `reached` counts from 1."""
    return progress_after[unbroken - 1] if (unbroken := stages_in_order(reached)) else ZERO


def stages_in_order(reached: Set[int]) -> int:
    """How many stages are reached without a gap before them."""
    count = 0
    while count + 1 in reached:
        count += 1
    return count


def binary_progress(is_done: bool) -> Decimal:
    """0 or 1."""
    return ONE if is_done else ZERO


def tasks_progress(done_weight: Decimal, total_weight: Decimal) -> Decimal | None:
    """Done weight of the total; None while there is nothing to do."""
    return divide(done_weight, total_weight) if total_weight else None


def progress_of(terms: Terms, readings: Sequence[Reading], policy: Policy) -> Decimal | None:
    """The raw progress after these readings (earliest first), unrounded; None where there is none to tell."""
    kind = terms.kind
    if kind is Kind.BASELINE or terms.is_start_unknown:
        return None
    if kind.is_threshold:
        return _kept(terms, readings, policy)
    last = readings[-1] if readings else None
    if kind is Kind.METRIC:
        if terms.start is None or terms.target is None:
            raise Missing("target")
        return metric_progress(terms.start, terms.target, last.value if last else None)
    if last is None:
        return ZERO
    return _reached(terms, last)


def _kept(terms: Terms, readings: Sequence[Reading], policy: Policy) -> Decimal:
    if policy.threshold_control is Control.LATEST:
        value = readings[-1].value if readings else None
        return binary_progress(value is not None and is_inside(terms, value))
    count = count_periods(terms, readings)
    return threshold_progress(count.inside, count.planned)


def _reached(terms: Terms, last: Reading) -> Decimal | None:
    if terms.kind is Kind.MILESTONE:
        shares = [stage.progress_after for stage in terms.stages]
        return milestone_progress(shares, last.reached & set(range(1, len(shares) + 1)))
    if terms.kind is Kind.TASKS:
        return tasks_progress(last.done_weight or ZERO, last.total_weight or ZERO)
    return binary_progress(bool(last.is_done))
