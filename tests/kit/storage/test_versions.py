"""Versions: the history of decisions and the optimistic lock, tried on teams and people."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from northing.features.org.models import Person, Team
from northing.kit.errors import Conflict
from northing.kit.storage import versions
from northing.kit.subjects import Subject
from tests.cast import Cast

AT = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)


def mika(cast: Cast) -> Person:
    return Person.within(cast.acme.id).get(pk=cast.mika.id)


def test_a_first_version_tells_what_was_given(cast: Cast) -> None:
    row = Team(organization_id=cast.acme.id, name="Ads", created_at=AT)
    versions.create(row, actor=cast.ada.actor, at=AT)
    (first,) = versions.history(row)
    assert (first.number, first.at, first.by_id, first.via) == (1, AT, cast.ada.id, "web")
    assert first.changes == {
        "name": [None, "Ads"],
        "position": [None, 0],
        "is_active": [None, True],
        "created_at": [None, "2026-10-05T09:00:00+00:00"],
    }


def test_a_change_keeps_old_and_new_and_counts_up(cast: Cast) -> None:
    row = mika(cast)
    known = row.version
    changed = versions.change(row, {"title": "Guide", "name": "Mika"}, actor=cast.ada.actor, at=AT)
    assert changed == {"title": ["", "Guide"]}
    assert row.version == mika(cast).version == known + 1
    assert versions.history(row)[0].changes == {"title": ["", "Guide"]}


def test_no_difference_leaves_no_version(cast: Cast) -> None:
    row = mika(cast)
    known = row.version
    assert versions.change(row, {"name": "Mika"}, actor=cast.ada.actor, at=AT) == {}
    assert mika(cast).version == known


def test_related_rows_are_kept_as_keys(cast: Cast) -> None:
    row = mika(cast)
    lin = Person.within(cast.acme.id).get(pk=cast.lin.id)
    assert versions.change(row, {"manager": lin}, actor=cast.ada.actor, at=AT) == {"manager": [None, lin.pk]}
    assert versions.change(row, {"manager": None}, actor=cast.ada.actor, at=AT) == {"manager": [lin.pk, None]}


def test_the_version_on_screen_must_be_the_present_one(cast: Cast) -> None:
    row = mika(cast)
    with pytest.raises(Conflict, match="changed_meanwhile") as refused:
        versions.change(row, {"title": "B"}, actor=cast.ada.actor, at=AT, expected=row.version - 1)
    assert refused.value.params == {"current": row.version}


def test_a_row_read_before_another_write_is_refused(cast: Cast) -> None:
    mine, theirs = mika(cast), mika(cast)
    versions.change(theirs, {"title": "Theirs"}, actor=cast.pia.actor, at=AT)
    with pytest.raises(Conflict, match="changed_meanwhile"):
        versions.change(mine, {"title": "Mine"}, actor=cast.ada.actor, at=AT)
    assert mika(cast).title == "Theirs"


def test_history_is_newest_first_and_bounded(cast: Cast) -> None:
    row = mika(cast)
    for number in range(4):
        versions.change(row, {"title": f"T{number}"}, actor=cast.ada.actor, at=AT)
    assert [past.changes["title"][1] for past in versions.history(row, limit=2)] == ["T3", "T2"]


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (Decimal("1E+2"), "100"),
        (Decimal("0.10"), "0.10"),
        (date(2026, 1, 2), "2026-01-02"),
        (AT, "2026-10-05T09:00:00+00:00"),
        (True, True),
        (None, None),
        ("x", "x"),
    ],
)
def test_values_are_kept_as_exact_json(value: object, kept: object) -> None:
    assert versions.as_json(value) == kept


def test_kinds_are_names_in_snake_case(cast: Cast) -> None:
    assert versions.subject_of(mika(cast)) == Subject("person", cast.mika.id)
    from northing.features.org.models import QuietDays

    assert versions.kind_of(QuietDays()) == "quiet_days"
