"""Every rule fires on its bad examples and is silent on its good ones, in four languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from northing.coach import messages
from northing.coach.catalogue import examples, markdown, rows
from northing.coach.items import check_row
from northing.coach.messages import languages, say, title
from northing.coach.report import Report
from northing.coach.rules import RULES

JUDGED = sorted(code for code, rule in RULES.items() if rule.check is not None)
LANGUAGES = languages()


def report_on(code: str, example: Any) -> Report:
    row = {"text": example} if isinstance(example, str) else dict(example)
    if "text" in row:
        row["kind"] = RULES[code].kind
    return check_row(row)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", JUDGED)
def test_a_rule_fires_on_bad_examples(code: str, lang: str) -> None:
    bad = examples(code, lang)["bad"]
    assert bad
    for example in bad:
        assert code in {finding.code for finding in report_on(code, example).findings}, example


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", JUDGED)
def test_a_rule_is_silent_on_good_examples(code: str, lang: str) -> None:
    good = examples(code, lang)["good"]
    assert good
    for example in good:
        assert code not in {finding.code for finding in report_on(code, example).findings}, example


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_example_is_read_in_its_own_language(lang: str) -> None:
    for code in JUDGED:
        for example in examples(code, lang)["bad"]:
            read = report_on(code, example).lang
            assert read == lang or {read, lang} <= {"zh-hans", "zh-hant"}, example


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", sorted(RULES))
def test_every_rule_has_words_in_every_language(code: str, lang: str) -> None:
    assert title(code, lang)
    assert say(code, "", "message", lang, {})
    assert say(code, "", "suggestion", lang, {})


MAINLAND = (
    "信息 質量 用戶 默認 項目 數據 存儲 文件 搜索 視頻 網絡 軟件 反饋 屏幕 登錄 季度 舉措 關鍵結果 郵箱"
)


def test_traditional_messages_speak_as_in_taiwan() -> None:
    folder = Path(messages.FOLDER)
    text = (folder / "zh_hant.toml").read_text("utf-8")
    assert [word for word in MAINLAND.split() if word in text] == []
    simplified = "这说还没对应为个么样标结责数据谁并从当时实现写过"
    assert [char for char in simplified if char in text] == []


def test_the_list_names_every_rule_once_with_both_strengths() -> None:
    listed = rows("en")
    assert sorted(row["code"] for row in listed) == sorted(RULES)
    for row in listed:
        assert set(row["severity"]) == {"balanced", "strict"}
    page = markdown("en")
    for code, rule in RULES.items():
        assert f"### {code} {rule.slug}" in page


def test_codes_and_slugs_of_the_design() -> None:
    told = "O101 O102 O103 O104 O105 O106 O107 O108 O109 O110 O111"
    told += (
        " K201 K202 K203 K204 K205 K206 K207 K208 K209 K210 K211 K212 K213 K214 K215 K216 K217 K218 K219 K220"
    )
    told += " I301 I302 I303 I304 I305 I306 I307 S401 S402 S403 S404 S405 S406 S407 S408 S409 S410"
    told += " A501 A502 A503 A504 A505 A506 A507 A508 T601 T602 T603 T604 T606"
    assert sorted(RULES) == sorted(told.split())
    assert RULES["K201"].slug == "no-metric"
    assert (RULES["K201"].balanced, RULES["K201"].strict) == ("error", "error")
    assert (RULES["K204"].balanced, RULES["K204"].strict) == ("hint", "error")
    assert (RULES["K210"].balanced, RULES["K210"].strict) == ("warning", "warning")
    assert RULES["A502"].balanced is None
