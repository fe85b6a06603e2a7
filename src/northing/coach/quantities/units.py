"""Words for units, and what a typed unit is worth in the expected one."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from northing.coach.quantities.tokens import simplify
from northing.coach.quantities.words import words
from northing.domain.units import (
    COUNT,
    MONTHS_PER,
    SECONDS_PER,
    Unit,
    UnitKind,
    UnknownUnit,
    parse_unit,
)

HUNDRED = Decimal(100)
_COUNTED = frozenset({UnitKind.NUMBER, UnitKind.CUSTOM})
_LOCAL_CURRENCY = {"zh-hant": ("TWD", "HKD", "CNY"), "zh": ("CNY",), "ru": ("RUB",)}


@lru_cache(maxsize=4096)
def read_unit(text: str, *, locale: str = "en") -> Unit:
    """The unit somebody named: a code (`currency:EUR`), a currency, or a word of any language (`дней`).

    Anything else is a custom label, words for things counted included ("users").

    :raises UnknownUnit: empty, too long, or a broken code
    """
    word = simplify(text).rstrip(".")
    meanings = words().units.get(word, ())
    if not meanings or COUNT in meanings or _is_vague(meanings):
        return parse_unit(text)
    return preferred(meanings, locale)


def _is_vague(meanings: tuple[Unit, ...]) -> bool:
    """Points are percentage points or a rating: as a name they stay what was typed."""
    return len({unit.kind for unit in meanings}) > 1


def preferred(meanings: tuple[Unit, ...], locale: str) -> Unit:
    """The likeliest meaning where nothing is expected: the reader's own currency, else the first listed."""
    tag = locale.lower().replace("_", "-")
    for prefix, currencies in _LOCAL_CURRENCY.items():
        if tag.startswith(prefix):
            local = [unit for code in currencies for unit in meanings if unit.code == code]
            return local[0] if local else meanings[0]
    return meanings[0]


def worth(seen: Unit, expected: Unit) -> Decimal | None:
    """How many of the expected unit one typed unit is; None if they do not convert."""
    if seen.kind is expected.kind is UnitKind.DURATION:
        return _duration(seen.code, expected.code)
    if seen.kind is UnitKind.PERCENT and expected.kind is UnitKind.RATIO:
        return 1 / HUNDRED
    if (seen.kind, seen.code) == (expected.kind, expected.code):
        return Decimal(1)
    if seen.kind in _COUNTED and expected.kind in _COUNTED:
        return Decimal(1) if COUNT.code in (seen.code, expected.code) else None
    return None


def _duration(seen: str, expected: str) -> Decimal | None:
    for scale in (SECONDS_PER, MONTHS_PER):
        if seen in scale and expected in scale:
            return Decimal(scale[seen]) / Decimal(scale[expected])
    return None


def meaning_of(word: str, expected: Unit | None, locale: str) -> Unit | None:
    """What the word means here: the first of its units that converts to the expected one."""
    meanings = words().units.get(word, ())
    if expected is None:
        return preferred(meanings, locale) if meanings else None
    if expected.kind is UnitKind.CUSTOM and word == simplify(expected.code):
        return expected
    fitting = (seen for seen in meanings if worth(seen, expected) is not None)
    return next(fitting, meanings[0] if meanings else None)


__all__ = ["HUNDRED", "Unit", "UnknownUnit", "meaning_of", "read_unit", "worth"]
