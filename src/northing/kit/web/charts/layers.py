"""The layers of the key-result chart, from the back to the front."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from markupsafe import Markup

from northing.kit.web.charts.inputs import Band, KeyResultChart, Point
from northing.kit.web.charts.marks import Mark
from northing.kit.web.charts.scales import Plot, axis_days
from northing.kit.web.figures import axis_text, day_text, value_text
from northing.kit.wording import labelled, listed


def layers(
    chart: KeyResultChart, plot: Plot, steps: list[float], days: int, marks: Sequence[Mark]
) -> Iterator[Markup]:
    """Everything that is drawn, in order."""
    yield from _grid(chart, plot, steps)
    yield from _days(chart, plot, days)
    if chart.band is not None:
        yield from _band(chart.band, plot)
    yield from _fan(chart, plot)
    yield from _course(chart.expected, "expected", chart.full_label, plot)
    yield from _course(chart.good, "good", chart.good_label, plot)
    yield from _changes(chart, plot, marks)
    if chart.today is not None and chart.starts_on <= chart.today <= chart.due_on:
        yield _upright("chart__today", plot.x(chart.today), plot.bottom - 5, plot.bottom + 5)
    yield from _readings(chart, plot)


def _grid(chart: KeyResultChart, plot: Plot, steps: list[float]) -> Iterator[Markup]:
    for step in steps:
        y = plot.y(step)
        yield Markup('<line class="chart__grid" x1="{:.1f}" x2="{:.1f}" y1="{y:.1f}" y2="{y:.1f}"/>').format(
            plot.left, plot.right, y=y
        )
        label = axis_text(Decimal(str(step)), chart.unit, chart.locale)
        yield _words(label, plot.left - 8, y + 4, "end")


def _days(chart: KeyResultChart, plot: Plot, wanted: int) -> Iterator[Markup]:
    named = axis_days(plot.first, plot.last, wanted=wanted)
    for day in named:
        anchor = "start" if day == named[0] else "end" if day == named[-1] else "middle"
        yield _words(day_text(day, chart.locale), plot.x(day), plot.bottom + 20, anchor)


def _band(band: Band, plot: Plot) -> Iterator[Markup]:
    low = plot.y(float(band.lower)) if band.lower is not None else plot.bottom
    high = plot.y(float(band.upper)) if band.upper is not None else plot.top
    yield Markup('<rect class="chart__band" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>').format(
        plot.left, high, plot.right - plot.left, max(low - high, 0)
    )
    for bound in (band.lower, band.upper):
        if bound is not None:
            y = plot.y(float(bound))
            yield Markup(
                '<line class="chart__bound" x1="{:.1f}" x2="{:.1f}" y1="{y:.1f}" y2="{y:.1f}"/>'
            ).format(plot.left, plot.right, y=y)
    if band.label:
        yield _words(band.label, plot.right, (low if band.upper is None else high) - 6, "end")


def _fan(chart: KeyResultChart, plot: Plot) -> Iterator[Markup]:
    if not chart.fan or not chart.readings:
        return
    last = chart.readings[-1]
    root = (last.on, float(last.value))
    outer = [(p.on, float(p.high80)) for p in chart.fan] + [
        (p.on, float(p.low80)) for p in reversed(chart.fan)
    ]
    inner = [(p.on, float(p.high50)) for p in chart.fan] + [
        (p.on, float(p.low50)) for p in reversed(chart.fan)
    ]
    yield Markup('<polygon class="chart__fan80" points="{}"/>').format(plot.path([root, *outer]))
    yield Markup('<polygon class="chart__fan50" points="{}"/>').format(plot.path([root, *inner]))


def _course(points: tuple[Point, ...], kind: str, label: str, plot: Plot) -> Iterator[Markup]:
    """A line with its words on the side it does not come from: above a rising one, below a falling one."""
    if not points:
        return
    yield Markup('<polyline class="chart__{}" points="{}"/>').format(kind, plot.path(_spots(points)))
    if label:
        end = points[-1]
        y = plot.y(float(end.value)) + (-7 if end.value >= points[0].value else 15)
        inside = min(max(y, 11), plot.bottom - 4)
        yield _words(label, plot.x(end.on), inside, "end", "chart__end-words")


def _changes(chart: KeyResultChart, plot: Plot, marks: Sequence[Mark]) -> Iterator[Markup]:
    """A rule a day, behind the words of all marks, so that no rule crosses them."""
    for day in sorted({mark.change.on for mark in marks}):
        top = min(mark.y for mark in marks if mark.change.on == day) - 8
        yield _upright("chart__change", plot.x(day), top, plot.bottom)
    for mark in marks:
        change = mark.change
        told = listed(part for part in (change.text, change.reason) if part)
        title = labelled(day_text(change.on, chart.locale), told)
        words = _words(mark.text, mark.x, mark.y, "start", "chart__change-words")
        yield Markup("<g><title>{}</title>{}</g>").format(title, words)


def _readings(chart: KeyResultChart, plot: Plot) -> Iterator[Markup]:
    if len(chart.readings) > 1:
        yield Markup('<polyline class="chart__line" points="{}"/>').format(plot.path(_spots(chart.readings)))
    for point in chart.readings:
        told = listed(
            part for part in (value_text(point.value, chart.unit, chart.locale), point.note) if part
        )
        title = labelled(day_text(point.on, chart.locale, "weekday"), told)
        yield Markup(
            '<g class="chart__spot{}"><title>{}</title>'
            '<circle class="chart__reach" cx="{x:.1f}" cy="{y:.1f}" r="10"/>'
            '<circle class="chart__ring" cx="{x:.1f}" cy="{y:.1f}" r="3.4"/></g>'
        ).format(
            " is-outside" if _is_outside(point, chart.band) else "",
            title,
            x=plot.x(point.on),
            y=plot.y(float(point.value)),
        )


def _is_outside(point: Point, band: Band | None) -> bool:
    """Bounds are inclusive (design 2.3)."""
    if band is None:
        return False
    is_below = band.lower is not None and point.value < band.lower
    return is_below or (band.upper is not None and point.value > band.upper)


def _spots(points: tuple[Point, ...]) -> list[tuple[date, float]]:
    return [(point.on, float(point.value)) for point in points]


def _upright(look: str, x: float, top: float, bottom: float) -> Markup:
    return Markup('<line class="{}" x1="{x:.1f}" x2="{x:.1f}" y1="{:.1f}" y2="{:.1f}"/>').format(
        look, top, bottom, x=x
    )


def _words(text: str, x: float, y: float, anchor: str, look: str = "chart__words") -> Markup:
    return Markup('<text class="{}" x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>').format(
        look, x, y, anchor, text
    )
