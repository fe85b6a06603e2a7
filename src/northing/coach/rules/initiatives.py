"""The rules of initiatives, I3xx. Initiatives never get findings of key results."""

from __future__ import annotations

from collections.abc import Iterator

from northing.coach.rules.cases import Case
from northing.coach.rules.grammar import Grammar
from northing.coach.rules.lexicon import Word, is_han
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
    is_open = nature_of(grammar) in (Nature.OUTCOME, Nature.METRIC)
    if grammar.head.group in _CHANGING and is_open and _names_metric(grammar):
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
    size = sum(_weight(word) for word in grammar.content)
    is_alone = size <= 1
    is_topic = size <= _FEW and not grammar.head.group and not says_direction(grammar)
    if is_alone or is_topic:
        yield Found(case.whole, "object" if grammar.head.group else "")


def _names_metric(grammar: Grammar) -> bool:
    """Covering ten files or cutting a report to two pages is still work: a metric must move."""
    return any(word.has("noun.metric") and not word.has("noun.artefact") for word in grammar.object_words)


_FEW = 2


def _weight(word: Word) -> float:
    """Two Chinese characters are about one word."""
    return len(word.text) / 2 if is_han(word.text[0]) else len(word.text.split())
