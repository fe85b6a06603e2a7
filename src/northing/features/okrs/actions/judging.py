"""A human's word over the arithmetic: overriding a status, writing an objective's value by hand."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from northing.domain.codes import Driver, Status
from northing.features.cycles import queries as cycle_queries
from northing.features.okrs import policies
from northing.features.okrs.actions.fields import clean_code, clean_number, clean_reason
from northing.features.okrs.actions.scene import (
    Scene,
    hold_objective,
    hold_objectives,
    require_open,
    settle_objectives,
)
from northing.features.okrs.models import KeyResult, ManualValue, Objective
from northing.features.okrs.queries.access import find_key_result, find_objective
from northing.kit.activity.record import record
from northing.kit.actors import Actor
from northing.kit.errors import Conflict, Invalid, NotFound
from northing.kit.storage import versions
from northing.kit.storage.writing import writing

OVERRIDES = (Status.ON_TRACK, Status.BEHIND, Status.AT_RISK, Status.OFF_TRACK)


def override_status(
    *, actor: Actor, ref: str, status: Status | str | None, reason: str, at: datetime, on: date
) -> None:
    """Say that an objective or key result stands otherwise than computed; ``None`` takes the word back.

    A key result's word lapses at its next check-in; an objective's after the policy's days, or at a check-in
    of any of its key results. The computed status stays visible beside it.

    :raises NotFound, NotAllowed: not visible; not theirs to edit
    :raises Invalid: ``reason_needed``, ``unknown_choice``
    :raises Conflict: ``cycle_closed``
    """
    scene = Scene(actor, at, on)
    wanted = None if status is None else clean_code(Status, status, field="status")
    if wanted is not None and wanted not in OVERRIDES:
        raise Invalid("unknown_choice", field="status", value=wanted.value)
    told = clean_reason(reason, is_needed=wanted is not None)
    with writing():
        row, objective_id = _editable(scene, ref)
        word = {
            "override_status": wanted.value if wanted else "",
            "override_reason": told if wanted else "",
            "override_on": on if wanted else None,
            "override_at": at if wanted else None,
        }
        if versions.change(row, word, actor=actor, at=at):
            settle_objectives(scene, [objective_id])
            record(actor, "status.overridden", on=row, at=at, status=word["override_status"], reason=told)


def _editable(scene: Scene, ref: str) -> tuple[Objective | KeyResult, int]:
    try:
        seen = find_objective(actor=scene.actor, ref=ref, on=scene.on, shares_cycle=True)
    except NotFound:
        found = find_key_result(actor=scene.actor, ref=ref, on=scene.on, shares_cycle=True)
        policies.require(policies.may_edit(scene.actor, found.ties))
        require_open(found.cycle)
        path = hold_objectives(scene, [found.row.objective_id])
        return path.key_results[found.row.pk], found.row.objective_id
    policies.require(policies.may_edit(scene.actor, seen.ties))
    require_open(seen.cycle)
    return hold_objective(scene, seen).row, seen.row.pk


def record_manual_value(
    *, actor: Actor, ref: str, progress: Decimal, reason: str, effective_on: date, at: datetime, on: date
) -> Objective:
    """Write the progress (0…1) of an objective driven by hand, dated and with its reason; always labelled.

    :raises Invalid: ``reason_needed``, ``out_of_range``, ``day_in_future``, ``day_outside_cycle``
    :raises Conflict: ``not_manual``: its driver is another; ``cycle_closed``
    """
    scene = Scene(actor, at, on)
    with writing():
        seen = find_objective(actor=actor, ref=ref, on=on, shares_cycle=True)
        policies.require(policies.may_check_in(actor, seen.ties), "may_not_check_in")
        require_open(seen.cycle)
        seen = hold_objective(scene, seen)
        if seen.row.driver != Driver.MANUAL:
            raise Conflict("not_manual")
        cycle_queries.require_day_inside(cycle=seen.cycle, on=effective_on, today=on)
        ManualValue.within(actor.organization_id).create(
            organization_id=actor.organization_id,
            objective=seen.row,
            on=effective_on,
            progress=_share(progress),
            reason=clean_reason(reason, is_needed=True),
            by_id=actor.person_id,
            at=at,
        )
        settle_objectives(scene, [seen.row.pk])
        record(actor, "objective.valued", on=seen.row, at=at)
    return seen.row


def _share(progress: Decimal) -> Decimal:
    number = clean_number(progress, field="progress")
    if number is None or not 0 <= number <= 1:
        raise Invalid("out_of_range", field="progress", low=0, high=1)
    return number
