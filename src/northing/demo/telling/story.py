"""The whole story in order; everything that is written is written by an action."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from northing.demo import tale
from northing.demo.telling import aims, people, weeks
from northing.demo.telling.calendar import TOLD_WEEKS, WEEKS, Calendar, quarter_name
from northing.demo.telling.people import Stage
from northing.domain.terms import CycleKind, Phase
from northing.features.cycles import actions as cycle_actions
from northing.features.okrs import actions as okr_actions
from northing.features.org import actions as org_actions

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Demo:
    """What was told: for the printed summary and the login links."""

    stage: Stage
    objectives: int
    key_results: int
    check_ins: int


def tell(*, at: datetime, say: Say) -> Demo:
    """Tell the demo company as if it had worked with Northing for half a year up to ``at``.

    :param say: called with one word of progress a chapter (a code: ``people``, ``closed``, ``running``)
    :raises Conflict: the demo company is already here
    """
    company = tale.company()
    zone = ZoneInfo(company["organization"]["time_zone"])
    calendar = Calendar(today=at.astimezone(zone).date(), zone=zone)
    say("people")
    stage = _people(company, calendar)
    say("closed")
    past = _cycle(stage, calendar, calendar.closed_starts_on, calendar.closed_ends_on)
    counted = _tell_cycle(stage, "closed", past, calendar.closed_starts_on, WEEKS, calendar)
    _close(stage, past, calendar)
    say("running")
    now = _cycle(stage, calendar, calendar.running_starts_on, calendar.running_ends_on)
    counted_now = _tell_cycle(stage, "running", now, calendar.running_starts_on, TOLD_WEEKS, calendar)
    people.watch_kpis(stage, company, calendar)
    people.leave_for_a_while(stage, company, calendar)
    okr_actions.recompute(organization_id=stage.organization_id, at=at, on=calendar.today)
    org_actions.mark_rolled(organization_id=stage.organization_id, on=calendar.today)
    sums = [sum(pair) for pair in zip(counted, counted_now, strict=True)]
    return Demo(stage, *sums)


def _people(company: dict[str, object], calendar: Calendar) -> Stage:
    at = calendar.at(calendar.closed_starts_on - timedelta(days=30))
    stage = people.found(company, at=at)
    people.bring_people(stage, company, at=at)
    people.form_teams(stage, company, at=at)
    people.declare_strategy(stage, company, at=at)
    return stage


def _cycle(stage: Stage, calendar: Calendar, starts_on: date, ends_on: date) -> str:
    planned_on = starts_on - timedelta(days=20)
    cycle = cycle_actions.create_cycle(
        actor=stage.principal,
        name=quarter_name(starts_on, ends_on),
        kind=CycleKind.QUARTER,
        starts_on=starts_on,
        ends_on=ends_on,
        submit_by_organization_on=starts_on - timedelta(days=10),
        submit_by_team_on=starts_on - timedelta(days=4),
        at=calendar.at(planned_on),
    )
    return cycle.ref


def _tell_cycle(
    stage: Stage, name: str, cycle: str, starts_on: date, told_weeks: int, calendar: Calendar
) -> tuple[int, int, int]:
    tales = tale.objectives(name)
    told = aims.draft_objectives(stage, tales, cycle=cycle, starts_on=starts_on, calendar=calendar)
    cycle_actions.set_phase(
        actor=stage.principal, ref=cycle, phase=Phase.ACTIVE, at=calendar.at(starts_on), on=starts_on
    )
    agreed = [item for item in told if item.tale.confidence]
    check_ins = weeks.tell_weeks(stage, agreed, starts_on=starts_on, weeks=told_weeks, calendar=calendar)
    return len(tales), len(told), check_ins


def _close(stage: Stage, cycle: str, calendar: Calendar) -> None:
    closing = calendar.running_starts_on + timedelta(days=1)
    closed = closing + timedelta(days=6)
    coach = stage.actors["carla"]
    cycle_actions.set_phase(actor=coach, ref=cycle, phase=Phase.CLOSING, at=calendar.at(closing), on=closing)
    cycle_actions.set_phase(actor=coach, ref=cycle, phase=Phase.CLOSED, at=calendar.at(closed, 5), on=closed)
