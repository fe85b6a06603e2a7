"""What the browser sends about KPIs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import get_language

from northing.coach.quantities import read_unit
from northing.domain.units import COUNT, Unit, UnknownUnit, print_unit
from northing.features.kpis.actions import KpiFields
from northing.features.kpis.queries import Direction, Kpi, unit_of
from northing.kit.web.typed import Typed, as_typed

FIELDS = (
    "title",
    "definition",
    "source",
    "team",
    "owner",
    "updater",
    "unit",
    "decimals",
    "direction",
    "lower",
    "upper",
    "cadence_days",
)


class KpiForm(Typed):
    """Create or edit a KPI."""

    fields: KpiFields

    def __init__(self, data: Mapping[str, str]) -> None:
        super().__init__({**dict.fromkeys(FIELDS, ""), "version": "", **data})

    @classmethod
    def of(cls, kpi: Kpi | None, *, owner: str = "") -> KpiForm:
        """The form of a KPI as it is, or of a new one that belongs to ``owner``."""
        if kpi is None:
            new = {"owner": owner, "unit": "count", "decimals": "0", "direction": Direction.UP.value}
            return cls({**new, "cadence_days": "7", "is_active": "on"})
        unit = unit_of(kpi=kpi)
        return cls(
            {
                "title": kpi.title,
                "definition": kpi.definition,
                "source": kpi.source,
                "team": kpi.team.ref if kpi.team else "",
                "owner": kpi.owner.ref if kpi.owner else "",
                "updater": kpi.updater.ref if kpi.updater else "",
                "unit": kpi.unit,
                "decimals": str(kpi.decimals),
                "direction": kpi.direction,
                "lower": as_typed(kpi.lower, unit),
                "upper": as_typed(kpi.upper, unit),
                "cadence_days": str(kpi.cadence_days),
                "version": str(kpi.version),
                **({"is_active": "on"} if kpi.is_active else {}),
            }
        )

    def read(self) -> bool:
        """Read what was typed into ``fields``; ``False`` when something is wrong."""
        unit = self._unit()
        decimals = self.whole("decimals", low=0, high=6)
        cadence = self.whole("cadence_days", low=1, high=366)
        fields = KpiFields(
            title=self.text("title", is_required=True),
            definition=self.text("definition", limit=4_000),
            source=self.text("source"),
            team=self.value("team") or None,
            owner=self.value("owner") or None,
            updater=self.value("updater") or None,
            unit=print_unit(unit),
            direction=self.choice("direction", Direction, Direction.UP),
            lower=self.amount("lower", unit=unit),
            upper=self.amount("upper", unit=unit),
            is_active=self.is_checked("is_active"),
        )
        if decimals is not None and cadence is not None:
            fields["decimals"], fields["cadence_days"] = decimals, cadence
        self.fields = fields
        return self.is_valid

    def _unit(self) -> Unit:
        typed = self.text("unit", is_required=True, limit=60)
        try:
            return read_unit(typed, locale=get_language() or "en") if typed else COUNT
        except UnknownUnit:
            self.add("unit", "kpi_unit_unknown", value=typed)
            return COUNT


class ReadingForm(Typed):
    """One value of one day."""

    number: Decimal | None = None
    on: date | None = None
    note: str = ""

    def __init__(self, data: Mapping[str, str], *, unit: Unit, today: date) -> None:
        super().__init__({"value": "", "on": today.isoformat(), "note": "", **data})
        self.unit = unit

    def read(self) -> bool:
        """Read what was typed; ``False`` when something is wrong."""
        self.number = self.amount("value", unit=self.unit, is_required=True)
        self.on = self.day("on", is_required=True)
        self.note = self.text("note", limit=2_000)
        return self.is_valid
