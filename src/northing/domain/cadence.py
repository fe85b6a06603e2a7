"""How old what we know is: bands of freshness from an age in counting days."""

from datetime import date
from decimal import Decimal

from northing.domain.calendar import Calendar
from northing.domain.codes import Freshness
from northing.domain.policy import Policy

_AFTER_FIRST = (Freshness.DUE, Freshness.OVERDUE, Freshness.STALE)


def band_limits(cadence_days: int, policy: Policy) -> tuple[int, int, int]:
    """The greatest ages, in whole days, that are fresh, due and overdue; anything older is stale."""
    cadence = Decimal(cadence_days)
    due = min(policy.due_factor * cadence, cadence + policy.due_days)
    overdue = min(policy.overdue_factor * cadence, cadence + policy.overdue_days)
    return cadence_days, max(cadence_days, int(due)), max(cadence_days, int(due), int(overdue))


def freshness(age_days: int, cadence_days: int, *, is_never_read: bool, policy: Policy) -> Freshness:
    """The band of an age; what was never read is pending while it would be fresh."""
    band = _band(age_days, band_limits(cadence_days, policy))
    if band == 0:
        return Freshness.PENDING if is_never_read else Freshness.FRESH
    return _AFTER_FIRST[band - 1]


def next_band_on(since: date, on: date, cadence_days: int, policy: Policy, calendar: Calendar) -> date | None:
    """The first day after `on` with another band, if none is read; None once stale."""
    limits = band_limits(cadence_days, policy)
    band = _band(calendar.age(since, on), limits)
    if band == len(limits):
        return None
    return calendar.day_of_age(since, limits[band] + 1)


def _band(age_days: int, limits: tuple[int, int, int]) -> int:
    return sum(age_days > limit for limit in limits)
