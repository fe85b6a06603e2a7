"""What the coach takes from key results: tables of sentences in four languages, and the JSON contract."""

from __future__ import annotations

import pytest

from northing.coach.characters import characters
from northing.coach.parse import parse_key_result
from northing.coach.text import detect, prepare
from tests.coach.tabled import Row, rows

TABLES = ("en", "zh-hans", "zh-hant", "ru")


def read(text: str) -> tuple[str, ...]:
    """The compared part of the parse, as the tables write it."""
    found = parse_key_result(text)
    if found is None:
        return ("-",) * 5
    printed = [
        "-" if value is None else f"{value:.10g}"
        for value in (found.as_json()["baseline"], found.as_json()["target"])
    ]
    return (found.direction, *printed, found.unit, "yes" if found.relative else "-")


@pytest.mark.parametrize("row", [row for name in TABLES for row in rows(name)], ids=lambda row: row.text[:60])
def test_a_sentence_is_read_as_a_careful_reader_would(row: Row) -> None:
    assert read(row.text) == row[:5]


@pytest.mark.parametrize("name", TABLES)
def test_every_language_has_a_table_worth_the_name(name: str) -> None:
    found = rows(name)
    assert len(found) >= 80
    assert len({row.text for row in found}) == len(found)
    assert sum(row.direction == "-" for row in found) >= 3


@pytest.mark.parametrize("name", TABLES)
def test_the_language_of_the_tables_is_found(name: str) -> None:
    table = characters()
    one_script = table.only_simplified | table.only_traditional
    for row in rows(name):
        # A text whose characters are the same in both scripts may be read as either.
        if not name.startswith("zh") or one_script & set(row.text):
            assert detect(row.text) == name, row.text


def test_the_json_has_exactly_the_fields_of_the_contract() -> None:
    found = parse_key_result("Raise weekly orders per shop from 4.5 to 6 by Q3")
    assert found is not None
    assert found.as_json() == {
        "direction": "increase",
        "metric": "weekly orders per shop",
        "baseline": 4.5,
        "target": 6,
        "unit": "count",
        "relative": False,
        "per": "week",
        "due": "by Q3",
    }


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("Increase weekly active teams from 40 to 55", "weekly active teams"),
        ("Reduce the median time to first reply to 3 hours", "median time to first reply"),
        ("Sign 25 design partners", "design partners"),
        ("NPS: 40 → 55", "NPS"),
        ("将官网注册转化率从20%提高到30%", "官网注册转化率"),
        ("订户数量每季度增长35%", "订户数量"),
        ("签约二十五家渠道伙伴", "渠道伙伴"),
        ("將客戶流失率降至 3% 以下", "客戶流失率"),
        ("Сократить время отклика в чате со 120 до 90 секунд", "время отклика в чате"),
        ("Подписать двадцать пять партнёров", "партнёров"),
    ],
)
def test_the_metric_is_the_phrase_as_written(text: str, metric: str) -> None:
    found = parse_key_result(text)
    assert found is not None
    assert found.metric == metric
    assert text[slice(*found.spans["metric"])] == metric


@pytest.mark.parametrize(
    ("text", "due", "per"),
    [
        ("Get 100 sign-ups a week by the end of Q2", "by the end of Q2", "week"),
        ("Get 100 sign-ups per day by 30 June 2026", "by 30 June 2026", "day"),
        ("年底前每月新增 200 位会员", "年底前", "month"),
        ("第三季度前签约20家客户", "第三季度前", None),
        ("到2026年第二季度，客户数量增长20%", "到2026年第二季度", None),
        ("Получать 40 заявок в день к концу квартала", "к концу квартала", "day"),
        ("Привлечь 40 партнёров до 31 декабря 2026 года", "до 31 декабря 2026 года", None),
        ("Открыть 3 филиала к концу III квартала", "к концу III квартала", None),
    ],
)
def test_deadlines_and_rates_are_told_apart(text: str, due: str, per: str | None) -> None:
    found = parse_key_result(text)
    assert found is not None
    assert (found.due, found.per) == (due, per)


def test_a_known_language_is_not_guessed_again() -> None:
    assert prepare("Raise NPS to 50", "ru").lang == "ru"
    assert prepare("NPS 50", "zh-TW").lang == "zh-hant"
    assert prepare("將 NPS 提升", "zh").lang == "zh-hant"
    assert prepare("Raise NPS to 50", "tlh").lang == "en"
