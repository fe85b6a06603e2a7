"""A cycle closes, and opens again for a correction: what it holds goes with it, whichever door closed it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from northing.domain.codes import KeyResultState, ObjectiveState, Phase, Status
from northing.domain.trace import check
from northing.features.cycles import actions as cycle_actions
from northing.features.cycles.queries import Cycle
from northing.features.okrs import actions, queries
from northing.features.okrs.models import KeyResult, Objective
from northing.kit.errors import Conflict
from tests.builders import LAST_DAY, a_check_in, a_cycle, a_key_result, aligned, an_objective, begin, moment
from tests.cast import Cast

pytestmark = pytest.mark.django_db
AFTERWARDS = LAST_DAY + timedelta(days=3)


def again(row: Any) -> Any:
    return type(row).within(row.organization_id).select_related("standing").get(pk=row.pk)


def to_phase(cast: Cast, cycle: Cycle, phase: Phase) -> None:
    cycle_actions.set_phase(
        actor=cast.carl.actor, ref=cycle.ref, phase=phase, at=moment(AFTERWARDS), on=AFTERWARDS
    )


def closed(cast: Cast, cycle: Cycle) -> None:
    to_phase(cast, cycle, Phase.CLOSING)
    to_phase(cast, cycle, Phase.CLOSED)


@pytest.fixture
def kept(cast: Cast) -> tuple[Cycle, Objective, KeyResult, KeyResult]:
    cycle = a_cycle(cast.ada.actor)
    objective = an_objective(cast.ada.actor, cycle=cycle, ambition="committed")
    done, short = (a_key_result(cast.ada.actor, objective, title=title) for title in ("Done", "Short"))
    a_check_in(cast.ada.actor, done, 100)
    a_check_in(cast.ada.actor, short, 30)
    return cycle, objective, done, short


def test_closing_a_cycle_closes_what_it_holds(cast: Cast, kept: Any) -> None:
    cycle, objective, done, short = kept
    other = an_objective(cast.ada.actor, title="Elsewhere")
    closed(cast, cycle)
    assert (again(objective).state, again(objective).standing.status) == (
        ObjectiveState.CLOSED,
        Status.MISSED,
    )
    assert [again(row).state for row in (done, short)] == [KeyResultState.MET, KeyResultState.CLOSED]
    assert again(other).state == ObjectiveState.DRAFT
    assert actions.verify(organization_id=cast.acme.id, on=AFTERWARDS).is_clean


def test_a_cycle_that_may_not_close_closes_nothing(cast: Cast, kept: Any) -> None:
    cycle, objective, _done, _short = kept
    with pytest.raises(Conflict, match="phase_order"):
        to_phase(cast, cycle, Phase.CLOSED)
    assert again(objective).state == ObjectiveState.AGREED


def test_reopened_it_takes_a_correction_and_closes_with_another_word(cast: Cast, kept: Any) -> None:
    cycle, objective, done, short = kept
    closed(cast, cycle)
    cycle_actions.reopen_cycle(
        actor=cast.ada.actor, ref=cycle.ref, reason="A late invoice", at=moment(AFTERWARDS)
    )
    assert (again(objective).state, again(objective).closed_status) == (ObjectiveState.AGREED, "")
    assert [again(row).state for row in (done, short)] == [KeyResultState.ACTIVE] * 2
    a_check_in(cast.ada.actor, short, 100, on=AFTERWARDS, effective_on=LAST_DAY)
    to_phase(cast, cycle, Phase.CLOSED)
    assert again(objective).standing.status == Status.MET
    assert actions.verify(organization_id=cast.acme.id, on=AFTERWARDS).is_clean


def test_what_people_called_met_short_of_its_bar_stays_met(cast: Cast, kept: Any) -> None:
    cycle, _objective, _done, short = kept
    actions.change_key_result_state(
        actor=cast.ada.actor,
        ref=short.ref,
        state="met",
        reason="Enough",
        at=moment(),
        on=date(2026, 11, 3),
    )
    closed(cast, cycle)
    cycle_actions.reopen_cycle(actor=cast.ada.actor, ref=cycle.ref, reason="A typo", at=moment(AFTERWARDS))
    assert again(short).state == KeyResultState.MET


def test_a_plan_closes_without_a_word_and_opens_as_a_draft(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    plan = an_objective(cast.ada.actor, cycle=cycle)
    a_check_in(cast.ada.actor, a_key_result(cast.ada.actor, plan), 100, begins=False)
    closed(cast, cycle)
    assert (again(plan).state, again(plan).closed_status) == (ObjectiveState.CLOSED, "")
    cycle_actions.reopen_cycle(actor=cast.ada.actor, ref=cycle.ref, reason="A typo", at=moment(AFTERWARDS))
    assert again(plan).state == ObjectiveState.DRAFT
    assert actions.verify(organization_id=cast.acme.id, on=AFTERWARDS).is_clean


def test_a_plan_moves_nobody_until_it_is_agreed(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    parent, plan = (an_objective(cast.ada.actor, cycle=cycle, title=title) for title in ("Parent", "Plan"))
    own, behind = (a_key_result(cast.ada.actor, row) for row in (parent, plan))
    aligned(cast.ada.actor, plan, parent)
    a_check_in(cast.ada.actor, own, 80)
    a_check_in(cast.ada.actor, behind, 0, begins=False)

    assert again(parent).standing.progress == Decimal("0.8")
    assert [again(row).standing.status for row in (plan, behind)] == [Status.NOT_STARTED] * 2
    assert not again(behind).standing.is_due
    _adds_up(cast, parent, plan)
    assert _shares(cast, parent) == [None]

    on = date(2026, 11, 2)
    actions.agree(actor=cast.ada.actor, ref=plan.ref, at=moment(on), on=on)
    assert again(parent).standing.progress == Decimal("0.4")
    assert again(behind).standing.status != Status.NOT_STARTED
    _adds_up(cast, parent, plan)
    assert _shares(cast, parent) == [Decimal("0.5")]
    assert actions.verify(organization_id=cast.acme.id, on=on).is_clean


@pytest.mark.parametrize("leave", [actions.drop_objective, actions.postpone_objective])
def test_a_plan_given_up_and_taken_up_again_is_still_a_plan(cast: Cast, leave: Callable[..., Any]) -> None:
    cycle = a_cycle(cast.ada.actor)
    parent, plan = (an_objective(cast.ada.actor, cycle=cycle, title=title) for title in ("Parent", "Plan"))
    aligned(cast.ada.actor, plan, parent)
    a_check_in(cast.ada.actor, a_key_result(cast.ada.actor, plan), 50, begins=False)
    begin(parent)
    common: dict[str, Any] = {
        "actor": cast.ada.actor,
        "ref": plan.ref,
        "at": moment(),
        "on": date(2026, 11, 2),
    }
    leave(**common, reason="No people")
    actions.restore_objective(**common)
    assert again(parent).standing.progress is None
    actions.agree(**common)
    assert again(parent).standing.progress == Decimal("0.5")
    assert actions.verify(organization_id=cast.acme.id, on=date(2026, 11, 2)).is_clean


def test_returned_for_a_second_time_it_goes_on_counting(cast: Cast) -> None:
    """Once agreed it has begun: asking again whether its new terms suit stops no number."""
    cycle = a_cycle(cast.ada.actor)
    parent, child = (an_objective(cast.ada.actor, cycle=cycle, title=title) for title in ("Parent", "Child"))
    aligned(cast.ada.actor, child, parent)
    a_check_in(cast.ada.actor, a_key_result(cast.ada.actor, child), 50)
    Objective.within(cast.acme.id).filter(pk=child.pk).update(state=ObjectiveState.PROPOSED)
    common: dict[str, Any] = {
        "actor": cast.ada.actor,
        "ref": child.ref,
        "at": moment(),
        "on": date(2026, 11, 2),
    }
    actions.return_to_draft(**common, reason="Too low")
    assert again(parent).standing.progress == Decimal("0.5")
    assert actions.verify(organization_id=cast.acme.id, on=date(2026, 11, 2)).is_clean


def _adds_up(cast: Cast, *rows: Objective) -> None:
    for row in rows:
        told = queries.explain(actor=cast.ada.actor, ref=row.ref, on=date(2026, 11, 2))
        check(told.trace)
        assert told.adds_up
        assert told.trace.children[0].result == again(row).standing.status


def _shares(cast: Cast, parent: Objective) -> list[Decimal | None]:
    page = queries.objective_page(actor=cast.ada.actor, ref=parent.ref, on=date(2026, 11, 2))
    rows = queries.child_rows(actor=cast.ada.actor, ref=parent.ref, on=date(2026, 11, 2))
    assert [row.link.share for row in rows if row.link] == [row.weight_share for row in page.children]
    return [row.weight_share for row in page.children]
