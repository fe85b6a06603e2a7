"""Adding, editing and dropping key results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from northing.domain.codes import KeyResultState, ObjectiveState
from northing.features.okrs import policies
from northing.features.okrs.actions.fields import KeyResultFields, StageFields, clean_code, clean_reason
from northing.features.okrs.actions.indexing import forget_key_result, index_key_result
from northing.features.okrs.actions.key_result_values import (
    KEY_RESULT_TERMS,
    check_key_result,
    is_baseline_found,
    stage_rows,
    usual_decimals,
    values_of_fields,
)
from northing.features.okrs.actions.scene import (
    Scene,
    hold_objective,
    hold_objectives,
    require_open,
    require_terms_open,
    settle_objectives,
)
from northing.features.okrs.actions.terms import log_terms, reopen_agreement
from northing.features.okrs.models import KeyResult, KeyResultStanding, Objective, Stage, StandingDay
from northing.features.okrs.policies import Tie
from northing.features.okrs.queries.access import SeenKeyResult, find_key_result, find_objective, is_agreed
from northing.features.okrs.storage import Moved, Settled, append_deltas, deltas_of, stored_values
from northing.kit.activity.record import record
from northing.kit.actors import Actor
from northing.kit.errors import Conflict, Invalid
from northing.kit.storage import versions
from northing.kit.storage.writing import writing

_ENDED = (ObjectiveState.DROPPED, ObjectiveState.CLOSED)


def add_key_result(
    *,
    actor: Actor,
    objective: str,
    fields: KeyResultFields,
    at: datetime,
    on: date,
    reason: str = "",
    ref: str | None = None,
) -> KeyResult:
    """Add a key result of any kind; one without a kind asks for its numbers until somebody gives them.

    :param reason: needed once the objective is agreed: an added key result changes its terms
    :raises NotFound, NotAllowed: the objective is not visible; not theirs to edit
    :raises Invalid, Problems: fields, by name (``flat_span``, ``guardrail_not_threshold``, ``reason_needed`` …)
    :raises Conflict: ``cycle_closed``, ``cycle_closing``, ``wrong_state``
    """
    scene = Scene(actor, at, on)
    with writing():
        seen = find_objective(actor=actor, ref=objective, on=on, shares_cycle=True)
        policies.require(policies.may_edit(actor, seen.ties))
        require_terms_open(seen.cycle)
        seen = hold_objective(scene, seen)
        if seen.row.state in _ENDED:
            raise Conflict("wrong_state", state=seen.row.state)
        told = clean_reason(reason, is_needed=is_agreed(seen.row))
        row = _new(scene, seen.row, fields)
        if ref:
            row.ref = ref
        stages = stage_rows(row, fields.get("stages", ()))
        check_key_result(scene, row, seen.row, stages)
        versions.create(row, actor=actor, at=at)
        Stage.within(actor.organization_id).bulk_create(stages)
        KeyResultStanding.within(actor.organization_id).create(
            organization_id=actor.organization_id, key_result=row
        )
        settled = settle_objectives(scene, [seen.row.pk])
        index_key_result(row)
        if is_agreed(seen.row):
            log_terms(scene, seen.row, row, {"added": [None, row.title]}, told, _effect(settled, seen.row))
            reopen_agreement(scene, seen.row, seen.ties)
        record(actor, "key_result.added", on=row, at=at, objective=seen.row.pk)
    return row


def _new(scene: Scene, objective: Objective, fields: KeyResultFields) -> KeyResult:
    values = values_of_fields(scene.actor, fields, scene.on)
    if "title" not in values:
        raise Invalid("required", field="title")
    values.setdefault("cadence_days", scene.organization.policy.cadence_days)
    values.setdefault("owner_id", objective.owner_id)
    if "unit" in values:
        values.setdefault("decimals", usual_decimals(values["unit"]))
    if "position" not in values:
        last = (
            KeyResult.within(scene.organization_id)
            .filter(objective_id=objective.pk)
            .order_by("-position")
            .first()
        )
        values["position"] = 0 if last is None else last.position + 1
    agreed = is_agreed(objective)
    return KeyResult(
        organization_id=scene.organization_id,
        objective=objective,
        added_at=scene.at,
        agreed_on=scene.on if agreed else None,
        was_agreed=agreed,
        **values,
    )


def _effect(settled: Settled, objective: Objective) -> tuple[Any, Any]:
    moved = next(one for one in settled.objectives if one.subject_id == objective.pk)
    return moved.before.get("progress"), moved.after.get("progress")


def edit_key_result(
    *,
    actor: Actor,
    ref: str,
    fields: KeyResultFields,
    at: datetime,
    on: date,
    expected: int | None = None,
    reason: str = "",
) -> KeyResult:
    """Change fields of a key result; agreed terms need a reason and leave a line with the effect on progress.

    Setting a start that was announced as unknown, by its day, is no change of terms. An owner's change of
    agreed terms is proposed anew; a lead's or guide's stands.

    :param expected: the version the person had on screen
    :raises Invalid, Problems: fields, by name; ``reason_needed``
    :raises Conflict: ``changed_meanwhile``, ``cycle_closed``, ``cycle_closing``, ``wrong_state``
    """
    scene = Scene(actor, at, on)
    with writing():
        seen = _editable(scene, ref)
        row, objective = seen.row, seen.objective
        if row.state == KeyResultState.DROPPED:
            raise Conflict("wrong_state", state=row.state)
        before = {"start": row.start, "start_unknown_until": row.start_unknown_until}
        changes = versions.change(
            row, values_of_fields(actor, fields, on), actor=actor, at=at, expected=expected
        )
        changes |= _restaged(row, fields.get("stages"))
        if not changes:
            return row
        check_key_result(scene, row, objective, _stages(row))
        terms = {name: pair for name, pair in changes.items() if name in KEY_RESULT_TERMS}
        if is_baseline_found(row, before, on):
            terms = {
                name: pair for name, pair in terms.items() if name not in ("start", "start_unknown_until")
            }
        _after_edit(scene, row, objective, terms, reason, seen.ties)
        if {"title", "definition"} & changes.keys():
            index_key_result(row)
        record(actor, "key_result.edited", on=row, at=at, fields=sorted(changes))
    return row


def _after_edit(
    scene: Scene,
    row: KeyResult,
    objective: Objective,
    terms: Mapping[str, Any],
    reason: str,
    ties: frozenset[Tie],
) -> None:
    if terms:
        require_terms_open(objective.cycle)
    told = clean_reason(reason, is_needed=bool(terms) and is_agreed(objective))
    settled = settle_objectives(scene, [objective.pk])
    if terms and is_agreed(objective):
        moved = next(one for one in settled.key_results if one.subject_id == row.pk)
        log_terms(
            scene, objective, row, terms, told, (moved.before.get("progress"), moved.after.get("progress"))
        )
        reopen_agreement(scene, objective, ties)


def _editable(scene: Scene, ref: str) -> SeenKeyResult:
    """The key result, held with its objective; ``objective`` is the row that was held."""
    seen = find_key_result(actor=scene.actor, ref=ref, on=scene.on, shares_cycle=True)
    policies.require(policies.may_edit(scene.actor, seen.ties))
    require_open(seen.cycle)
    path = hold_objectives(scene, [seen.row.objective_id])
    row = path.key_results[seen.row.pk]
    row.objective = path.objectives[row.objective_id]
    return SeenKeyResult(row, seen.ties)


def _stages(row: KeyResult) -> list[Stage]:
    return list(Stage.within(row.organization_id).filter(key_result_id=row.pk).order_by("number"))


def _restaged(row: KeyResult, stages: Sequence[StageFields] | None) -> dict[str, Any]:
    """Replace the stages; returns the change as ``{"stages": [old, new]}``, or nothing."""
    if stages is None:
        return {}
    before, after = _stages(row), stage_rows(row, stages)
    told = [[_told(stage) for stage in several] for several in (before, after)]
    if told[0] == told[1]:
        return {}
    Stage.within(row.organization_id).filter(key_result_id=row.pk).delete()
    Stage.within(row.organization_id).bulk_create(after)
    return {"stages": told}


def _told(stage: Stage) -> list[str | None]:
    share = format(stage.progress_after.normalize(), "f")
    return [stage.title, share, stage.due_on.isoformat() if stage.due_on else None]


def drop_key_result(*, actor: Actor, ref: str, reason: str, at: datetime, on: date) -> KeyResult | None:
    """Give a key result up. Agreed once, it stays as a struck-through row and counts in the original grade.

    Returns ``None`` when it was never agreed: then it is gone, with its check-ins.

    :raises Invalid: ``reason_needed`` once agreed
    :raises Conflict: ``wrong_state``, ``cycle_closed``, ``cycle_closing``
    """
    scene = Scene(actor, at, on)
    with writing():
        seen = _editable(scene, ref)
        require_terms_open(seen.cycle)
        row, objective = seen.row, seen.objective
        if not row.was_agreed:
            _remove(scene, row)
            settle_objectives(scene, [objective.pk])
            record(actor, "key_result.removed", on=objective, at=at)
            return None
        if row.state == KeyResultState.DROPPED:
            raise Conflict("wrong_state", state=row.state)
        told = clean_reason(reason, is_needed=True)
        dropped = {"state": KeyResultState.DROPPED.value, "dropped_at": at}
        versions.change(row, dropped, actor=actor, at=at)
        settled = settle_objectives(scene, [objective.pk])
        log_terms(scene, objective, row, {"dropped": [row.title, None]}, told, _effect(settled, objective))
        reopen_agreement(scene, objective, seen.ties)
        record(actor, "key_result.dropped", on=row, at=at, reason=told)
    return row


def _remove(scene: Scene, row: KeyResult) -> None:
    gone = {"key_result": [Moved(row.pk, stored_values(row), {})]}
    append_deltas(scene.organization_id, deltas_of(gone))
    forget_key_result(row)
    StandingDay.within(scene.organization_id).filter(subject_kind="key_result", subject_id=row.pk).delete()
    KeyResult.within(scene.organization_id).filter(pk=row.pk).delete()


def change_key_result_state(
    *, actor: Actor, ref: str, state: KeyResultState | str, at: datetime, on: date, reason: str = ""
) -> KeyResult:
    """Say that a key result is met, put it off, or take it up again (``active``). Dropping has its own act.

    :raises Invalid: ``unknown_choice``; ``reason_needed`` to postpone once agreed
    :raises Conflict: ``wrong_state``, ``cycle_closed``, ``cycle_closing``
    """
    scene = Scene(actor, at, on)
    wanted = clean_code(KeyResultState, state, field="state")
    if wanted not in (KeyResultState.ACTIVE, KeyResultState.MET, KeyResultState.POSTPONED):
        raise Invalid("unknown_choice", field="state", value=wanted.value)
    with writing():
        seen = _editable(scene, ref)
        require_terms_open(seen.cycle)
        row, objective = seen.row, seen.objective
        if row.state == KeyResultState.CLOSED:
            raise Conflict("wrong_state", state=row.state)
        is_term = is_agreed(objective) and KeyResultState.MET not in (wanted, row.state)
        told = clean_reason(reason, is_needed=is_term)
        changes = versions.change(row, {"state": wanted.value, "dropped_at": None}, actor=actor, at=at)
        settled = settle_objectives(scene, [objective.pk])
        if is_term and "state" in changes:
            log_terms(scene, objective, row, {"state": changes["state"]}, told, _effect(settled, objective))
        record(actor, "key_result.state", on=row, at=at, state=wanted.value)
    return row
