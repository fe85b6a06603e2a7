"""Reading KPIs and their values. Publishes the row type ``Kpi``."""

from northing.features.kpis.models import Direction, Kpi
from northing.features.kpis.queries.pages import (
    KpiEntry,
    KpiList,
    KpiPage,
    KpiRow,
    kpi_entry,
    kpi_list,
    kpi_page,
)
from northing.features.kpis.queries.readings import (
    Band,
    ReadingRow,
    band_state,
    latest_readings,
    reading_row,
    readings_of,
    recent_readings,
    unit_of,
)
from northing.features.kpis.queries.rows import kpi_by_ref, kpi_cards, kpis, kpis_after, kpis_by_id

__all__ = [
    "Band",
    "Direction",
    "Kpi",
    "KpiEntry",
    "KpiList",
    "KpiPage",
    "KpiRow",
    "ReadingRow",
    "band_state",
    "kpi_by_ref",
    "kpi_cards",
    "kpi_entry",
    "kpi_list",
    "kpi_page",
    "kpis",
    "kpis_after",
    "kpis_by_id",
    "latest_readings",
    "reading_row",
    "readings_of",
    "recent_readings",
    "unit_of",
]
