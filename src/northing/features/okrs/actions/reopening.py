"""Taking up again what closed with its cycle, once the cycle was reopened for a correction."""

from __future__ import annotations

from datetime import date, datetime

from northing.domain.codes import KeyResultState, ObjectiveState
from northing.features.okrs import policies
from northing.features.okrs.actions.ending import reaches_its_bar
from northing.features.okrs.actions.scene import Scene, hold_objectives, settle_objectives
from northing.features.okrs.models import Objective
from northing.features.okrs.storage import Path
from northing.kit.activity.record import record
from northing.kit.actors import Actor
from northing.kit.storage import versions
from northing.kit.storage.writing import writing

_CHUNK = 40  # objectives a write transaction: well under a second with their key results


def reopen_objectives(*, actor: Actor, cycle_id: int, at: datetime, on: date) -> int:
    """Take up every closed objective of a cycle again: agreed if it was, else a draft. Returns how many.

    Their closed key results run again, and those the close called *met* because they had reached their bar: it
    will say so again. One that people called met before, short of its bar, stays met.

    :raises NotAllowed: only guides
    """
    policies.require(policies.may_close(actor), "closing_needs_a_guide")
    scene = Scene(actor, at, on)
    rows = Objective.within(actor.organization_id).filter(cycle_id=cycle_id, state=ObjectiveState.CLOSED)
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), _CHUNK):
        with writing():
            _reopen_some(scene, ids[start : start + _CHUNK])
    return len(ids)


def _reopen_some(scene: Scene, ids: list[int]) -> None:
    path = hold_objectives(scene, ids)
    for row in (path.objectives[pk] for pk in ids):
        state = ObjectiveState.AGREED if row.agreed_at else ObjectiveState.DRAFT
        again = {"state": state.value, "closed_status": ""}
        versions.change(row, again, actor=scene.actor, at=scene.at)
        record(scene.actor, "objective.reopened", on=row, at=scene.at)
    _run_again(scene, path, frozenset(ids))
    settle_objectives(scene, ids)


def _run_again(scene: Scene, path: Path, ids: frozenset[int]) -> None:
    for row in path.key_results.values():
        was_met_by_closing = row.state == KeyResultState.MET and reaches_its_bar(row)
        if row.objective_id in ids and (row.state == KeyResultState.CLOSED or was_met_by_closing):
            versions.change(row, {"state": KeyResultState.ACTIVE.value}, actor=scene.actor, at=scene.at)
