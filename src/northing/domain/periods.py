"""The periods of a key result that must keep a number within bounds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from northing.domain.terms import Reading, Terms


@dataclass(frozen=True, slots=True)
class PeriodCount:
    """ "9 of 10 so far, 13 planned": inside + outside + missed = elapsed ≤ planned."""

    inside: int
    outside: int
    missed: int
    planned: int

    @property
    def elapsed(self) -> int:
        """Periods up to and including the one of the last reading."""
        return self.inside + self.outside + self.missed


def is_inside(terms: Terms, value: Decimal) -> bool:
    """Whether the value keeps the bounds; they are inclusive."""
    above = terms.lower is None or value >= terms.lower
    return above and (terms.upper is None or value <= terms.upper)


def planned_periods(terms: Terms) -> int:
    """How many measuring periods the span holds, to the nearest (13 weeks in a quarter), at least 1."""
    days = terms.span_days + 1
    return max(1, (2 * days + terms.number_cadence) // (2 * terms.number_cadence))


def period_of(terms: Terms, on: date) -> int:
    """The number, from 1, of this day's period; days outside the span belong to its first or last."""
    number = (on - terms.starts_on).days // terms.number_cadence + 1
    return min(max(number, 1), planned_periods(terms))


def count_periods(terms: Terms, readings: Sequence[Reading]) -> PeriodCount:
    """The periods up to the last reading (earliest first). The last reading of a period speaks for it."""
    by_period = {
        period_of(terms, reading.effective_on): is_inside(terms, reading.value)
        for reading in readings
        if reading.value is not None
    }
    inside = sum(by_period.values())
    elapsed = max(by_period, default=0)
    return PeriodCount(
        inside=inside,
        outside=len(by_period) - inside,
        missed=elapsed - len(by_period),
        planned=planned_periods(terms),
    )
