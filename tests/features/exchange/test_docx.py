"""Word files: headings, lists, tables and plain paragraphs are read as anybody sees them."""

from __future__ import annotations

import random
import time

import pytest

from northing.features.exchange.adapters import Reading, read_document
from tests.features.exchange.docx_files import docx, package, paragraph, table
from tests.features.exchange.test_documents import TODAY, told


def read(content: bytes, name: str = "plan.docx") -> Reading:
    return read_document(name, content, today=TODAY)


def test_heading_styles_and_lists() -> None:
    content = docx(
        paragraph("OKR отдела сервиса на II квартал 2026", style="T"),
        paragraph("Документ согласован на встрече руководителей, замечания присылайте до пятницы."),
        paragraph("Цель 1. Гость не ждёт", style="H1"),
        paragraph("Ключевые результаты", style="H2"),
        paragraph("Ожидание столика с 25 до 10 минут", listed=1),
        paragraph("Оценка сервиса 4,8", listed=1),
        paragraph("Инициативы", style="H2"),
        paragraph("Электронная очередь", listed=2),
        paragraph(),
        paragraph("Цель 2. Официанты знают меню", style="Own"),
        paragraph("95 % проходят проверку с первого раза", listed=2),
    )
    reading = read(content)
    assert (reading.format, reading.problems) == ("docx", ())
    assert told(reading.plan) == [
        "O Гость не ждёт | Отдел сервиса |  | 2026 Q2",
        "K Ожидание столика с 25 до 10 минут",
        "K Оценка сервиса 4,8",
        "I Электронная очередь",
        "O Официанты знают меню | Отдел сервиса |  | 2026 Q2",
        "K 95 % проходят проверку с первого раза",
    ]
    assert [(line.line, line.why) for line in reading.plan.skipped] == [(2, "before_first_objective")]


def test_bold_lines_and_typed_bullets() -> None:
    content = docx(
        paragraph("销售部 OKR", bold=True),
        paragraph("目标一：老客户主动介绍新客户", bold=True),
        paragraph("关键结果：", bold=True),
        paragraph("• 转介绍订单占比从 8% 提升到 20%"),
        paragraph("• 老客户满意度不低于 9 分"),
        paragraph("以上数据以客户系统为准。"),
    )
    assert told(read(content).plan) == [
        "O 老客户主动介绍新客户 | 销售部 |  |",
        "K 转介绍订单占比从 8% 提升到 20%",
        "K 老客户满意度不低于 9 分",
    ]


def test_tables_with_lists_in_their_cells() -> None:
    results = paragraph("KR1: Reads per article from 900 to 1500") + paragraph(
        "KR2: 30% of readers reach the end"
    )
    content = docx(
        paragraph("Desk one", style="H1"),
        table(("Objective", "Key Results", "Owner"), ("O1: Articles are read to the end", results, "Mo")),
    )
    assert told(read(content).plan) == [
        "O Articles are read to the end |  | Mo |",
        "K Reads per article from 900 to 1500",
        "K 30% of readers reach the end",
    ]


def test_nested_lists_and_tracked_deletions() -> None:
    deleted = "<w:p><w:del><w:r><w:delText>KR9: gone</w:delText><w:t>KR9: gone 5</w:t></w:r></w:del></w:p>"
    content = docx(
        paragraph("Objective: Fewer surprises", style="H1"),
        paragraph("KR1: 3 incidents a month at most", listed=1),
        paragraph("Ask the night shift", listed=1, depth=1),
        deleted,
        paragraph("KR2: 90% of changes announced", listed=1),
    )
    (objective,) = read(content).plan.objectives
    assert [part.title for part in objective.key_results] == [
        "3 incidents a month at most",
        "90% of changes announced",
    ]
    assert objective.key_results[0].items[0].title == "Ask the night shift"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (package({"word/document.xml": "<w:document"}), "damaged_document"),
        (package({"word/document.xml": ""}), "damaged_document"),
        (docx(), "empty_file"),
        (package({"word/document.xml": "<!DOCTYPE x><w:document/>"}), "macro_or_entities"),
        (package({"word/document.xml": "0" * 30_000_000}), "zip_bomb"),
        (package({"hello.txt": "hi"}), "not_text"),
        (docx(paragraph("Only a letter to somebody.")), "no_objectives"),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_what_is_refused(content: bytes, code: str) -> None:
    assert [problem.code for problem in read(content).problems] == [code]


def test_damage_gets_an_answer() -> None:
    content = docx(paragraph("O1: Grow"), paragraph("KR1: 5 pilots", listed=1))
    chance = random.Random(5)
    for _ in range(150):
        damaged = bytearray(content)
        for _ in range(chance.randint(1, 8)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        reading = read(bytes(damaged[: chance.randint(1, len(damaged))]))
        assert reading.plan.objectives or reading.problems


def test_deep_nesting_and_many_paragraphs_are_read_in_time() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 3000 + paragraph("O1: Grow") + "</w:tc></w:tr></w:tbl>" * 3000
    start = time.monotonic()
    assert read(docx(body=deep)).problems
    many = read(
        docx(paragraph("Objective: Grow"), *(paragraph(f"reach {n} users", listed=1) for n in range(6000)))
    )
    assert len(many.plan.objectives[0].key_results) == 6000
    assert time.monotonic() - start < 30
