"""Acts are read back by what they were done to."""

from __future__ import annotations

import pytest
from django.db import connection

from northing.kit.activity.models import Activity
from northing.kit.activity.record import acts_on, record
from northing.kit.subjects import Subject
from tests.builders import moment
from tests.cast import Cast
from tests.support.statements import counted

pytestmark = pytest.mark.django_db
PLAN, PART, OTHER = Subject("objective", 1), Subject("key_result", 1), Subject("key_result", 2)


def act(cast: Cast, verb: str, on: Subject) -> None:
    record(cast.ada.actor, verb, on=on, at=moment())


def test_several_kinds_are_read_in_one_order_newest_first(cast: Cast) -> None:
    for verb, on in (("first", PLAN), ("second", PART), ("elsewhere", OTHER), ("third", PLAN)):
        act(cast, verb, on)
    with counted() as statements:
        told = [one.verb for one in acts_on(cast.acme.id, [PLAN, PART])]
    assert told == ["third", "second", "first"]
    assert len(statements) == 1
    assert [one.verb for one in acts_on(cast.acme.id, [PLAN, PART], limit=1)] == ["third"]
    assert [one.verb for one in acts_on(cast.acme.id, [OTHER])] == ["elsewhere"]
    assert acts_on(cast.acme.id, []) == []
    assert acts_on(cast.zenith.id, [PLAN, PART]) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's plan; PostgreSQL chooses by statistics")
def test_what_was_done_to_a_few_is_found_by_index(cast: Cast) -> None:
    for _ in range(3):
        act(cast, "first", PLAN)
    with counted() as statements:
        acts_on(cast.acme.id, [PLAN, PART, OTHER])
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {statements.sql[0]}")
        steps = [row[-1] for row in cursor.fetchall()]
    table = Activity._meta.db_table
    assert sum("SEARCH U0 USING COVERING INDEX activity_subject" in step for step in steps) == 2, steps
    assert not any(step.startswith(f"SCAN {table}") for step in steps), steps
