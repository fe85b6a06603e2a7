"""The writer's own sentence, rewritten with a blank where a number is missing, in the writer's language."""

from __future__ import annotations

import re

from northing.coach.messages import blanks
from northing.coach.rules.grammar import Grammar
from northing.coach.rules.lexicon import Word, is_han

_ENDS = " .。;；!！"
_LEADING_IN = frozenset({"to", "до", "到", "至", "by", "на", "at", "为", "от", "с", "of", "about"})
_SPACES = re.compile(r"[ \t]{2,}")


def with_start(grammar: Grammar, target: tuple[int, int]) -> str:
    """ "Raise MAU to 85 000" → "Raise MAU from ___ to 85 000"."""
    place = _before_target(grammar, target[0])
    return _inserted(grammar, place, blanks(grammar.lang)["from"])


def _before_target(grammar: Grammar, start: int) -> int:
    """Where "from ___" belongs: before the word that leads to the number; in Chinese before the verb."""
    before = [word for word in grammar.words if word.end <= start]
    place = start
    for word in reversed(before[-4:]):
        is_joined = word.end == place or grammar.reading[word.end : place].isspace()
        is_leading = word.text in _LEADING_IN or (word.has("verb.reach") and is_han(word.text[0]))
        is_verb = is_han(word.text[0]) and word.has("verb.up", "verb.down", "verb.better", "verb.reach")
        if not is_joined or not (is_leading or is_verb or word.text in ("at least", "least", "不", "了")):
            break
        place = word.start
    return place


def with_base(grammar: Grammar, target: tuple[int, int]) -> str:
    """ "Grow traffic by 30 %" → "Grow traffic by 30 % (from ___ to ___)"."""
    place = target[1]
    following = grammar.reading[place : place + 1]
    if following == "+":
        place += 1
    return _inserted(grammar, place, blanks(grammar.lang)["range"])


def with_target(grammar: Grammar) -> str:
    """ "Increase conversion" → "Increase conversion from ___ to ___"."""
    text = grammar.sentence.text.rstrip(_ENDS)
    tail = blanks(grammar.lang)["from_to"]
    return f"{text}{'' if _is_tight(text[-1:]) else ' '}{tail}"


def as_share(grammar: Grammar, word: Word) -> str:
    """ "Answer most tickets" → "Answer ___ % of tickets": the vague word becomes a blank."""
    text = grammar.sentence.text
    return _tidy(f"{text[: word.start]}{blanks(grammar.lang)['share']} {text[word.end :]}")


def without(grammar: Grammar, span: tuple[int, int]) -> str:
    """The text without a number and the preposition that led to it."""
    start, end = span
    before = [word for word in grammar.words if word.end <= start]
    while before and (before[-1].text in _LEADING_IN or before[-1].has("word.total")):
        start = before.pop().start
    text = grammar.sentence.text
    following = text[end:].lstrip()
    if is_han(following[:1]) or is_han(text[start - 1 : start] or " "):
        return (text[:start].rstrip() + following).strip(" ,，")
    return _tidy(f"{text[:start].rstrip()} {following}")


def _inserted(grammar: Grammar, place: int, blank: str) -> str:
    text = grammar.sentence.text
    before, after = text[:place], text[place:]
    tight = _is_tight(blank[-1:]) or _is_tight(blank[:1])
    glue = "" if tight else " "
    head = before if not glue or before.endswith(" ") or not before else before + glue
    tail = after if not glue or after.startswith((" ", ".", ",", ";")) or not after else glue + after
    return (head + blank + tail).rstrip()


def _is_tight(char: str) -> bool:
    return is_han(char or " ") or char in "＿（）"


def _tidy(text: str) -> str:
    return _SPACES.sub(" ", text).replace(" ,", ",").replace(" .", ".").strip()
