"""Encodings, damage and limits: a file is read right or refused with a code, never half."""

from __future__ import annotations

import io
import random
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from northing.features.exchange.adapters import Reading, read_document
from northing.features.exchange.adapters.refusals import MAX_BYTES, MAX_ITEMS
from northing.features.exchange.adapters.writers import write_csv, write_markdown, write_xlsx, write_yaml

TEXTS = {
    "en": "# OKRs 2027 Q2\n\n## Visitors come back on their own\n- [ ] Returning visitors – “loyal” ones\n",
    "ru": "Цель. Гости возвращаются сами\nКлючевые результаты:\n- Доля вернувшихся гостей выросла до 40 %\n",
    "zh-Hans": "目标：客人自己愿意再来\n关键结果：\n- 回头客的比例提高到百分之四十\n",
    "zh-Hant": "目標：客人自己願意再來\n關鍵成果：\n- 回頭客的比例提高到百分之四十\n",
}
ENCODINGS = [
    *(
        ("en", name)
        for name in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "gb18030")
    ),
    *(("ru", name) for name in ("utf-8", "cp1251", "koi8-r", "cp866", "utf-16", "utf-16-le", "utf-16-be")),
    *(("zh-Hans", name) for name in ("utf-8", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be")),
    *(("zh-Hant", name) for name in ("utf-8", "big5", "gb18030", "utf-16", "utf-16-le", "utf-16-be")),
]


def code_of(name: str, content: bytes) -> str:
    (problem,) = read_document(name, content).problems
    assert read_document(name, content).plan.objectives == ()
    return problem.code


@pytest.mark.parametrize(("language", "encoding"), ENCODINGS)
def test_encodings_are_found(language: str, encoding: str) -> None:
    text = TEXTS[language]
    reading = read_document("plan.md", text.encode(encoding))
    assert reading.problems == ()
    assert reading.plan == read_document("plan.md", text.encode()).plan
    assert len(reading.plan.objectives[0].key_results) == 1


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\u2028"])
def test_line_ends_are_all_the_same(ending: str) -> None:
    reading = read_document("plan.md", TEXTS["ru"].replace("\n", ending).encode())
    assert reading.plan == read_document("plan.md", TEXTS["ru"].encode()).plan


def test_letters_are_composed() -> None:
    reading = read_document("plan.md", "## Cafe\u0301\n- [ ] й".encode())
    assert (reading.plan.objectives[0].title, reading.plan.objectives[0].key_results[0].title) == (
        "Café",
        "й",
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\xef\xbb\xbf \r\n", "empty_file"),
        (b"a" * (MAX_BYTES + 1), "too_big"),
        (b"a\n" * 200_001, "too_many_lines"),
        (b"%PDF-1.7 ...", "not_text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 50, "not_text"),
        (b"\x89PNG\r\n\x1a\n", "not_text"),
        (b"PK\x03\x04 broken", "damaged_workbook"),
        (b"## Grow\n\x00\x00\x00\x01", "not_text"),
        (b"## Grow\n- [ ] be\x07ep\n", "control_characters"),
        (TEXTS["ru"].encode()[:-1] + "Ж".encode()[:1], "truncated_text"),
        (TEXTS["zh-Hans"].strip().encode("utf-16")[:-1], "truncated_text"),
        (TEXTS["zh-Hans"].strip().encode("gbk")[:-1], "truncated_text"),
        (TEXTS["zh-Hant"].strip().encode("big5")[:-1], "truncated_text"),
        (random.Random(7).randbytes(4000).replace(b"\x00", b"\x01"), "unknown_encoding"),
    ],
)
def test_what_is_refused(content: bytes, code: str) -> None:
    assert code_of("plan.md", content) == code


def test_a_control_character_is_told_with_its_line() -> None:
    (problem,) = read_document("plan.md", b"## Grow\n- [ ] be\x07ep\n").problems
    assert (problem.line, dict(problem.params)) == (2, {"character": "U+0007"})


def test_tables_and_plans_beyond_the_limits() -> None:
    assert code_of("plan.csv", b"a,b\n1,2\n") == "no_header"
    assert code_of("plan.csv", b"Objective,Key result\n" + b"Grow,Users\n" * MAX_ITEMS) == "too_many_items"
    assert code_of("plan.yaml", b"northing: 1\n" + b"# filler\n" * 600_000) in ("too_big", "too_many_lines")
    assert code_of("plan.csv", b'Objective,Key result\nGrow,"' + b"x" * 2_000_000) == "damaged_table"


def zipped(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def test_zip_files_that_are_no_honest_workbook() -> None:
    assert code_of("a.xlsx", zipped({"hello.txt": b"hi"})) == "not_text"
    assert code_of("a.xlsx", zipped({"xl/workbook.xml": b"<workbook/>"})) == "damaged_workbook"
    assert code_of("a.xlsx", zipped({"xl/workbook.xml": b"x", "xl/big.xml": b"0" * 30_000_000})) == "zip_bomb"
    entities = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">]><workbook>&lol;</workbook>'
    assert code_of("a.xlsx", zipped({"xl/workbook.xml": entities})) == "macro_or_entities"


def test_a_damaged_word_document_is_called_so() -> None:
    good = zipped({"word/document.xml": b"<w:document/>" * 500, "word/styles.xml": b"<w:styles/>"})
    for name, content in (
        ("plan.docx", b"PK\x03\x04 broken"),
        ("PLAN.DOCX", good[:40]),
        ("", good[: len(good) // 2]),
    ):
        assert code_of(name, content) == "damaged_document"
    assert code_of("plan.xlsx", b"PK\x03\x04 broken") == "damaged_workbook"


PLAN = read_document("plan.md", (TEXTS["en"] + "- [ ] NPS: 40 -> 50\n- I: Letters\n").encode()).plan
FILES = {
    "plan.md": write_markdown(PLAN),
    "plan.yaml": write_yaml(PLAN),
    "plan.csv": write_csv(PLAN),
    "plan.xlsx": write_xlsx(PLAN),
}


def is_answer(reading: Reading) -> bool:
    """A plan, or at least one problem."""
    return bool(reading.plan.objectives) or bool(reading.problems)


@pytest.mark.parametrize("name", FILES)
def test_files_cut_off_anywhere_get_an_answer(name: str) -> None:
    content = FILES[name]
    for cut in range(0, len(content), max(1, len(content) // 60)):
        assert is_answer(read_document(name, content[:cut]))


@pytest.mark.parametrize("name", FILES)
def test_files_with_flipped_bytes_get_an_answer(name: str) -> None:
    chance = random.Random(name)
    for _ in range(60):
        content = bytearray(FILES[name])
        for _ in range(chance.randint(1, 6)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        assert is_answer(read_document(name, bytes(content)))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(["a.md", "a.yaml", "a.csv", "a.tsv", "a.xlsx", "a"]), st.binary(max_size=200))
def test_any_bytes_get_an_answer(name: str, content: bytes) -> None:
    assert is_answer(read_document(name, content))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(["a.md", "a.yaml", "a.csv", "a.tsv", "a"]), st.text(max_size=200))
def test_any_text_gets_an_answer(name: str, text: str) -> None:
    assert is_answer(read_document(name, text.encode("utf-8", "replace")))
