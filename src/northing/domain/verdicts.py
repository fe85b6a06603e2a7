"""Verdicts on many: a draft by its confidences, a portfolio by its grades, a miss by its rhythm."""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from northing.domain.numbers import ZERO, add, divide
from northing.domain.policy import Policy


class Draft(StrEnum):
    VERY_SAFE = "very_safe"
    SAFE = "safe"
    BALANCED = "balanced"
    BOLD = "bold"
    BEYOND_REACH = "beyond_reach"


class Portfolio(StrEnum):
    TOO_SAFE = "too_safe"
    HEALTHY = "healthy"
    PARTIAL = "partial"
    BEYOND_CAPACITY = "beyond_capacity"


class Diagnosis(StrEnum):
    REVISIT_OKR = "revisit_okr"
    FIX_RHYTHM = "fix_rhythm"


def draft_of_mean(mean: Decimal, policy: Policy) -> Draft:
    """The verdict on a draft from the mean confidence (0–10) of its aspirational key results."""
    if mean > policy.draft_very_safe:
        return Draft.VERY_SAFE
    if mean > policy.draft_safe:
        return Draft.SAFE
    if mean >= policy.draft_balanced:
        return Draft.BALANCED
    return Draft.BOLD if mean >= policy.draft_bold else Draft.BEYOND_REACH


def draft_verdict(confidences: Sequence[int], policy: Policy) -> Draft | None:
    """The verdict on a draft; None when too few aspirational key results are judged."""
    if len(confidences) < policy.draft_minimum:
        return None
    return draft_of_mean(_mean([Decimal(one) for one in confidences]), policy)


def portfolio_of_mean(mean: Decimal, policy: Policy) -> Portfolio:
    """The verdict on a portfolio from the mean grade (0–1) of its aspirational key results."""
    if mean > policy.portfolio_too_safe:
        return Portfolio.TOO_SAFE
    if mean >= policy.portfolio_healthy:
        return Portfolio.HEALTHY
    return Portfolio.PARTIAL if mean >= policy.portfolio_partial else Portfolio.BEYOND_CAPACITY


def portfolio_verdict(grades: Sequence[Decimal], policy: Policy) -> Portfolio | None:
    """The verdict on a portfolio; None when too few aspirational key results are graded."""
    if len(grades) < policy.portfolio_minimum:
        return None
    return portfolio_of_mean(_mean(grades), policy)


def diagnosis_of(grade: Decimal, *, bar: Decimal, rhythm: Decimal, policy: Policy) -> Diagnosis | None:
    """What a miss (a grade below its bar) asks for; None for no miss. `rhythm`: due check-ins done, 0–1."""
    if grade >= bar:
        return None
    return Diagnosis.REVISIT_OKR if rhythm >= policy.rhythm_share else Diagnosis.FIX_RHYTHM


def _mean(numbers: Sequence[Decimal]) -> Decimal:
    total = ZERO
    for number in numbers:
        total = add(total, number)
    return divide(total, Decimal(len(numbers)))
