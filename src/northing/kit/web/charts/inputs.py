"""What a chart is drawn from: plain values, worded by the caller where they are read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from northing.domain.units import COUNT, Unit


@dataclass(frozen=True, slots=True)
class Point:
    """A value on a day; ``note`` is added to its tooltip and table row (who, "corrected" …)."""

    on: date
    value: Decimal
    note: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """Terms that changed on a day: "target 90K → 100K", and why."""

    on: date
    text: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """Bounds of a guardrail or threshold; ``None`` leaves a side open."""

    lower: Decimal | None
    upper: Decimal | None
    label: str = ""


@dataclass(frozen=True, slots=True)
class FanPoint:
    """The forecast of one day: bounds of the 80 % and the 50 % interval."""

    on: date
    low80: Decimal
    low50: Decimal
    high50: Decimal
    high80: Decimal


@dataclass(frozen=True, slots=True)
class KeyResultChart:
    """A key result over its span. ``expected`` runs to the target, ``good`` to what is graded good.

    ``full_label`` and ``good_label`` are printed at the ends of these lines ("full at 100K").
    ``today`` (optional) draws where the reader stands.
    """

    title: str
    starts_on: date
    due_on: date
    unit: Unit = COUNT
    locale: str = "en"
    status: str = "pending"
    readings: tuple[Point, ...] = ()
    expected: tuple[Point, ...] = ()
    good: tuple[Point, ...] = ()
    full_label: str = ""
    good_label: str = ""
    changes: tuple[Change, ...] = ()
    band: Band | None = None
    fan: tuple[FanPoint, ...] = ()
    today: date | None = None
