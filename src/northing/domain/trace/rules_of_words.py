"""Trace rules whose result is a word: freshness, pace, status."""

from dataclasses import replace

from northing.domain.cadence import freshness
from northing.domain.codes import Freshness, Guardrail, Status
from northing.domain.numbers import ONE, ZERO, divide
from northing.domain.pace import (
    is_reached,
    is_too_early,
    pace_by_confidence,
    pace_by_gap,
    pace_by_ratio,
    verdict_of,
)
from northing.domain.policy import DEFAULT_POLICY
from northing.domain.status import key_result_status, limited, objective_status
from northing.domain.trace.nodes import Value
from northing.domain.trace.registry import Children, Inputs, Rule, filing, results
from northing.domain.whole import worst_pace

RULES: dict[str, Rule] = {}
rule = filing(RULES)


@rule("freshness.number")
@rule("freshness.judgement")
@rule("freshness.manual")
def _freshness(inputs: Inputs, children: Children) -> Value:
    names = ("due_factor", "due_days", "overdue_factor", "overdue_days")
    policy = replace(DEFAULT_POLICY, **{name: inputs[name] for name in names})
    age, cadence = inputs["age_days"], inputs["cadence_days"]
    return freshness(age, cadence, is_never_read=inputs["is_never_read"], policy=policy)


@rule("freshness.none")
def _nothing_ages(inputs: Inputs, children: Children) -> Value:
    return None


@rule("manual.is_silent")
def _is_manual_stale(inputs: Inputs, children: Children) -> Value:
    return children[0].result == Freshness.STALE


@rule("pace.given")
@rule("part.pace")
def _given(inputs: Inputs, children: Children) -> Value:
    word: str | None = inputs["pace"]
    return word


@rule("pace.too_early")
def _too_early(inputs: Inputs, children: Children) -> Value:
    policy = replace(
        DEFAULT_POLICY, too_early_share=inputs["too_early_share"], too_early_days=inputs["too_early_days"]
    )
    elapsed, span = inputs["elapsed_days"], inputs["span_days"]
    t = ONE if elapsed >= span else max(ZERO, divide(ONE * elapsed, ONE * span))
    return Status.TOO_EARLY if is_too_early(t, elapsed, policy) else None


@rule("pace.gap")
def _by_gap(inputs: Inputs, children: Children) -> Value:
    bar, expected, progress = results(children)
    return pace_by_gap(progress, expected, bar, inputs["on_track"], inputs["behind"])


@rule("pace.ratio")
def _by_ratio(inputs: Inputs, children: Children) -> Value:
    bar, expected, progress = results(children)
    return pace_by_ratio(progress, expected, bar, inputs["on_track"], inputs["behind"])


@rule("pace.confidence")
def _by_confidence(inputs: Inputs, children: Children) -> Value:
    confidence = children[0].result if children else inputs["confidence"]
    if confidence is None:
        return None
    policy = replace(
        DEFAULT_POLICY, confidence_on_track=inputs["on_track"], confidence_at_risk=inputs["at_risk"]
    )
    return pace_by_confidence(confidence, policy)  # type: ignore[arg-type]


@rule("pace.reached")
def _reached(inputs: Inputs, children: Children) -> Value:
    bar, progress = results(children)
    if progress is None:
        return Status.ON_TRACK if inputs["is_baseline_known"] else None
    is_there = is_reached(progress, bar, is_threshold=inputs["is_threshold"])
    return Status.ON_TRACK if is_there else None


@rule("pace.verdict")
def _verdict(inputs: Inputs, children: Children) -> Value:
    bar, progress = results(children)
    if progress is None:
        return Status.MET if inputs["is_baseline_known"] else Status.MISSED
    policy = replace(DEFAULT_POLICY, band_good=inputs["band_good"], band_partial=inputs["band_partial"])
    return verdict_of(
        progress,
        bar,
        is_committed=inputs["is_committed"],
        is_threshold=inputs["is_threshold"],
        policy=policy,
    )


@rule("pace.worst")
def _worst(inputs: Inputs, children: Children) -> Value:
    return worst_pace([Status(word) for word in results(children) if word is not None])


@rule("pace.parts_too_early")
def _parts_too_early(inputs: Inputs, children: Children) -> Value:
    return Status.TOO_EARLY if Status.TOO_EARLY in results(children) else None


def _word(text: str | None) -> Status | None:
    return None if text is None else Status(text)


@rule("status.key_result")
def _key_result_status(inputs: Inputs, children: Children) -> Value:
    number, judgement, pace = results(children)[:3]
    judged_by = judgement if inputs["is_judged_by_confidence"] else number
    ages = judgement is not None
    parts_silent = bool(results(children)[3]) if len(children) > 3 else False
    return key_result_status(
        closed=_word(inputs["closed"]),
        is_started=inputs["is_started"],
        is_silent=ages and (parts_silent or Freshness.STALE in (number, judgement)),
        is_pending=judged_by == Freshness.PENDING and not inputs["is_due"],
        override=_word(inputs["override"]),
        pace=_word(pace),
    )


@rule("status.objective")
def _objective_status(inputs: Inputs, children: Children) -> Value:
    is_silent, pace = results(children)
    override = _word(inputs["override"])
    first = objective_status(
        closed=_word(inputs["closed"]),
        is_started=inputs["is_started"],
        counted_weight=ZERO if is_silent is None else ONE,
        silent_weight=ONE if is_silent else ZERO,
        override=override,
        pace=_word(pace),
        policy=replace(DEFAULT_POLICY, silent_limit=ZERO),
    )
    status, _ = limited(
        first,
        is_overridden=override is not None and first is override,
        guardrail=None if inputs["guardrail"] is None else Guardrail(inputs["guardrail"]),
        off_track=inputs["off_track"],
        counted=inputs["counted"],
    )
    return status


@rule("standing.key_result")
@rule("standing.objective")
def _standing(inputs: Inputs, children: Children) -> Value:
    return children[0].result
