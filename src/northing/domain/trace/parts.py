"""The part of a trace that adds up contributions, with private lines where the reader may not see a name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from northing.domain.numbers import ONE
from northing.domain.pace import gap_limits, is_ratio_rule, ratio_limits
from northing.domain.policy import Policy
from northing.domain.rollup import Contribution, is_counted
from northing.domain.trace.nodes import TraceNode, Value
from northing.domain.trace.rules import made
from northing.domain.whole import Whole, judged_by_worst, whole_of

PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class Parts:
    """The nodes of a whole; `lines` say which pace each counted part has."""

    whole: Whole
    progress: TraceNode
    gap: TraceNode
    paced_progress: TraceNode
    confidence: TraceNode
    is_silent: TraceNode
    paces: tuple[TraceNode, ...]
    paced: tuple[TraceNode, ...]


def trace_parts(parts: Sequence[Contribution], policy: Policy, hidden: frozenset[str]) -> Parts:
    """The nodes of the contributions (already chosen by driver, in id order)."""
    counted = [part for part in parts if is_counted(part)]
    paced = [part for part in counted if part.gap is not None]
    judged = [part for part in counted if part.confidence is not None]
    cap: dict[str, Value] = {"cap": policy.rollup_cap}
    return Parts(
        whole=whole_of(parts, policy),
        progress=made("rollup.progress", cap, *_lines("progress", counted, hidden, cap)),
        gap=made("rollup.gap", cap, *_lines("gap", paced, hidden, cap)),
        paced_progress=made("rollup.paced_progress", cap, *_lines("progress", paced, hidden, cap)),
        confidence=made("rollup.confidence", {}, *_lines("confidence", judged, hidden, {})),
        is_silent=made(
            "rollup.is_silent", {"silent_limit": policy.silent_limit}, *_lines("silent", counted, hidden, {})
        ),
        paces=tuple(_lines("pace", counted, hidden, {})),
        paced=tuple(_lines("pace", paced, hidden, {})),
    )


def _lines(
    name: str, parts: Iterable[Contribution], hidden: frozenset[str], shared: dict[str, Value]
) -> list[TraceNode]:
    return [made(f"part.{name}", {**_line(name, part, hidden), **shared}) for part in parts]


def _line(name: str, part: Contribution, hidden: frozenset[str]) -> dict[str, Value]:
    is_hidden = part.subject in hidden
    line: dict[str, Value] = {
        "line": PRIVATE if is_hidden else str(part.part),
        "subject": None if is_hidden else part.subject,
        "weight": part.weight,
    }
    if name in ("progress", "gap"):
        line["progress"] = part.progress
    if name == "gap":
        line["gap"] = part.gap
    if name == "confidence":
        line["confidence"] = part.confidence
    if name == "silent":
        line["silent_share"] = part.silent_share
    if name == "pace":
        line["pace"] = None if part.pace is None else str(part.pace)
    if part.time_share is not None:
        share = part.time_share
        line |= {"slot": share.slot, "days": share.days, "parent_days": share.parent_days}
    return line


def pace_of_parts(parts: Parts, policy: Policy) -> TraceNode:
    """The pace of the whole, by the branch that decides it."""
    whole = parts.whole
    if judged_by_worst(whole, policy):
        return made("pace.worst", {}, *parts.paces)
    if whole.gap is not None:
        if all(node.result == "too_early" for node in parts.paced):
            return made("pace.parts_too_early", {}, *parts.paced)
        expected = made("expected.parts", {}, parts.gap, parts.paced_progress)
        bar = made("bar", {"value": ONE})
        return pace_by_rule(policy, bar, expected, parts.paced_progress)
    if whole.confidence is not None:
        limits = {"on_track": policy.confidence_on_track, "at_risk": policy.confidence_at_risk}
        return made("pace.confidence", limits, parts.confidence)
    return made("pace.parts_too_early", {}, *parts.paces)


def pace_by_rule(policy: Policy, bar: TraceNode, expected: TraceNode, progress: TraceNode) -> TraceNode:
    """The pace by the organization's rule, its limits named."""
    is_ratio = is_ratio_rule(policy)
    on_track, behind = ratio_limits(policy) if is_ratio else gap_limits(policy)
    inputs: dict[str, Value] = {"policy": str(policy.key_result_pace), "on_track": on_track, "behind": behind}
    return made("pace.ratio" if is_ratio else "pace.gap", inputs, bar, expected, progress)
