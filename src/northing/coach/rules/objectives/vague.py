"""Could anybody tell success from it, and is it as long as a thought: O104, O107."""

from __future__ import annotations

from collections.abc import Iterator

from northing.coach.rules.cases import Case
from northing.coach.rules.grammar import Grammar
from northing.coach.rules.heads import CHANGES
from northing.coach.rules.lexicon import Word, is_han
from northing.coach.rules.registry import Found, rule

_LONGEST_WORDS = 25
_LONGEST_CHARACTERS = 40


@rule("O104", "vague", "W/E", "objective")
def vague(case: Case) -> Iterator[Found]:
    """Nobody could tell what success looks like."""
    span = _vague_span(case.grammar)
    if span is not None:
        yield Found(span, values={"word": case.text[span[0] : span[1]]})


def is_vague(grammar: Grammar) -> bool:
    """Whether nothing in it says what is meant."""
    return _vague_span(grammar) is not None


def _vague_span(grammar: Grammar) -> tuple[int, int] | None:
    if grammar.quantities:
        return None
    slogan = grammar.any("word.slogan")
    if slogan is not None and len(grammar.content) <= _SLOGAN_WORDS:
        return (slogan.start, slogan.end)
    if grammar.head.main_end < len(grammar.words):
        return None
    telling = [word for word in grammar.content if not _says_little(word) and not _is_scope(grammar, word)]
    if _only_praises(grammar):
        return (grammar.content[0].start, grammar.content[-1].end)
    generic = [word for word in grammar.content if word.has("noun.generic", "word.vague", "word.general")]
    keeps = any(word.has("verb.keep", "verb.continue") for word in grammar.content)
    has_verb = any(name.startswith("verb.") for name in grammar.classes) or grammar.any(
        "word.vague", "word.general"
    )
    if not generic or telling or keeps or not has_verb:
        return None
    return (generic[0].start, generic[-1].end)


def _is_scope(grammar: Grammar, word: Word) -> bool:
    """企业 in 提升企业竞争力, the market in "market leadership": where everybody is."""
    following = grammar.following(word)
    return word.has("word.praise") and following is not None and following.has("noun.generic")


_SLOGAN_WORDS = 7


def _only_praises(grammar: Grammar) -> bool:
    """ "Become a market leader", 成为世界一流的企业, «стать компанией мирового уровня»: great, but at what?"""
    content = grammar.content
    first = next((word for word in content if not word.has("word.starter")), None)
    if first is None or not first.has("word.copula"):
        return False
    rest = [word for word in content if word.start >= first.end]
    return any(word.has("word.praise") for word in rest) and all(
        word.has("word.praise") or _says_little(word) for word in rest
    )


def _says_little(word: Word) -> bool:
    """Small words, words for everything and anything, and verbs that could do it to anything."""
    if word.has("noun.generic", *_SMALL) or word.text in _EMPTY:
        return True
    is_verb = any(name.startswith("verb.") for name in word.classes)
    is_field = word.has("noun.topic") and not word.has(*CHANGES)
    return (
        is_verb
        and not is_field
        and not (word.has("word.happy") and not word.has("word.praise"))
        and not word.has("noun.metric", "noun.response", "noun.artefact", "noun.attempt")
    )


_SMALL = tuple(
    f"word.{name}"
    for name in ("vague", "general", "starter", "degree", "join", "much", "hedge", "share", "purpose")
)
_EMPTY = frozenset(
    [
        "of",
        "in",
        "at",
        "as",
        "for",
        "to",
        "be",
        "a",
        "an",
        "all",
        "across",
        "general",
        "company",
        "во",
        "по",
        "на",
        "общую",
        "общее",
        "的",
        "地",
        "得",
        "了",
        "们",
    ]
)


@rule("O107", "length", "H/H", "objective")
def length(case: Case) -> Iterator[Found]:
    """One word says too little, a paragraph is not remembered."""
    grammar = case.grammar
    characters = sum(is_han(char) for char in grammar.reading)
    words = sum(len(word.text.split()) for word in grammar.content if not is_han(word.text[0]))
    if characters:
        is_short, is_long = characters < _SHORTEST_CHARACTERS and not words, characters > _LONGEST_CHARACTERS
    else:
        is_short, is_long = (
            words == 1,
            words + sum(word.kind == "number" for word in grammar.words) > _LONGEST_WORDS,
        )
    if is_short or is_long:
        yield Found(case.whole, "short" if is_short else "long")


_SHORTEST_CHARACTERS = 3
