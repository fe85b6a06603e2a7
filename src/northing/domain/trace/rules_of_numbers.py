"""Trace rules whose result is a number: progress, expected, bar, gap, and the means of parts."""

from decimal import Decimal

from northing.domain.codes import Curve
from northing.domain.numbers import ONE, ZERO, add, divide, multiply, stored
from northing.domain.pace import curve_share, gap_of, staircase
from northing.domain.progress import (
    binary_progress,
    metric_progress,
    milestone_progress,
    tasks_progress,
    threshold_progress,
)
from northing.domain.rollup import Entry, TimeShare, clamped, gap_within, mean_of, weighted_mean
from northing.domain.terms import PlanPoint
from northing.domain.trace.nodes import Value
from northing.domain.trace.registry import Children, Inputs, Rule, filing, results

RULES: dict[str, Rule] = {}
rule = filing(RULES)


def _kept(number: Decimal | None) -> Decimal | None:
    return None if number is None else stored(number)


@rule("progress.none")
@rule("expected.none")
def _none(inputs: Inputs, children: Children) -> Value:
    return None


@rule("progress.metric")
def _metric(inputs: Inputs, children: Children) -> Value:
    return stored(metric_progress(inputs["start"], inputs["target"], inputs["current"]))


@rule("progress.periods")
def _periods(inputs: Inputs, children: Children) -> Value:
    return stored(threshold_progress(inputs["inside"], inputs["planned"]))


@rule("progress.latest")
@rule("progress.binary")
def _yes_or_no(inputs: Inputs, children: Children) -> Value:
    return stored(binary_progress(inputs["is_done"]))


@rule("progress.milestone")
def _milestone(inputs: Inputs, children: Children) -> Value:
    reached = {child.inputs["number"] for child in children if child.inputs["is_reached"]}
    numbers = {number for number in reached if isinstance(number, int)}
    return stored(milestone_progress(results(children), numbers))


@rule("stage")
@rule("plan_point")
def _leaf_progress(inputs: Inputs, children: Children) -> Value:
    result: Decimal = inputs["progress"]
    return result


@rule("progress.tasks")
def _tasks(inputs: Inputs, children: Children) -> Value:
    return _kept(tasks_progress(inputs["done_weight"], inputs["total_weight"]))


@rule("progress.manual")
def _manual(inputs: Inputs, children: Children) -> Value:
    return clamped(stored(inputs["value"]), inputs["cap"])


def _t(inputs: Inputs) -> Decimal:
    elapsed, span = inputs["elapsed_days"], inputs["span_days"]
    if elapsed >= span:
        return ONE
    return divide(Decimal(elapsed), Decimal(span)) if elapsed > 0 else ZERO


@rule("expected.curve")
def _curve(inputs: Inputs, children: Children) -> Value:
    plan = [PlanPoint(child.inputs["share"], child.result) for child in children]  # type: ignore[arg-type]
    return stored(curve_share(Curve(inputs["curve"]), _t(inputs), plan))


@rule("expected.milestone")
def _staircase(inputs: Inputs, children: Children) -> Value:
    stages = []
    for child in children:
        due = child.inputs["due_after_days"]
        share = None if due is None else _t({"elapsed_days": due, "span_days": inputs["span_days"]})
        stages.append((child.inputs["progress"], share))
    return stored(staircase(stages, _t(inputs)))  # type: ignore[arg-type]


@rule("expected.periods")
def _elapsed_periods(inputs: Inputs, children: Children) -> Value:
    return stored(divide(Decimal(inputs["elapsed"]), Decimal(inputs["planned"])))


@rule("expected.whole")
def _everything(inputs: Inputs, children: Children) -> Value:
    return stored(ONE)


@rule("expected.parts")
def _expected_of_parts(inputs: Inputs, children: Children) -> Value:
    gap, progress = results(children)
    return None if gap is None or progress is None else add(gap, progress)


@rule("bar")
def _bar(inputs: Inputs, children: Children) -> Value:
    result: Decimal = inputs["value"]
    return result


@rule("gap")
def _gap(inputs: Inputs, children: Children) -> Value:
    bar, expected, progress = results(children)
    return None if expected is None or progress is None else gap_of(progress, expected, bar)


@rule("part.progress")
def _part_progress(inputs: Inputs, children: Children) -> Value:
    return clamped(inputs["progress"], inputs["cap"])


@rule("part.gap")
def _part_gap(inputs: Inputs, children: Children) -> Value:
    return gap_within(inputs["gap"], inputs["progress"], inputs["cap"])


@rule("part.confidence")
def _part_confidence(inputs: Inputs, children: Children) -> Value:
    result: Decimal = inputs["confidence"]
    return result


@rule("part.silent")
def _part_silent(inputs: Inputs, children: Children) -> Value:
    result: Decimal = inputs["silent_share"]
    return result


@rule("rollup.progress")
@rule("rollup.paced_progress")
@rule("rollup.gap")
def _mean(inputs: Inputs, children: Children) -> Value:
    entries = []
    for child in children:
        given: Inputs = child.inputs
        slot = given.get("slot")
        share = TimeShare(slot, given["days"], given["parent_days"]) if slot is not None else None
        entries.append(Entry(given["weight"], child.result, share))  # type: ignore[arg-type]
    return _kept(mean_of(entries))


@rule("rollup.confidence")
def _plain_mean(inputs: Inputs, children: Children) -> Value:
    return _kept(weighted_mean([(child.inputs["weight"], child.result) for child in children]))  # type: ignore[misc]


@rule("rollup.is_silent")
def _is_silent(inputs: Inputs, children: Children) -> Value:
    counted, silent = ZERO, ZERO
    for child in children:
        given: Inputs = child.inputs
        counted = add(counted, given["weight"])
        silent = add(silent, multiply(given["weight"], given["silent_share"]))
    return silent > multiply(inputs["silent_limit"], counted) if counted else None
