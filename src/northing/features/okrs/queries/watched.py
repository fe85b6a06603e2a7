"""What a person hears of: objectives and key results they hold, and the key results of what they follow."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from northing.features.okrs.models import KeyResult, Objective
from northing.features.okrs.queries.mine import my_proposals
from northing.features.okrs.queries.rows import ObjectiveRow
from northing.kit.actors import Actor
from northing.kit.subjects import Subject

MOST_WATCHED = 400

TOLD_VERBS = frozenset(
    {
        "objective.edited",
        "objective.proposed",
        "objective.returned",
        "objective.agreed",
        "objective.dropped",
        "objective.postponed",
        "objective.restored",
        "objective.closed",
        "objective.reopened",
        "objective.moved",
        "objective.aligned",
        "objective.unaligned",
        "objective.realigned",
        "status.overridden",
        "key_result.added",
        "key_result.edited",
        "key_result.removed",
        "key_result.dropped",
        "key_result.state",
        "checkin.recorded",
        "checkin.corrected",
    }
)
"""Acts worth telling whoever holds or follows the thing."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Objectives that wait for this person's word, and those that came back to them; bounded."""

    proposals: tuple[ObjectiveRow, ...] = ()
    returned: tuple[ObjectiveRow, ...] = ()


def waiting_for(*, actor: Actor, on: date) -> Waiting:
    """What waits for ``actor`` in the ledger besides check-ins; two statements and the reach."""
    proposals, returned = my_proposals(actor=actor, on=on)
    return Waiting(proposals, returned)


def watched_by(*, actor: Actor, followed: Collection[Subject]) -> set[Subject]:
    """What the actor holds and what of the ledger they follow, with the key results below; two statements.

    Bounded: of somebody who holds more than :data:`MOST_WATCHED` of a kind the newest are watched.
    """
    ids = [subject.id for subject in followed if subject.kind == "objective"]
    me = actor.person_id or 0
    objectives = Objective.within(actor.organization_id).filter(
        Q(owner_id=me) | Q(person_id=me) | Q(pk__in=ids)
    )
    objective_ids = list(objectives.order_by("-pk").values_list("pk", flat=True)[:MOST_WATCHED])
    mine = Q(owner_id=me) | Q(updater_id=me) | Q(objective_id__in=objective_ids)
    key_results = KeyResult.within(actor.organization_id).filter(mine)
    key_result_ids = key_results.order_by("-pk").values_list("pk", flat=True)[:MOST_WATCHED]
    found = {Subject("objective", pk) for pk in objective_ids}
    return found | {Subject("key_result", pk) for pk in key_result_ids} | set(followed)
