"""Measured figures: what was measured, against what, and whether the bar of the design holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.db import connection

from northing.config.bench.timing import Took


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report. ``measured`` and ``floor`` are in ``unit``; the bar limits ``judged``.

    ``judged`` is the ratio where there is a floor, else the measured value; ``bar`` None: only told.
    """

    job: str
    figure: str
    measured: float
    unit: str
    floor: float | None = None
    ratio: float | None = None
    bar: float | None = None

    @property
    def judged(self) -> float:
        """What the bar is held against."""
        return self.measured if self.ratio is None else self.ratio

    @property
    def holds(self) -> bool | None:
        """Whether the bar holds; None without one."""
        return None if self.bar is None else self.judged <= self.bar

    def as_dict(self) -> dict[str, Any]:
        """With numbers short enough to read."""
        return {
            "job": self.job,
            "figure": self.figure,
            "measured": short(self.measured),
            "unit": self.unit,
            "floor": short(self.floor),
            "ratio": short(self.ratio),
            "bar": None if self.bar is None else f"≤ {self.bar:g}",
            "holds": self.holds,
        }


def short(number: float | None) -> float | None:
    """Three significant decimals are more than a shared machine can promise."""
    return None if number is None else round(number, 3 if abs(number) < 10 else 1)


def against(
    job: str, figure: str, measured: Sequence[float], floor: Sequence[float], *, bar: float | None
) -> Figure:
    """A duration (seconds in, milliseconds out) and its floor: medians, and the ratio of the medians."""
    here, there = median(measured), median(floor)
    return Figure(job, figure, here * 1_000, "ms", there * 1_000, here / there, bar)


def took(
    job: str, figure: str, measured: Sequence[Took], floor: Sequence[Took], *, bar: float
) -> list[Figure]:
    """A duration and its floor on the clock, which the bar is for, and of the processor.

    The second only where the database works in this process: elsewhere it would leave out what the server did.
    """
    clock = against(job, figure, [one.clock for one in measured], [one.clock for one in floor], bar=bar)
    if connection.vendor != "sqlite":
        return [clock]
    busy, least = [one.processor for one in measured], [one.processor for one in floor]
    return [clock, against(job, f"{figure}, processor", busy, least, bar=None)]


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of them does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
