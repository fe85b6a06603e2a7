"""The head verb of a sentence: what somebody says will happen, or what they will do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from northing.coach.rules.clause_ends import ANY_VERB as _ANY
from northing.coach.rules.clause_ends import CHANGES, VERB_GROUPS, main_end, starts_purpose
from northing.coach.rules.lexicon import Word, is_han

__all__ = ["CHANGES", "Head", "find_head", "group_of"]

_NOUNLIKE = (
    "noun.metric",
    "noun.attempt",
    "noun.artefact",
    "noun.response",
    "noun.quality",
    "noun.generic",
    "noun.topic",
)
_ABSTRACT = ("tion", "ment", "ance", "ence", "ity", "ness", "ship", "ism", "sis")
_NOMINALS = (
    "率",
    "量",
    "数",
    "额",
    "次数",
    "周期",
    "时间",
    "时长",
    "人数",
    "成本",
    "数量",
    "流程",
    "团队",
    "人员",
    "力度",
    "过程",
    "渠道",
    "部门",
    "能力",
    "体系",
    "平台",
    "系统",
    "机制",
    "制度",
)
_OF = frozenset({"of", "for", "on", "about"})
_ARTICLES = frozenset({"a", "an", "the", "our", "your", "their", "my", "its"})
_PLACES = frozenset({"在", "于", "针对"})
_FIELDS = frozenset(
    {
        "support",
        "service",
        "contact",
        "process",
        "project",
        "research",
        "design",
        "test",
        "lead",
        "market",
        "review",
    }
)
_BA = frozenset({"将", "把"})
_LATEST_HEAD = 14


class Head(NamedTuple):
    """`group` is the class of the verb ('' = there is none that we know), `place` its index among the words
    (-1 = none), `is_first` whether the sentence starts with it, `main_end` where the purpose or means begins."""

    group: str
    place: int
    is_first: bool
    main_end: int


def find_head(words: Sequence[Word]) -> Head:
    """The head verb and the end of its clause."""
    place = _place(words)
    end = main_end(words, place)
    if place < 0:
        return Head("", -1, False, end)
    particle = _particle(words, place)
    if particle:
        return Head(particle, place, True, end)
    is_first = all(_may_precede(word) for word in words[:place]) or words[0].text in _PLACES
    return Head(group_of(words[place]), place, is_first, end)


def _particle(words: Sequence[Word], place: int) -> str:
    """ "Drive the rate down to 5 %": the little word says which way."""
    if group_of(words[place]) in ("up", "down", "better", "keep"):
        return ""
    for at in range(place + 1, len(words) - 1):
        if words[at].text in ("down", "up") and words[at + 1].text in ("to", "by", "from"):
            return words[at].text
    return ""


def group_of(word: Word) -> str:
    """The verb class of a word, the most telling one first."""
    return next((group for group in VERB_GROUPS if word.has(f"verb.{group}")), "")


def _place(words: Sequence[Word]) -> int:
    if any(is_han(word.text[0]) for word in words[:_LATEST_HEAD]):
        found = _place_in_chinese(words)
        if found is not None:
            return found
    first = _first_word(words)
    if first >= 0 and words[first].has(*_ANY) and not _is_noun_here(words, first):
        return first
    return _later(words, first)


def _first_word(words: Sequence[Word]) -> int:
    """The index of the first word that may be the verb of a command."""
    for place, word in enumerate(words):
        if not _may_precede(word) or word.has(*_ANY):
            return place
    return -1


def _may_precede(word: Word) -> bool:
    return word.kind in ("number", "mark") or word.has("word.starter", "word.hedge", "word.degree")


def _is_noun_here(words: Sequence[Word], place: int) -> bool:
    """ "Report on similarity", "the design of …", "Sales increase": the same letters, but no command."""
    word = words[place]
    following = words[place + 1] if place + 1 < len(words) else None
    if following is not None and is_han(word.text[0]):
        return following.text in _AFTERWARDS or _is_first_period(words, place + 1)
    is_after_article = place > 0 and words[place - 1].text in _ARTICLES
    if word.text[0].isascii():
        is_bare = following is not None and following.text in _OF and not word.has("verb.attempt")
        if (
            word.text.endswith("ing")
            and following is not None
            and following.has("noun.artefact")
            and not word.has("verb.deliver")
        ):
            return True
        if word.text in _FIELDS and following is not None and _names_a_field(following):
            return True
        if word.has(*_NOUNLIKE) and word.text.endswith("s") and not word.text.endswith("ss"):
            return True  # no command ends in -s
        return is_after_article or (word.has(*_NOUNLIKE) and is_bare)
    return False


def _names_a_field(word: Word) -> bool:
    """ "Support CSAT", "test automation": the first word is a noun before a noun."""
    return word.has("noun.metric", "noun.quality", "noun.topic") or word.text.endswith(_ABSTRACT)


def _later(words: Sequence[Word], first: int) -> int:
    """A sentence that starts with its subject: the verb of change, else a verb that says it is done."""
    start = max(first, 0)
    for place in range(start, len(words)):
        word = words[place]
        if word.has("word.purpose") and place and not _is_subject_clause(words, place):
            break
        if word.has(*CHANGES) and not _is_noun_here(words, place) and not word.has("noun.metric"):
            return place
    if first < 0 or words[first].text[:1].isascii():
        return _of_staff(words)
    found = next(
        (
            place
            for place in range(start, len(words))
            if words[place].has(*_ANY)
            and not words[place].has("noun.metric", "noun.response", "noun.attempt")
            and not _is_russian_aside(words, place)
        ),
        -1,
    )
    return -1 if found > 0 and _is_said_of_others(words, found) else found


def _is_said_of_others(words: Sequence[Word], place: int) -> bool:
    """«500 команд сделали…», 用户采用…: the verb tells what those before it do, not what we do."""
    if is_han(words[place].text[0]):
        return not words[place].has("verb.attempt", "verb.ongoing") and _others_do_it(words[:place])
    is_finite = words[place].text.endswith(_FINITE_ENDINGS)
    return is_finite and any(
        word.has("noun.response") and not word.has("word.neutral", "word.staff") for word in words[:place]
    )


_FINITE_ENDINGS = ("ли", "лись", "ют", "ются", "ут", "утся", "ят", "ятся", "ат", "атся", "ется", "ится")
_RUSSIAN_PREPOSITIONS = frozenset({"к", "ко", "после", "до", "с", "со", "через", "при", "от", "во время"})
_OF_ADJECTIVES = ("ых", "их", "ого", "его", "ому", "ему", "ыми", "ими")


def _is_russian_aside(words: Sequence[Word], place: int) -> bool:
    """«После запуска», «открытых багов»: the noun or adjective of a verb, in the middle of a sentence."""
    text = words[place].text
    if not place or not "а" <= text[0] <= "я" or text.endswith(("ть", "ться", "ти", "чь")):
        return False
    return words[place - 1].text in _RUSSIAN_PREPOSITIONS or text.endswith(_OF_ADJECTIVES)


def _of_staff(words: Sequence[Word]) -> int:
    """ "Each rep contacts 300 prospects": our own people do it."""
    staff = next((place for place, word in enumerate(words[:_STAFF_WITHIN]) if word.has("word.staff")), -1)
    if staff < 0:
        return -1
    attempts = (
        place for place in range(staff + 1, min(staff + 3, len(words))) if words[place].has("verb.attempt")
    )
    return next(attempts, -1)


_STAFF_WITHIN = 4


def _is_subject_clause(words: Sequence[Word], place: int) -> bool:
    following = words[place + 1] if place + 1 < len(words) else None
    return following is not None and (following.kind == "number" or words[place].text == "to")


def _place_in_chinese(words: Sequence[Word]) -> int | None:
    """The index of the head; -1 if what happens is nobody's work here, None if there is no Chinese verb."""
    after_ba = next((place for place, word in enumerate(words[:_LATEST_HEAD]) if word.text in _BA), -1)
    if _lets_be(words):
        return -1
    verbs = [place for place, word in enumerate(words) if word.has(*_ANY) and is_han(word.text[0])]
    verbs = [place for place in verbs if _is_verb_here(words, place)]
    purpose = next(
        (
            at
            for at, word in enumerate(words)
            if at and word.has("word.purpose") and starts_purpose(words, at)
        ),
        len(words),
    )
    verbs = [place for place in verbs if place < purpose] or verbs
    if after_ba >= 0:
        later = [place for place in verbs if place > after_ba]
        following = [place for place in later if words[place].has(*CHANGES)] or later
        if following:
            return following[0]
    clear = _before_means(words, verbs)
    if not clear:
        return None
    first = clear[0]
    if _opens(words, first):
        return _past_relative(words, first, clear)
    changing = next((place for place in clear if words[place].has(*CHANGES)), -1)
    if changing >= 0:
        return changing
    if _others_do_it(words[:first]):
        return -1
    return -1 if _ends_with(words, first) else first


def _lets_be(words: Sequence[Word]) -> bool:
    """让跨部门沟通更顺畅 describes what will be; the work named in between is its subject."""
    first = next((word for word in words if not _may_precede(word)), None)
    return (
        first is not None
        and first.text in _LETS
        and (words[-1].has("word.happy") or any(word.text == "是" for word in words))
    )


_LETS = frozenset({"让", "使", "令"})


def _past_relative(words: Sequence[Word], first: int, verbs: Sequence[int]) -> int:
    """In 申请演示的买家保持在… the first verb only says which buyers."""
    later = next((place for place in verbs if place > first and words[place].has(*CHANGES)), -1)
    is_relative = any(word.text.startswith("的") for word in words[first + 1 : max(later, 0)])
    return later if later >= 0 and is_relative and not words[first].has(*CHANGES) else first


_TOWARDS = frozenset({"向", "给", "为", "对", "与", "和", "跟", "同", "每位", "每个", "每", "替", "帮"})


def _others_do_it(before: Sequence[Word]) -> bool:
    """Customers before the verb are its subject, unless a preposition makes them those it is done for."""
    is_towards = any(
        word.text in _TOWARDS or word.text.endswith(("向", "给", "为", "对", "跟")) for word in before
    )
    if is_towards or (before and before[0].text in _PLACES):
        return False
    exists = any(word.text == "有" and before[at + 1].kind == "number" for at, word in enumerate(before[:-1]))
    return exists or any(
        (word.has("noun.response") or word.text.endswith(_CUSTOMERS))
        and not word.has("word.neutral", "word.staff")
        for word in before
    )


_CUSTOMERS = ("客户", "用户", "会员")


def _ends_with(words: Sequence[Word], place: int) -> bool:
    """ "90% 的订单通过新官网完成": a subject and what happens to it, no work of ours."""
    return not any(word.kind in ("word", "han") and word.text != "了" for word in words[place + 1 :])


def _opens(words: Sequence[Word], place: int) -> bool:
    return all(_may_precede(word) or word.has("verb.continue") or not word.classes for word in words[:place])


def _before_means(words: Sequence[Word], verbs: list[int]) -> list[int]:
    """Verbs of the main clause: 通过…, 为了… up to the comma only say how and what for."""
    for place, word in enumerate(words):
        if word.has("word.means") or word.text == "为了":
            comma = next((at for at in range(place, len(words)) if words[at].text == ","), -1)
            if comma >= 0:
                return [at for at in verbs if at < place or at > comma] or verbs
            before = [at for at in verbs if at < place]
            return before or verbs[1:] or verbs
    return verbs


def _is_verb_here(words: Sequence[Word], place: int) -> bool:
    """Not 响应 in 响应时间, nor 支持 in 客户的支持; 培训 before a number or a person is doing, else a thing."""
    word = words[place]
    following = words[place + 1] if place + 1 < len(words) else None
    before = words[place - 1] if place else None
    if following is not None and following.text.startswith(_NOMINALS):
        return False
    if following is not None and following.text[0] == "的" and not word.has("verb.reach"):
        return False
    if following is not None and (following.text in _AFTERWARDS or _is_first_period(words, place + 1)):
        return False
    if before is not None and before.text.endswith("的") and word.has(*_NOUNLIKE):
        return False
    if not word.has(*_NOUNLIKE):
        return True
    if following is None:
        return place == 0
    if following.kind == "number" or following.text[0] in "了出给至到":
        return True
    if word.has("noun.attempt", "noun.artefact") or word.has("noun.topic"):
        return (
            before is None
            or _may_precede(before)
            or following.has("noun.response", "word.share", "word.exact")
        )
    return not following.has(*_NOUNLIKE)


_AFTERWARDS = frozenset(
    {"首月", "首季", "首季度", "首周", "首年", "后", "时", "期间", "当天", "以来", "之后", "以后", "当日"}
)
_PERIODS = frozenset({"月", "周", "日", "年", "季", "季度"})


def _is_first_period(words: Sequence[Word], place: int) -> bool:
    """In 发布首月, 上线半年内 and 上线3个月后 the verb only says when."""
    later = words[place + 1 : place + 3]
    if words[place].kind == "number":
        ends = [word for word in words[place + 1 : place + 4] if word.text in ("内", "后", "以内", "之内")]
        return bool(ends) and any(word.text.endswith(tuple(_PERIODS | {"天"})) for word in later)
    return words[place].text in ("首", "半") and bool(later) and later[0].text in _PERIODS
