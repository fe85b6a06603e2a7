"""What days change on their own, what rules change, and what recomputation proves and mends."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from northing.domain.codes import Status
from northing.features.cycles.actions import CycleDatesChanged
from northing.features.okrs import actions
from northing.features.okrs.models import (
    KeyResult,
    KeyResultStanding,
    Objective,
    ObjectiveStanding,
    StandingDay,
    Tally,
)
from northing.features.okrs.storage.tally import stored_cells
from northing.features.org import actions as org_actions
from northing.kit.jobs.handlers import Run
from northing.kit.subjects import Subject
from tests.builders import (
    TODAY,
    a_check_in,
    a_cycle,
    a_key_result,
    aligned,
    an_objective,
    begin,
    moment,
)
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def standing(row: KeyResult | Objective) -> Any:
    return type(row).within(row.organization_id).select_related("standing").get(pk=row.pk).standing


def roll(cast: Cast, on: date) -> actions.RecomputeReport:
    return actions.day_roll(organization_id=cast.acme.id, at=moment(on), on=on)


def verified(cast: Cast, on: date) -> actions.VerifyReport:
    return actions.verify(organization_id=cast.acme.id, on=on)


@pytest.fixture
def tree(cast: Cast) -> tuple[Objective, Objective, KeyResult]:
    cycle = a_cycle(cast.ada.actor)
    parent, child = (an_objective(cast.ada.actor, cycle=cycle, title=title) for title in ("Parent", "Child"))
    aligned(cast.ada.actor, child, parent)
    key_result = a_key_result(cast.ada.actor, child)
    begin(parent, child)
    a_check_in(cast.ada.actor, key_result, 40)
    return parent, child, key_result


def test_silence_grows_stale_on_its_day_and_takes_its_ancestors_along(cast: Cast, tree: Any) -> None:
    _parent, _child, key_result = tree
    stale_on = TODAY + timedelta(days=22)
    for days in range(1, 22):
        roll(cast, TODAY + timedelta(days=days))
    assert standing(key_result).status == Status.ON_TRACK
    assert standing(key_result).freshness == "overdue"
    report = roll(cast, stale_on)
    assert [standing(row).status for row in tree] == [Status.UNKNOWN] * 3
    assert report.changed == 3
    assert roll(cast, stale_on).changed == 0
    assert verified(cast, stale_on).is_clean


def test_a_roll_that_was_missed_for_weeks_arrives_at_the_same(cast: Cast, tree: Any) -> None:
    late = TODAY + timedelta(days=40)
    roll(cast, late)
    assert verified(cast, late).is_clean
    assert standing(tree[0]).status == Status.UNKNOWN


def test_quiet_days_and_absences_do_not_age(cast: Cast, tree: Any) -> None:
    on = TODAY + timedelta(days=22)
    roll(cast, on)
    org_actions.add_quiet_days(
        actor=cast.ada.actor, name="Break", starts_on=TODAY, ends_on=TODAY + timedelta(days=14), at=moment(on)
    )
    actions.after_calendar_change(org_actions.CalendarChanged(cast.ada.actor, cast.acme.id, None, moment(on)))
    assert standing(tree[2]).status == Status.ON_TRACK
    assert verified(cast, on).is_clean


def test_a_changed_policy_judges_everything_anew(cast: Cast, tree: Any) -> None:
    org_actions.change_organization(
        actor=cast.ada.actor, changes={"policy": {"key_result_pace": "gap25"}}, at=moment()
    )
    actions.after_policy_change(
        org_actions.PolicyChanged(cast.ada.actor, cast.acme.id, ("policy",), moment())
    )
    assert verified(cast, TODAY).is_clean


def test_changed_dates_of_a_cycle_are_worked_in(cast: Cast, tree: Any) -> None:
    cycle = Objective.within(cast.acme.id).select_related("cycle").first()
    assert cycle is not None
    assert cycle.cycle is not None
    type(cycle.cycle).within(cast.acme.id).update(ends_on=date(2027, 1, 31))
    assert not verified(cast, TODAY).is_clean
    dates = (date(2026, 10, 1), date(2026, 12, 31)), (date(2026, 10, 1), date(2027, 1, 31))
    actions.after_cycle_dates_change(
        CycleDatesChanged(cast.acme.id, cycle.cycle.pk, *dates, moment(), cast.ada.actor)
    )
    assert verified(cast, TODAY).is_clean


def test_verification_tells_what_differs_and_recomputation_mends_it(cast: Cast, tree: Any) -> None:
    parent, _child, key_result = tree
    KeyResultStanding.within(cast.acme.id).filter(key_result=key_result).update(progress=Decimal("0.9"))
    Tally.within(cast.acme.id).filter(kind="objective").delete()
    report = verified(cast, TODAY)
    told = {(one.kind, one.field): (one.stored, one.computed) for one in report.differences}
    assert told[("key_result", "progress")] == ("0.900000000", "0.400000000")
    assert report.tally_differences > 0
    assert not report.is_clean

    mended = actions.recompute(organization_id=cast.acme.id, at=moment(), on=TODAY)

    assert (mended.key_results, mended.objectives) == (1, 2)
    assert verified(cast, TODAY).is_clean
    assert standing(parent).progress == Decimal("0.4")


def test_rows_inserted_in_bulk_get_their_standings(cast: Cast, tree: Any) -> None:
    KeyResultStanding.within(cast.acme.id).delete()
    ObjectiveStanding.within(cast.acme.id).delete()
    Tally.within(cast.acme.id).delete()
    actions.recompute(organization_id=cast.acme.id, at=moment(), on=TODAY)
    assert [standing(row).progress for row in tree] == [Decimal("0.4")] * 3
    assert verified(cast, TODAY).is_clean


def test_a_day_keeps_what_was_known_at_its_end(cast: Cast, tree: Any) -> None:
    parent, _child, key_result = tree
    tomorrow = TODAY + timedelta(days=1)
    a_check_in(cast.ada.actor, key_result, 45)
    a_check_in(cast.ada.actor, key_result, 20, on=tomorrow, effective_on=TODAY)
    days = StandingDay.within(cast.acme.id).filter(subject_kind="objective", subject_id=parent.pk)
    known = dict(days.values_list("on", "progress"))
    assert known[TODAY] == Decimal("0.45")
    assert known[tomorrow] == Decimal("0.2")


def test_folding_keeps_every_count(cast: Cast, tree: Any) -> None:
    for value in (10, 90, 30):
        a_check_in(cast.ada.actor, tree[2], value)
    before = stored_cells(cast.acme.id)
    rows = Tally.within(cast.acme.id).count()
    assert actions.fold_tally(organization_id=cast.acme.id) == rows - len(before)
    assert stored_cells(cast.acme.id) == before
    assert actions.fold_tally(organization_id=cast.acme.id) == 0


def test_somebody_who_leaves_is_told_to_hold_these(cast: Cast, tree: Any) -> None:
    event = org_actions.HandOver(cast.ada.actor, cast.acme.id, cast.ada.id, moment())
    actions.list_what_is_held(event)
    parent, child, key_result = tree
    assert event.held == [
        Subject("objective", parent.pk),
        Subject("objective", child.pk),
        Subject("key_result", key_result.pk),
    ]


def test_much_to_work_in_is_left_to_the_worker(
    cast: Cast, tree: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("northing.features.okrs.actions.reactions.MOST_AT_ONCE", 1)
    on = TODAY + timedelta(days=22)
    roll(cast, on)
    org_actions.add_quiet_days(
        actor=cast.ada.actor, name="Break", starts_on=TODAY, ends_on=TODAY + timedelta(days=14), at=moment(on)
    )
    actions.after_calendar_change(org_actions.CalendarChanged(cast.ada.actor, cast.acme.id, None, moment(on)))
    assert standing(tree[2]).status == Status.UNKNOWN
    payload: dict[str, Any] = {"person_ids": None, "cycle_ids": None}
    actions.recompute_in_background(Run(cast.acme.id, actions.RECOMPUTE_JOB, "slot", payload, moment(on), 1))
    assert standing(tree[2]).status == Status.ON_TRACK
