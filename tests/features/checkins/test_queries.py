"""What is asked of whom, and when."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from northing.domain.terms import Reading
from northing.features.checkins import queries
from northing.features.okrs import queries as okr_queries
from northing.features.org import actions as org_actions
from northing.features.org import queries as org_queries
from tests.builders import a_check_in, moment
from tests.cast import Cast
from tests.features.checkins.scene import LAST_MONDAY, TODAY, a_week, a_weekly_key_result, an_agreed_objective
from tests.support.statements import counted

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 16, tzinfo=UTC)


def _refs(week: queries.Week) -> set[str]:
    return {row.ref for row in week.open_rows}


def test_who_checks_in_every_monday_is_asked_every_monday(cast: Cast) -> None:
    week = a_week(cast)
    seen = queries.my_week(actor=cast.mika.actor, on=TODAY, since=MORNING)
    assert _refs(seen) == {
        row.ref for row in (week.metric, week.percent, week.keep, week.stages, week.yes_no)
    }
    assert all(row.asks_number and row.asks_judgement for row in seen.open_rows)


def test_nothing_is_asked_a_day_early_and_the_page_says_when(cast: Cast) -> None:
    a_week(cast)
    seen = queries.my_week(actor=cast.mika.actor, on=TODAY - timedelta(days=1), since=MORNING)
    assert seen.open_rows == ()
    assert seen.held == 5
    assert seen.next_on == TODAY
    assert queries.due_count(actor=cast.mika.actor, on=TODAY - timedelta(days=1)) == 0


def test_the_count_of_the_rail_is_the_length_of_the_page(cast: Cast) -> None:
    a_week(cast)
    seen = queries.my_week(actor=cast.mika.actor, on=TODAY, since=MORNING)
    assert queries.due_count(actor=cast.mika.actor, on=TODAY) == len(seen.open_rows) == 5


def test_a_number_that_is_not_new_yet_is_not_asked_but_a_judgement_is(cast: Cast) -> None:
    objective = an_agreed_objective(cast, cast.mika)
    monthly = a_weekly_key_result(cast, objective, cast.mika, measured_every=30, cadence_days=7)
    a_check_in(cast.mika.actor, monthly, 10, on=LAST_MONDAY)
    (row,) = queries.my_week(actor=cast.mika.actor, on=TODAY, since=MORNING).open_rows
    assert row.asks_judgement
    assert not row.asks_number
    assert row.number_on == LAST_MONDAY + timedelta(days=30)


def test_no_new_number_yet_is_not_asked_again_the_same_week(cast: Cast) -> None:
    week = a_week(cast)
    a_check_in(cast.mika.actor, week.metric, None, confidence=6, on=TODAY)
    seen = queries.my_week(
        actor=cast.mika.actor, on=TODAY + timedelta(days=1), since=MORNING + timedelta(days=1)
    )
    assert week.metric.ref not in _refs(seen)
    next_week = TODAY + timedelta(days=7)
    later = queries.my_week(actor=cast.mika.actor, on=next_week, since=MORNING + timedelta(days=7))
    (row,) = [row for row in later.open_rows if row.ref == week.metric.ref]
    assert row.asks_number


def test_expected_now_is_in_the_unit_of_the_key_result(cast: Cast) -> None:
    week = a_week(cast)
    row = queries.one_row(actor=cast.mika.actor, ref=week.metric.ref, on=TODAY)
    # 46 of 91 days: 61,000 + 39,000 × 46/91
    assert row.expected is not None
    assert round(row.expected) == 80714
    assert row.trail == (Decimal(64500), Decimal(70000), Decimal(78400))
    stages = queries.one_row(actor=cast.mika.actor, ref=week.stages.ref, on=TODAY)
    assert stages.expected_stages == 2


def test_what_was_said_today_stays_on_the_page_with_its_change(cast: Cast) -> None:
    week = a_week(cast)
    a_check_in(cast.mika.actor, week.metric, 84900, confidence=7, on=TODAY)
    seen = queries.my_week(actor=cast.mika.actor, on=TODAY, since=MORNING)
    (told,) = seen.told
    assert told.row.ref == week.metric.ref
    assert told.change == 6500
    assert week.metric.ref not in _refs(seen)


def test_a_short_look_has_the_same_rows_and_details_of_the_first_that_are_open(cast: Cast) -> None:
    week = a_week(cast)
    a_check_in(cast.mika.actor, week.metric, 300_000, on=TODAY)
    whole = queries.my_week(actor=cast.mika.actor, on=TODAY, since=MORNING)
    short = queries.my_week(actor=cast.mika.actor, on=TODAY, since=MORNING, detailed=2)
    assert [row.ref for row in short.open_rows] == [row.ref for row in whole.open_rows]
    assert short.open_rows[:2] == whole.open_rows[:2]
    assert [row.trail for row in short.open_rows[2:]] == [(), ()]
    assert all(row.trail for row in whole.open_rows)
    assert (short.next_on, short.held) == (whole.next_on, whole.held)


def test_of_one_key_result_the_last_word_since_the_morning_is_told(cast: Cast) -> None:
    week = a_week(cast)
    row = queries.one_row(actor=cast.mika.actor, ref=week.metric.ref, on=TODAY)
    assert queries.said_about(actor=cast.mika.actor, row=row, since=MORNING) is None
    a_check_in(cast.mika.actor, week.percent, 50, on=TODAY)
    for value in (300_000, 310_000):
        a_check_in(cast.mika.actor, week.metric, value, on=TODAY)
    row = queries.one_row(actor=cast.mika.actor, ref=week.metric.ref, on=TODAY)
    told = queries.said_about(actor=cast.mika.actor, row=row, since=MORNING)
    assert told is not None
    assert (told.said.key_result_ref, told.said.reading.value) == (week.metric.ref, Decimal(310_000))
    assert told.change == Decimal(10_000)
    assert queries.said_about(actor=cast.ada.actor, row=row, since=MORNING) is None


def test_one_page_asks_what_is_held_once(cast: Cast) -> None:
    a_week(cast)
    with org_queries.remembering():
        queries.my_week(actor=cast.mika.actor, on=TODAY, since=MORNING)
        with counted() as statements:
            assert queries.due_count(actor=cast.mika.actor, on=TODAY) == 5
            assert queries.due_count(actor=cast.lin.actor, on=TODAY) == 0
    assert len([sql for sql in statements.sql if "okrs_keyresult" in sql]) == 1


def test_late_ones_come_first(cast: Cast) -> None:
    objective = an_agreed_objective(cast, cast.mika)
    fresh = a_weekly_key_result(cast, objective, cast.mika, title="Asked today")
    late = a_weekly_key_result(cast, objective, cast.mika, title="Silent for weeks")
    a_check_in(cast.mika.actor, fresh, 10, on=LAST_MONDAY)
    a_check_in(cast.mika.actor, late, 10, on=date(2026, 10, 26))
    from northing.features.okrs import actions

    actions.day_roll(organization_id=cast.acme.id, at=moment(TODAY), on=TODAY)
    rows = queries.my_week(actor=cast.mika.actor, on=TODAY, since=MORNING).open_rows
    assert [row.ref for row in rows] == [late.ref, fresh.ref]
    assert rows[0].is_late


def test_a_deputy_sees_the_rows_they_stand_in_for_while_the_other_is_away(cast: Cast) -> None:
    a_week(cast)
    tomorrow = TODAY + timedelta(days=1)
    org_actions.add_absence(
        actor=cast.ada.actor,
        person=cast.mika.ref,
        starts_on=tomorrow,
        ends_on=tomorrow + timedelta(days=4),
        deputy=cast.oleg.ref,
        at=moment(TODAY),
    )
    assert queries.my_week(actor=cast.oleg.actor, on=TODAY, since=MORNING).held == 0
    rows = queries.my_week(actor=cast.oleg.actor, on=tomorrow, since=MORNING).open_rows
    assert len(rows) == 5
    assert {row.stands_in_for for row in rows} == {"Mika"}


def test_days_off_do_not_make_anything_due(cast: Cast) -> None:
    a_week(cast)
    org_actions.add_quiet_days(
        actor=cast.ada.actor,
        name="Company days",
        starts_on=LAST_MONDAY + timedelta(days=2),
        ends_on=LAST_MONDAY + timedelta(days=3),
        at=moment(LAST_MONDAY),
    )
    assert queries.due_count(actor=cast.mika.actor, on=TODAY) == 0
    assert queries.due_count(actor=cast.mika.actor, on=TODAY + timedelta(days=2)) == 5


def test_the_updater_is_asked_not_the_owner(cast: Cast) -> None:
    objective = an_agreed_objective(cast, cast.mika)
    shared = a_weekly_key_result(cast, objective, cast.mika, updater=cast.oleg.ref)
    a_check_in(cast.oleg.actor, shared, 10, on=LAST_MONDAY)
    assert queries.due_count(actor=cast.mika.actor, on=TODAY) == 0
    assert queries.due_count(actor=cast.oleg.actor, on=TODAY) == 1


def test_drafts_and_dropped_ones_are_not_asked(cast: Cast) -> None:
    from northing.features.okrs import actions
    from tests.builders import a_cycle, a_key_result, an_objective

    cycle = a_cycle(cast.ada.actor)
    draft = an_objective(cast.mika.actor, cycle=cycle, holder="person", person=cast.mika.ref)
    a_key_result(cast.mika.actor, draft)
    agreed = an_agreed_objective(cast, cast.mika, cycle=cycle)
    dropped = a_weekly_key_result(cast, agreed, cast.mika)
    actions.drop_key_result(
        actor=cast.ada.actor, ref=dropped.ref, reason="no use", at=moment(TODAY), on=TODAY
    )
    assert queries.my_week(actor=cast.mika.actor, on=TODAY, since=MORNING).held == 0


def test_statements_do_not_grow_with_rows(cast: Cast) -> None:
    week = a_week(cast)
    with counted() as few:
        queries.my_week(actor=cast.mika.actor, on=TODAY, since=MORNING)
    for number in range(12):
        more = a_weekly_key_result(cast, week.objective, cast.mika, title=f"One more {number}")
        a_check_in(cast.mika.actor, more, number + 1, on=LAST_MONDAY)
    with counted() as many:
        queries.my_week(actor=cast.mika.actor, on=TODAY, since=MORNING)
    assert len(few) == len(many) <= 8
    with counted() as counting:
        queries.due_count(actor=cast.mika.actor, on=TODAY)
    assert len(counting) <= 2


def test_another_organization_has_nothing_of_it(cast: Cast) -> None:
    week = a_week(cast)
    assert okr_queries.key_results_due(actor=cast.zoe.actor, on=TODAY, everything=True) == []
    from northing.kit.errors import NotFound

    with pytest.raises(NotFound):
        queries.one_row(actor=cast.zoe.actor, ref=week.metric.ref, on=TODAY)


def test_every_kind_carries_what_its_row_prints(cast: Cast) -> None:
    week = a_week(cast)
    rows = {row.ref: row for row in queries.my_week(actor=cast.mika.actor, on=TODAY, since=MORNING).open_rows}
    assert rows[week.stages.ref].stages[0].title == "Pilot"
    assert rows[week.stages.ref].reading == Reading(effective_on=LAST_MONDAY, reached=frozenset({1}))
    assert rows[week.yes_no.ref].reading == Reading(effective_on=LAST_MONDAY, is_done=False)
    assert rows[week.metric.ref].holder_name == "Growth"
    assert rows[week.metric.ref].latest_day == TODAY
