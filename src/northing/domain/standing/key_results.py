"""Where a key result stands."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from northing.domain.calendar import EVERY_DAY_COUNTS, Calendar
from northing.domain.codes import (
    Ambition,
    Freshness,
    Guardrail,
    KeyResultDriver,
    KeyResultState,
    Kind,
    Reason,
    Status,
)
from northing.domain.numbers import ONE, stored
from northing.domain.pace import (
    bar_of,
    expected_at,
    gap_of,
    has_pace,
    is_reached,
    is_too_early,
    pace_by_confidence,
    pace_of,
    share_of_span,
    verdict_of,
)
from northing.domain.periods import is_inside
from northing.domain.policy import Policy
from northing.domain.progress import progress_of
from northing.domain.standing.days import DayFacts, day_facts
from northing.domain.standing.values import KeyResultFacts, KeyResultStanding
from northing.domain.status import Note, key_result_end, key_result_status
from northing.domain.terms import Reading, Terms
from northing.domain.validation import MOST_CONFIDENCE
from northing.domain.whole import Whole, pace_of_whole, whole_of

_UNCOUNTED = frozenset({KeyResultState.DROPPED, KeyResultState.POSTPONED})


def needs_every_reading(terms: Terms) -> bool:
    """Whether all readings decide, not only the last."""
    return terms.kind.is_threshold


def key_result_standing(
    facts: KeyResultFacts, *, on: date, policy: Policy, calendar: Calendar = EVERY_DAY_COUNTS
) -> KeyResultStanding:
    """Where the key result stands at the end of the day `on`; days off in `calendar` do not age."""
    terms = facts.terms
    day = day_facts(facts, on, policy, calendar)
    whole = whole_of(facts.children, policy) if terms.driver is KeyResultDriver.CHILDREN else None
    progress = whole.progress if whole else _stored(progress_of(terms, facts.readings, policy))
    bar = bar_of(terms, policy)
    expected = _expected(facts, day, whole, policy) if progress is not None else None
    is_silent = _is_silent(day, whole, policy)
    is_done = is_done_early(facts, day, progress, bar)
    is_by_confidence = is_judged_by_confidence(facts, day) and not is_done
    pace = Status.ON_TRACK if is_done else _pace(facts, day, whole, progress, expected, bar, policy)
    status, computed = _status(facts, day, is_silent, pace, is_by_confidence=is_by_confidence)
    last = facts.readings[-1] if facts.readings else None
    confidence = facts.judgement.confidence if facts.judgement else None
    is_counted = facts.state not in _UNCOUNTED and progress is not None
    travels = is_counted and not is_silent and day.is_started
    return KeyResultStanding(
        progress=progress,
        expected=expected,
        bar=bar,
        gap=_gap(progress, expected, bar, whole) if travels else None,
        pace=pace,
        status=status,
        computed_status=computed,
        notes=_notes(facts, day, status, computed, is_by_confidence=is_by_confidence, is_done=is_done),
        number_freshness=day.number,
        judgement_freshness=day.judgement,
        is_silent=is_silent,
        is_due=day.is_due,
        is_counted=is_counted and not terms.is_guardrail,
        guardrail=_guardrail(facts, last, is_silent),
        confidence=confidence,
        judging_confidence=_judging(confidence, is_by_confidence, is_done) if travels else None,
        reading=last,
        last_reading_on=last.effective_on if last else None,
        last_judgement_on=facts.judgement.judged_on if facts.judgement else None,
        changes_on=day.changes_on,
    )


def _stored(number: Decimal | None) -> Decimal | None:
    return None if number is None else stored(number)


def is_judged_by_confidence(facts: KeyResultFacts, day: DayFacts) -> bool:
    """Whether the owner's confidence stands in for a pace on this day."""
    is_own = facts.terms.driver is KeyResultDriver.OWN
    return is_own and facts.state is KeyResultState.ACTIVE and not day.is_due and not has_pace(facts.terms)


def is_done_early(facts: KeyResultFacts, day: DayFacts, progress: Decimal | None, bar: Decimal) -> bool:
    """Whether confidence has nothing left to guess: what it would judge would be *met*, were it due today."""
    if not (facts.readings and is_judged_by_confidence(facts, day)):
        return False
    kind = facts.terms.kind
    if progress is None:
        return kind is Kind.BASELINE
    return is_reached(progress, bar, is_threshold=kind.is_threshold)


def _judging(confidence: int | None, is_by_confidence: bool, is_done: bool) -> int | None:
    """What the objective may judge by: the owner's confidence, or certainty once there is nothing to guess."""
    if is_done:
        return MOST_CONFIDENCE
    return confidence if is_by_confidence else None


def _expected(facts: KeyResultFacts, day: DayFacts, whole: Whole | None, policy: Policy) -> Decimal | None:
    if whole is not None:
        return whole.expected
    if day.is_due:
        return ONE
    if not (facts.readings and day.is_started and has_pace(facts.terms)):
        return None
    return stored(expected_at(facts.terms, facts.readings[-1].effective_on, policy))


def _gap(
    progress: Decimal | None, expected: Decimal | None, bar: Decimal, whole: Whole | None
) -> Decimal | None:
    if whole is not None:
        return whole.gap
    return None if progress is None or expected is None else gap_of(progress, expected, bar)


def _is_silent(day: DayFacts, whole: Whole | None, policy: Policy) -> bool:
    if day.judgement is None:
        return False
    if Freshness.STALE in (day.number, day.judgement):
        return True
    return whole is not None and whole.silent_weight > policy.silent_limit * whole.counted_weight


def _pace(
    facts: KeyResultFacts,
    day: DayFacts,
    whole: Whole | None,
    progress: Decimal | None,
    expected: Decimal | None,
    bar: Decimal,
    policy: Policy,
) -> Status | None:
    terms = facts.terms
    if facts.state is not KeyResultState.ACTIVE and facts.state is not KeyResultState.CLOSED:
        return Status.MET if facts.state is KeyResultState.MET else None
    if day.is_due:
        return _verdict(terms, facts.readings, progress, bar, policy)
    if whole is not None:
        return pace_of_whole(whole, policy)
    if not has_pace(terms) or progress is None:
        return pace_by_confidence(facts.judgement.confidence, policy) if facts.judgement else None
    if expected is None or _is_too_early(terms, facts.readings, policy):
        return Status.TOO_EARLY
    return pace_of(progress, expected, bar, policy)


def _is_too_early(terms: Terms, readings: Sequence[Reading], policy: Policy) -> bool:
    read_on = readings[-1].effective_on
    t = share_of_span(terms.starts_on, terms.due_on, read_on)
    return is_too_early(t, (read_on - terms.starts_on).days, policy)


def _verdict(
    terms: Terms, readings: Sequence[Reading], progress: Decimal | None, bar: Decimal, policy: Policy
) -> Status:
    if progress is None:
        # A baseline has done its work once the number is known.
        return Status.MET if readings and terms.kind is Kind.BASELINE else Status.MISSED
    return verdict_of(
        progress,
        bar,
        is_committed=terms.ambition is Ambition.COMMITTED,
        is_threshold=terms.kind.is_threshold,
        policy=policy,
    )


def _status(
    facts: KeyResultFacts, day: DayFacts, is_silent: bool, pace: Status | None, *, is_by_confidence: bool
) -> tuple[Status, Status]:
    """The status shown and the one computed without a human's word."""
    judged_by = day.judgement if is_by_confidence else day.number
    shown, computed = (
        key_result_status(
            closed=key_result_end(facts.state),
            is_started=day.is_started,
            is_silent=is_silent,
            is_pending=judged_by is Freshness.PENDING and not day.is_due,
            override=override,
            pace=pace,
        )
        for override in (facts.override, None)
    )
    return shown, computed


def _guardrail(facts: KeyResultFacts, last: Reading | None, is_silent: bool) -> Guardrail | None:
    if not facts.terms.is_guardrail or facts.state in _UNCOUNTED:
        return None
    if last is not None and last.value is not None and not is_inside(facts.terms, last.value):
        return Guardrail.BREACHED
    if is_silent:
        return Guardrail.SILENT
    return Guardrail.INSIDE if last is not None else None


def _notes(
    facts: KeyResultFacts,
    day: DayFacts,
    status: Status,
    computed: Status,
    *,
    is_by_confidence: bool,
    is_done: bool,
) -> tuple[Note, ...]:
    is_shown = status not in (Status.UNKNOWN, Status.PENDING, Status.NOT_STARTED)
    told = {
        Reason.OVERRIDDEN: facts.override is not None and status is not computed,
        Reason.JUDGED_BY_CONFIDENCE: is_by_confidence and is_shown,
        Reason.REACHED: is_done and is_shown,
        Reason.NEVER_READ: not facts.readings and day.number not in (None, Freshness.PENDING),
        Reason.BASELINE_DUE: day.is_baseline_due,
        Reason.WON_AT_A_PRICE: facts.has_counter_metric_breach,
    }
    return tuple(Note(reason) for reason, is_told in told.items() if is_told)
