"""Rows of plain values are stored as the ORM would store them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from northing.features.okrs.models import StandingDay
from northing.kit.storage.sets import BATCH, insert_values, update_from_values
from tests.cast import Cast
from tests.support.statements import counted

pytestmark = pytest.mark.django_db
KEY = ("organization_id", "subject_kind", "subject_id", "on")
TOLD = ("progress", "gap", "status", "value", "confidence")
ON = date(2026, 11, 2)


def put(cast: Cast, *rows: tuple[int, Decimal | None]) -> None:
    told = [
        (cast.acme.id, "objective", pk, ON, share, None, "behind", None, Decimal(7)) for pk, share in rows
    ]
    insert_values(StandingDay, [*KEY, *TOLD], told, unique=KEY, updated=TOLD)


def shares(cast: Cast) -> dict[int, Decimal | None]:
    return dict(StandingDay.within(cast.acme.id).values_list("subject_id", "progress"))


def test_what_is_there_is_updated_and_the_rest_inserted(cast: Cast) -> None:
    put(cast, (1, Decimal("0.123456789")), (2, None))
    put(cast, (2, Decimal("0.5")), (3, Decimal("-0.000000001")))
    assert shares(cast) == {1: Decimal("0.123456789"), 2: Decimal("0.5"), 3: Decimal("-0.000000001")}
    row = StandingDay.within(cast.acme.id).get(subject_id=1)
    assert (row.on, row.gap, row.status, row.confidence) == (ON, None, "behind", Decimal(7))


def test_a_batch_is_one_statement_and_no_rows_are_none(cast: Cast) -> None:
    for rows, statements in ((0, 0), (BATCH, 1), (BATCH + 1, 2)):
        with counted() as sql:
            put(cast, *((pk, Decimal("0.25")) for pk in range(rows)))
        assert len(sql) == statements


def test_values_are_set_row_by_row_and_only_in_their_organization(cast: Cast) -> None:
    put(cast, (1, Decimal("0.1")), (2, Decimal("0.2")))
    new = {1: {"progress": Decimal("0.3"), "on": ON}, 2: {"progress": None, "on": ON}}
    update_from_values(StandingDay, cast.zenith.id, "subject_id", new)
    assert shares(cast) == {1: Decimal("0.1"), 2: Decimal("0.2")}
    update_from_values(StandingDay, cast.acme.id, "subject_id", new)
    assert shares(cast) == {1: Decimal("0.3"), 2: None}
