"""Bars, sparklines and the key-result chart: what is drawn, and what is said to those who do not see it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.utils.translation import override

from northing.kit.web.charts import (
    Band,
    Change,
    KeyResultChart,
    Point,
    key_result_chart,
    progress_bar,
    sparkline,
)
from northing.kit.web.charts.marks import width
from northing.kit.web.charts.scales import axis_days, place, round_steps


@pytest.fixture(autouse=True)
def _english() -> object:
    with override("en"):
        yield


def widths(markup: str, look: str) -> list[str]:
    return re.findall(rf'class="{look}"[^>]*? width="([^"]+)"', markup)


def test_a_bar_fills_to_its_progress_and_ticks_what_is_expected() -> None:
    bar = progress_bar(Decimal("0.46"), Decimal("0.41"), "on_track")
    assert widths(bar, "bar__fill") == ["46%"]
    assert 'class="bar__tick" x1="41%" x2="41%"' in bar
    assert "hue-ontrack" in bar
    assert 'aria-label="46% done, 41% expected"' in bar


def test_over_achievement_shrinks_the_whole_and_continues_hollow() -> None:
    bar = progress_bar(Decimal("1.25"))
    assert widths(bar, "bar__track") == ["80%"]
    assert widths(bar, "bar__fill") == ["80%"]
    assert '<svg x="80%" y="3" width="20%"' in bar
    assert "bar__beyond" in bar


@pytest.mark.parametrize(("progress", "shown"), [("-0.5", "bar__below"), ("0", ""), ("1", "bar__fill")])
def test_the_ends_of_a_bar(progress: str, shown: str) -> None:
    drawn = set(re.findall(r'class="(bar__\w+)"', progress_bar(Decimal(progress)))) - {"bar__track"}
    assert drawn == ({shown} if shown else set())


def test_an_old_number_is_hatched_and_said_to_be_old() -> None:
    bar = progress_bar(Decimal("0.3"), is_overdue=True)
    assert "bar__hatch" in bar
    assert "old number" in bar
    assert "bar__fill" not in bar


def test_no_data_is_words_never_an_empty_bar() -> None:
    assert progress_bar(None) == '<span class="no-data">no data</span>'
    assert "<svg" not in progress_bar(None, Decimal("0.4"), label="baseline due")


def test_a_sparkline_ends_in_a_dot_and_bridges_gaps() -> None:
    drawn = sparkline([Decimal(1), None, Decimal(3)], "behind")
    assert 'points="4.0,24.0 80.0,4.0"' in drawn
    assert 'aria-hidden="true"' in drawn
    assert sparkline([None, None]) == ""
    assert 'role="img" aria-label="rising"' in sparkline([Decimal(1)], label="rising")


@pytest.mark.parametrize(
    ("low", "high", "steps"),
    [
        (61000, 100000, [60000, 70000, 80000, 90000, 100000]),
        (0, 100, [0, 25, 50, 75, 100]),
        (1.4, 2.3, [1.0, 1.5, 2.0, 2.5]),
        (5, 5, [4, 4.5, 5, 5.5, 6]),
        (-8, 14, [-10, 0, 10, 20]),
    ],
)
def test_an_axis_has_round_steps_that_cover_the_values(low: float, high: float, steps: list[float]) -> None:
    assert round_steps(low, high) == steps


def test_an_axis_names_its_ends_and_months_between() -> None:
    assert axis_days(date(2026, 10, 1), date(2026, 12, 31)) == [
        date(2026, 10, 1),
        date(2026, 11, 1),
        date(2026, 12, 1),
        date(2026, 12, 31),
    ]
    assert axis_days(date(2026, 10, 1), date(2026, 10, 1)) == [date(2026, 10, 1)]
    inside = axis_days(date(2026, 11, 2), date(2026, 11, 30))
    assert inside[0] == date(2026, 11, 2)
    assert inside[-1] == date(2026, 11, 30)
    assert len(inside) > 2


def test_a_flat_domain_lies_in_the_middle() -> None:
    assert place(3, (3, 3), (0, 10)) == 5


def a_chart(**changes: object) -> KeyResultChart:
    values: dict[str, object] = {
        "title": "Paying <subscribers>",
        "starts_on": date(2026, 10, 1),
        "due_on": date(2026, 12, 31),
        "status": "on_track",
        "readings": (
            Point(date(2026, 10, 1), Decimal(61000)),
            Point(date(2026, 11, 9), Decimal(78400), "corrected"),
        ),
        "expected": (Point(date(2026, 10, 1), Decimal(61000)), Point(date(2026, 12, 31), Decimal(100000))),
        "changes": (Change(date(2026, 10, 29), "target 90K → 100K", "two markets"),),
    }
    return KeyResultChart(**{**values, **changes})  # type: ignore[arg-type]


def test_the_chart_is_well_formed_and_escapes_what_people_typed() -> None:
    figure = ElementTree.fromstring(str(key_result_chart(a_chart())))
    kinds = [svg.get("class") for svg in figure.iter("svg")]
    assert kinds == ["chart__wide", "chart__middle", "chart__narrow"]
    assert next(figure.iter("title")).text == "Paying <subscribers>"


def test_the_chart_says_what_it_shows() -> None:
    drawn = key_result_chart(a_chart())
    description = (
        "From 1\u00a0Oct\u00a02026 to 31\u00a0Dec\u00a02026. Last reading 78,400 on 9\u00a0Nov\u00a02026."
    )
    assert f"<desc>{description}</desc>" in drawn
    rows = re.findall(r'<th scope="row">([^<]+)</th><td class="num">([^<]*)</td><td>([^<]*)</td>', drawn)
    assert rows == [
        ("1\u00a0Oct\u00a02026", "61,000", ""),
        ("29\u00a0Oct\u00a02026", "", "target 90K → 100K – two markets"),
        ("9\u00a0Nov\u00a02026", "78,400", "corrected"),
    ]


def test_a_reading_outside_its_bounds_is_marked() -> None:
    band = Band(None, Decimal(70000))
    drawn = key_result_chart(a_chart(band=band))
    assert drawn.count('class="chart__spot is-outside"') == 3  # once in each of the three drawings
    assert "chart__band" in drawn


def test_a_chart_without_anything_to_draw_is_words() -> None:
    assert key_result_chart(a_chart(readings=(), expected=())) == '<p class="no-data">No readings yet.</p>'


def test_no_drawing_needs_an_inline_style() -> None:
    everything = (
        key_result_chart(a_chart()) + progress_bar(Decimal("1.3")) + sparkline([Decimal(1), Decimal(2)])
    )
    assert "style=" not in everything


def _placed(html: str, kind: str) -> list[tuple[float, float, str]]:
    drawing = html.split(f'class="chart__{kind}"')[1].split("</svg>", maxsplit=1)[0]
    found = re.findall(r'<text class="chart__change-words" x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)', drawing)
    return [(float(x), float(y), text) for x, y, text in found]


@pytest.mark.parametrize("kind", ["wide", "middle", "narrow"])
def test_words_of_changes_never_cover_each_other(kind: str) -> None:
    day = date(2026, 10, 29)
    changes = (
        Change(day, "target 90K → 100K"),
        Change(day, "start 60K → 61K"),
        Change(day + timedelta(days=2), "目标值 90K → 100K"),
        Change(
            date(2026, 12, 30), "due 31 Dec → 15 Jan of the year that follows, and a good deal more than fits"
        ),
    )
    html = str(key_result_chart(a_chart(changes=changes)))
    marks = _placed(html, kind)
    assert len(marks) == 4
    for number, (x, y, text) in enumerate(marks):
        assert x >= 40
        assert x + width(text) <= 800
        for other_x, other_y, other in marks[:number]:
            is_beside = x >= other_x + width(other) or other_x >= x + width(text)
            assert y != other_y or is_beside, (text, other)


def test_the_words_at_the_end_of_a_line_stay_below_those_of_changes() -> None:
    late = (Change(date(2026, 12, 28), "target 90K → 100K"), Change(date(2026, 12, 28), "start 60K → 61K"))
    html = str(key_result_chart(a_chart(changes=late, full_label="full at 100K")))
    drawing = html.split('class="chart__narrow"')[1].split("</svg>", maxsplit=1)[0]
    ends = [float(y) for y in re.findall(r'class="chart__end-words" x="[\d.]+" y="([\d.]+)"', drawing)]
    assert ends
    assert min(ends) - 11 >= max(y for _x, y, _text in _placed(html, "narrow"))
