"""The trace of a key result's standing."""

from datetime import date
from decimal import Decimal

from northing.domain.calendar import EVERY_DAY_COUNTS, Calendar
from northing.domain.codes import Ambition, Curve, KeyResultDriver, KeyResultState, Kind, Status
from northing.domain.numbers import ZERO
from northing.domain.pace import bar_of, has_pace
from northing.domain.periods import count_periods, is_inside, period_of, planned_periods
from northing.domain.policy import Control, Policy
from northing.domain.standing.days import DayFacts, ageing_since, day_facts
from northing.domain.standing.key_results import is_done_early, is_judged_by_confidence
from northing.domain.standing.values import KeyResultFacts
from northing.domain.status import key_result_end
from northing.domain.terms import Terms
from northing.domain.trace.freshness import freshness_node, nothing_ages
from northing.domain.trace.nodes import TraceNode, Value
from northing.domain.trace.parts import pace_by_rule, pace_of_parts, trace_parts
from northing.domain.trace.rules import made


def trace_key_result(
    facts: KeyResultFacts,
    *,
    on: date,
    policy: Policy,
    calendar: Calendar = EVERY_DAY_COUNTS,
    hidden: frozenset[str] = frozenset(),
) -> TraceNode:
    """Why the key result stands where it does: children are its status, progress, and gap where there is one.

    Parts whose subject is `hidden` appear as private lines: numbers without a name.
    """
    day = day_facts(facts, on, policy, calendar)
    bar = _bar(facts.terms, policy)
    if facts.terms.driver is KeyResultDriver.CHILDREN:
        parts = trace_parts(facts.children, policy, hidden)
        pace = _ended(facts) or (
            _verdict(facts, bar, parts.progress, policy) if day.is_due else pace_of_parts(parts, policy)
        )
        status = _status(facts, day, on, policy, calendar, pace, parts.is_silent)
        return made("standing.key_result", {"on": on}, status, parts.progress, parts.gap)
    progress = _progress(facts, policy)
    expected = _expected(facts, day, policy, has_progress=progress.result is not None)
    pace = _reached(facts, day, bar, progress) or _pace(facts, day, policy, (bar, expected, progress))
    status = _status(facts, day, on, policy, calendar, pace)
    gap = (made("gap", {}, bar, expected, progress),) if expected.result is not None else ()
    return made("standing.key_result", {"on": on}, status, progress, *gap)


def _progress(facts: KeyResultFacts, policy: Policy) -> TraceNode:
    terms = facts.terms
    last = facts.readings[-1] if facts.readings else None
    if terms.kind is Kind.BASELINE or terms.is_start_unknown:
        return made("progress.none", {"until": terms.start_unknown_until})
    if terms.kind is Kind.METRIC:
        current = last.value if last else None
        return made("progress.metric", {"start": terms.start, "target": terms.target, "current": current})
    if terms.kind.is_threshold:
        return _kept(facts, policy)
    if terms.kind is Kind.MILESTONE:
        return made("progress.milestone", {}, *_stages(terms, last.reached if last else frozenset()))
    if terms.kind is Kind.TASKS and last is not None:
        done, total = last.done_weight or ZERO, last.total_weight or ZERO
        return made("progress.tasks", {"done_weight": done, "total_weight": total})
    return made("progress.binary", {"is_done": bool(last and last.is_done)})


def _kept(facts: KeyResultFacts, policy: Policy) -> TraceNode:
    terms = facts.terms
    bounds: dict[str, Value] = {"lower": terms.lower, "upper": terms.upper}
    if policy.threshold_control is Control.LATEST:
        value = facts.readings[-1].value if facts.readings else None
        is_done = value is not None and is_inside(terms, value)
        return made("progress.latest", {**bounds, "current": value, "is_done": is_done})
    count = count_periods(terms, facts.readings)
    counts = {
        "inside": count.inside,
        "outside": count.outside,
        "missed": count.missed,
        "planned": count.planned,
    }
    return made("progress.periods", {**bounds, **counts})


def _stages(terms: Terms, reached: frozenset[int]) -> list[TraceNode]:
    return [
        made(
            "stage",
            {
                "number": number,
                "progress": stage.progress_after,
                "is_reached": number in reached,
                "due_after_days": None if stage.due_on is None else (stage.due_on - terms.starts_on).days,
            },
        )
        for number, stage in enumerate(terms.stages, start=1)
    ]


def _bar(terms: Terms, policy: Policy) -> TraceNode:
    return made("bar", {"ambition": str(terms.ambition), "value": bar_of(terms, policy)})


def _expected(facts: KeyResultFacts, day: DayFacts, policy: Policy, *, has_progress: bool) -> TraceNode:
    terms = facts.terms
    if has_progress and day.is_due:
        return made("expected.whole", {"due_on": terms.due_on})
    if not (has_progress and facts.readings and day.is_started and has_pace(terms)):
        return made("expected.none", {})
    read_on = facts.readings[-1].effective_on
    inputs: dict[str, Value] = {"read_on": read_on, **_time(facts)}
    if terms.kind.is_threshold:
        if policy.threshold_control is Control.LATEST:
            return made("expected.whole", inputs)
        periods = {"elapsed": period_of(terms, read_on), "planned": planned_periods(terms)}
        return made("expected.periods", periods)
    if terms.kind is Kind.MILESTONE:
        return made("expected.milestone", inputs, *_stages(terms, frozenset()))
    points = terms.plan if terms.curve is Curve.PLAN else ()
    plan = [made("plan_point", {"share": one.share, "progress": one.progress}) for one in points]
    return made("expected.curve", {**inputs, "curve": str(terms.curve)}, *plan)


def _time(facts: KeyResultFacts) -> dict[str, Value]:
    terms = facts.terms
    elapsed = (facts.readings[-1].effective_on - terms.starts_on).days
    return {"elapsed_days": elapsed, "span_days": terms.span_days}


def _ended(facts: KeyResultFacts) -> TraceNode | None:
    if facts.state in (KeyResultState.ACTIVE, KeyResultState.CLOSED):
        return None
    word = str(Status.MET) if facts.state is KeyResultState.MET else None
    return made("pace.given", {"pace": word})


def _reached(facts: KeyResultFacts, day: DayFacts, bar: TraceNode, progress: TraceNode) -> TraceNode | None:
    """Done before it is due, where otherwise confidence would judge."""
    reached, good = progress.result, bar.result
    assert isinstance(good, Decimal)
    if not is_done_early(facts, day, reached if isinstance(reached, Decimal) else None, good):
        return None
    inputs: dict[str, Value] = {
        "is_threshold": facts.terms.kind.is_threshold,
        "is_baseline_known": facts.terms.kind is Kind.BASELINE,
        "read_on": facts.readings[-1].effective_on,
    }
    return made("pace.reached", inputs, bar, progress)


def _pace(facts: KeyResultFacts, day: DayFacts, policy: Policy, parts: tuple[TraceNode, ...]) -> TraceNode:
    bar, expected, progress = parts
    ended = _ended(facts)
    if ended is not None:
        return ended
    if day.is_due:
        return _verdict(facts, bar, progress, policy)
    if not has_pace(facts.terms) or progress.result is None:
        limits = {"on_track": policy.confidence_on_track, "at_risk": policy.confidence_at_risk}
        confidence = facts.judgement.confidence if facts.judgement else None
        return made("pace.confidence", {"confidence": confidence, **limits})
    if expected.result is None:
        return made("pace.given", {"pace": str(Status.TOO_EARLY)})
    limits_of_time: dict[str, Value] = {
        "too_early_share": policy.too_early_share,
        "too_early_days": policy.too_early_days,
    }
    early = made("pace.too_early", {**_time(facts), **limits_of_time})
    return early if early.result is not None else pace_by_rule(policy, bar, expected, progress)


def _verdict(facts: KeyResultFacts, bar: TraceNode, progress: TraceNode, policy: Policy) -> TraceNode:
    terms = facts.terms
    inputs: dict[str, Value] = {
        "due_on": terms.due_on,
        "is_committed": terms.ambition is Ambition.COMMITTED,
        "is_threshold": terms.kind.is_threshold,
        "is_baseline_known": terms.kind is Kind.BASELINE and bool(facts.readings),
        "band_good": policy.band_good,
        "band_partial": policy.band_partial,
    }
    return made("pace.verdict", inputs, bar, progress)


def _status(
    facts: KeyResultFacts,
    day: DayFacts,
    on: date,
    policy: Policy,
    calendar: Calendar,
    pace: TraceNode,
    *parts: TraceNode,
) -> TraceNode:
    end = key_result_end(facts.state)
    inputs: dict[str, Value] = {
        "closed": None if end is None else str(end),
        "is_started": day.is_started,
        "is_due": day.is_due,
        "is_judged_by_confidence": is_judged_by_confidence(facts, day) and pace.rule != "pace.reached",
        "override": None if facts.override is None else str(facts.override),
    }
    number, judgement = _freshness(facts, day, min(on, facts.terms.due_on), policy, calendar)
    return made("status.key_result", inputs, number, judgement, pace, *parts)


def _freshness(
    facts: KeyResultFacts, day: DayFacts, until: date, policy: Policy, calendar: Calendar
) -> tuple[TraceNode, TraceNode]:
    number_since, judged_since = ageing_since(facts)
    number, judgement = nothing_ages(), nothing_ages()
    if day.number is not None and number_since is not None:
        number = freshness_node(
            "number",
            policy,
            age_days=calendar.age(number_since, until),
            cadence_days=facts.terms.number_cadence,
            is_never_read=not facts.readings,
        )
    if day.judgement is not None:
        judgement = freshness_node(
            "judgement",
            policy,
            age_days=calendar.age(judged_since, until),
            cadence_days=facts.terms.cadence_days,
            is_never_read=facts.judgement is None,
        )
    return number, judgement
