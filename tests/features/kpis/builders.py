"""KPIs built through actions."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from northing.features.kpis import actions
from northing.features.kpis.queries import Kpi
from northing.kit.actors import Actor

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)


def a_kpi(actor: Actor, title: str = "Uptime", **fields: Any) -> Kpi:
    """A percentage that should stay at or above 99, unless told otherwise."""
    usual: dict[str, Any] = {"title": title, "unit": "percent", "decimals": 1, "lower": Decimal(99)}
    return actions.create_kpi(actor=actor, fields={**usual, **fields}, at=AT)  # type: ignore[typeddict-item]


def read(actor: Actor, kpi: Kpi, value: str, on: date = TODAY, note: str = "") -> None:
    """Write down a value."""
    actions.record_kpi_reading(
        actor=actor, kpi=kpi.ref, value=Decimal(value), on=on, today=TODAY, at=AT, note=note
    )
