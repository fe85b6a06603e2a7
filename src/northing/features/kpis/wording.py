"""KPI codes as words and sentences."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from northing.domain.units import Unit, UnitKind
from northing.features.kpis.queries import Band, Direction, KpiRow
from northing.kit.web.figures import age_text, day_text, value_text
from northing.kit.web.typed import as_typed
from northing.kit.wording import register_sentences

BANDS = {
    Band.INSIDE: _("in band"),
    Band.BREACHED: _("out of band"),
    Band.SILENT: _("no data"),
}
DIRECTIONS = {
    Direction.UP: _("Higher is better"),
    Direction.DOWN: _("Lower is better"),
    Direction.INSIDE: _("Stay between two bounds"),
}


def band_label(row: KpiRow) -> str:
    """The word for where a KPI stands; without bounds it is only watched."""
    has_bounds = row.kpi.lower is not None or row.kpi.upper is not None
    if row.last is not None and not has_bounds:
        return str(_("watched, no band"))
    return str(BANDS[row.band])


def value(number: Decimal | None, unit: Unit) -> str:
    """A value with its unit, as the reader writes it."""
    return value_text(number, unit, _language())


def typed(number: Decimal | None, unit: Unit) -> str:
    """A value as a field shows it for editing."""
    return as_typed(number, unit)


def band_text(row: KpiRow) -> str:
    """ "40% – 60%", "≥ 99%", "≤ 2"; empty without bounds."""
    lower, upper = row.kpi.lower, row.kpi.upper
    if lower is not None and upper is not None:
        return _("%(lower)s – %(upper)s") % {"lower": value(lower, row.unit), "upper": value(upper, row.unit)}
    if lower is not None:
        return f"≥ {value(lower, row.unit)}"
    return f"≤ {value(upper, row.unit)}" if upper is not None else ""


def age(days: int | None) -> str:
    """How old the last value is, for a narrow column."""
    return age_text(days, _language())


def day(row_day: object) -> str:
    """A day with its year."""
    return day_text(row_day, _language(), "medium")  # type: ignore[arg-type]


def suffix(unit: Unit) -> str:
    """What stands inside the end of a number field."""
    if unit.kind is UnitKind.PERCENT:
        return "%"
    return unit.code if unit.kind in (UnitKind.CURRENCY, UnitKind.CUSTOM, UnitKind.DURATION) else ""


def _language() -> str:
    return get_language() or "en"


register_sentences(
    {
        "kpi_not_found": _("There is no such KPI here. Choose one from the list."),
        "kpi_needs_a_member": _("Observers read KPIs. Ask a member or an admin to create one."),
        "kpi_not_yours": _("A KPI is changed by its owner, the lead of its team, admins and coaches."),
        "kpi_reading_not_yours": _(
            "Numbers are written by the owner and the updater of a KPI. Ask one of them."
        ),
        "kpi_retired": _("“%(kpi)s” is no longer in use. Bring it back before you add a number."),
        "kpi_unit_unknown": _("“%(value)s” is not a unit. Write percent, hours, EUR or a word of your own."),
        "kpi_number_out_of_range": _("Write a whole number from %(low)s to %(high)s."),
        "kpi_bounds_crossed": _("The upper bound lies below the lower one."),
        "kpi_needs_both_bounds": _("To stay between two bounds, both are needed."),
    }
)
