"""Doing instead of outcome: K202, K208, K211."""

from __future__ import annotations

from collections.abc import Iterator

from northing.coach.rules.cases import Case
from northing.coach.rules.natures import ACTIVITIES, Nature, nature_of
from northing.coach.rules.registry import Fix, Found, Severity, rule


@rule("K202", "activity", "W/E", "key_result")
def activity(case: Case) -> Iterator[Found]:
    """Effort, output or a deliverable instead of an outcome."""
    nature = nature_of(case.grammar)
    if nature not in ACTIVITIES or _names_a_metric(case):
        return
    fixes = (Fix("move_to_initiatives", case.whole, case.text.strip()),)
    softened: Severity | None = "hint" if case.is_in_company else None
    yield Found(_head_span(case), nature.value, softened, values={"text": case.text.strip()}, fixes=fixes)


def _names_a_metric(case: Case) -> bool:
    """ "Newsletter readers" with start and target filled in: the name of what is measured, no work."""
    grammar = case.grammar
    return case.has("target") and case.has("start") and not grammar.head.group and not grammar.measures


@rule("K208", "effort-target", "W/E", "key_result")
def effort_target(case: Case) -> Iterator[Found]:
    """Counts own attempts: they can all be made without any effect."""
    if nature_of(case.grammar) is not Nature.ATTEMPTS:
        return
    counted = next(iter(case.grammar.measures), None)
    span = counted.quantity.span if counted else case.whole
    yield Found(span, severity="hint" if case.is_in_company else None)


@rule("K211", "binary", "H/W", "key_result")
def binary(case: Case) -> Iterator[Found]:
    """Done or not done: nothing can be read on the way."""
    if nature_of(case.grammar) in (Nature.DELIVERABLE, Nature.READY) and not case.has("target"):
        yield Found(_head_span(case))


def _head_span(case: Case) -> tuple[int, int]:
    head = case.grammar.head
    if head.place < 0:
        return case.whole
    word = case.grammar.words[head.place]
    return (word.start, word.end)
