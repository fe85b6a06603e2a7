"""Numbers as people type them: tables in four languages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from northing.coach.quantities import Ambiguous, Understood, Unreadable, read_amount, read_entry, read_unit
from northing.domain.units import parse_unit


def value_of(text: str, unit: str, last: str | None = None, locale: str = "en") -> str:
    """The one value, or the choices joined by a bar, or the code."""
    answer = read_entry(
        text, unit=parse_unit(unit), last=None if last is None else Decimal(last), locale=locale
    )
    match answer:
        case Understood(value=value):
            return str(value)
        case Ambiguous(choices=choices):
            return " | ".join(str(choice.value) for choice in choices)
        case Unreadable(code=code):
            return code


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("85", "en", "85"),
        ("85 000", "en", "85000"),
        ("85 000", "ru", "85000"),
        ("85\u00a0000", "ru", "85000"),
        ("85\u202f000", "ru", "85000"),
        ("85\u2009000", "en", "85000"),
        ("85\u3000000", "zh-Hans", "85000"),
        ("85,000", "en", "85000"),
        ("85,000", "zh-Hant", "85000"),
        ("85'000", "en", "85000"),
        ("85’000", "en", "85000"),
        ("85.000", "de", "85000"),
        ("1,234,567", "en", "1234567"),
        ("1.234.567", "en", "1234567"),
        ("1,234.5", "en", "1234.5"),
        ("1.234,5", "ru", "1234.5"),
        ("1 234,567", "ru", "1234.567"),
        ("12,34,567", "en", "1234567"),
        ("3,5", "ru", "3.5"),
        ("3,5", "en", "3.5"),
        ("0.125", "en", "0.125"),
        (".5", "en", "0.5"),
        ("5.", "en", "5"),
        ("0", "en", "0"),
        ("000", "en", "0"),
        ("1e3", "en", "1000"),
        ("1.2m", "en", "1200000"),
        ("1.2M", "en", "1200000"),
        ("15k", "en", "15000"),
        ("2 million", "en", "2000000"),
        ("1.5bn", "en", "1500000000"),
        ("3,5 млн", "ru", "3500000"),
        ("3.5 млн.", "ru", "3500000"),
        ("1.250 млн", "ru", "1250000"),
        ("12 тыс.", "ru", "12000"),
        ("12 тыс", "ru", "12000"),
        ("2 млрд", "ru", "2000000000"),
        ("15 шт.", "ru", "15"),
        ("15 человек", "ru", "15"),
        ("２０", "zh-Hans", "20"),
        ("８５，０００", "zh-Hans", "85000"),
        ("１．５", "zh-Hans", "1.5"),
        ("3万", "zh-Hans", "30000"),
        ("3萬", "zh-Hant", "30000"),
        ("1.5亿", "zh-Hans", "150000000"),
        ("1.5億", "zh-Hant", "150000000"),
        ("3万5", "zh-Hans", "35000"),
        ("3万5千", "zh-Hans", "35000"),
        ("三万零五", "zh-Hans", "30005"),
        ("二十五", "zh-Hans", "25"),
        ("十", "zh-Hans", "10"),
        ("十二", "zh-Hans", "12"),
        ("一百零五", "zh-Hans", "105"),
        ("二百五", "zh-Hans", "250"),
        ("两千", "zh-Hans", "2000"),
        ("兩千", "zh-Hant", "2000"),
        ("一亿三千万", "zh-Hans", "130000000"),
        ("一点五", "zh-Hans", "1.5"),
        ("二〇二六", "zh-Hans", "2026"),
        ("300人", "zh-Hans", "300"),
        ("12 个", "zh-Hans", "12"),
        ("= 12", "en", "12"),
        ("＝12", "zh-Hans", "12"),
    ],
)
def test_counts(text: str, locale: str, expected: str) -> None:
    assert value_of(text, "count", locale=locale) == expected


@pytest.mark.parametrize(
    ("text", "last", "expected"),
    [
        ("+5", "10", "15"),
        ("＋5", "10", "15"),
        ("-3", "10", "7"),
        ("−3", "10", "7"),
        ("+ 1 500", "10", "1510"),
        ("+3万", "10000", "40000"),
        ("=-3", "10", "-3"),
        ("-3", None, "-3"),
        ("-3", "-10", "-3 | -13"),
        ("+3", "-10", "-7"),
        ("-3", "0", "-3"),
        ("+5", None, "no_last_value"),
        ("+1.500", "10", "1510 | 11.5"),
    ],
)
def test_changes_against_the_last_value(text: str, last: str | None, expected: str) -> None:
    assert value_of(text, "count", last) == expected


def test_a_change_says_so() -> None:
    answer = read_entry("+5", unit=parse_unit("count"), last=Decimal(10), locale="en")
    assert answer == Understood(Decimal(15), is_change=True, change=Decimal(5))


@pytest.mark.parametrize(
    ("text", "last", "locale", "expected"),
    [
        ("85.000", None, "en", "85000 | 85"),
        ("85,000", None, "ru", "85000 | 85"),
        ("85.000", "80000", "en", "85000"),
        ("85.000", "80", "en", "85"),
        ("85,000", "80000", "ru", "85000"),
        ("85,000", "80", "ru", "85"),
        ("85,000", "80", "en", "85000 | 85"),
        ("85,000", "80000", "en", "85000"),
        ("85.000", "80000", "de", "85000"),
        ("85.000", "80", "de", "85000 | 85"),
        ("85.000", "900000000", "en", "85000 | 85"),
    ],
)
def test_the_locale_and_the_last_value_decide_or_nobody_does(
    text: str, last: str | None, locale: str, expected: str
) -> None:
    assert value_of(text, "count", last, locale) == expected


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("52%", "percent", "52"),
        ("52 ％", "percent", "52"),
        ("52", "percent", "52"),
        ("52 percent", "percent", "52"),
        ("52,5 процента", "percent", "52.5"),
        ("5 п. п.", "percent", "5"),
        ("5 п.п.", "percent", "5"),
        ("百分之五十二", "percent", "52"),
        ("百分之52", "percent", "52"),
        ("3个百分点", "percent", "3"),
        ("三成", "percent", "30"),
        ("三成五", "percent", "35"),
        ("一半", "percent", "50"),
        ("12.345", "percent", "12.345"),
        ("4/8", "percent", "50"),
        ("52%", "ratio", "0.52"),
        ("2.5x", "ratio", "2.5"),
        ("2,5 раза", "ratio", "2.5"),
        ("2.5倍", "ratio", "2.5"),
        ("3:2", "ratio", "1.5"),
        ("4.2/5", "score", "4.2"),
        ("4,2 балла", "score", "4.2"),
        ("8分", "score", "8"),
        ("85 req/s", "req/s", "85"),
        ("85", "req/s", "85"),
        ("€5", "currency:EUR", "5"),
        ("5 €", "currency:EUR", "5"),
        ("1,2 млн €", "currency:EUR", "1200000"),
        ("$3,5 млн", "currency:USD", "3500000"),
        ("US$85k", "currency:USD", "85000"),
        ("85 тыс. руб.", "currency:RUB", "85000"),
        ("85 000 ₽", "currency:RUB", "85000"),
        ("3万元", "currency:CNY", "30000"),
        ("¥3万", "currency:CNY", "30000"),
        ("￥300", "currency:JPY", "300"),
        ("300 美元", "currency:USD", "300"),
        ("1'234.50", "currency:CHF", "1234.5"),
    ],
)
def test_units_of_value(text: str, unit: str, expected: str) -> None:
    assert value_of(text, unit) == expected


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("2:37", "duration:seconds", "157"),
        ("２：３７", "duration:seconds", "157"),
        ("1:02:30", "duration:seconds", "3750"),
        ("2:37", "duration:minutes", "157 | 2.616667"),
        ("2:30", "duration:hours", "2.5"),
        ("1h30", "duration:minutes", "90"),
        ("1h30m", "duration:minutes", "90"),
        ("1 ч 30 мин", "duration:minutes", "90"),
        ("1小时30分", "duration:minutes", "90"),
        ("2 мин 37 с", "duration:seconds", "157"),
        ("2m37s", "duration:seconds", "157"),
        ("2分37秒", "duration:seconds", "157"),
        ("3天", "duration:days", "3"),
        ("3 дня", "duration:days", "3"),
        ("3 days", "duration:hours", "72"),
        ("36 h", "duration:days", "1.5"),
        ("2 недели", "duration:days", "14"),
        ("半年", "duration:months", "6"),
        ("1年3个月", "duration:months", "15"),
        ("3m", "duration:months", "3"),
        ("3m", "duration:minutes", "3"),
        ("10 min", "duration:hours", "0.166667"),
        ("5 days", "duration:months", "wrong_unit"),
        ("30 1h", "duration:minutes", "bad_grouping"),
        ("5 s 3 h", "duration:seconds", "not_a_number"),
        ("2:77", "duration:seconds", "not_a_number"),
        ("2:37", "count", "wrong_unit"),
    ],
)
def test_durations(text: str, unit: str, expected: str) -> None:
    assert value_of(text, unit) == expected


def test_the_last_value_decides_between_hours_and_minutes() -> None:
    assert value_of("2:37", "duration:minutes", "150") == "157"
    assert value_of("2:37", "duration:minutes", "2.5") == "2.616667"


def test_a_share_of_one_is_asked_about_where_percent_is_meant() -> None:
    assert value_of("0.52", "percent", "48") == "0.52 | 52"
    assert value_of("0.52", "percent", "0.6") == "0.52"
    assert value_of("0.52%", "percent", "48") == "0.52"


@pytest.mark.parametrize(
    ("text", "unit", "code"),
    [
        ("", "count", "empty"),
        (" \u3000\t", "count", "empty"),
        ("NaN", "count", "not_a_number"),
        ("inf", "count", "not_a_number"),
        ("-inf", "count", "not_a_number"),
        ("∞", "count", "not_a_number"),
        ("10^400", "count", "not_a_number"),
        ("5²", "count", "not_a_number"),
        ("½", "count", "not_a_number"),
        ("5-7", "count", "not_a_number"),
        ("5/10/2026", "count", "not_a_number"),
        ("~52", "count", "not_a_number"),
        ("1 2 3 and 4", "count", "bad_grouping"),
        ("12 34", "count", "bad_grouping"),
        ("1,23,45.6", "count", "bad_grouping"),
        ("1e400", "count", "too_large"),
        ("1" + "0" * 400, "count", "too_large"),
        ("9" * 16, "count", "too_large"),
        ("9千万亿", "count", "too_large"),
        ("1.1234567", "count", "too_precise"),
        ("123456789012345.5", "count", "too_precise"),
        ("1e-9", "count", "too_precise"),
        ("5 kg", "count", "wrong_unit"),
        ("52%", "count", "wrong_unit"),
        ("€5", "currency:USD", "wrong_unit"),
        ("5 руб.", "currency:USD", "wrong_unit"),
        ("3 days", "count", "wrong_unit"),
        ("٣٤", "count", "other_digits"),
        ("४२", "count", "other_digits"),
        ("5" * 1001, "count", "too_long"),
        ("二三十", "count", "not_a_number"),
        ("万", "count", "not_a_number"),
        ("十二三百", "count", "not_a_number"),
    ],
)
def test_what_cannot_be_read(text: str, unit: str, code: str) -> None:
    assert value_of(text, unit) == code


def test_numbers_of_files_keep_their_sign_and_tell_their_unit() -> None:
    assert read_amount("-3", unit=None) == Understood(Decimal(-3))
    assert read_amount("52 %", unit=None) == Understood(Decimal(52), unit_seen="percent")
    assert read_amount("$61,000", unit=None) == Understood(Decimal(61000), unit_seen="currency:USD")
    assert read_amount("3天", unit=None) == Understood(Decimal(3), unit_seen="duration:days")
    assert read_amount("=5", unit=None) == Unreadable("not_a_number", "=")


@pytest.mark.parametrize(
    ("text", "locale", "code"),
    [
        ("%", "en", "percent"),
        ("дней", "ru", "duration:days"),
        ("天", "zh-Hans", "duration:days"),
        ("руб.", "ru", "currency:RUB"),
        ("元", "zh-Hans", "currency:CNY"),
        ("元", "zh-Hant", "currency:TWD"),
        ("¥", "zh-Hans", "currency:CNY"),
        ("eur", "en", "currency:EUR"),
        ("currency:chf", "en", "currency:CHF"),
        ("count", "en", "count"),
        ("users", "en", "users"),
        ("points", "en", "points"),
        ("req/s", "en", "req/s"),
    ],
)
def test_units_by_name(text: str, locale: str, code: str) -> None:
    assert str(read_unit(text, locale=locale)) == code
