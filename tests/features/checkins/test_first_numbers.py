"""What nobody ever said anything about is asked for at once, and owes nothing yet."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from northing.domain.codes import Status
from northing.features.checkins import queries, wording
from northing.features.okrs import queries as okr_queries
from northing.features.okrs.models import KeyResult
from tests.builders import FIRST_DAY, a_check_in, moment
from tests.cast import Cast
from tests.features.checkins.scene import a_weekly_key_result, an_agreed_objective

pytestmark = pytest.mark.django_db
NEXT_DAY = FIRST_DAY + timedelta(days=1)


def _week(cast: Cast, on: Any = NEXT_DAY) -> queries.Week:
    return queries.my_week(actor=cast.mika.actor, on=on, since=moment(on).replace(hour=0))


def _fresh(cast: Cast, **fields: Any) -> KeyResult:
    return a_weekly_key_result(cast, an_agreed_objective(cast, cast.mika), cast.mika, **fields)


def test_a_number_nobody_gave_yet_is_asked_for_on_the_first_day(cast: Cast) -> None:
    _fresh(cast)
    (row,) = _week(cast, FIRST_DAY).open_rows
    assert (row.asks_number, row.asks_judgement, row.is_late) == (True, True, False)
    assert row.status is Status.PENDING
    assert queries.due_count(actor=cast.mika.actor, on=FIRST_DAY) == 1
    assert wording.open_row(row, on=FIRST_DAY, key="").first == "first number"


def test_a_yes_or_no_nobody_said_yet_is_a_first_check_in(cast: Cast) -> None:
    _fresh(cast, kind="binary", start=None, target=None)
    (row,) = _week(cast, FIRST_DAY).open_rows
    assert wording.open_row(row, on=FIRST_DAY, key="").first == "first check-in"


def test_before_the_first_day_nothing_is_asked(cast: Cast) -> None:
    _fresh(cast)
    assert _week(cast, FIRST_DAY - timedelta(days=1)).open_rows == ()


def test_a_baseline_is_asked_for_at_once(cast: Cast) -> None:
    _fresh(cast, kind="baseline", start=None, target=None)
    (row,) = _week(cast).open_rows
    assert row.asks_judgement


def test_said_once_it_waits_for_its_week_and_the_page_says_what_is_missing(cast: Cast) -> None:
    first = _fresh(cast)
    a_check_in(cast.mika.actor, first, None, confidence=5, on=FIRST_DAY)
    week = _week(cast)
    assert (week.open_rows, week.unread) == ((), 1)
    assert wording.lead(week) == "Nothing is due today; 1 key result still waits for its first number."
    a_check_in(cast.mika.actor, first, 10, confidence=5, on=FIRST_DAY)
    assert wording.lead(_week(cast)) == "Everything is said for now."


def test_home_and_the_page_offer_it_as_a_first_number(cast: Cast) -> None:
    first = _fresh(cast, title="Paying subscribers", start=Decimal(0), target=Decimal(10))
    with time_machine.travel(moment(NEXT_DAY), tick=False):
        home = cast.mika.client.get(cast.mika.path("")).content.decode()
        page = cast.mika.client.get(cast.mika.path("check-in")).content.decode()
    assert "You owe nothing" not in home
    for html in (home, page):
        assert "Paying subscribers" in html
        assert "first number" in html
        assert "never checked in" not in html
    assert "Everything is said" not in page
    assert re.search(rf'id="row-{first.ref}"[^>]*data-due', page)
    assert 'data-types="="' not in page


def test_a_judgement_alone_keeps_its_own_rhythm_where_a_machine_brings_the_number(cast: Cast) -> None:
    pushed = _fresh(cast)
    a_check_in(cast.mika.actor, pushed, 10, confidence=None, on=FIRST_DAY)
    assert _week(cast).open_rows == ()
    held = okr_queries.key_result_due(actor=cast.mika.actor, ref=pushed.ref, on=NEXT_DAY)
    assert held.judgement_on == FIRST_DAY + timedelta(days=7)
