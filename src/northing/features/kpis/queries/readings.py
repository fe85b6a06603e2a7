"""What was read of a KPI: one value a day counts, the one written last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from northing.domain.units import Unit, parse_unit
from northing.features.kpis.models import Kpi, Reading

SHOWN = 12
_LOOKED_AT = 3 * SHOWN  # corrections of a day are rows too


class Band(StrEnum):
    """Where a KPI stands against its bounds."""

    INSIDE = "inside"
    BREACHED = "breached"
    SILENT = "silent"  # no reading, or no bounds to hold it against


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One value that counts for its day."""

    on: date
    value: Decimal
    note: str
    source: str
    author_id: int | None
    created_at: datetime


def unit_of(*, kpi: Kpi) -> Unit:
    """The unit of a KPI with the decimals it shows."""
    known = parse_unit(kpi.unit)
    return Unit(known.kind, known.code, kpi.decimals)


def band_state(*, kpi: Kpi, value: Decimal | None) -> Band:
    """Whether ``value`` lies in the band of the KPI; bounds are inclusive."""
    if value is None or (kpi.lower is None and kpi.upper is None):
        return Band.SILENT
    is_low = kpi.lower is not None and value < kpi.lower
    is_high = kpi.upper is not None and value > kpi.upper
    return Band.BREACHED if is_low or is_high else Band.INSIDE


def recent_readings(*, organization_id: int, kpi_ids: Iterable[int]) -> dict[int, list[ReadingRow]]:
    """The last values of each KPI, one a day, oldest first; at most 12 days. One query, none for no ids."""
    wanted = set(kpi_ids)
    if not wanted:
        return {}
    place = Window(RowNumber(), partition_by=F("kpi_id"), order_by=[F("on").desc(), F("id").desc()])
    rows = (
        Reading.within(organization_id)
        .filter(kpi_id__in=wanted)
        .annotate(place=place)
        .filter(place__lte=_LOOKED_AT)
    )
    found = _by_day(rows.order_by("kpi_id", "on", "pk"))
    return {kpi_id: days[-SHOWN:] for kpi_id, days in found.items()}


def latest_readings(*, organization_id: int, kpi_ids: Iterable[int]) -> dict[int, ReadingRow]:
    """The value of the last day of each KPI that has one. One query, none for no ids."""
    found = recent_readings(organization_id=organization_id, kpi_ids=kpi_ids)
    return {kpi_id: days[-1] for kpi_id, days in found.items()}


def readings_of(
    *, organization_id: int, kpi_ids: Iterable[int], since: date | None = None
) -> dict[int, list[ReadingRow]]:
    """Every value of each KPI from the day ``since``, one a day, oldest first. One query, none for no ids."""
    wanted = set(kpi_ids)
    if not wanted:
        return {}
    rows = Reading.within(organization_id).filter(kpi_id__in=wanted)
    if since is not None:
        rows = rows.filter(on__gte=since)
    return _by_day(rows.order_by("kpi_id", "on", "pk"))


def _by_day(rows: Iterable[Reading]) -> dict[int, list[ReadingRow]]:
    """Of several rows of one day the last one stays."""
    found: dict[int, dict[date, ReadingRow]] = {}
    for row in rows:
        found.setdefault(row.kpi_id, {})[row.on] = reading_row(row=row)
    return {kpi_id: list(days.values()) for kpi_id, days in found.items()}


def reading_row(*, row: Reading) -> ReadingRow:
    """The published value of a reading."""
    return ReadingRow(row.on, row.value, row.note, row.source, row.author_id, row.created_at)
