"""The unit beside a number: `%`, `$`, `дней`, `分钟`, `/5`, `x`, and what the whole is counted in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from northing.coach.languages.lexicon import NOTHING
from northing.coach.text import Token

_HOME = {
    "zh-hant": ("currency:TWD", "currency:HKD", "currency:CNY"),
    "zh-hans": ("currency:CNY",),
    "ru": ("currency:RUB",),
}


class Measure(NamedTuple):
    unit: str
    after: int


NONE = ""
_SHORTEST_UNIT = 3
CURRENCY_SIGNS = frozenset("$€£¥₽₹₩₴₸₺₪₫฿")


def unit_before(tokens: Sequence[Token], place: int, lang: str) -> str:
    """A currency or a percent sign written in front of the number."""
    if not place:
        return NONE
    before = tokens[place - 1]
    if "factor" in before.word.roles:
        return "ratio"
    if "percent_sign" in before.word.roles:
        return "percent"
    return next((unit for unit in _ordered(before, lang) if unit.startswith("currency")), NONE)


def unit_after(tokens: Sequence[Token], place: int, lang: str) -> Measure:
    """The unit that starts at this token, and where it ends."""
    if place >= len(tokens):
        return Measure(NONE, place)
    token = tokens[place]
    for role in ("points", "point"):
        if role in token.word.roles:
            return Measure(role, _past_stop(tokens, place + 1))
    units = _ordered(token, lang)
    if not units:
        return _behind_adjective(tokens, place)
    unit = "other" if token.text == "г" else units[0]
    if token.text in ("с", "в", "к", "н", "д", "г", "т", "м", "п", "х") and not _may_be_unit(tokens, place):
        return Measure(NONE, place)
    return Measure(unit, _past_stop(tokens, place + 1))


def _behind_adjective(tokens: Sequence[Token], place: int) -> Measure:
    """`400 engineering hours`: a plain word may stand between a number and hours, minutes or days."""
    if place + 1 >= len(tokens) or tokens[place].kind != "word" or tokens[place].word != NOTHING:
        return Measure(NONE, place)
    unit = next(iter(tokens[place + 1].word.units), "")
    far = unit.startswith("duration") and len(tokens[place + 1].text) > _SHORTEST_UNIT
    return Measure(unit, place + 2) if far and " " not in tokens[place + 1].text else Measure(NONE, place)


def units_at(tokens: Sequence[Token], place: int, lang: str) -> tuple[str, ...]:
    """All the units this token may name, likeliest first."""
    return _ordered(tokens[place], lang) if place < len(tokens) else ()


def _ordered(token: Token, lang: str) -> tuple[str, ...]:
    units = token.word.units
    if len(units) < 2 or token.text == "$":
        return units
    home = _HOME.get(lang, ())
    if token.text == "¥" and lang != "en":
        return ("currency:CNY", *units)
    return tuple(sorted(units, key=lambda unit: home.index(unit) if unit in home else len(home)))


def _may_be_unit(tokens: Sequence[Token], place: int) -> bool:
    """A letter that is also a small word is a unit where it touches its number or nothing can follow it."""
    if tokens[place - 1].end == tokens[place].start:
        return True
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    return (
        following is None
        or following.text in (".", ",", ")", ";")
        or "to" in following.word.roles
        or ("per" in following.word.roles)
    )


def _past_stop(tokens: Sequence[Token], place: int) -> int:
    """The full stop of an abbreviation belongs to it (`руб.`, `мин.`) unless it ends the sentence."""
    if place < len(tokens) - 1 and tokens[place].text == "." and tokens[place].start == tokens[place - 1].end:
        return place + 1
    return place
