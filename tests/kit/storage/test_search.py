"""Search: the same finds on SQLite and PostgreSQL, Chinese words of two characters included."""

from __future__ import annotations

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from northing.kit.storage.models import SearchEntry
from northing.kit.storage.search import (
    LONGEST_WORD,
    MOST_WORDS,
    _matching,
    find,
    index,
    query_words,
    remove,
    words_of,
)
from northing.kit.subjects import Subject

ACME, ZENITH = 7, 8
TEXTS = {
    1: "Raise the net promoter score from 32 to 50",
    2: "提升客户满意度",
    3: "客户留存率达到 85%",
    4: "Сократить время ответа поддержки — ещё быстрее",
    5: "Café René opens in São Paulo",
    6: "foo_bar baz-qux user@acme.example 3.5 C++",
    7: "東京オフィスを開く",
    8: "목표 달성",
}


def objective(number: int) -> Subject:
    return Subject("objective", number)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ship it, ship IT!", ["ship", "it"]),
        ("提升NPS到50", ["提升", "升", "nps", "到", "50"]),
        ("客", ["客"]),
        ("Ёлка Ещё", ["елка", "еще"]),
        ("ＡＢＣ１２", ["abc12"]),
        ("foo_bar", ["foo", "bar"]),
        ("Straße İstanbul", ["strasse", "istanbul"]),
        ("🧭 — !!! \x00", []),
        ("", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_long_words_and_long_texts_are_bounded() -> None:
    assert words_of("x" * 5_000_000) == ["x" * LONGEST_WORD]
    assert len(words_of(" ".join(str(number) for number in range(20_000)))) == MOST_WORDS
    assert len(words_of("一二三四五六七八九十" * 3_000)) <= MOST_WORDS


@pytest.mark.parametrize(
    ("query", "whole", "begun"),
    [
        ("net promo", ["net"], ["promo"]),
        ("客户满意", ["客户", "户满", "满意"], []),
        ("客", [], ["客"]),
        ("NPS 客户", ["nps", "客户"], []),
        ("!!!", [], []),
    ],
)
def test_query_words(query: str, whole: list[str], begun: list[str]) -> None:
    assert query_words(query) == (whole, begun)


@pytest.fixture
def _filled(db: None) -> None:
    for number, text in TEXTS.items():
        index(objective(number), organization_id=ACME, text=text)
    index(objective(1), organization_id=ZENITH, text="Raise the secret score")
    index(Subject("key_result", 1), organization_id=ACME, text="Net promoter score")


def found(query: str, **other: object) -> list[int]:
    return [
        subject.id
        for subject in find(organization_id=ACME, query=query, kinds=["objective"], **other)  # type: ignore[arg-type]
    ]


@pytest.mark.usefixtures("_filled")
@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("promoter", [1]),
        ("PROMOTER net", [1]),
        ("promo", [1]),
        ("promo net", []),
        ("net promo", [1]),
        ("客户", [2, 3]),
        ("满意", [2]),
        ("度", [2]),
        ("客户留存", [3]),
        ("户客", []),
        ("85", [3]),
        ("сократить ВРЕМЯ", [4]),
        ("еще", [4]),
        ("cafe rene", [5]),
        ("são", [5]),
        ("bar", [6]),
        ("acme.example", [6]),
        ("3.5", [6]),
        ("c++", [5, 6]),
        ("東京", [7]),
        ("オフィス", [7]),
        ("목표", [8]),
        ("secret", []),
        ("", []),
        ("***", []),
    ],
)
def test_what_is_found(query: str, numbers: list[int]) -> None:
    assert sorted(found(query)) == numbers


@pytest.mark.usefixtures("_filled")
@pytest.mark.parametrize(
    "query",
    [
        '"', "'", "''", "\\", "a' OR 1=1 --", 'NEAR("a" "b", 5)', "words:raise", "^raise", "(", ")", "raise AND",
        "OR", "NOT raise", "-", "*", "%", "_", "\x00", "raise\x00score", "{raise}", "a:*b", "&", "|", "!", "<->",
        "🧭", "ʼ", "\u200b", "İ", "ﬀ", "\ud7ff", "𠮷野家", "x" * 100_000, "客" * 10_000, "raise " * 1_000,
    ],
)  # fmt: skip
def test_no_character_breaks_a_query(query: str) -> None:
    find(organization_id=ACME, query=query)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(max_size=60))
def test_whatever_was_indexed_is_found_by_its_own_text(db: None, text: str) -> None:
    index(Subject("note", 1), organization_id=ACME, text=text)
    expected = [Subject("note", 1)] if words_of(text) else []
    assert find(organization_id=ACME, query=text[:12], kinds=["note"]) in (expected, [])
    if words_of(text) and text.isascii():
        assert find(organization_id=ACME, query=text, kinds=["note"]) == expected


@pytest.mark.usefixtures("_filled")
def test_kinds_order_and_limit() -> None:
    every = find(organization_id=ACME, query="score")
    assert every == [Subject("key_result", 1), objective(1)], "the shorter text is the closer match"
    assert find(organization_id=ACME, query="score", kinds=["key_result"]) == [Subject("key_result", 1)]
    assert found("客户", limit=1) == [2]


@pytest.mark.usefixtures("_filled")
def test_a_changed_text_forgets_its_old_words_and_a_removed_subject_is_gone() -> None:
    index(objective(1), organization_id=ACME, text="Something else")
    assert (found("promoter"), found("something")) == ([], [1])
    remove(objective(1), organization_id=ACME)
    assert found("something") == []
    assert find(organization_id=ZENITH, query="secret") == [objective(1)], (
        "another organization keeps its own"
    )
    assert SearchEntry.within(ACME).filter(subject_kind="objective", subject_id=1).count() == 0


@pytest.mark.usefixtures("_filled")
def test_an_organization_never_finds_what_belongs_to_another() -> None:
    assert find(organization_id=ZENITH, query="promoter") == []
    assert find(organization_id=ACME, query="secret") == []


@pytest.mark.usefixtures("_filled")
def test_postgresql_reads_its_index_and_sqlite_its_table() -> None:
    rows = _matching(SearchEntry.objects.all(), ["net"], ["promo"])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
    plan = rows.order_by().explain()
    assert "kit_storage_search" in plan.replace("kit_storage_searchentry", "")
