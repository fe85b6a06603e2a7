"""Giving everything a person holds a new holder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from northing.domain.codes import ObjectiveState
from northing.features.okrs import policies
from northing.features.okrs.actions import references
from northing.features.okrs.actions.scene import Scene, hold_objectives, settle_objectives
from northing.features.okrs.actions.widening import demote_widening, parents_of
from northing.features.okrs.models import KeyResult, Objective
from northing.features.org import queries as org_queries
from northing.kit.activity.record import record
from northing.kit.actors import Actor
from northing.kit.errors import Invalid
from northing.kit.storage import versions
from northing.kit.storage.writing import writing

_OVER = (ObjectiveState.DROPPED, ObjectiveState.CLOSED)


@dataclass(frozen=True, slots=True)
class HandedOver:
    """How many open items got a new holder."""

    objectives: int
    key_results: int


def hand_over(*, actor: Actor, person: str, to: str | None, at: datetime, on: date) -> HandedOver:
    """Give every open objective and key result that ``person`` holds, owns or updates to ``to`` (refs).

    ``to=None`` leaves them without an owner, which lists then say. Closed and dropped items keep their people.

    :raises NotFound: no such person
    :raises NotAllowed: neither a guide nor the person
    :raises Invalid: ``unknown_person``, ``inactive_person``, ``same_person`` at ``to``
    """
    scene = Scene(actor, at, on)
    giver = org_queries.person_by_ref(ref=person, seen_by=actor)
    policies.require(policies.may_hand_over(actor, is_own=giver.id == actor.person_id))
    receiver = references.person_id(actor, to, field="to")
    if receiver == giver.id:
        raise Invalid("same_person", field="to")
    with writing():
        path = hold_objectives(scene, _held_by(actor.organization_id, giver.id))
        running = {pk: row for pk, row in path.objectives.items() if row.state not in _OVER}
        objectives = [row for row in running.values() if giver.id in (row.owner_id, row.person_id)]
        key_results = [
            row
            for row in path.key_results.values()
            if row.objective_id in running and giver.id in (row.owner_id, row.updater_id)
        ]
        touched = {row.pk for row in objectives} | {row.objective_id for row in key_results}
        for objective in objectives:
            _give(scene, objective, ("owner_id", "person_id"), giver.id, receiver)
            touched |= {
                link.parent_objective_id for link in demote_widening(actor.organization_id, objective)
            }
        for key_result in key_results:
            _give(scene, key_result, ("owner_id", "updater_id"), giver.id, receiver)
        if touched:
            settle_objectives(scene, touched)
    return HandedOver(len(objectives), len(key_results))


def _held_by(organization_id: int, person_id: int) -> set[int]:
    """The open objectives in which a person holds, owns or updates anything, and their parents."""
    rows = Objective.within(organization_id).exclude(state__in=_OVER)
    own = KeyResult.within(organization_id).filter(Q(owner_id=person_id) | Q(updater_id=person_id))
    wanted = Q(owner_id=person_id) | Q(person_id=person_id) | Q(pk__in=own.values("objective_id"))
    ids = set(rows.filter(wanted).values_list("pk", flat=True))
    return ids | {parent for pk in ids for parent in parents_of(organization_id, pk)}


def _give(
    scene: Scene, row: Objective | KeyResult, names: tuple[str, ...], giver: int, receiver: int | None
) -> None:
    values: dict[str, Any] = {name: receiver for name in names if getattr(row, name) == giver}
    if isinstance(row, Objective) and receiver is None:
        # What a person holds stays theirs until somebody takes it; only the owner may be missing.
        values.pop("person_id", None)
    if values:
        versions.change(row, values, actor=scene.actor, at=scene.at)
        record(scene.actor, "handed_over", on=row, at=scene.at, before=giver, after=receiver)
