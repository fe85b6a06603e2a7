"""Dropping, postponing, restoring and closing objectives."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from northing.domain.codes import KeyResultState, ObjectiveState, Status
from northing.domain.numbers import ONE
from northing.domain.pace import verdict_of
from northing.features.cycles import queries as cycle_queries
from northing.features.okrs import policies
from northing.features.okrs.actions.fields import clean_reason
from northing.features.okrs.actions.scene import (
    Scene,
    hold_objective,
    hold_objectives,
    require_open,
    require_terms_open,
    settle_objectives,
)
from northing.features.okrs.actions.terms import log_terms
from northing.features.okrs.models import KeyResult, Objective
from northing.features.okrs.queries.access import SeenObjective, find_objective, is_agreed
from northing.kit.activity.record import record
from northing.kit.actors import Actor
from northing.kit.errors import Conflict
from northing.kit.storage import versions
from northing.kit.storage.writing import writing

_RUNNING = (ObjectiveState.DRAFT, ObjectiveState.PROPOSED, ObjectiveState.RETURNED, ObjectiveState.AGREED)
_CHUNK = 40  # objectives a write transaction: well under a second with their key results


def drop_objective(*, actor: Actor, ref: str, reason: str, at: datetime, on: date) -> Objective:
    """Give an objective up, with a reason. It stays readable and counts nowhere.

    :raises NotFound, NotAllowed: not visible; not theirs to edit
    :raises Invalid: ``reason_needed``
    :raises Conflict: ``wrong_state``, ``cycle_closed``, ``cycle_closing``
    """
    return _leave(actor, ref, ObjectiveState.DROPPED, "objective.dropped", reason, at, on)


def postpone_objective(*, actor: Actor, ref: str, reason: str, at: datetime, on: date) -> Objective:
    """Put an objective off, with a reason; :func:`restore_objective` or moving it takes it up again.

    Refuses like :func:`drop_objective`.
    """
    return _leave(actor, ref, ObjectiveState.POSTPONED, "objective.postponed", reason, at, on)


def restore_objective(*, actor: Actor, ref: str, at: datetime, on: date) -> Objective:
    """Take a dropped or postponed objective up again: agreed if it was, else a draft.

    :raises Conflict: ``wrong_state``, ``cycle_closed``, ``cycle_closing``
    """
    scene = Scene(actor, at, on)
    with writing():
        seen = _editable(scene, ref)
        if seen.row.state not in (ObjectiveState.DROPPED, ObjectiveState.POSTPONED):
            raise Conflict("wrong_state", state=seen.row.state)
        state = ObjectiveState.DRAFT if seen.row.agreed_at is None else ObjectiveState.AGREED
        _set_state(scene, seen.row, {"state": state.value})
        record(actor, "objective.restored", on=seen.row, at=at)
    return seen.row


def _leave(
    actor: Actor, ref: str, state: ObjectiveState, verb: str, reason: str, at: datetime, on: date
) -> Objective:
    scene = Scene(actor, at, on)
    with writing():
        seen = _editable(scene, ref)
        if seen.row.state not in _RUNNING:
            raise Conflict("wrong_state", state=seen.row.state)
        told = clean_reason(reason, is_needed=True)
        before = seen.row.state
        _set_state(scene, seen.row, {"state": state.value})
        if is_agreed(seen.row):
            log_terms(scene, seen.row, None, {"state": [before, state.value]}, told, (None, None))
        record(actor, verb, on=seen.row, at=at, reason=told)
    return seen.row


def _editable(scene: Scene, ref: str) -> SeenObjective:
    seen = find_objective(actor=scene.actor, ref=ref, on=scene.on, shares_cycle=True)
    policies.require(policies.may_edit(scene.actor, seen.ties))
    require_terms_open(seen.cycle)
    return hold_objective(scene, seen)


def _set_state(scene: Scene, row: Objective, values: dict[str, Any]) -> None:
    versions.change(row, values, actor=scene.actor, at=scene.at)
    settle_objectives(scene, [row.pk])


def close_objectives(*, actor: Actor, cycle: str, at: datetime, on: date) -> int:
    """Close every objective and key result of a cycle, before the cycle itself is closed.

    A key result that reached its bar is *met*, every other is *closed*; an objective carries the word its
    number earned, one that was never agreed none. Returns how many objectives were closed; again closes none.

    :raises NotAllowed: only guides
    :raises Conflict: ``cycle_closed``
    """
    policies.require(policies.may_close(actor), "closing_needs_a_guide")
    found = cycle_queries.cycle_by_ref(actor=actor, ref=cycle)
    require_open(found)
    scene = Scene(actor, at, on)
    wanted = Objective.within(actor.organization_id).filter(cycle_id=found.pk, state__in=_RUNNING)
    ids = list(wanted.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), _CHUNK):
        with writing():
            _close_some(scene, ids[start : start + _CHUNK])
    return len(ids)


def _close_some(scene: Scene, ids: list[int]) -> None:
    path = hold_objectives(scene, ids)
    for row in (path.objectives[pk] for pk in ids if path.objectives[pk].state in _RUNNING):
        word = _closing_word(row, scene)
        closed = {"state": ObjectiveState.CLOSED.value, "closed_status": word}
        versions.change(row, closed, actor=scene.actor, at=scene.at)
        record(scene.actor, "objective.closed", on=row, at=scene.at, status=word)
    for key_result in path.key_results.values():
        if key_result.objective_id not in ids or key_result.state != KeyResultState.ACTIVE:
            continue
        is_met = key_result.was_agreed and reaches_its_bar(key_result)
        state = KeyResultState.MET if is_met else KeyResultState.CLOSED
        versions.change(key_result, {"state": state.value}, actor=scene.actor, at=scene.at)
    settle_objectives(scene, ids)


def reaches_its_bar(row: KeyResult) -> bool:
    """Whether the stored progress of a key result (loaded with its standing) is as good as its bar asks."""
    progress, bar = row.standing.progress, row.standing.bar
    return progress is not None and bar is not None and progress >= bar


def _closing_word(row: Objective, scene: Scene) -> str:
    progress = row.standing.progress
    if progress is None or row.agreed_at is None:
        return ""
    is_committed = row.ambition == "committed"
    bar = ONE if is_committed else scene.organization.policy.good_at
    word: Status = verdict_of(
        progress, bar, is_committed=is_committed, is_threshold=False, policy=scene.organization.policy
    )
    return word.value
