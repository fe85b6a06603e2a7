"""The one word of a key result and of an objective: first match of a list, then limits with their reasons."""

from dataclasses import dataclass
from decimal import Decimal

from northing.domain.codes import Guardrail, KeyResultState, ObjectiveState, Reason, Status
from northing.domain.numbers import multiply
from northing.domain.policy import Policy

_KEY_RESULT_ENDS = {
    KeyResultState.MET: Status.MET,
    KeyResultState.DROPPED: Status.DROPPED,
    KeyResultState.POSTPONED: Status.POSTPONED,
    KeyResultState.CLOSED: Status.CLOSED,
}
_OBJECTIVE_ENDS = {
    ObjectiveState.DROPPED: Status.DROPPED,
    ObjectiveState.POSTPONED: Status.POSTPONED,
    ObjectiveState.CLOSED: Status.CLOSED,
}
# Not knowing is worse than good news and better than known bad news.
_SEVERITY = {
    Status.TOO_EARLY: 0,
    Status.ON_TRACK: 0,
    Status.UNKNOWN: 1,
    Status.BEHIND: 2,
    Status.AT_RISK: 3,
    Status.OFF_TRACK: 4,
}
OFF_TRACK = frozenset({Status.OFF_TRACK, Status.MISSED})


@dataclass(frozen=True, slots=True)
class Note:
    """Something written beside the word: a reason and, where it counts parts, how many of how many."""

    reason: Reason
    count: int = 0
    total: int = 0


def key_result_end(state: KeyResultState) -> Status | None:
    """The word of a key result that is over, whatever its numbers."""
    return _KEY_RESULT_ENDS.get(state)


def objective_end(state: ObjectiveState, outcome: Status | None) -> Status | None:
    """The word of an objective that is over; a closed one may carry its outcome."""
    end = _OBJECTIVE_ENDS.get(state)
    return outcome if end is Status.CLOSED and outcome is not None else end


def key_result_status(
    *,
    closed: Status | None,
    is_started: bool,
    is_silent: bool,
    is_pending: bool,
    override: Status | None,
    pace: Status | None,
) -> Status:
    """First match. A key result that confidence must judge and nobody judged yet is pending."""
    if closed is not None:
        return closed
    if not is_started:
        return Status.NOT_STARTED
    if is_silent:
        return Status.UNKNOWN
    if is_pending:
        return Status.PENDING
    return override or pace or Status.PENDING


def objective_status(
    *,
    closed: Status | None,
    is_started: bool,
    counted_weight: Decimal,
    silent_weight: Decimal,
    override: Status | None,
    pace: Status | None,
    policy: Policy,
) -> Status:
    """First match, before limits."""
    if closed is not None:
        return closed
    if not is_started:
        return Status.NOT_STARTED
    if not counted_weight:
        return Status.NO_DATA
    if silent_weight > multiply(policy.silent_limit, counted_weight):
        return Status.UNKNOWN
    return override or pace or Status.PENDING


def limited(
    status: Status, *, is_overridden: bool, guardrail: Guardrail | None, off_track: int, counted: int
) -> tuple[Status, tuple[Note, ...]]:
    """The status no better than its limits allow, and every limit that holds. Words outside the judgement
    (met, dropped, not started, no data, unknown …) stay; the reasons are still told."""
    limits: list[tuple[Status, Note]] = []
    if guardrail is Guardrail.BREACHED:
        limits.append((Status.AT_RISK, Note(Reason.GUARDRAIL_BREACHED)))
    if guardrail is Guardrail.SILENT:
        limits.append((Status.UNKNOWN, Note(Reason.GUARDRAIL_SILENT)))
    if off_track and not is_overridden:
        limits.append((Status.BEHIND, Note(Reason.KEY_RESULTS_OFF_TRACK, off_track, counted)))
    if status is not Status.UNKNOWN and status in _SEVERITY:
        status = max((status, *(limit for limit, _ in limits)), key=_SEVERITY.__getitem__)
    return status, tuple(note for _, note in limits)
