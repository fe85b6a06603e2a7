"""Numbers and days in four locales, as tables of examples."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from northing.domain.units import parse_unit
from northing.kit.web import figures

LOCALES = ("en", "zh-hans", "zh-hant", "ru")
T = "\u202f"  # narrow no-break space
N = "\u00a0"  # no-break space


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("78400", "count", ("78,400", "78,400", "78,400", f"78{T}400")),
        ("3.6", "count", ("3.6", "3.6", "3.6", "3,6")),
        ("4.0", "score", ("4", "4", "4", "4")),
        ("52", "percent", ("52%", "52%", "52%", f"52{T}%")),
        ("11.84", "percent", ("11.8%", "11.8%", "11.8%", f"11,8{T}%")),
        ("-3", "count", ("−3", "−3", "−3", "−3")),
        ("1200", "currency:EUR", ("€1,200", "€1,200", "€1,200", f"1{T}200{T}€")),
        ("1200.5", "currency:CNY", ("CN¥1,200.50", "¥1,200.50", "CN¥1,200.50", f"1{T}200,50{T}CN¥")),
        ("157", "duration:seconds", ("2:37", "2:37", "2:37", "2:37")),
        ("3757", "duration:seconds", ("1:02:37", "1:02:37", "1:02:37", "1:02:37")),
        ("157", "duration:minutes", ("2:37", "2:37", "2:37", "2:37")),
        ("1800", "duration:minutes", (f"30{T}min", "30分钟", f"30{T}分鐘", f"30{T}мин")),
        ("302400", "duration:days", (f"3.5{T}days", "3.5天", f"3.5{T}天", f"3,5{T}дн.")),
        ("5", "duration:months", (f"5{T}mths", "5个月", f"5{T}個月", f"5{T}мес.")),
        ("3.25", "ratio", ("3.25×", "3.25×", "3.25×", "3,25×")),
        ("12", "pts", (f"12{N}pts", f"12{N}pts", f"12{N}pts", f"12{N}pts")),
    ],
)
def test_a_value_reads_as_its_locale_writes_it(value: str, unit: str, expected: tuple[str, ...]) -> None:
    shown = tuple(figures.value_text(Decimal(value), parse_unit(unit), locale) for locale in LOCALES)
    assert shown == expected


@pytest.mark.parametrize(
    ("progress", "english", "russian"),
    [
        ("0.615", "62%", f"62{T}%"),
        ("0.005", "1%", f"1{T}%"),
        ("0.0049", "0%", f"0{T}%"),
        ("-0.5", "−50%", f"−50{T}%"),
        ("1.3", "130%", f"130{T}%"),
    ],
)
def test_progress_is_a_half_up_whole_percentage(progress: str, english: str, russian: str) -> None:
    assert figures.percent_text(Decimal(progress), "en") == english
    assert figures.percent_text(Decimal(progress), "ru") == russian


def test_a_detail_shows_one_decimal() -> None:
    assert figures.percent_text(Decimal("0.61549"), "en", decimals=1) == "61.5%"


def test_nothing_is_a_dash_never_zero() -> None:
    unit = parse_unit("count")
    assert figures.value_text(None, unit, "en") == "–"
    assert figures.percent_text(None, "en") == "–"
    assert figures.signed_text(None, unit, "en") == "–"
    assert figures.day_text(None, "en") == "–"
    assert figures.ago_text(None) == "–"


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("6500", "count", "+6,500"),
        ("-3", "count", "−3"),
        ("0", "count", "±0"),
        ("-2.1", "percent", "−2.1 pp"),
        ("37", "duration:seconds", "+0:37"),
    ],
)
def test_a_difference_carries_its_sign(value: str, unit: str, expected: str) -> None:
    with override("en"):
        assert figures.signed_text(Decimal(value), parse_unit(unit), "en") == expected


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("short", (f"9{N}Nov", "11月9日", "11月9日", f"9{N}нояб.")),
        ("weekday", (f"Mon{N}9{N}Nov", "11月9日周一", f"11月9日{N}週一", f"пн,{N}9{N}нояб.")),
        ("medium", (f"9{N}Nov{N}2026", "2026年11月9日", "2026年11月9日", f"9{N}нояб.{N}2026{N}г.")),
        ("long", (f"9{N}November{N}2026", "2026年11月9日", "2026年11月9日", f"9{N}ноября{N}2026{N}г.")),
    ],
)
def test_a_day_never_breaks_and_is_never_misread(style: str, expected: tuple[str, ...]) -> None:
    assert tuple(figures.day_text(date(2026, 11, 9), locale, style) for locale in LOCALES) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("950", ("950", "950", "950", "950")),
        ("9500", ("9,500", "9,500", "9,500", f"9{T}500")),
        ("88300", ("88.3K", "8.8万", "8.8萬", f"88,3{T}тыс.")),
        ("100000", ("100K", "10万", "10萬", f"100{T}тыс.")),
    ],
)
def test_an_axis_counts_in_the_readers_thousands(value: str, expected: tuple[str, ...]) -> None:
    unit = parse_unit("count")
    assert tuple(figures.compact_text(Decimal(value), unit, locale) for locale in LOCALES) == expected


def test_grid_lines_never_read_alike() -> None:
    unit = parse_unit("percent")
    labels = [figures.axis_text(Decimal(step), unit, "en") for step in ("1.25", "1.5", "1.75")]
    assert labels == ["1.25%", "1.5%", "1.75%"]


def test_ages() -> None:
    with override("en"):
        assert [figures.ago_text(days) for days in (0, 1, 9)] == ["today", "yesterday", "9 days ago"]
    assert [figures.age_text(9, locale) for locale in LOCALES] == [f"9{N}d", "9天", f"9{T}天", f"9{T}дн."]


def test_both_spellings_of_a_locale_are_the_same() -> None:
    assert figures.locale_of("zh-hans") == figures.locale_of("zh_Hans")


def test_a_percentage_beyond_all_columns_is_only_said_to_be_beyond() -> None:
    assert figures.percent_text(Decimal("91107.67"), "en") == ">\u202f9,999%"
    assert figures.percent_text(Decimal(-500), "en") == "<\u202f−9,999%"
    assert figures.percent_text(Decimal("99.99"), "en") == "9,999%"
    assert figures.percent_text(Decimal("91107.67"), "en", decimals=1) == "9,110,767%"
