"""From values and days to places on a chart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

Span = tuple[float, float]

STEPS = (1, 2, 5, 10)
QUARTERS = (1, 2, 2.5, 5, 10)  # 25 and 250 read well, 2.5 and 0.25 do not


def place(value: float, domain: Span, target: Span) -> float:
    """Where ``value`` of ``domain`` lies in ``target``; the middle when the domain has no width."""
    low, high = domain
    if high == low:
        return (target[0] + target[1]) / 2
    return target[0] + (value - low) / (high - low) * (target[1] - target[0])


def round_steps(low: float, high: float, *, wanted: int = 4) -> list[float]:
    """Round numbers that cover ``low`` to ``high`` in about ``wanted`` steps, for an axis."""
    if high == low:
        low, high = low - 1, high + 1
    rough = (high - low) / wanted
    power = 10 ** math.floor(math.log10(rough))
    sizes = QUARTERS if power >= 10 else STEPS
    step = next(size * power for size in sizes if size * power >= rough * 0.999)
    first = math.floor(low / step + 1e-9)
    last = math.ceil(high / step - 1e-9)
    return [round(index * step, 10) for index in range(first, last + 1)]


def axis_days(first: date, last: date, *, wanted: int = 4) -> list[date]:
    """Days to name under a chart: its first and last day and first days of months in between, well apart."""
    total = (last - first).days
    if total <= 0:
        return [first]
    apart = max(total // (wanted + 1), 1)
    days = [first]
    for day in _month_starts(first, last) or _even_days(first, last, wanted):
        if (day - days[-1]).days >= apart and (last - day).days >= apart:
            days.append(day)
    return [*days, last]


def _month_starts(first: date, last: date) -> list[date]:
    days: list[date] = []
    day = first
    while day <= last:
        day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        days.append(day)
    return [day for day in days if day < last]


def _even_days(first: date, last: date, wanted: int) -> list[date]:
    step = max((last - first).days // wanted, 1)
    return [first + timedelta(days=step * index) for index in range(1, wanted)]


@dataclass(frozen=True, slots=True)
class Plot:
    """The inner rectangle of a chart with its two scales."""

    left: float
    top: float
    right: float
    bottom: float
    first: date
    last: date
    low: float
    high: float

    def x(self, day: date) -> float:
        """The x of a day; days outside lie on the edge."""
        inside = min(max(day, self.first), self.last)
        return place((inside - self.first).days, (0, (self.last - self.first).days), (self.left, self.right))

    def y(self, value: float) -> float:
        """The y of a value; values outside lie on the edge."""
        inside = min(max(value, self.low), self.high)
        return place(inside, (self.low, self.high), (self.bottom, self.top))

    def path(self, spots: Sequence[tuple[date, float]]) -> str:
        """The ``points`` attribute of a line through ``spots``."""
        return " ".join(f"{self.x(day):.1f},{self.y(value):.1f}" for day, value in spots)
