"""Numbers with their units: the tokens of one amount become its possible values in the expected unit."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from northing.coach.quantities.answers import UnreadableError
from northing.coach.quantities.numerals import Numeral, read_chinese, read_numeral
from northing.coach.quantities.tokens import Token, TokenKind
from northing.coach.quantities.units import HUNDRED, meaning_of, worth
from northing.coach.quantities.words import words
from northing.domain.units import PERCENT, SECONDS_PER, Unit, UnitKind, print_unit

SMALLER = {"years": "months", "weeks": "days", "hours": "minutes", "minutes": "seconds"}


class Amount(NamedTuple):
    """A value in the expected unit; `other` is the second meaning of its separator (see `Numeral`)."""

    value: Decimal
    unit: Unit | None
    other: Decimal | None = None
    separator: str = ""
    converted: bool = False
    scaled: bool = False
    """A word for thousands or millions followed the number."""

    @property
    def unit_seen(self) -> str:
        return print_unit(self.unit) if self.unit else ""


class Part(NamedTuple):
    numeral: Numeral
    scale: Decimal
    unit: Unit | None


def read_tokens(tokens: list[Token], expected: Unit | None, locale: str) -> Amount:
    """One amount: `$ 3,5 млн`, `52 %`, `1h30`, `百分之五十二`, `3万元`.

    :raises UnreadableError: no number, two numbers, or a unit that does not convert
    """
    prefix, rest = _prefix(tokens, expected, locale)
    parts: list[Part] = []
    while rest:
        part, rest = _part(rest, expected, locale)
        parts.append(part)
    if not parts:
        raise UnreadableError("not_a_number")
    if len(parts) > 1:
        return _compound(parts, prefix, expected)
    part = parts[0]
    if prefix and part.unit and part.unit != prefix:
        raise UnreadableError("wrong_unit", print_unit(part.unit))
    return _amount(part._replace(unit=prefix or part.unit), expected)


def _prefix(tokens: list[Token], expected: Unit | None, locale: str) -> tuple[Unit | None, list[Token]]:
    """A currency, percent or unit word before the number."""
    if not tokens or tokens[0].kind in (TokenKind.NUMBER, TokenKind.CHINESE):
        return None, tokens
    word = tokens[0].text
    if word in words().marks["percent_prefix"]:
        return PERCENT, tokens[1:]
    unit = meaning_of(word, expected, locale)
    if unit is None or unit.kind not in (UnitKind.CURRENCY, UnitKind.RATIO, UnitKind.CUSTOM):
        raise UnreadableError("not_a_number", word)
    return unit, tokens[1:]


def _part(tokens: list[Token], expected: Unit | None, locale: str) -> tuple[Part, list[Token]]:
    size = 0
    while size < len(tokens) and tokens[size].kind in (TokenKind.NUMBER, TokenKind.CHINESE):
        size += 1
    if not size:
        raise UnreadableError("not_a_number", tokens[0].text)
    numeral = _numeral(tokens[:size])
    tail = tokens[size:]
    scale, tail = _scale(tail, expected, locale)
    unit, tail = _unit(tail, expected, locale)
    return Part(numeral, scale, unit), tail


def _numeral(tokens: list[Token]) -> Numeral:
    if len(tokens) == 1 and tokens[0].kind is TokenKind.NUMBER:
        return read_numeral(tokens[0].text)
    if all(token.kind is TokenKind.NUMBER for token in tokens):
        raise UnreadableError("not_a_number")
    return read_chinese([_written(token) for token in tokens])


def _written(token: Token) -> str:
    """Before 万 and 亿 a comma groups and a point divides, whatever the reader's own country writes."""
    if token.kind is TokenKind.CHINESE:
        return token.text
    numeral = read_numeral(token.text)
    value = numeral.other if numeral.other is not None and numeral.separator == "." else numeral.value
    return format(value.normalize(), "f")


def _scale(tokens: list[Token], expected: Unit | None, locale: str) -> tuple[Decimal, list[Token]]:
    """A word for thousands or millions, unless it names the expected duration ('m' is also minutes)."""
    if not tokens or tokens[0].text not in words().scales:
        return Decimal(1), tokens
    word = tokens[0].text
    if expected and expected.kind is UnitKind.DURATION:
        unit = meaning_of(word, expected, locale)
        if unit and worth(unit, expected) is not None:
            return Decimal(1), tokens
    return words().scales[word], tokens[1:]


def _unit(tokens: list[Token], expected: Unit | None, locale: str) -> tuple[Unit | None, list[Token]]:
    if not tokens or tokens[0].kind in (TokenKind.NUMBER, TokenKind.CHINESE):
        return None, tokens
    word = tokens[0].text
    unit = meaning_of(word, expected, locale)
    if unit is None:
        raise UnreadableError("wrong_unit" if word[0].isalpha() else "not_a_number", word)
    return unit, tokens[1:]


def _amount(part: Part, expected: Unit | None) -> Amount:
    """One number in its unit, converted."""
    seen = part.unit
    numeral = part.numeral
    meant = seen or expected
    if numeral.is_share and meant and meant.kind is UnitKind.PERCENT:
        numeral = numeral._replace(value=numeral.value * HUNDRED)
    factor = _factor(seen, expected)
    scale = part.scale * factor
    other = None if numeral.other is None else numeral.other * scale
    return Amount(numeral.value * scale, seen, other, numeral.separator, factor != 1, part.scale != 1)


def _factor(seen: Unit | None, expected: Unit | None) -> Decimal:
    if seen is None or expected is None:
        return Decimal(1)
    factor = worth(seen, expected)
    if factor is None:
        raise UnreadableError("wrong_unit", print_unit(seen))
    return factor


def _compound(parts: list[Part], prefix: Unit | None, expected: Unit | None) -> Amount:
    """Durations in falling units; a last number without a unit counts in the next smaller one (`1h30`)."""
    if prefix or (expected and expected.kind is not UnitKind.DURATION):
        raise UnreadableError("not_a_number")
    first = parts[0].unit
    if first is None or first.kind is not UnitKind.DURATION:
        raise UnreadableError("not_a_number")
    target = expected or first
    total = Decimal(0)
    above: Unit = first
    for place, part in enumerate(parts):
        unit = part.unit or Unit(UnitKind.DURATION, SMALLER.get(above.code, ""))
        if place:
            _require_falling(above, unit)
        if part.numeral.other is not None or part.scale != 1:
            raise UnreadableError("not_a_number")
        total += part.numeral.value * _factor(unit, target)
        above = unit
    return Amount(total, first, converted=True)


def _require_falling(above: Unit, unit: Unit) -> None:
    order = ("years", "months", *sorted(SECONDS_PER, key=lambda code: -SECONDS_PER[code]))
    if unit.code not in order or order.index(unit.code) <= order.index(above.code):
        raise UnreadableError("not_a_number")
