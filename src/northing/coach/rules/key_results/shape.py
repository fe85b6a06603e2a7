"""How the sentence is built: K207, K218."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from northing.coach.rules.cases import Case
from northing.coach.rules.grammar import Grammar
from northing.coach.rules.lexicon import Word, is_han
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
    yield Found(
        (join.start, second.end),
        values={"first": parts[0], "second": parts[1]},
        fixes=(Fix("split", case.whole, parts=parts),),
    )


def _second_result(grammar: Grammar) -> tuple[Word, Word] | None:
    """The joining word and the first word of the second result."""
    words = grammar.words
    joined = _has_two_pairs(grammar)
    if (
        joined is not None
        and (after := grammar.following(joined)) is not None
        and not _is_guardrail(grammar.words, after.start)
    ):
        return joined, after
    for place, word in enumerate(words):
        if not word.has("word.join") and word.text != ";":
            continue
        second = _after_joins(words, place)
        if second is None or words[second].has("word.while") or _is_same(words, place, second):
            continue
        if _is_guardrail(words, word.start, words[second].start):
            continue
        first_part, second_part = words[:place], words[second:]
        if (
            _is_result(grammar, first_part)
            and _is_result(grammar, second_part)
            and _starts_clause(second_part)
        ):
            return word, words[second]
        if _shares_a_value(grammar, words, place) or _are_two_deeds(grammar, first_part, second_part):
            return word, words[second]
    return None


def _are_two_deeds(grammar: Grammar, first: Sequence[Word], second: Sequence[Word]) -> bool:
    """ "Hire 5 engineers and open 2 offices": each verb counts a thing of its own; work, then a result, is one."""
    verbs = next((word for word in first if word.has(*_DEEDS)), None), second[0]
    if verbs[0] is None or not verbs[1].has(*_DEEDS) or verbs[1].has(*_VERBS):
        return False
    return all(_counts(grammar, part) for part in (first, second))


_DEEDS = ("verb.win", "verb.hire", "verb.deliver", "verb.attempt")


def _counts(grammar: Grammar, words: Sequence[Word]) -> bool:
    start, end = words[0].start, words[-1].end
    return any(
        measure.role == "count" and start <= measure.quantity.span[0] and measure.quantity.span[1] <= end
        for measure in grammar.measures
    )


def _is_guardrail(words: Sequence[Word], start: int, end: int | None = None) -> bool:
    """ "While keeping costs low", 且人员不超过 40 人: what must not change beside the result, unless it does."""
    begins = [word for word in words if start <= word.start <= (start if end is None else end)]
    later = [word for word in words if word.start >= start]
    if not any(word.has("word.while") for word in begins) or any(word.has(*_MOVES) for word in later):
        return False
    only_joins = all(word.has("word.join") for word in begins if word.has("word.while"))
    return not only_joins or any(
        word.has("verb.keep") or (word.has("word.while") and not word.has("word.join")) for word in later
    )


_MOVES = ("verb.up", "verb.down", "verb.better", "verb.reach", "verb.win")


def _is_same(words: Sequence[Word], place: int, second: int) -> bool:
    """提高 10 个百分点,达到 45%: the same change said twice, by how much and how far."""
    later = words[second : second + 2]
    says_level = later[0].has("verb.reach") and len(later) > 1 and later[1].kind == "number"
    return (
        says_level and words[place].kind == "mark" and not any(word.has(*_METRICS) for word in words[second:])
    )


def _has_two_pairs(grammar: Grammar) -> Word | None:
    """The word that joins two changes, each from a value to a value."""
    quantities = grammar.quantities
    if not grammar.has_from_to or len(quantities) < _TWO_PAIRS:
        return None
    between = [word for word in grammar.words if quantities[1].span[1] <= word.start < quantities[2].span[0]]
    return next((word for word in between if word.has("word.join") or word.text in ";,"), None)


_TWO_PAIRS = 4


def _shares_a_value(grammar: Grammar, words: Sequence[Word], place: int) -> bool:
    """ "Bring both scrap and rework below 1 %", 报废率与返工率均…: two metrics, one value for each."""
    if not place or place + 1 >= len(words) or not grammar.measures:
        return False
    if grammar.any("word.both") is not None and len(grammar.quantities) == 1:
        return words[place].text != ","
    are_metrics = words[place - 1].has(*_METRICS) and words[place + 1].has(*_METRICS)
    same = words[place - 1].text == words[place + 1].text
    said = grammar.any("word.both") is not None or (
        words[place - 1].has("noun.metric") and words[place + 1].has("noun.metric")
    )
    return are_metrics and said and not same and words[place].text != ","


_METRICS = ("noun.metric", "noun.quality", "noun.lower_better")


def _after_joins(words: Sequence[Word], place: int) -> int | None:
    at = place + 1
    while at < len(words) and (words[at].has("word.join", "word.starter") or words[at].kind == "mark"):
        if words[at].has("word.while", "word.purpose") and not words[at].has("word.join", "word.starter"):
            return None
        at += 1
    return at if at < len(words) else None


def _starts_clause(words: Sequence[Word]) -> bool:
    """The second part begins with a verb, or names another metric before its number."""
    if words[0].has("word.bound") or (
        words[0].text in ("up", "down") and words[1:2] and words[1].text == "from"
    ):
        return False  # "…, up from 40 %" only tells the start
    if words[0].has(*_VERBS):
        return True
    number = next((at for at, word in enumerate(words) if word.kind == "number"), len(words))
    if any(word.has(*_METRICS) for word in words[:number]):
        return True
    return any(word.has("word.bound") for word in words[1 : number + 1])


def _is_result(grammar: Grammar, words: Sequence[Word]) -> bool:
    """Whether these words hold a metric or a verb of result with a value of its own."""
    if not words:
        return False
    start, end = words[0].start, words[-1].end
    has_value = any(
        start <= measure.quantity.span[0] and measure.quantity.span[1] <= end and measure.role != "limit"
        for measure in grammar.measures
    )
    return has_value and any(word.has("word.bound", *_VERBS, *_METRICS) for word in words)


@rule("K218", "hedged", "H/W", "key_result")
def hedged(case: Case) -> Iterator[Found]:
    """Aim to, try to, 力争, стремиться: trying is always possible."""
    words = case.grammar.main_words
    word = next(
        (word for place, word in enumerate(words) if word.has("word.hedge") and _stands_first(words, place)),
        None,
    )
    if word is None:
        word = next((one for one in words if one.text == "目标" and _before_number(case.grammar, one)), None)
    if word is not None:
        yield Found((word.start, word.end), values={"word": case.text[word.start : word.end]})


def _before_number(grammar: Grammar, word: Word) -> bool:
    """每人每月目标 2000: a target of, where "reach" would be a promise."""
    following = grammar.following(word)
    return following is not None and following.kind == "number"


def _stands_first(words: Sequence[Word], place: int) -> bool:
    """A hedge stands before the verb; "companies we want to win" says which companies."""
    return is_han(words[place].text[0]) or place <= _EARLY


_EARLY = 3
