"""Making and changing KPIs, and writing down what was read."""

from northing.features.kpis.actions.fields import KpiFields
from northing.features.kpis.actions.writes import (
    KpiReadingRecorded,
    change_kpi,
    create_kpi,
    record_kpi_reading,
)

__all__ = ["KpiFields", "KpiReadingRecorded", "change_kpi", "create_kpi", "record_kpi_reading"]
