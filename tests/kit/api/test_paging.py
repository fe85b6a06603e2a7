"""Keyset pages: every row once, whatever the page size, and a cursor that cannot be bent."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from northing.kit.api.paging import cursor_after, last_key, page_of, sparse
from northing.kit.errors import Invalid
from northing.kit.jobs.schedule import schedule
from tests.kit.api.conftest import ACME, ZENITH, Caller

NINE = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
SLOTS = ["a1", "a2", "a3", "b1", "b2", "b3", "b4"]


@pytest.fixture(autouse=True)
def _notes(db: None) -> None:
    for slot in SLOTS:
        for name in ("note", "other"):
            schedule(name, slot, organization_id=ACME, at=NINE)
    schedule("note", "b9", organization_id=ZENITH, at=NINE)


def walk(ada: Caller, query: str) -> list[tuple[str, str]]:
    rows: list[Any] = []
    cursor = ""
    while True:
        page = ada.get(f"/notes?{query}{cursor}").json()
        rows += page["items"]
        if page["next"] is None:
            return [(row["ref"], row["name"]) for row in rows]
        cursor = f"&cursor={page['next']}"


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 14, 50])
def test_every_row_once_in_order(ada: Caller, limit: int) -> None:
    expected = [(slot, name) for slot in reversed(SLOTS) for name in ("note", "other")]
    assert walk(ada, f"limit={limit}") == expected
    assert walk(ada, f"limit={limit}&prefix=a") == [pair for pair in expected if pair[0] < "b"]


def test_a_full_last_page_has_no_next(ada: Caller) -> None:
    assert ada.get("/notes?limit=14").json()["next"] is None
    assert ada.get("/notes?prefix=zzz").json() == {"items": [], "next": None}


def test_a_row_that_comes_between_is_neither_lost_nor_told_twice(ada: Caller) -> None:
    first = ada.get("/notes?limit=4").json()
    schedule("note", "b9", organization_id=ACME, at=NINE)
    schedule("note", "a0", organization_id=ACME, at=NINE)
    rest = ada.get(f"/notes?cursor={first['next']}").json()["items"]
    assert [row["ref"] for row in rest] == ["b2", "b2", "b1", "b1", "a3", "a3", "a2", "a2", "a1", "a1", "a0"]


def test_a_cursor_of_another_list_is_refused(ada: Caller) -> None:
    cursor = ada.get("/notes?limit=4").json()["next"]
    for query in (
        f"prefix=a&cursor={cursor}",
        f"cursor={cursor}x",
        f"cursor={cursor[:-1]}",
        "cursor=%00",
        "cursor=a:b",
    ):
        body = ada.get(f"/notes?{query}").json()
        assert (body["status"], body["code"], body["field"]) == (422, "bad_cursor", "cursor")


def test_sparse_fields(ada: Caller) -> None:
    assert ada.get("/notes?limit=1&fields=name").json()["items"] == [{"ref": "b4", "name": "note"}]
    assert ada.get("/notes?limit=1&fields=ref").json()["items"] == [{"ref": "b4"}]
    assert ada.get("/notes?fields=nope").json()["code"] == "unknown_field"
    assert sparse([], "nope") == []


def test_keys_survive_as_exact_texts() -> None:
    cursor = cursor_after(
        [Decimal("0.700000001"), date(2026, 10, 5), 3, None], sort="progress", filters={"team": 1}
    )
    assert last_key(cursor, sort="progress", filters={"team": 1}) == ["0.700000001", "2026-10-05", 3, None]
    assert last_key(None, sort="progress", filters={}) is None
    with pytest.raises(Invalid):
        last_key(cursor, sort="-progress", filters={"team": 1})


def test_a_page_is_cut_from_one_row_more() -> None:
    page = page_of([1, 2, 3], limit=2, sort="id", filters={}, key=lambda row: (row,))
    assert page.rows == [1, 2]
    assert last_key(page.next, sort="id", filters={}) == [2]
    assert page_of([1, 2], limit=2, sort="id", filters={}, key=lambda row: (row,)).next is None
