"""Periods of a fiscal year: which quarter a day lies in, what comes next, what it is called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from northing.domain.terms import CycleKind

MONTHS_OF = {CycleKind.YEAR: 12, CycleKind.HALF: 6, CycleKind.QUARTER: 3, CycleKind.MONTH: 1}
_LETTER_OF = {CycleKind.HALF: "H", CycleKind.QUARTER: "Q"}


@dataclass(frozen=True, slots=True)
class Period:
    """One regular period; both days inclusive. ``name`` is language-free: "2026 Q4", "FY2027 H1", "2026-11"."""

    kind: CycleKind
    name: str
    starts_on: date
    ends_on: date


def period_holding(*, day: date, kind: CycleKind, fiscal_year_start: int) -> Period:
    """The period of ``kind`` that holds ``day`` in a fiscal year beginning in month ``fiscal_year_start``.

    :raises KeyError: a custom cycle has no period
    """
    months = MONTHS_OF[kind]
    year = day.year if day.month >= fiscal_year_start else day.year - 1
    number = (day.month - fiscal_year_start) % 12 // months
    starts_on = _month_on(year, fiscal_year_start + number * months)
    ends_on = _month_on(starts_on.year, starts_on.month + months) - timedelta(days=1)
    return Period(kind, _name(kind, year, number + 1, starts_on, fiscal_year_start), starts_on, ends_on)


def period_after(*, period: Period, fiscal_year_start: int) -> Period:
    """The period of the same kind that begins the day after ``period`` ends."""
    return period_holding(
        day=period.ends_on + timedelta(days=1), kind=period.kind, fiscal_year_start=fiscal_year_start
    )


def _month_on(year: int, month: int) -> date:
    years, month = divmod(month - 1, 12)
    return date(year + years, month + 1, 1)


def _name(kind: CycleKind, year: int, number: int, starts_on: date, fiscal_year_start: int) -> str:
    if kind is CycleKind.MONTH:
        return f"{starts_on.year}-{starts_on.month:02d}"
    # A fiscal year that does not begin in January is called after the year in which it ends.
    base = str(year) if fiscal_year_start == 1 else f"FY{year + 1}"
    return base if kind is CycleKind.YEAR else f"{base} {_LETTER_OF[kind]}{number}"
