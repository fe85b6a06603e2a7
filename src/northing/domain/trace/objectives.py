"""The trace of an objective's standing."""

from datetime import date

from northing.domain.calendar import EVERY_DAY_COUNTS, Calendar
from northing.domain.codes import Curve, Driver, Freshness, Status
from northing.domain.numbers import ONE
from northing.domain.policy import Policy
from northing.domain.rollup import driving
from northing.domain.standing.objectives import manual_bar, override_in_force, whole_on
from northing.domain.standing.values import ManualProgress, ObjectiveFacts
from northing.domain.status import objective_end
from northing.domain.trace.freshness import freshness_node, nothing_ages
from northing.domain.trace.nodes import TraceNode, Value
from northing.domain.trace.parts import pace_by_rule, pace_of_parts, trace_parts
from northing.domain.trace.rules import made
from northing.domain.whole import Whole


def trace_objective(
    facts: ObjectiveFacts,
    *,
    on: date,
    policy: Policy,
    calendar: Calendar = EVERY_DAY_COUNTS,
    hidden: frozenset[str] = frozenset(),
) -> TraceNode:
    """Why the objective stands where it does: children are its status, progress, and gap where there is one.

    Parts whose subject is `hidden` appear as private lines, numbers without a name, so the sums are the same
    for every reader.
    """
    whole = whole_on(facts, on, policy, calendar)
    if facts.driver is Driver.MANUAL and facts.manual is not None:
        return _by_hand(facts, facts.manual, on, policy, calendar, whole)
    chosen = () if facts.driver is Driver.MANUAL else driving(facts.contributions, facts.driver)
    parts = trace_parts(chosen, policy, hidden)
    pace = pace_of_parts(parts, policy)
    status = _status(facts, on, policy, whole, parts.is_silent, pace)
    gap = (parts.gap,) if parts.gap.result is not None else ()
    return made("standing.objective", {"on": on}, status, parts.progress, *gap)


def _status(
    facts: ObjectiveFacts, on: date, policy: Policy, whole: Whole, is_silent: TraceNode, pace: TraceNode
) -> TraceNode:
    end = objective_end(facts.state, facts.outcome)
    override = override_in_force(facts, on, policy)
    inputs: dict[str, Value] = {
        "closed": None if end is None else str(end),
        "is_started": on >= facts.starts_on,
        "override": None if override is None else str(override),
        "guardrail": None if whole.guardrail is None else str(whole.guardrail),
        "guardrails": _guardrails(facts, whole),
        "off_track": whole.off_track,
        "counted": whole.key_results,
    }
    return made("status.objective", inputs, is_silent, pace)


def _guardrails(facts: ObjectiveFacts, whole: Whole) -> str:
    """The subjects of the guardrails that decide, with spaces between them; they are key results of its own."""
    parts = [part for part in facts.contributions if part.is_guardrail and part.guardrail is whole.guardrail]
    return " ".join(part.subject for part in parts) if whole.guardrail is not None else ""


def _manual_freshness(
    facts: ObjectiveFacts, manual: ManualProgress, on: date, policy: Policy, calendar: Calendar
) -> TraceNode:
    if objective_end(facts.state, facts.outcome) is not None:
        return nothing_ages()
    return freshness_node(
        "manual",
        policy,
        age_days=calendar.age(manual.effective_on, min(on, facts.due_on)),
        cadence_days=policy.cadence_days,
        is_never_read=False,
    )


def _by_hand(
    facts: ObjectiveFacts, manual: ManualProgress, on: date, policy: Policy, calendar: Calendar, whole: Whole
) -> TraceNode:
    fresh = _manual_freshness(facts, manual, on, policy, calendar)
    is_silent = made("manual.is_silent", {}, fresh)
    progress = made("progress.manual", {"value": manual.progress, "cap": policy.rollup_cap})
    time = {
        "elapsed_days": (manual.effective_on - facts.starts_on).days,
        "span_days": (facts.due_on - facts.starts_on).days,
    }
    bar = made("bar", {"ambition": str(facts.ambition), "value": manual_bar(facts, policy)})
    expected = made("expected.curve", {**time, "curve": str(Curve.LINEAR)})
    gap = made("gap", {}, bar, expected, progress)
    if fresh.result == Freshness.STALE:
        pace = made("pace.given", {"pace": None})
        status = _status(facts, on, policy, whole, is_silent, pace)
        return made("standing.objective", {"on": on}, status, progress)
    limits: dict[str, Value] = {
        "too_early_share": policy.too_early_share,
        "too_early_days": policy.too_early_days,
    }
    pace = made("pace.too_early", {**time, **limits})
    if pace.result != Status.TOO_EARLY:
        whole_bar = made("bar", {"value": ONE})
        pace = pace_by_rule(policy, whole_bar, made("expected.parts", {}, gap, progress), progress)
    status = _status(facts, on, policy, whole, is_silent, pace)
    return made("standing.objective", {"on": on}, status, progress, gap)
