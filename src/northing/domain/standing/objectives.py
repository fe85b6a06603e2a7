"""Where an objective stands, given where its parts stand."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from northing.domain.cadence import freshness, next_band_on
from northing.domain.calendar import EVERY_DAY_COUNTS, Calendar
from northing.domain.codes import Ambition, Driver, Freshness, Reason, Status
from northing.domain.numbers import ONE, ZERO, stored
from northing.domain.pace import gap_of, is_too_early, share_of_span
from northing.domain.policy import Policy
from northing.domain.rollup import clamped, driving
from northing.domain.standing.values import ManualProgress, ObjectiveFacts, ObjectiveStanding
from northing.domain.status import Note, limited, objective_end, objective_status
from northing.domain.whole import Whole, pace_of_whole, whole_of


def objective_standing(
    facts: ObjectiveFacts, *, on: date, policy: Policy, calendar: Calendar = EVERY_DAY_COUNTS
) -> ObjectiveStanding:
    """Where the objective stands at the end of the day `on`, given the standings of its parts."""
    whole = whole_on(facts, on, policy, calendar)
    closed = objective_end(facts.state, facts.outcome)
    override = override_in_force(facts, on, policy)
    pace = pace_of_whole(whole, policy)
    shown, computed = (
        objective_status(
            closed=closed,
            is_started=on >= facts.starts_on,
            counted_weight=whole.counted_weight,
            silent_weight=whole.silent_weight,
            override=word,
            pace=pace,
            policy=policy,
        )
        for word in (override, None)
    )
    is_overridden = override is not None and closed is None
    status, notes = _limited(shown, whole, is_overridden=is_overridden and shown is override)
    return ObjectiveStanding(
        progress=whole.progress,
        expected=whole.expected,
        gap=whole.gap,
        confidence=whole.confidence,
        silent_share=whole.silent_share,
        counted_weight=whole.counted_weight,
        pace=pace,
        status=status,
        computed_status=_limited(computed, whole, is_overridden=False)[0],
        notes=(*notes, *_labels(facts, is_overridden and shown is override)) if closed is None else (),
        guardrail=whole.guardrail,
        worst=whole.worst,
        counted=whole.key_results,
        off_track=whole.off_track,
        is_overridden=is_overridden,
        changes_on=_changes_on(facts, on, policy, calendar) if closed is None else None,
    )


def _limited(status: Status, whole: Whole, *, is_overridden: bool) -> tuple[Status, tuple[Note, ...]]:
    return limited(
        status,
        is_overridden=is_overridden,
        guardrail=whole.guardrail,
        off_track=whole.off_track,
        counted=whole.key_results,
    )


def _labels(facts: ObjectiveFacts, is_overridden: bool) -> tuple[Note, ...]:
    overridden = (Note(Reason.OVERRIDDEN),) if is_overridden else ()
    manual = (Note(Reason.MANUAL),) if facts.driver is Driver.MANUAL else ()
    return overridden + manual


def override_in_force(facts: ObjectiveFacts, on: date, policy: Policy) -> Status | None:
    """The human's word, until it lapses."""
    override = facts.override
    if override is None or on >= override.set_on + timedelta(days=policy.override_days):
        return None
    return override.status


def whole_on(facts: ObjectiveFacts, on: date, policy: Policy, calendar: Calendar) -> Whole:
    """What the driving parts, or the value written by hand, say on this day."""
    parts = driving(facts.contributions, facts.driver)
    if facts.driver is not Driver.MANUAL:
        return whole_of(parts, policy)
    by_hand = _whole_by_hand(facts, facts.manual, on, policy, calendar) if facts.manual else Whole()
    return replace(by_hand, guardrail=whole_of(parts, policy).guardrail)


def _whole_by_hand(
    facts: ObjectiveFacts, manual: ManualProgress, on: date, policy: Policy, calendar: Calendar
) -> Whole:
    progress = stored(manual.progress)
    t = share_of_span(facts.starts_on, facts.due_on, manual.effective_on)
    is_over = objective_end(facts.state, facts.outcome) is not None
    is_stale = not is_over and _manual_freshness(facts, manual, on, policy, calendar) is Freshness.STALE
    early = is_too_early(t, (manual.effective_on - facts.starts_on).days, policy)
    shown = clamped(progress, policy.rollup_cap)
    return Whole(
        progress=shown,
        gap=None if is_stale else gap_of(shown, stored(t), manual_bar(facts, policy)),
        paced_progress=None if is_stale else shown,
        counted_weight=ONE,
        silent_weight=ONE if is_stale else ZERO,
        silent_share=ONE if is_stale else ZERO,
        paced=(Status.TOO_EARLY if early else None,),
    )


def manual_bar(facts: ObjectiveFacts, policy: Policy) -> Decimal:
    """The progress that counts as good for an objective driven by hand."""
    return ONE if facts.ambition is Ambition.COMMITTED else policy.good_at


def _manual_freshness(
    facts: ObjectiveFacts, manual: ManualProgress, on: date, policy: Policy, calendar: Calendar
) -> Freshness:
    age = calendar.age(manual.effective_on, min(on, facts.due_on))
    return freshness(age, policy.cadence_days, is_never_read=False, policy=policy)


def _changes_on(facts: ObjectiveFacts, on: date, policy: Policy, calendar: Calendar) -> date | None:
    days = [facts.starts_on]
    if facts.override is not None:
        days.append(facts.override.set_on + timedelta(days=policy.override_days))
    if facts.driver is Driver.MANUAL and facts.manual is not None:
        days += _manual_changes(facts, facts.manual, on, policy, calendar)
    return min((day for day in days if day > on), default=None)


def _manual_changes(
    facts: ObjectiveFacts, manual: ManualProgress, on: date, policy: Policy, calendar: Calendar
) -> list[date]:
    """The day the value written by hand becomes stale; nothing else of it depends on the day."""
    day: date | None = max(on, manual.effective_on)
    while day is not None and day <= facts.due_on:
        if _manual_freshness(facts, manual, day, policy, calendar) is Freshness.STALE:
            return [day]
        day = next_band_on(manual.effective_on, day, policy.cadence_days, policy, calendar)
    return []
