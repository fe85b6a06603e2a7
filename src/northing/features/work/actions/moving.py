"""A *tasks* key result moves when its tasks do: through the ledger, as a check-in like any other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from northing.domain.codes import Source
from northing.domain.terms import Reading
from northing.features.okrs import actions as okr_actions
from northing.features.okrs import queries as okr_queries
from northing.features.okrs.queries import HeldKeyResult
from northing.features.work import queries
from northing.kit.actors import Actor, system_actor
from northing.kit.errors import Conflict, Invalid, NotFound, Refusal
from northing.kit.storage.writing import writing


@dataclass(frozen=True, slots=True)
class Moved:
    """Whether the key result took its new number; ``refusal`` says why not (a closed cycle, an ended objective)."""

    key_result_id: int
    refusal: Refusal | None = None

    @property
    def has_moved(self) -> bool:
        """Whether a check-in was recorded."""
        return self.refusal is None


def move_key_result(*, actor: Actor, key_result_id: int, at: datetime, on: date) -> Moved:
    """Record finished weight of whole weight as today's reading of a key result of kind *tasks*.

    The key result is held before its tasks are counted, so of two people who finish tasks at once nobody is lost.
    Whoever may move the task need not speak for the key result: then the organization's own hand writes, and the
    task's history says who. A key result that takes no readings any more stays; the task changes all the same.
    """
    try:
        with writing():
            held = _held(actor, key_result_id, on)
            done, total = queries.weights_of(
                organization_id=actor.organization_id, key_result_id=key_result_id
            )
            if total:
                reading = Reading(effective_on=on, done_weight=done, total_weight=total)
                okr_actions.record_reading(
                    actor=held.actor,
                    key_result=held,
                    reading=reading,
                    confidence=None,
                    at=at,
                    on=on,
                    source=Source.PERSON,
                )
    except (NotFound, Conflict, Invalid) as refusal:
        return Moved(key_result_id, refusal)
    return Moved(key_result_id)


def _held(actor: Actor, key_result_id: int, on: date) -> HeldKeyResult:
    own_hand = system_actor(actor.organization_id, via=actor.via)
    cards = okr_queries.key_result_cards(ids=[key_result_id], actor=own_hand)
    if key_result_id not in cards:
        raise NotFound("key_result_not_found")
    ref = cards[key_result_id].ref
    try:
        held = okr_queries.key_result_for_update(actor=actor, ref=ref, on=on)
    except NotFound:
        return okr_queries.key_result_for_update(actor=own_hand, ref=ref, on=on)
    return held if held.may_check_in else okr_queries.key_result_for_update(actor=own_hand, ref=ref, on=on)
