"""Any text gets an answer: spans inside the text, the same answer twice, no pattern that runs away."""

from __future__ import annotations

import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from northing.coach.messages import languages
from northing.coach.report import check, check_set
from northing.coach.rules import RULES, Item, ItemSet

KINDS = ("objective", "key_result", "initiative")
PIECES = [
    *(
        "Raise",
        "Launch",
        "NPS",
        "from",
        "to",
        "40",
        "50%",
        "and",
        "by",
        "all",
        "X",
        "___",
        "churn",
        "30 calls",
    ),
    *("提高", "转化率", "从", "到", "将", "和", "大幅", "上线", "官网", "每周", "3家", "客户", "的", "，"),
    *("повысить", "отток", "с", "до", "и", "все", "запустить", "сайт", "звонков", "на", "чтобы", "20", "%"),
    *(".", ",", "(", ")", "\u200b", "\u202e", "😀", "\n", "ё", "İ", "ﬁ"),
]
texts = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
)


@settings(max_examples=250, deadline=None)
@given(
    texts,
    st.sampled_from(KINDS),
    st.sampled_from([*languages(), None]),
    st.sampled_from(["balanced", "strict"]),
)
@example("İ" * 40 + " 50%", "key_result", "en", "balanced")
def test_any_text_gets_an_answer(text: str, kind: str, reader: str | None, profile: str) -> None:
    item = Item(kind, text)
    report = check(item, profile=profile, reader=reader)
    assert report == check(item, profile=profile, reader=reader)
    for finding in report.findings:
        start, end = finding.span
        assert 0 <= start <= end <= len(text)
        assert RULES[finding.code].kind == kind
        assert finding.message
        assert finding.suggestion


@settings(max_examples=150, deadline=None)
@given(texts, st.lists(texts, max_size=7))
def test_any_set_gets_an_answer(objective: str, key_results: list[str]) -> None:
    report = check_set(ItemSet(objective, tuple(key_results)))
    assert all(0 <= finding.span[0] <= finding.span[1] <= len(objective) for finding in report.findings)


def calls(kind: str, text: str) -> int:
    """How many Python functions are called to judge a text: the same on every machine."""
    count = 0

    def tell(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(tell)
    try:
        check(Item(kind, text))
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("kind", ["objective", "key_result"])
@pytest.mark.parametrize("piece", ["提高", "и, ", "1.", "from 1 to ", "XX ", "все "])
def test_work_grows_with_the_text_and_no_faster(piece: str, kind: str) -> None:
    short, long = ((piece * 5000)[:size] for size in (1250, 10_000))
    check(Item(kind, short))  # the tables are read
    assert calls(kind, long) < 16 * calls(kind, short)  # eight times the text: quadratic would be 64


def test_ten_thousand_characters_are_read_and_more_are_cut() -> None:
    report = check(Item("key_result", "Raise NPS from 40 to 50. " * 4000))
    assert all(finding.span[1] <= 10_000 for finding in report.findings)
