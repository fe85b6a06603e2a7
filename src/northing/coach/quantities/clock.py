"""Numbers written in two halves: `2:37`, `1:02:30`, `4.2/5`, `3:1`."""

from __future__ import annotations

from decimal import Decimal

from northing.coach.quantities.amounts import Amount
from northing.coach.quantities.answers import UnreadableError
from northing.coach.quantities.numerals import read_numeral
from northing.coach.quantities.tokens import Token, TokenKind
from northing.coach.quantities.units import HUNDRED
from northing.domain.units import SECONDS_PER, Unit, UnitKind, unit_of

MINUTE = 60
HOUR = 3600
_CLOCK_SIZES = (2, 3)


def read_clock(tokens: list[Token], unit: Unit | None) -> list[Amount]:
    """`2:37` is minutes and seconds for a key result in seconds, hours and minutes in larger units.

    In minutes it may be either, hours first. Three parts are always hours, minutes and seconds.
    """
    numbers = _numbers(tokens, ":")
    if unit and unit.kind is UnitKind.RATIO and len(numbers) == len(("part", "whole")):
        return [_quotient(numbers, Decimal(1), unit)]
    if len(numbers) not in _CLOCK_SIZES:
        raise UnreadableError("not_a_number")
    if unit and (unit.kind is not UnitKind.DURATION or unit.code not in SECONDS_PER):
        raise UnreadableError("wrong_unit", "".join(token.text for token in tokens))
    if any(number >= MINUTE for number in numbers[1:]) or any(number % 1 for number in numbers[:-1]):
        raise UnreadableError("not_a_number")
    code = unit.code if unit else "seconds"
    return [_clock(numbers, top, code) for top in _tops(len(numbers), code)]


def _tops(size: int, code: str) -> tuple[int, ...]:
    """What the first part may count, in seconds, likeliest first."""
    if size == len((HOUR, MINUTE, 1)):
        return (HOUR,)
    return {"seconds": (MINUTE,), "minutes": (HOUR, MINUTE)}.get(code, (HOUR,))


def _clock(numbers: list[Decimal], top: int, code: str) -> Amount:
    seconds = sum((number * top / MINUTE**place for place, number in enumerate(numbers)), Decimal(0))
    seen = unit_of(UnitKind.DURATION, "hours" if top == HOUR else "minutes")
    return Amount(seconds / SECONDS_PER[code], seen, converted=True)


def read_fraction(tokens: list[Token], unit: Unit | None) -> list[Amount]:
    """`4.2/5` is 4.2 of a rating; `4/7` is a share for percentages and ratios; elsewhere no number."""
    numbers = _numbers(tokens, "/")
    if len(numbers) != len(("part", "whole")):
        raise UnreadableError("not_a_number")
    if unit and unit.code == "score":
        if numbers[0] > numbers[1]:
            raise UnreadableError("not_a_number")
        return [Amount(numbers[0], unit)]
    if unit and unit.kind in (UnitKind.PERCENT, UnitKind.RATIO):
        return [_quotient(numbers, HUNDRED if unit.kind is UnitKind.PERCENT else Decimal(1), unit)]
    raise UnreadableError("not_a_number")


def _quotient(numbers: list[Decimal], factor: Decimal, unit: Unit) -> Amount:
    if not numbers[1]:
        raise UnreadableError("not_a_number")
    return Amount(numbers[0] * factor / numbers[1], unit, converted=True)


def _numbers(tokens: list[Token], sign: str) -> list[Decimal]:
    """The numbers between the signs; anything else between them makes it unreadable."""
    found: list[Decimal] = []
    for place, token in enumerate(tokens):
        if place % 2:
            if token.text != sign:
                raise UnreadableError("not_a_number", token.text)
            continue
        if token.kind is not TokenKind.NUMBER:
            raise UnreadableError("not_a_number", token.text)
        numeral = read_numeral(token.text)
        found.append(numeral.value if numeral.other is None else numeral.other)
    if len(tokens) % 2 == 0:
        raise UnreadableError("not_a_number")
    return found
