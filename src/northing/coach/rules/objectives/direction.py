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


_OF_FIELDS = ("ние", "тие", "ция", "ват", "ния", "ации")


def _is_russian_verb(word: Word) -> bool:
    text = word.text.partition(" ")[0]
    if text.endswith(_OF_FIELDS) and not word.has("verb.up", "verb.down", "verb.better", "verb.continue"):
        return False  # «привлечение клиентов» names a field; only рост, снижение, улучшение name a change
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
    if word.has("verb.better", "verb.deliver", "verb.attempt", "verb.service"):
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
    if len(words) == 1:
        is_noun = any(name.startswith("noun.") for name in last.classes)
        return len(last.text) > _FEW or (last.has(*_VERBS) and not is_noun)
    head = grammar.head
    if head.group and head.is_first and last.text not in _PROJECTS and grammar.words[head.place] is not last:
        return True
    if not last.has("noun.topic", "noun.artefact", "noun.quality", "noun.generic"):
        is_short = sum(map(is_han, grammar.reading)) <= _LONGEST_TOPIC
        says = any(word.has(*_VERBS) for word in words) or any(
            sign in grammar.reading for sign in _CHINESE_STATES
        )
        return says or not is_short or not any(name.startswith("noun.") for name in last.classes)
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
    "使",
    "，",
    ",",
    "加大",
    "赢回",
    "留下",
)


_LONGEST_TOPIC = 8


def _acts(word: Word) -> bool:
    """A verb in the middle that is no noun as well: 客户喜欢我们的服务."""
    return word.has(*CHANGES, "verb.effect", "verb.win", "verb.state") and not any(
        name.startswith("noun.") for name in word.classes
    )


_PROJECTS = frozenset({"专案", "计画", "专项", "项目", "工程", "计划", "方案", "行动", "工作", "任务"})


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
    routine = _routine(grammar, first)
    if routine is not None:
        return routine
    beside = next((word for word in words if word.has("verb.keep")), None)
    return beside if beside is not None and "同时" in grammar.reading else None


def _routine(grammar: Grammar, first: Word) -> Word | None:
    """Daily work: a routine that is done, 做好…工作, or a Russian verb of doing without an end."""
    if any(word.has(*CHANGES) and not word.has("verb.reach") for word in grammar.words):
        return None
    following = grammar.following(first)
    if following is not None and following.has("word.routine") and first.has(*_VERBS):
        return following
    if first.text[0].isascii():
        return None
    # 让, 使 … bring something about: what follows is to become so, however often it then happens.
    is_effort = first.has("verb.effect") and not first.has("word.purpose")
    does = grammar.head.group in ("ongoing", "deliver", "attempt", "service") or is_effort
    routine = grammar.any("word.routine", "word.recurring") if does else None
    if routine is not None:
        return routine
    is_endless = first.text.endswith(_ENDLESS) and not first.has("verb.effect")
    does_work = first.has("verb.service", "verb.attempt", "verb.deliver", "verb.ongoing")
    return first if is_endless and does_work else None


_ENDLESS = ("ывать", "ивать", "ечать", "одить", "олнять", "отовить")


def _has_gerund(grammar: Grammar) -> bool:
    return any(word.text.endswith(("ив", "ая", "яя", "вая")) and word.has(*CHANGES) for word in grammar.words)
