"""What may be recorded as a check-in: who, of what, on which day."""

from __future__ import annotations

from datetime import date
from typing import Any

from northing.domain.codes import KeyResultState, ObjectiveState
from northing.domain.terms import Reading, Terms
from northing.domain.validation import MOST_CONFIDENCE, check_reading
from northing.features.cycles import queries as cycle_queries
from northing.features.okrs import policies
from northing.features.okrs.actions.fields import refusing_domain_errors
from northing.features.okrs.actions.scene import require_open
from northing.features.okrs.queries.held import HeldKeyResult
from northing.kit.errors import Conflict, Invalid

_ENDED = (ObjectiveState.DROPPED, ObjectiveState.POSTPONED, ObjectiveState.CLOSED)
_LONGEST_KEY = 80


def judgement_day(held: HeldKeyResult, on: date) -> date:
    """Today; after the end of the cycle, while it is closing, its last day."""
    cycle = held.objective.cycle
    return on if cycle is None else min(on, cycle.ends_on)


def require_running(held: HeldKeyResult) -> None:
    """:raises NotAllowed, Conflict: ``may_not_check_in``; ``cycle_closed``, ``not_running``"""
    policies.require(held.may_check_in, "may_not_check_in")
    require_open(held.objective.cycle)
    if held.state not in (KeyResultState.ACTIVE, KeyResultState.MET) or held.objective.state in _ENDED:
        raise Conflict("not_running")


def check_entry(
    held: HeldKeyResult, reading: Reading | None, confidence: int | None, *, day: date, today: date
) -> None:
    """Whether a reading or a judgement of this day may be recorded.

    :raises Invalid, NotAllowed, Conflict: as :func:`record_reading` tells
    """
    require_running(held)
    if reading is None and confidence is None:
        raise Invalid("required", field="confidence")
    if confidence is not None and not 0 <= confidence <= MOST_CONFIDENCE:
        raise Invalid("out_of_range", field="confidence", low=0, high=MOST_CONFIDENCE)
    cycle_queries.require_day_inside(cycle=held.objective.cycle, on=day, today=today)
    if reading is not None:
        _check_reading(held.terms, reading)


def _check_reading(terms: Terms | None, reading: Reading) -> None:
    if terms is None:
        raise Invalid("needs_numbers", field="value")
    with refusing_domain_errors():
        check_reading(terms, reading)


def measured(reading: Reading | None) -> dict[str, Any]:
    """The columns of what was read; none for a judgement."""
    if reading is None:
        return {"is_reading": False}
    return {
        "is_reading": True,
        "value": reading.value,
        "stages_reached": sorted(reading.reached) if reading.reached else None,
        "is_done": reading.is_done,
        "done_weight": reading.done_weight,
        "total_weight": reading.total_weight,
    }


def clean_key(idempotency_key: str | None) -> str | None:
    """An idempotency key, or none.

    :raises Invalid: ``too_long``
    """
    if not idempotency_key:
        return None
    if len(idempotency_key) > _LONGEST_KEY:
        raise Invalid("too_long", field="idempotency_key", limit=_LONGEST_KEY)
    return idempotency_key
