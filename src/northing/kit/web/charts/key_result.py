"""The chart of a key result: readings, expected course, good line, forecast, target changes, bounds.

Drawn three times, for a wide, a middle and a narrow box (CSS shows the one that fits), so that its words keep
their size on a phone; the table below it says the same to everyone who does not see it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from markupsafe import Markup

from northing.domain.units import SECONDS_PER, UnitKind
from northing.kit.web.charts.inputs import Change, KeyResultChart
from northing.kit.web.charts.layers import layers
from northing.kit.web.charts.marks import marks_of, room_for
from northing.kit.web.charts.scales import Plot, round_steps
from northing.kit.web.figures import day_text, value_text
from northing.kit.web.icons import hue

WORDS_BELOW = 0.08  # room for the words under a falling line's end, as a share of the range


@dataclass(frozen=True, slots=True)
class Size:
    """One of the drawings: its box and what fits into it."""

    kind: str
    width: int
    height: int
    left: int
    days: int


SIZES = (
    Size("wide", 800, 280, 52, 5),
    Size("middle", 540, 260, 50, 3),
    Size("narrow", 340, 236, 46, 2),
)


def key_result_chart(chart: KeyResultChart) -> Markup:
    """The figure with both drawings and its table; words instead when there is nothing to draw."""
    if not chart.readings and not chart.expected and chart.band is None:
        return Markup('<p class="no-data">{}</p>').format(_("No readings yet."))
    drawings = Markup("").join(_drawing(chart, size) for size in SIZES)
    return Markup('<figure class="chart {}">{}{}</figure>').format(hue(chart.status), drawings, _table(chart))


def _drawing(chart: KeyResultChart, size: Size) -> Markup:
    steps = _steps(chart)
    plot = Plot(
        left=size.left,
        top=16,
        right=size.width - 14,
        bottom=size.height - 28,
        first=chart.starts_on,
        last=chart.due_on,
        low=steps[0],
        high=steps[-1],
    )
    marks = marks_of(chart.changes, plot)
    if marks:
        plot = replace(plot, top=room_for(marks))
    return Markup(
        '<svg class="chart__{}" viewBox="0 0 {} {}" role="img" aria-label="{}">'
        "<title>{}</title><desc>{}</desc>{}</svg>"
    ).format(
        size.kind,
        size.width,
        size.height,
        chart.title,
        chart.title,
        _described(chart),
        Markup("").join(layers(chart, plot, steps, size.days, marks)),
    )


def _steps(chart: KeyResultChart) -> list[float]:
    """Round grid values, round in the unit people read: hours, where seconds are stored."""
    per = SECONDS_PER.get(chart.unit.code, 1) if chart.unit.kind is UnitKind.DURATION else 1
    low, high = _range(chart)
    return [step * per for step in round_steps(low / per, high / per, wanted=4)]


def _range(chart: KeyResultChart) -> tuple[float, float]:
    """The values that must fit, without the outer ends of a forecast that would squeeze all else."""
    values = [float(point.value) for point in (*chart.readings, *chart.expected, *chart.good)]
    values += [float(bound) for point in chart.fan for bound in (point.low50, point.high50)]
    if chart.band is not None:
        values += [float(bound) for bound in (chart.band.lower, chart.band.upper) if bound is not None]
    low, high = min(values), max(values)
    is_falling = bool(chart.expected) and chart.expected[-1].value < chart.expected[0].value
    return (low - WORDS_BELOW * (high - low) if is_falling and chart.full_label else low), high


def _described(chart: KeyResultChart) -> str:
    span = _("From %(first)s to %(last)s.") % {
        "first": day_text(chart.starts_on, chart.locale, "medium"),
        "last": day_text(chart.due_on, chart.locale, "medium"),
    }
    if not chart.readings:
        return span
    last = chart.readings[-1]
    reading = _("Last reading %(value)s on %(day)s.") % {
        "value": value_text(last.value, chart.unit, chart.locale),
        "day": day_text(last.on, chart.locale, "medium"),
    }
    return f"{span} {reading}"


def _table(chart: KeyResultChart) -> Markup:
    rows = [_row(chart, day, cells) for day, cells in _dated(chart)]
    if not rows:
        return Markup("")
    return Markup(
        '<details class="chart__table"><summary>{}</summary><table><thead><tr><th scope="col">{}</th>'
        '<th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></details>'
    ).format(_("Readings as a table"), _("Day"), _("Reading"), _("Note"), Markup("").join(rows))


def _dated(chart: KeyResultChart) -> Iterable[tuple[str, tuple[Decimal | None, str]]]:
    events: list[tuple[date, tuple[Decimal | None, str]]] = [
        (point.on, (point.value, point.note)) for point in chart.readings
    ]
    events += [(change.on, (None, _changed(change))) for change in chart.changes]
    for day, cells in sorted(events, key=lambda event: event[0]):
        yield day_text(day, chart.locale, "medium"), cells


def _row(chart: KeyResultChart, day: str, cells: tuple[Decimal | None, str]) -> Markup:
    value, note = cells
    shown = "" if value is None else value_text(value, chart.unit, chart.locale)
    return Markup('<tr><th scope="row">{}</th><td class="num">{}</td><td>{}</td></tr>').format(
        day, shown, note
    )


def _changed(change: Change) -> str:
    return f"{change.text} – {change.reason}" if change.reason else change.text
