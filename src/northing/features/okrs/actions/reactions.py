"""What the ledger does when something below it changes; wired in ``config/reactions.py``."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from northing.domain.codes import KeyResultState, ObjectiveState, Source
from northing.domain.terms import Reading
from northing.features.cycles import actions as cycle_actions
from northing.features.okrs.actions.ending import close_objectives
from northing.features.okrs.actions.readings import record_reading
from northing.features.okrs.actions.recomputing import affected, recompute_affected
from northing.features.okrs.actions.reopening import reopen_objectives
from northing.features.okrs.models import KeyResult, Objective
from northing.features.org import actions as org_actions
from northing.features.org import queries as org_queries
from northing.kit.actors import system_actor
from northing.kit.errors import Refusal
from northing.kit.jobs.handlers import Run
from northing.kit.jobs.schedule import schedule
from northing.kit.storage.versions import subject_of

RECOMPUTE_JOB = "okrs.recompute_affected"
MOST_AT_ONCE = 100
_OVER = (ObjectiveState.DROPPED, ObjectiveState.POSTPONED, ObjectiveState.CLOSED)


def after_calendar_change(event: org_actions.CalendarChanged) -> None:
    """Quiet days or an absence changed: ages are counted anew."""
    people = None if event.person_id is None else [event.person_id]
    _work_in(event.actor.organization_id, event.at, person_ids=people)


def after_policy_change(event: org_actions.PolicyChanged) -> None:
    """A number of the policy changed: everything open is judged anew."""
    _work_in(event.actor.organization_id, event.at)


def after_cycle_dates_change(event: cycle_actions.CycleDatesChanged) -> None:
    """A cycle's dates changed: its objectives expect something else by now."""
    _work_in(event.organization_id, event.at, cycle_ids=[event.cycle_id])


def close_with_the_cycle(event: cycle_actions.CycleCloses) -> None:
    """A cycle closes: so do its objectives and key results, each with the word it earned."""
    close_objectives(actor=event.by, cycle=event.cycle_ref, at=event.at, on=event.on)


def reopen_with_the_cycle(event: cycle_actions.CycleReopens) -> None:
    """A closed cycle is opened again: its objectives and key results may be corrected."""
    reopen_objectives(actor=event.by, cycle_id=event.cycle_id, at=event.at, on=event.on)


def _work_in(
    organization_id: int,
    at: datetime,
    *,
    person_ids: list[int] | None = None,
    cycle_ids: list[int] | None = None,
) -> None:
    """At once where it is little; otherwise by the worker, because no write may hold others up for a second."""
    if affected(organization_id, person_ids, cycle_ids)[: MOST_AT_ONCE + 1].count() <= MOST_AT_ONCE:
        on = _today(organization_id, at)
        recompute_affected(
            organization_id=organization_id, at=at, on=on, person_ids=person_ids, cycle_ids=cycle_ids
        )
        return
    wanted = {"person_ids": person_ids, "cycle_ids": cycle_ids}
    schedule(RECOMPUTE_JOB, at.isoformat(), organization_id=organization_id, at=at, payload=wanted)


def recompute_in_background(run: Run) -> None:
    """The job :data:`RECOMPUTE_JOB`: what :func:`_work_in` left to the worker. Safe to run twice."""
    recompute_affected(
        organization_id=run.organization_id,
        at=run.at,
        on=_today(run.organization_id, run.at),
        person_ids=run.payload["person_ids"],
        cycle_ids=run.payload["cycle_ids"],
    )


def list_what_is_held(event: org_actions.HandOver) -> None:
    """Somebody leaves or moves: say which objectives and key results need a new holder."""
    rows = Objective.within(event.organization_id).exclude(state__in=_OVER)
    event.held.extend(subject_of(row) for row in rows.filter(owner_id=event.person_id).order_by("pk"))
    own = KeyResult.within(event.organization_id).exclude(objective__state__in=_OVER)
    for name in ("owner_id", "updater_id"):
        held = own.filter(**{name: event.person_id}).order_by("pk")
        event.held.extend(subject for subject in map(subject_of, held) if subject not in event.held)


def move_linked_key_results(
    *, organization_id: int, kpi_id: int, value: Decimal, effective_on: date, at: datetime
) -> int:
    """A KPI was read: every key result linked to it gets the reading as a check-in. Returns how many.

    One whose cycle is closed, or that is over, is left alone.
    """
    actor = system_actor(organization_id)
    rows = KeyResult.within(organization_id).filter(kpi_id=kpi_id, state=KeyResultState.ACTIVE)
    moved = 0
    for ref in rows.exclude(objective__state__in=_OVER).order_by("pk").values_list("ref", flat=True):
        try:
            record_reading(
                actor=actor,
                key_result=ref,
                reading=Reading(effective_on=effective_on, value=value),
                confidence=None,
                source=Source.KPI,
                at=at,
                on=_today(organization_id, at),
            )
        except Refusal:
            continue
        moved += 1
    return moved


def _today(organization_id: int, at: datetime) -> date:
    return org_queries.today_of_organization(organization_id=organization_id, at=at)
