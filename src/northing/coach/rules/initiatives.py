"""The rules of initiatives, I3xx. Initiatives never get findings of key results."""

from __future__ import annotations

from collections.abc import Iterator

from northing.coach.rules.cases import Case
from northing.coach.rules.natures import Nature, nature_of
from northing.coach.rules.objectives.direction import says_direction
from northing.coach.rules.registry import Found, rule

_CHANGING = frozenset({"up", "down", "better", "reach"})


@rule("I301", "untraceable", "W", "initiative")
def untraceable(case: Case) -> Iterator[Found]:
    """It names no key result it should move."""
    if case.lacks("key_result") or case.lacks("key_results"):
        yield Found(case.whole)


@rule("I302", "no-owner", "W", "initiative")
def no_owner(case: Case) -> Iterator[Found]:
    """Nobody owns it; drafts may still look for somebody."""
    if case.lacks("owner") and not _is_draft(case):
        yield Found(case.whole)


@rule("I303", "no-due", "H", "initiative")
def no_due(case: Case) -> Iterator[Found]:
    """It has no end; drafts need none yet."""
    if case.lacks("due_on") and not _is_draft(case):
        yield Found(case.whole)


def _is_draft(case: Case) -> bool:
    return case.fields.get("state") == "draft"


@rule("I304", "is-a-result", "H", "initiative")
def is_a_result(case: Case) -> Iterator[Found]:
    """It states a measured result: it is a key result in the wrong list."""
    grammar = case.grammar
    if grammar.head.group in _CHANGING and grammar.is_outcome and nature_of(grammar) is Nature.OUTCOME:
        span = grammar.parse.spans.get("target", case.whole) if grammar.parse else case.whole
        yield Found(span)


@rule("I306", "unresourced", "H", "initiative")
def unresourced(case: Case) -> Iterator[Found]:
    """No people and no budget are set aside for it."""
    if case.lacks("resources"):
        yield Found(case.whole)


@rule("I307", "unclear", "H", "initiative")
def unclear(case: Case) -> Iterator[Found]:
    """No verb, or nothing it acts on: nobody could start on Monday."""
    grammar = case.grammar
    if not grammar.content:
        return
    is_alone = len(grammar.content) == 1 and len(grammar.reading.strip()) < _SHORT
    if is_alone or not (says_direction(grammar) or grammar.quantities):
        yield Found(case.whole, "object" if is_alone and grammar.head.group else "")


_SHORT = 14
