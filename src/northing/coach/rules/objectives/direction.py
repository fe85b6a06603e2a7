"""Does the objective say where to go: O102, O103, O104, O107."""

from __future__ import annotations

import re
from collections.abc import Iterator

from northing.coach.rules.cases import Case
from northing.coach.rules.grammar import Grammar
from northing.coach.rules.heads import CHANGES
from northing.coach.rules.lexicon import Word, is_han
from northing.coach.rules.registry import Found, rule

_VERBS = (
    *CHANGES,
    *(
        f"verb.{name}"
        for name in ("win", "deliver", "attempt", "ongoing", "service", "effect", "continue", "state")
    ),
)
_RUSSIAN_VERB = re.compile(
    r"(?:ть|ться|ти|тись|чь|чься|ет|ют|ут|ит|ят|ат|ем|им|ал|ла|ло|ли|лся|ны|ен|на|ется|ются|ится|ятся)$"
)
_INFINITIVE = re.compile(r"(?:ть|ться|ти|тись|чь|чься)$")
_ENGLISH_VERB = re.compile(r"(?:ize|ise|ify|ate|izes|ises|ates|ifies)$")
_LONGEST_WORDS = 25
_LONGEST_CHARACTERS = 40
_FEW = 4


@rule("O102", "no-change-verb", "W/E", "objective")
def no_change_verb(case: Case) -> Iterator[Found]:
    """A topic without direction; a described end state is direction enough."""
    grammar = case.grammar
    if len(grammar.content) < _ONE or grammar.quantities:
        return
    if not says_direction(grammar):
        yield Found(case.whole, values={"text": case.text.strip()})


_ONE = 1


def says_direction(grammar: Grammar) -> bool:
    """Whether a verb or a described state tells what should happen."""
    if grammar.any("word.happy") is not None:
        return True
    if any(is_han(word.text[0]) for word in grammar.content):
        return _chinese_direction(grammar)
    if any("а" <= word.text[0] <= "я" for word in grammar.content):
        return any(_is_russian_verb(word) for word in grammar.content)
    return _english_direction(grammar)


def _is_russian_verb(word: Word) -> bool:
    """Verbs, and nouns that name a change (рост, снижение)."""
    if word.has(
        "verb.up", "verb.down", "verb.reach", "verb.win", "verb.continue", "verb.effect", "verb.keep"
    ):
        return True
    if word.has("verb.better", "verb.deliver", "verb.attempt", "verb.ongoing", "verb.service"):
        return _INFINITIVE.search(word.text) is not None or word.text.endswith(("ние", "ция", "уск", "ка"))
    return len(word.text) > _FEW and _INFINITIVE.search(word.text) is not None


def _english_direction(grammar: Grammar) -> bool:
    head = grammar.head
    if head.group or grammar.any("verb.state", "verb.continue") is not None:
        return True
    content = grammar.content
    if any(word.has("verb.effect") and not word.has("noun.topic", "noun.artefact") for word in content):
        return True
    if (
        _ENGLISH_VERB.search(content[0].text)
        or (content[0].text.endswith("ing")
        and not content[0].has("noun.topic"))
    ):
        return True
    is_topic = (
        content[-1].has("noun.topic", "noun.artefact", "noun.quality", "noun.metric", "noun.generic")
        or len(content) < _FEW
    )
    return not is_topic


def _chinese_direction(grammar: Grammar) -> bool:
    """A verb that acts on something: 提升体验, 让客户满意; 用户增长专项 and 市场研究 only name a field."""
    words = grammar.content
    last = words[-1]
    verbs = [word for word in words if word.has(*_VERBS)]
    if not verbs:
        return False
    if last.has("noun.topic") and last.text in _PROJECTS and not _opens_with_verb(grammar):
        return False
    if _opens_with_verb(grammar) or grammar.any("verb.effect") is not None:
        return True
    return any(word.has(*CHANGES) for word in verbs) and not last.has("noun.topic")


_PROJECTS = frozenset({"专项", "项目", "工程", "计划", "方案", "行动", "工作", "任务"})


def _opens_with_verb(grammar: Grammar) -> bool:
    head = grammar.head
    if head.is_first and head.group:
        following = grammar.words[head.place + 1 : head.place + 2]
        return bool(following)
    first = next(
        (
            word
            for word in grammar.words
            if word.kind in ("word", "han") and not (word.has("word.starter") and not word.has(*_VERBS))
        ),
        None,
    )
    return (
        first is not None and first.has(*_VERBS, "word.means") and first.end < len(grammar.reading.rstrip())
    )


@rule("O103", "business-as-usual", "W/E", "objective")
def business_as_usual(case: Case) -> Iterator[Found]:
    """Keep or continue what is going on anyway; a change that follows makes it a hint."""
    grammar = case.grammar
    words = [word for word in grammar.words if word.kind == "word"]
    first = next(
        (word for word in words if word.has("verb.continue", "verb.keep") or not word.has("word.starter")),
        None,
    )
    if first is None or not first.has("verb.continue", "verb.keep") or _keeps_a_state(grammar, first):
        return
    later = [word for word in grammar.words if word.start >= first.end]
    following = [word for word in later if word.has("verb.up", "verb.down", "verb.better", "verb.win")]
    changes = following and (grammar.any("word.while") is not None or first.has("verb.continue"))
    yield Found(
        (first.start, first.end),
        "change" if changes else "",
        "hint" if changes else None,
        {"word": case.text[first.start : first.end]},
    )


def _keeps_a_state(grammar: Grammar, word: Word) -> bool:
    """ "Keep customers happy", "stay the first choice": a state of the world, not a process."""
    return word.has("verb.effect") and not word.has("verb.keep")


@rule("O104", "vague", "W/E", "objective")
def vague(case: Case) -> Iterator[Found]:
    """Nobody could tell what success looks like."""
    grammar = case.grammar
    if (
        grammar.quantities
        or (grammar.any("word.purpose") is not None
        and grammar.head.main_end < len(grammar.words))
    ):
        return
    telling = [word for word in grammar.content if not _says_little(word)]
    generic = [word for word in grammar.content if word.has("noun.generic", "word.vague")]
    if generic and not telling:
        span = (generic[0].start, generic[-1].end)
        yield Found(span, values={"word": case.text[span[0] : span[1]]})


def _says_little(word: Word) -> bool:
    if word.has(
        "noun.generic",
        "word.vague",
        "word.starter",
        "word.degree",
        "word.join",
        "word.much",
        "word.hedge",
        "word.share",
    ):
        return True
    return (
        (word.has("verb.up", "verb.better", "verb.effect", "verb.ongoing", "verb.keep", "verb.continue")
        and not word.has("noun.metric", "noun.response", "noun.artefact"))
        or word.text in _EMPTY
    )


_EMPTY = frozenset(
    {
        "of",
        "in",
        "at",
        "as",
        "for",
        "to",
        "be",
        "a",
        "an",
        "的",
        "地",
        "得",
        "了",
        "наш",
        "нашу",
        "наши",
        "нашей",
        "своей",
        "своего",
        "во",
        "всех",
        "по",
        "на",
        "more",
        "all",
        "across",
        "overall",
        "general",
        "company",
        "公司",
        "整体",
        "全面",
        "各项",
        "обще*",
        "общую",
    }
)


@rule("O107", "length", "H/H", "objective")
def length(case: Case) -> Iterator[Found]:
    """One word says too little, a paragraph is not remembered."""
    grammar = case.grammar
    characters = sum(is_han(char) for char in grammar.reading)
    words = sum(1 for word in grammar.content if not is_han(word.text[0]))
    if characters:
        is_short, is_long = characters < _SHORTEST_CHARACTERS and not words, characters > _LONGEST_CHARACTERS
    else:
        is_short, is_long = (
            words == _ONE,
            words + sum(word.kind == "number" for word in grammar.words) > _LONGEST_WORDS,
        )
    if is_short or is_long:
        yield Found(case.whole, "short" if is_short else "long")


_SHORTEST_CHARACTERS = 3
