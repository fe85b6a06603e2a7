"""Fiscal years: names and dates of the period a day lies in."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northing.domain.terms import CycleKind
from northing.features.cycles.queries import period_after, period_holding

REGULAR = [CycleKind.YEAR, CycleKind.HALF, CycleKind.QUARTER, CycleKind.MONTH]


@pytest.mark.parametrize(
    ("day", "kind", "first_month", "name", "starts_on", "ends_on"),
    [
        (date(2026, 11, 23), CycleKind.QUARTER, 1, "2026 Q4", date(2026, 10, 1), date(2026, 12, 31)),
        (date(2026, 11, 23), CycleKind.QUARTER, 4, "FY2027 Q3", date(2026, 10, 1), date(2026, 12, 31)),
        (date(2026, 3, 31), CycleKind.QUARTER, 4, "FY2026 Q4", date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 4, 1), CycleKind.YEAR, 4, "FY2027", date(2026, 4, 1), date(2027, 3, 31)),
        (date(2026, 1, 15), CycleKind.HALF, 10, "FY2026 H1", date(2025, 10, 1), date(2026, 3, 31)),
        (date(2024, 2, 29), CycleKind.MONTH, 1, "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        (date(2026, 12, 31), CycleKind.MONTH, 7, "2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        (date(2026, 7, 1), CycleKind.HALF, 1, "2026 H2", date(2026, 7, 1), date(2026, 12, 31)),
    ],
)
def test_periods(
    day: date, kind: CycleKind, first_month: int, name: str, starts_on: date, ends_on: date
) -> None:
    period = period_holding(day=day, kind=kind, fiscal_year_start=first_month)
    assert (period.name, period.starts_on, period.ends_on) == (name, starts_on, ends_on)


@given(
    day=st.dates(date(1990, 1, 1), date(2190, 1, 1)),
    kind=st.sampled_from(REGULAR),
    first_month=st.integers(1, 12),
)
def test_periods_tile_time(day: date, kind: CycleKind, first_month: int) -> None:
    period = period_holding(day=day, kind=kind, fiscal_year_start=first_month)
    following = period_after(period=period, fiscal_year_start=first_month)
    assert period.starts_on <= day <= period.ends_on
    assert following.starts_on == period.ends_on + timedelta(days=1)
    assert following.name != period.name
