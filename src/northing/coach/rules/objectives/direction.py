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
_INFINITIVE = re.compile(r"(?:ть|ться|ти|тись|чь|чься)$")
_ENGLISH_VERB = re.compile(r"(?:ize|ise|ify|ate|izes|ises|ates|ifies)$")
_LONGEST_WORDS = 25
_LONGEST_CHARACTERS = 40
_FEW = 4


@rule("O102", "no-change-verb", "W/E", "objective")
def no_change_verb(case: Case) -> Iterator[Found]:
    """A topic without direction; a described end state is direction enough."""
    grammar = case.grammar
    if grammar.content and not grammar.quantities and not says_direction(grammar):
        yield Found(case.whole, values={"text": case.text.strip()})


def says_direction(grammar: Grammar) -> bool:
    """Whether a verb or a described state tells what should happen."""
    if grammar.any("word.slogan", "word.efforts") is not None:
        return True
    if any(is_han(word.text[0]) for word in grammar.content):
        return _chinese_direction(grammar)
    if any("а" <= word.text[0] <= "я" for word in grammar.content):
        return _russian_direction(grammar)
    return _english_direction(grammar)


def _russian_direction(grammar: Grammar) -> bool:
    """A verb by its ending, a noun that names a change (рост, снижение), or a predicate (готова, довольны)."""
    if any(_is_russian_verb(word) for word in grammar.content):
        return True
    return any(word.has("word.happy") and not word.text.endswith(_OF_NOUNS) for word in grammar.content)


_OF_NOUNS = ("ость", "ости", "остью", "ая", "ое", "ый", "ий", "ой", "ые", "ие")
_FINITE = re.compile(
    r"(?:[аеиуюя]ет|[аеиуюяё]ют|[бвгдзклмнпрстхчшщ]ит|[аеиоуюя][бвгджзклмнпрстхчшщ]ет|[бвгджзклмнпрстхчшщ]ут|[бвгджзклмнпрстхчшщ]ят|[жчшщ]ат|ется|ются|ится|ятся|атся|утся)$"
)
_PAST = re.compile(r"(?:[аиыеяу]л|[аиыеяу]ла|[аиыеяу]ли|[аиыеяу]ло|лся|лась|лись)$")
_SHORT = re.compile(r"(?:йна|ойна|рны|льны|ольны|овы|вны|ены|аны|яты|ожна|ожно)$")


def _is_russian_verb(word: Word) -> bool:
    text = word.text.partition(" ")[0]
    if word.has(
        "verb.up",
        "verb.down",
        "verb.reach",
        "verb.win",
        "verb.continue",
        "verb.effect",
        "verb.keep",
        "verb.state",
    ):
        return True
    if (
        len(text) > _FEW
        and _INFINITIVE.search(text) is not None
        and not text.endswith(("ость", "асть", "есть"))
    ):
        return True
    if word.has("verb.better", "verb.deliver", "verb.attempt", "verb.ongoing", "verb.service"):
        return text.endswith(("ние", "ция", "уск", "ка")) and not word.has(
            "noun.topic", "noun.artefact", "noun.generic"
        )
    is_noun = any(name.startswith("noun.") for name in word.classes)
    return not is_noun and len(text) > _FEW and any(form.search(text) for form in (_FINITE, _PAST, _SHORT))


def _english_direction(grammar: Grammar) -> bool:
    content = grammar.content
    if (
        grammar.any("word.happy", "verb.state", "verb.continue", "word.efforts") is not None
        and len(content) > 1
    ):
        return True
    first = content[0]
    second = grammar.following(first)
    if (
        second is not None
        and second.text in ("the", "a", "an", "our", "your", "their")
        and grammar.words[0] is first
    ):
        return True
    is_title = first.has("noun.topic") and len(content) < _FEW
    if grammar.head.group and not (is_title and not grammar.head.is_first):
        return len(content) > 1 or not first.has("noun.topic")
    if any(word.has("verb.effect") and not word.has("noun.topic", "noun.artefact") for word in content):
        return True
    if _ENGLISH_VERB.search(first.text) or (first.text.endswith("ing") and not first.has("noun.topic")):
        return True
    is_topic = content[-1].has("noun.topic", "noun.artefact", "noun.quality", "noun.metric", "noun.generic")
    return not is_topic and len(content) >= _FEW


def _chinese_direction(grammar: Grammar) -> bool:
    """A topic ends in a field of work and starts with no verb (用户增长专项, 市场研究); all else says something."""
    words = [word for word in grammar.content if word.classes or len(word.text) > 1]
    if not words:
        return False
    last = words[-1]
    if not last.has("noun.topic", "noun.artefact", "noun.quality", "noun.generic"):
        return True
    if last.text in _PROJECTS and not grammar.head.is_first:
        return False
    if _opens_with_verb(grammar) or any(_acts(word) for word in words[:-1]):
        return True
    return any(sign in grammar.reading for sign in _CHINESE_STATES)


_CHINESE_STATES = (
    "更",
    "最",
    "会",
    "能",
    "让",
    "不",
    "都",
    "愿意",
    "把",
    "被",
    "得",
    "变",
    "成为",
    "是",
    "有",
    "了",
    "将",
    "与",
    "使",
    "，",
    ",",
    "加大",
    "赢回",
    "留下",
)


def _acts(word: Word) -> bool:
    """A verb in the middle that is no noun as well: 客户喜欢我们的服务."""
    return word.has(*CHANGES, "verb.effect", "verb.win", "verb.state") and not any(
        name.startswith("noun.") for name in word.classes
    )


_PROJECTS = frozenset({"专项", "项目", "工程", "计划", "方案", "行动", "工作", "任务"})


def _opens_with_verb(grammar: Grammar) -> bool:
    """Whether a verb with something after it comes first; an unknown first word may be one of many verbs."""
    words = [
        word
        for word in grammar.words
        if word.kind in ("word", "han")
        and not (word.has("word.starter", "word.degree") and not word.has(*_VERBS))
    ]
    if not words or words[0].end >= len(grammar.reading.rstrip()):
        return False
    first = words[0]
    if first.has(
        "noun.metric", "noun.response", "noun.attempt", "noun.artefact", "noun.topic", "noun.quality"
    ):
        return grammar.head.is_first and grammar.head.place >= 0 and not words[-1].has(*_VERBS)
    return first.has(*_VERBS, "word.means", "word.efforts")


@rule("O103", "business-as-usual", "W/E", "objective")
def business_as_usual(case: Case) -> Iterator[Found]:
    """Keep or continue what is going on anyway; a change that follows makes it a hint."""
    grammar = case.grammar
    kept = _kept(grammar)
    if kept is None:
        return
    others = [
        word
        for word in grammar.words
        if word is not kept and word.has("verb.up", "verb.down", "verb.better", "verb.win")
    ]
    beside = grammar.any("word.while") is not None or kept.has("verb.continue") or _has_gerund(grammar)
    changes = bool(others) and beside
    yield Found(
        (kept.start, kept.end),
        "change" if changes else "",
        "hint" if changes else None,
        {"word": case.text[kept.start : kept.end]},
    )


def _kept(grammar: Grammar) -> Word | None:
    """The first verb if it keeps or continues; a routine that is done; a keeping beside a change."""
    words = [word for word in grammar.words if word.kind == "word"]
    first = next(
        (word for word in words if word.has("verb.continue", "verb.keep") or not word.has("word.starter")),
        None,
    )
    if first is None:
        return None
    if first.has("verb.continue", "verb.keep") and not (
        first.has("verb.win") and not first.text.startswith("retain")
    ):
        return first
    routine = grammar.following(first)
    if routine is not None and routine.has("word.routine") and first.has(*_VERBS):
        return routine
    beside = next((word for word in words if word.has("verb.keep")), None)
    return beside if beside is not None and "同时" in grammar.reading else None


def _has_gerund(grammar: Grammar) -> bool:
    return any(word.text.endswith(("ив", "ая", "яя", "вая")) and word.has(*CHANGES) for word in grammar.words)


@rule("O104", "vague", "W/E", "objective")
def vague(case: Case) -> Iterator[Found]:
    """Nobody could tell what success looks like."""
    grammar = case.grammar
    if grammar.quantities:
        return
    slogan = grammar.any("word.slogan")
    if slogan is not None and len(grammar.content) <= _SLOGAN_WORDS:
        yield Found((slogan.start, slogan.end), values={"word": case.text[slogan.start : slogan.end]})
        return
    if grammar.head.main_end < len(grammar.words):
        return
    telling = [word for word in grammar.content if not _says_little(word)]
    generic = [word for word in grammar.content if word.has("noun.generic", "word.vague")]
    keeps = any(word.has("verb.keep", "verb.continue") for word in grammar.content)
    if generic and not telling and not keeps:
        span = (generic[0].start, generic[-1].end)
        yield Found(span, values={"word": case.text[span[0] : span[1]]})


_SLOGAN_WORDS = 7


def _says_little(word: Word) -> bool:
    if word.has("noun.generic", *(f"word.{name}" for name in _SMALL)) or word.text in _EMPTY:
        return True
    is_general = word.has(
        "verb.up", "verb.better", "verb.effect", "verb.ongoing", "verb.keep", "verb.continue"
    )
    return is_general and not word.has("noun.metric", "noun.response", "noun.artefact")


_SMALL = ("vague", "starter", "degree", "join", "much", "hedge", "share")
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
        "more",
        "all",
        "across",
        "overall",
        "general",
        "company",
    }
    | {
        "的",
        "地",
        "得",
        "了",
        "公司",
        "整体",
        "全面",
        "各项",
        "наш",
        "нашу",
        "наши",
        "нашей",
        "своей",
        "своего",
    }
    | {"во", "всех", "по", "на", "общую", "общее", "нашего"}
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
