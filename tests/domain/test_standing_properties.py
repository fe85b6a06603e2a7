"""What must hold of every standing, whatever the key result."""

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from northing.domain.calendar import Calendar
from northing.domain.policy import DEFAULT_POLICY, Policy
from northing.domain.standing import (
    KeyResultFacts,
    KeyResultStanding,
    ObjectiveFacts,
    ObjectiveStanding,
    key_result_standing,
    objective_standing,
)
from northing.domain.trace import TraceNode, check, evaluate, from_dict, trace_key_result, trace_objective
from tests.domain.strategies import calendars, days_after, key_results, objectives, policies

BEYOND = 220


def without_date(standing: KeyResultStanding | ObjectiveStanding) -> KeyResultStanding | ObjectiveStanding:
    return replace(standing, changes_on=None)


def first_change_by_scanning(
    facts: KeyResultFacts | ObjectiveFacts, on: date, policy: Policy, calendar: Calendar
) -> date | None:
    """The slow truth: every day is looked at."""

    def stand(day: date) -> KeyResultStanding | ObjectiveStanding:
        if isinstance(facts, KeyResultFacts):
            return without_date(key_result_standing(facts, on=day, policy=policy, calendar=calendar))
        return without_date(objective_standing(facts, on=day, policy=policy, calendar=calendar))

    today = stand(on)
    later = (on + timedelta(days=days) for days in range(1, BEYOND))
    return next((day for day in later if stand(day) != today), None)


@given(key_results(), days_after, policies(), calendars())
def test_a_key_result_changes_on_the_day_it_says(
    facts: KeyResultFacts, on: date, policy: Policy, calendar: Calendar
) -> None:
    standing = key_result_standing(facts, on=on, policy=policy, calendar=calendar)
    assert standing.changes_on == first_change_by_scanning(facts, on, policy, calendar)


@given(objectives(), days_after, policies(), calendars())
def test_an_objective_changes_on_the_day_it_says(
    facts: ObjectiveFacts, on: date, policy: Policy, calendar: Calendar
) -> None:
    standing = objective_standing(facts, on=on, policy=policy, calendar=calendar)
    assert standing.changes_on == first_change_by_scanning(facts, on, policy, calendar)


def assert_adds_up(trace: TraceNode, standing: KeyResultStanding | ObjectiveStanding) -> None:
    status, progress, *gap = trace.children
    assert trace.result == status.result == standing.status
    assert progress.result == standing.progress
    if standing.gap is not None:
        assert gap[0].result == standing.gap
    check(trace)
    again = from_dict(json.loads(json.dumps(trace.as_dict())))
    assert again == trace
    assert evaluate(again) == standing.status


@given(key_results(), days_after, policies(), calendars())
def test_the_trace_of_a_key_result_re_evaluates_to_its_standing(
    facts: KeyResultFacts, on: date, policy: Policy, calendar: Calendar
) -> None:
    standing = key_result_standing(facts, on=on, policy=policy, calendar=calendar)
    assert_adds_up(trace_key_result(facts, on=on, policy=policy, calendar=calendar), standing)


@given(objectives(), days_after, policies(), calendars(), st.frozensets(st.sampled_from(["p0", "p1", "p2"])))
def test_the_trace_of_an_objective_adds_up_for_every_reader(
    facts: ObjectiveFacts, on: date, policy: Policy, calendar: Calendar, hidden: frozenset[str]
) -> None:
    standing = objective_standing(facts, on=on, policy=policy, calendar=calendar)
    trace = trace_objective(facts, on=on, policy=policy, calendar=calendar, hidden=hidden)
    assert_adds_up(trace, standing)
    assert not hidden & {node.inputs.get("subject") for node in trace.walk()}


@given(key_results(), days_after, policies())
def test_silence_is_never_green(facts: KeyResultFacts, on: date, policy: Policy) -> None:
    standing = key_result_standing(facts, on=on, policy=policy)
    if standing.is_silent:
        assert standing.status == "unknown"
        assert standing.gap is None


@given(objectives(), days_after)
def test_progress_of_an_objective_is_bounded(facts: ObjectiveFacts, on: date) -> None:
    progress = objective_standing(facts, on=on, policy=DEFAULT_POLICY).progress
    assert progress is None or Decimal(0) <= progress <= DEFAULT_POLICY.rollup_cap
