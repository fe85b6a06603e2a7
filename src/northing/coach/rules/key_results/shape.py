"""How the sentence is built: K207, K218."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from northing.coach.rules.cases import Case
from northing.coach.rules.grammar import Grammar
from northing.coach.rules.lexicon import Word
from northing.coach.rules.registry import Fix, Found, rule

_VERBS = ("verb.up", "verb.down", "verb.better", "verb.reach", "verb.win")


@rule("K207", "compound", "W/E", "key_result")
def compound(case: Case) -> Iterator[Found]:
    """Two results in one: two clauses, each with its own verb of result and its own measure."""
    cut = _second_result(case.grammar)
    if cut is None:
        return
    join, second = cut
    parts = (case.text[: join.start].strip(" ,;，；、"), case.text[second.start :].strip(" .。"))
    yield Found((join.start, second.end), values={"first": parts[0], "second": parts[1]}, fixes=(Fix("split", case.whole, parts=parts),))


def _second_result(grammar: Grammar) -> tuple[Word, Word] | None:
    """The joining word and the first word of the second result."""
    words = grammar.words
    for place, word in enumerate(words):
        if not word.has("word.join") and word.text != ";":
            continue
        second = _after_joins(words, place)
        if second is None or words[second].has("word.while") or words[place].has("word.while") and not word.has("word.join"):
            continue
        if _is_result(grammar, words[:place]) and _is_result(grammar, words[second:]) and _starts_clause(words, second):
            return word, words[second]
    return None


def _after_joins(words: Sequence[Word], place: int) -> int | None:
    at = place + 1
    while at < len(words) and (words[at].has("word.join", "word.starter") or words[at].kind == "mark"):
        if words[at].has("word.while", "word.purpose") and not words[at].has("word.join"):
            return None
        at += 1
    return at if at < len(words) else None


def _starts_clause(words: Sequence[Word], place: int) -> bool:
    """The second part begins with a verb, or names another metric with a number of its own."""
    if words[place].has(*_VERBS):
        return True
    following = words[place : place + 8]
    return any(word.has("noun.metric", "noun.quality") for word in following[:4]) and any(
        word.has(*_VERBS) for word in following
    )


def _is_result(grammar: Grammar, words: Sequence[Word]) -> bool:
    """Whether these words hold a verb of result with a value, not only a purpose, a means or a guard."""
    if not words:
        return False
    start, end = words[0].start, words[-1].end
    guarded = any(word.has("verb.keep", "word.while") and not word.has("word.join") for word in words[:2])
    has_value = any(
        start <= measure.quantity.span[0] and measure.quantity.span[1] <= end and measure.role != "limit"
        for measure in grammar.measures
    )
    has_verb = any(word.has(*_VERBS) for word in words) or start == 0
    return has_value and has_verb and not guarded


@rule("K218", "hedged", "H/W", "key_result")
def hedged(case: Case) -> Iterator[Found]:
    """Aim to, try to, 力争, стремиться: trying is always possible."""
    word = case.grammar.main("word.hedge")
    if word is not None:
        yield Found((word.start, word.end), values={"word": case.text[word.start : word.end]})
