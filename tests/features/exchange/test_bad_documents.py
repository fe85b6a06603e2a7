"""Free text that is too much, too deep or no text at all: a clear answer in time, never a crash."""

# ruff: noqa: E501  (a document is a line)

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from northing.features.exchange.adapters import Reading, read_document

SECONDS = 40
"""A shared machine; growth that is not linear takes hours."""

LARGE = {
    "prose": "We met on Monday, 42 people came, and you should know why. " * 2 + "\n",
    "marks": "KR1: aaa KR2: bbb; " * 1500 + "\n",
    "stars": "**" * 10_000 + "\n",
    "brackets": "[(" * 10_000 + "\n",
    "quotes": "If the objective is “" + "x" * 300 + "\n",
    "spaces": " " * 20_000 + "x\n",
    "dots": "1.1." * 5_000 + "\n",
    "tabs": "a\t" * 9_000 + "\n",
    "pipes": "|a" * 9_000 + "|\n",
    "tags": "<p>Objective: x</p><ul><li>5 users</li>" * 500 + "\n",
}


def read(text: str, name: str = "notes.txt") -> Reading:
    return read_document(name, text.encode("utf-8", "replace"))


@pytest.mark.parametrize("kind", LARGE)
def test_ten_megabytes_are_answered_in_time(kind: str) -> None:
    text = LARGE[kind]
    start = time.monotonic()
    reading = read(text * (9_500_000 // len(text)))
    assert reading.problems
    assert time.monotonic() - start < SECONDS


def test_thousands_of_key_results_under_one_objective() -> None:
    text = "Objective: Grow\nKey results:\n" + "".join(f"- reach {n} users\n" for n in range(20_000))
    reading = read(text)
    assert len(reading.plan.objectives[0].key_results) == 20_000
    assert reading.problems == ()


def test_deeply_nested_lists() -> None:
    text = "Objective: Grow\n" + "".join(" " * depth + f"- reach {depth} users\n" for depth in range(1500))
    assert len(read(text).plan.objectives) == 1


def test_characters_without_width_and_turned_text() -> None:
    text = "\u200bO1\u200b: Grow \u202enorth\u202c\n\u2060KR1\u200b: 5 \u00adpilots\n\ufeffKey results:\n- 7 letters\n"
    (objective,) = read(text).plan.objectives
    assert objective.title == "Grow north"
    assert [part.title for part in objective.key_results] == ["5 pilots", "7 letters"]


def test_numbers_beyond_any_range_stay_words() -> None:
    text = f"O: Grow\nKR: reach {'9' * 60} users\nKR: from 1e999 to {'8' * 40} %\nKR: {'7' * 5000}\nKR: 0.{'3' * 80} %\n"
    reading = read(text)
    parts = reading.plan.objectives[0].key_results
    assert reading.problems == ()
    assert [part.title[:12] for part in parts] == ["reach 999999", "from 1e999 t", "0.3333333333"]
    assert all(part.target is None or abs(part.target) < Decimal(10) ** 30 for part in parts)
    assert [line.why for line in reading.plan.skipped] == ["too_long"]


def test_a_page_pasted_as_html() -> None:
    text = "<div><h2>Objective: Grow</h2><ul><li>5&nbsp;pilots</li><li>2 awards<script>x()</script></li></ul></div>"
    (objective,) = read(text).plan.objectives
    assert [part.title for part in objective.key_results] == ["5 pilots", "2 awards"]


@pytest.mark.parametrize(
    "text", ["x", "O", "目", "•", "1.", "|", "<", "\u200b", "Objective:", "KR1:", "> ", "--"]
)
def test_next_to_nothing(text: str) -> None:
    reading = read(text)
    assert reading.plan.objectives == ()
    assert len(reading.problems) == 1


WORDS = st.sampled_from(
    [
        "Objective: ", "O1 ", "目标：", "Цель. ", "KR1: ", "Key results:", "关键结果：", "- ", "1. ", "1.1 ", "一、", "• ",
        "Bad example", "Плохо:", "Sales", "Отдел продаж", "Anna 10:15 AM", "From: a", "--", "Best regards", "> ", "**x**",
        "\t", "| KR | Objective |", "| 5 | x |", "grow by 5 %", "you should", "?", "<li>", "</li><p></p>", "2026 Q1", "[ ] ",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.lists(st.one_of(WORDS, st.text(max_size=6)), max_size=4).map("".join), max_size=12).map(
        "\n".join
    )
)
def test_any_mixture_gets_the_same_answer_twice(text: str) -> None:
    first, second = read(text), read(text)
    assert first.plan.objectives or first.problems
    assert (first.plan, first.plan.skipped, first.problems) == (
        second.plan,
        second.plan.skipped,
        second.problems,
    )
