"""New objectives and key results as rows that are not stored yet."""

from __future__ import annotations

from dataclasses import dataclass, field

from northing.domain.codes import Kind, ObjectiveState, Source
from northing.features.okrs.actions.importing.rights import Rights, holder_values
from northing.features.okrs.actions.importing.shapes import NewKeyResult, NewObjective, done_day
from northing.features.okrs.actions.key_result_values import (
    check_key_result,
    stage_rows,
    usual_decimals,
    values_of_fields,
)
from northing.features.okrs.actions.objectives import values_of_objective
from northing.features.okrs.actions.scene import Scene
from northing.features.okrs.models import CheckIn, KeyResult, Objective, Stage
from northing.features.okrs.policies import Agreement
from northing.kit.errors import Invalid
from northing.kit.storage.refs import new_ref


@dataclass(slots=True)
class NewKeyResultRow:
    """A key result with its stages, and the check-in that says what the document ticked."""

    row: KeyResult
    stages: list[Stage]
    check_in: CheckIn | None = None


@dataclass(slots=True)
class NewRows:
    """One objective with its key results, as rows."""

    new: NewObjective
    row: Objective
    key_results: list[NewKeyResultRow] = field(default_factory=list)


def objective_row(rights: Rights, one: NewObjective) -> Objective:
    """The row of an objective.

    :raises Invalid: a field, by name
    """
    scene = rights.scene
    if not one.fields.get("title"):
        raise Invalid("required", field="title")
    row = Objective(
        organization_id=scene.organization_id,
        ref=one.ref,
        cycle=one.cycle,
        owner_id=one.owner_id,
        pillar_id=one.pillar_id,
        visibility=one.visibility.value,
        created_by_id=scene.actor.person_id,
        created_at=scene.at,
        **holder_values(one),
        **values_of_objective(scene.actor, one.fields),
    )
    if one.is_agreed:
        _agree(rights, row)
    return row


def _agree(rights: Rights, row: Objective) -> None:
    """As far as the actor's word reaches: agreed, or proposed to whoever may agree."""
    scene, word = rights.scene, rights.word(row)
    if word is Agreement.REFUSED:
        row.state = ObjectiveState.PROPOSED.value
        return
    row.state = ObjectiveState.AGREED.value
    row.agreed_at, row.agreed_on, row.agreed_by_id = scene.at, scene.on, scene.actor.person_id
    row.agreed_alone = word is Agreement.ALONE


def key_result_row(scene: Scene, objective: Objective, part: NewKeyResult, position: int) -> NewKeyResultRow:
    """The rows of a key result.

    :raises Invalid, Problems: its fields, by name
    """
    values = values_of_fields(scene.actor, part.fields, scene.on)
    if "title" not in values:
        raise Invalid("required", field="title")
    values.setdefault("cadence_days", scene.organization.policy.cadence_days)
    if "unit" in values:
        values.setdefault("decimals", usual_decimals(values["unit"]))
    is_agreed = objective.agreed_at is not None
    row = KeyResult(
        organization_id=scene.organization_id,
        ref=part.ref,
        objective=objective,
        owner_id=part.owner_id or objective.owner_id,
        updater_id=part.updater_id,
        position=position,
        added_at=scene.at,
        agreed_on=scene.on if is_agreed else None,
        was_agreed=is_agreed,
        **values,
    )
    stages = stage_rows(row, part.fields.get("stages", ()))
    check_key_result(scene, row, objective, stages)
    return NewKeyResultRow(row, stages, _done(scene, objective, part, row))


def _done(scene: Scene, objective: Objective, part: NewKeyResult, row: KeyResult) -> CheckIn | None:
    day = done_day(cycle=objective.cycle, on=scene.on)
    is_binary = part.is_done and row.kind == Kind.BINARY
    if day is None or not (is_binary or part.reached):
        return None
    return CheckIn(
        organization_id=scene.organization_id,
        ref=new_ref(),
        key_result=row,
        effective_on=day,
        is_reading=True,
        is_done=True if is_binary else None,
        stages_reached=sorted(part.reached) or None,
        source=Source.IMPORT.value,
        author_id=scene.actor.person_id,
        created_at=scene.at,
    )
