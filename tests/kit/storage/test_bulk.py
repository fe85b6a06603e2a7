"""Rows put straight into the tables read back as those the ORM would have written."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from northing.kit.actors import Via
from northing.kit.storage.bulk import insert_instances, insert_rows, json_text, reserve_keys
from northing.kit.storage.models import SearchEntry, Version
from northing.kit.storage.writing import writing

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 2, 9, 30, 0, 123456, tzinfo=UTC)


def a_version(number: int) -> Version:
    return Version(
        organization_id=7,
        subject_kind="objective",
        subject_id=1,
        number=number,
        at=AT,
        by_id=None,
        via=Via.IMPORT,
        changes={"title": [None, "Цель 目標 “quoted”\ttab\nline"], "weight": ["1", None]},
    )


def test_instances_get_keys_and_read_back_as_written() -> None:
    rows = [a_version(number) for number in range(1, 4)]
    with writing():
        insert_instances(rows)
    found = list(Version.within(7).order_by("number"))
    assert [row.pk for row in found] == [row.pk for row in rows]
    assert [(row.at, row.by_id, row.via, row.changes) for row in found] == [
        (AT, None, "import", rows[0].changes) for _row in rows
    ]
    rows[0].via = "web"
    rows[0].save()  # a row, not a new one
    assert Version.within(7).count() == 3


def test_keys_are_given_once_even_after_the_newest_row_is_gone() -> None:
    with writing():
        insert_instances([a_version(1)])
        gone = Version.within(7).get()
        key = gone.pk
        gone.delete()
        fresh = a_version(2)
        insert_instances([fresh])
        orm = a_version(3)
        orm.save()
    assert key < fresh.pk < orm.pk
    assert next(iter(reserve_keys(Version, 2))) > orm.pk


def test_what_is_not_named_gets_its_default_and_nothing_is_nothing() -> None:
    with writing():
        insert_rows(SearchEntry, ["organization_id", "subject_kind", "subject_id", "words"], [])
        insert_rows(
            Version,
            ["organization_id", "subject_kind", "subject_id", "number", "at", "via"],
            [(7, "key_result", 5, 1, AT, Via.CLI)],
        )
    row = Version.within(7).get()
    assert (row.changes, row.by_id, row.via) == ({}, None, "cli")
    assert not SearchEntry.within(7).exists()
    assert json_text({"a": [1, None]}) == '{"a":[1,null]}'
