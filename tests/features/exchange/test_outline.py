"""Outlines and marked text: what a careful person would read in them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from northing.domain.codes import HolderKind, Kind
from northing.domain.plan import Plan, PlanItem
from northing.features.exchange.adapters import Reading, read_document
from northing.features.exchange.adapters.lines import read_lines
from northing.features.exchange.adapters.splitting import split_lines


def read(text: str, name: str = "plan.md") -> Reading:
    return read_document(name, text.encode())


def shape(plan: Plan) -> list[str]:
    """The plan as lines: objectives nested by their parents, key results and initiatives below."""
    found: list[str] = []
    for objective in plan.objectives:
        depth, above = 0, objective.parent
        while above and above.position is not None:
            depth, above = depth + 1, plan.objectives[above.position].parent
        found.append("  " * depth + objective.title)
        found += ["  " * depth + f"- {part.title}" for part in objective.key_results]
        found += ["  " * depth + f"* {part.title}" for part in objective.initiatives]
    return found


def skipped(plan: Plan) -> list[tuple[int, str]]:
    return [(line.line, line.why) for line in plan.skipped]


OUTLINE = """\
# OKRs 2027 Q2

- [OKRs 2027 Q2](#okrs-2027-q2)
  - [Ship the reader](#ship-the-reader)

___

## Ship the reader

### Make it fast [P1]

- [x] Cut the cold start [P0][APPS]
  - [ ] Measure it on *old* phones
    - [x] Buy two
- [ ] Publish ([10x](https://example.org/ten)) numbers [P2][APPS][WEB]
- Plain items count too

### Make it quiet

## Hire well
"""


def test_headings_nest_and_boxes_are_key_results() -> None:
    plan = read(OUTLINE).plan
    assert shape(plan) == [
        "Ship the reader",
        "  Make it fast",
        "  - Cut the cold start",
        "  - Publish (10x) numbers",
        "  - Plain items count too",
        "  Make it quiet",
        "Hire well",
    ]
    assert plan.cycle is not None
    assert (plan.cycle.name, plan.cycle.starts_on, plan.cycle.ends_on) == (
        "2027 Q2",
        date(2027, 4, 1),
        date(2027, 6, 30),
    )
    assert skipped(plan) == [(3, "table_of_contents"), (4, "table_of_contents"), (6, "separator")]


def test_tags_boxes_and_links_of_a_key_result() -> None:
    first, second, third = read(OUTLINE).plan.objectives[1].key_results
    assert (first.priority, first.team, first.done, first.kind) == ("P0", "APPS", True, None)
    assert first.items == (PlanItem("Measure it on old phones", False, (PlanItem("Buy two", True),)),)
    assert (second.team, second.tags, second.links) == ("APPS", ("WEB",), ("https://example.org/ten",))
    assert (third.team, third.done) == ("", False)
    assert read(OUTLINE).plan.objectives[1].priority == "P1"


def test_brackets_that_are_no_tags_stay() -> None:
    plan = read("## Tidy the report[s]\n- [ ] Read [Draft] twice\n- [ ] Sort old note[s]\n").plan
    assert shape(plan) == ["Tidy the report[s]", "- Read [Draft] twice", "- Sort old note[s]"]


def test_a_deep_list_without_boxes_is_a_tree_of_objectives() -> None:
    text = "### Vision\n* Grow\n\t* [P0] Reach schools ([#5](https://example.org/5))\n\t\t* Ten pilots\n\t* Learn\n"
    plan = read(text).plan
    assert shape(plan) == ["Vision", "  Grow", "  - Learn", "    Reach schools", "    - Ten pilots"]
    assert plan.objectives[2].links == ("https://example.org/5",)


def test_a_shallow_list_keeps_its_sub_items() -> None:
    plan = read("## Grow\n- Reach schools\n  - Ten pilots\n").plan
    assert plan.objectives[0].key_results[0].items == (PlanItem("Ten pilots"),)


def test_document_titles_progress_lines_and_text_are_named_or_used() -> None:
    text = (
        "# Objectives & Key Results at Acme\n\n## Q2 2027\n\nMade by a tool.\n\n-----\n\n**Progress:** 0/2\n\n"
        "### Grow\n\n[Source page](https://example.org/1)\n\nBecause we can.\n\n* Ten pilots\n\nAfterwards.\n"
    )
    reading = read(text)
    assert skipped(reading.plan) == [
        (1, "document_title"),
        (5, "before_first_objective"),
        (7, "separator"),
        (9, "progress"),
        (19, "commentary"),
    ]
    assert reading.plan.objectives[0].description == "Because we can."
    assert reading.plan.objectives[0].links == ("https://example.org/1",)
    assert reading.plan.cycle is not None
    assert reading.plan.cycle.name == "2027 Q2"


def test_a_heading_without_anything_below_is_an_objective() -> None:
    assert shape(read("## Be kind\n\n## Grow\n- [ ] Ten pilots\n").plan) == [
        "Be kind",
        "Grow",
        "- Ten pilots",
    ]


def test_setext_headings_and_trailing_cycles() -> None:
    plan = read("Grow faster – 第一季度\n===========\n\n- [ ] Ten pilots\n").plan
    assert shape(plan) == ["Grow faster", "- Ten pilots"]
    assert plan.cycle is not None
    assert plan.cycle.name == "Q1"


def test_two_cycles_in_one_document_stay_with_their_objectives() -> None:
    plan = read("# Q1 2027\n## Grow\n- [ ] a\n# Q2 2027\n## Rest\n- [ ] b\n").plan
    assert plan.cycle is None
    assert [part.cycle.name for part in plan.objectives if part.cycle] == ["2027 Q1", "2027 Q2"]


MARKED = {
    "en": (
        "Company OKRs\nObjective 1: Win the north\nKey results:\n- Ten pilots\n- Two awards\n"
        "Initiatives:\n- Call everyone\nDiscussion:\nThis is hard.\n- A remark\nGoal: Rest well\nKR1 - Sleep\n"
    ),
    "zh": (
        "公司级OKR\n目标1：赢得北方\n关键结果：\n- 十个试点\n- 两个奖项\n待办事项：\n- 打电话\n讨论内容：\n这很难。\n"
        "- 备注一条\n目标2 – 好好休息\nKR1：睡觉\n"
    ),
    "zh-Hant": (
        "公司級OKR\n目標1:贏得北方\n主要成果:\n• 十個試點\n• 兩個獎項\n行動方案:\n• 打電話\n討論:\n這很難。\n"
        "• 備註一條\n目標2:好好休息\nＫＲ１：睡覺\n"
    ),
    "ru": (
        "OKR компании\nЦель. Победить на севере\n\nКлючевые результаты:\n\n  • Десять пилотов\n  • Две награды\n\n"
        "Ключевые инициативы:\n\n  • Позвонить всем\n\nКомментарий: трудно\nЭто трудно.\n  • Заметка\n\n"
        "Цель: Отдохнуть\nКР1: Спать\n"
    ),
}


@pytest.mark.parametrize("language", MARKED)
def test_markers_in_four_languages(language: str) -> None:
    plan = read(MARKED[language], "plan.txt").plan
    first, second = plan.objectives
    assert [len(first.key_results), len(first.initiatives), len(second.key_results)] == [2, 1, 1]
    assert first.level is HolderKind.ORGANIZATION
    assert [line.why for line in plan.skipped] == ["commentary", "commentary", "commentary"]


def test_plain_words_that_look_like_markers_are_not() -> None:
    text = "Objective-driven work is fun.\nOur goals matter.\n目标很重要。\nЦель при этом одна: мир.\nOKR: a method\n"
    assert read(text).plan.objectives == ()


def test_an_item_whose_bullet_got_lost_belongs_to_its_section() -> None:
    text = "目标：更快\n主要结果：\n- 每天部署\n上线时间缩短到一天\n- 无回滚\n\n想了解更多,请联系我们。\n- 广告\n"
    plan = read(text).plan
    assert [part.title for part in plan.objectives[0].key_results] == [
        "每天部署",
        "上线时间缩短到一天",
        "无回滚",
    ]
    assert skipped(plan) == [(7, "commentary"), (8, "commentary")]


def test_numbers_after_a_colon() -> None:
    text = (
        "O: Grow\nKR: Subscribers: 61000 -> 100000\nKR: Refunds: at most 2 %\nKR: Uptime: ≥ 99.9 %\n"
        "KR: Time per visit: 2 мин 37 с → 3 мин 45 с\nKR: Ratio: between 3 and 5\nKR: Plan: alpha -> beta\n"
        "KR: Raise NPS from 40 to 50\n"
    )
    parts = read(text).plan.objectives[0].key_results
    assert [(part.title, part.kind, part.start, part.target, part.lower, part.upper) for part in parts] == [
        ("Subscribers", Kind.METRIC, Decimal(61000), Decimal(100000), None, None),
        ("Refunds", Kind.AT_MOST, None, None, None, Decimal(2)),
        ("Uptime", Kind.AT_LEAST, None, None, Decimal("99.9"), None),
        ("Time per visit", Kind.METRIC, Decimal("2.616667"), Decimal("3.75"), None, None),
        ("Ratio", Kind.BETWEEN, None, None, Decimal(3), Decimal(5)),
        ("Plan: alpha -> beta", None, None, None, None, None),
        ("Raise NPS from 40 to 50", Kind.METRIC, Decimal(40), Decimal(50), None, None),
    ]
    assert [str(part.unit) for part in parts if part.unit] == [
        "percent",
        "percent",
        "duration:minutes",
        "score",
    ]


def test_attributes_below_what_they_describe() -> None:
    text = (
        "cycle: Winter push\ncycle starts on: 2026-11-15\n\n## O: Grow\n- owner: ada@example.org\n- team: North\n\n"
        "- KR: Subscribers: 10 -> 20\n  - unit: count\n  - weight: 2\n  - Ответственный: Анна\n  - [ ] unit: a box\n"
        "- I: Call everyone\n  - due: 2026-12-01\n\n### O: Grow more\n"
    )
    plan = read(text).plan
    grow, more = plan.objectives
    assert (grow.owner, grow.team, more.parent and more.parent.position) == ("ada@example.org", "North", 0)
    part = grow.key_results[0]
    assert (str(part.unit), part.weight, part.owner) == ("count", Decimal(2), "Анна")
    assert part.items == (PlanItem("unit: a box"),)
    assert grow.initiatives[0].due_on == date(2026, 12, 1)
    assert plan.cycle is not None
    assert (plan.cycle.name, plan.cycle.starts_on) == ("Winter push", date(2026, 11, 15))


def test_why_now_and_metric_lines() -> None:
    text = "O1: 更快\n优先问题/机会：客户等待太久\nKR1：满意度\n指标 – NPS 问卷\n"
    objective = read(text).plan.objectives[0]
    assert objective.why_now == "客户等待太久"
    assert objective.key_results[0].definition == "NPS 问卷"


def test_numbered_objectives_nest() -> None:
    assert shape(read("O1: North\nKR1: a\nO1.1: Far north\nKR1: b\n").plan) == [
        "North",
        "- a",
        "  Far north",
        "  - b",
    ]


def test_tables_in_an_outline() -> None:
    text = (
        "## Faster\n\n| Key result | Start | Target |\n|---|--:|--:|\n| Lead time | 10 days | 5 days |\n\n"
        "| Colour | Taste |\n|---|---|\n| red | sweet |\n"
    )
    plan = read(text).plan
    assert plan.objectives[0].key_results[0].target == Decimal(5)
    assert skipped(plan) == [(7, "table"), (8, "table"), (9, "table")]


def test_prose_gives_no_plan_and_says_so() -> None:
    reading = read("Dear all,\nplease find our goals below.\nBest\n", "mail.txt")
    assert [problem.code for problem in reading.problems] == ["no_objectives"]
    assert [line.line for line in reading.plan.skipped] == [1, 2, 3]


PIECES = st.sampled_from(
    [
        "# ", "## ", "#### ", "- ", "  - ", "\t* ", "- [ ] ", "    - [x] ", "1. ", "O: ", "O1：", "KR: ", "KR 2 – ",
        "目标：", "主要结果：", "Цель. ", "Ключевые результаты:", "Key results:", "Discussion: ", "- team: ",
        "| a | b |", "Team: ", "2027 Q3", "Grow", "text.",
        "[P0]", "[APPS]", "[a](#a)", "[b](http://c)", "---", "```", "> ", "===",
        "更快", "\\", "**", "_", "`", ": 1 -> 2", "objective | key result", "🚀", "\u3000",
    ]
)  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(st.lists(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=5).map("".join), max_size=14))
def test_every_line_is_used_or_skipped_exactly_once(lines: list[str]) -> None:
    text = "\n".join(lines)
    reading = read(text, "notes.md")
    if not reading.format or reading.format != "outline":
        return
    import unicodedata

    from northing.features.exchange.adapters.decode import decode

    plain = unicodedata.normalize("NFC", decode(text.encode())[0])
    there = {number for number, line in enumerate(plain.split("\n"), 1) if line.strip(" \t\u3000\xa0\ufeff")}
    left = [line.line for line in reading.plan.skipped]
    assert set(left) | reading.used == there
    if any(line.is_piece for line in split_lines(read_lines(plain))):
        return  # several parts on one line: some may be used, others not
    assert not set(left) & reading.used
    assert len(left) == len(set(left))
