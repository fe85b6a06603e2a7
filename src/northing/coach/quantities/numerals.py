"""What one written number can mean: `85 000`, `85,000`, `1.234,56`, `2e3`, `二十五`, `3万5`."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from northing.coach.quantities.answers import MAX_SIGNIFICANT, UnreadableError
from northing.coach.quantities.words import words

_SEPARATORS = re.compile(r"[ .,']")
_TENTH = Decimal("0.1")
BIG_POWER = 4


class Numeral(NamedTuple):
    """One number, or two: `separator` groups thousands in `value` and is the decimal sign in `other`."""

    value: Decimal
    other: Decimal | None = None
    separator: str = ""
    is_share: bool = False
    """The numeral says tenths or a half of a whole (三成, 一半)."""


def read_numeral(text: str) -> Numeral:
    """Digits with any separators, as the tokens give them."""
    mantissa, _, exponent = text.partition("e")
    numeral = _grouped_or_not(mantissa)
    if not exponent:
        return numeral
    power = int(exponent[:6])
    if numeral.other is not None:
        raise UnreadableError("not_a_number", text)
    if power > MAX_SIGNIFICANT:
        raise UnreadableError("too_large", text)
    if power < -MAX_SIGNIFICANT:
        raise UnreadableError("too_precise", text)
    return Numeral(numeral.value.scaleb(power))


def _grouped_or_not(text: str) -> Numeral:
    signs = _SEPARATORS.findall(text)
    if not signs:
        return Numeral(_number(text))
    last = signs[-1]
    if last in " '":
        return Numeral(_number(_ungrouped(text)))
    head, _, tail = text.rpartition(last)
    if last in signs[:-1]:
        return Numeral(_number(_ungrouped(text)))
    fraction = _number(f"{_ungrouped(head) or '0'}.{tail}")
    could_group = len(signs) == 1 and len(tail) == 3 and 1 <= len(head) <= 3 and not head.startswith("0")
    if not could_group:
        return Numeral(fraction)
    return Numeral(_number(head + tail), other=fraction, separator=last)


def _ungrouped(text: str) -> str:
    """The digits of a number grouped in threes by one sign (Indian lakhs too)."""
    signs = set(_SEPARATORS.findall(text))
    if not signs:
        return text
    first, *rest = _SEPARATORS.split(text)
    sizes = {len(group) for group in rest[:-1]}
    honest = len(signs) == 1 and 1 <= len(first) <= 3 and len(rest[-1]) == 3 and sizes in (set(), {3}, {2})
    if not honest:
        raise UnreadableError("bad_grouping", text)
    return first + "".join(rest)


def _number(digits: str) -> Decimal:
    whole, _, fraction = digits.partition(".")
    if len(whole.lstrip("0")) > MAX_SIGNIFICANT:
        raise UnreadableError("too_large", digits)
    if len(whole.lstrip("0") + fraction.rstrip("0")) > 2 * MAX_SIGNIFICANT:
        raise UnreadableError("too_precise", digits)
    return Decimal(f"{whole or '0'}.{fraction.rstrip('0') or '0'}")


class _Sum:
    """A Chinese number being read from left to right: 一亿三千万 = 1·10^8 + 3·10^3·10^4."""

    def __init__(self) -> None:
        self.total = Decimal(0)
        self.section = Decimal(0)
        self.pending: Decimal | None = None
        self.last_power = 99
        self.last_big = 99
        self.last_place = 1
        self.skipped_place = False

    def digits(self, value: Decimal, *, is_zero: bool) -> None:
        if self.pending is not None:
            raise UnreadableError("not_a_number")
        if is_zero:
            self.skipped_place = True
        else:
            self.pending = value

    def power(self, power: int) -> None:
        if power >= BIG_POWER:
            self._big(power)
            return
        if power >= self.last_power:
            raise UnreadableError("not_a_number")
        self.section += (Decimal(1) if self.pending is None else self.pending).scaleb(power)
        self._next(power)

    def _big(self, power: int) -> None:
        section = self.section + (self.pending or 0)
        if power > self.last_big:
            self.total = (self.total + section).scaleb(power)
        elif power < self.last_big and section:
            self.total += section.scaleb(power)
        else:
            raise UnreadableError("not_a_number")
        if not self.total:
            raise UnreadableError("not_a_number")
        self.section = Decimal(0)
        self.last_big = power
        self._next(power)
        self.last_power = 99

    def _next(self, power: int) -> None:
        self.pending = None
        self.skipped_place = False
        self.last_place = power
        self.last_power = power

    def result(self, *, short_tail: bool) -> Decimal:
        """三万五 is 35 000: a last lone digit counts in the next lower place, unless after a zero."""
        tail = self.pending or Decimal(0)
        if tail and short_tail and not self.skipped_place:
            tail = tail.scaleb(self.last_place - 1)
        return self.total + self.section + tail


def read_chinese(parts: list[str]) -> Numeral:
    """A number of Chinese digits and powers, possibly with written numbers between them (`3`, `万`).

    :raises UnreadableError: no number, or places in an impossible order
    """
    table = words()
    text = "".join(parts)
    tenths = [char for char in text if char in table.marks["tenth"]]
    if tenths:
        return _tenths(parts, tenths[0])
    if text[-1] in table.marks["half"] and (len(text) == 1 or _is_one(text[:-1])):
        return Numeral(Decimal("0.5"), is_share=True)
    if not any(char in table.powers for char in text):
        return Numeral(_positional(text))
    return Numeral(_with_powers(parts))


def _is_one(text: str) -> bool:
    return words().digits.get(text) == 1


def _tenths(parts: list[str], sign: str) -> Numeral:
    head, _, tail = "".join(parts).partition(sign)
    whole = _positional(head) if not any(char in words().powers for char in head) else _with_powers([head])
    rest = _positional(tail) if tail else Decimal(0)
    if whole > 10 or rest >= 10:
        raise UnreadableError("not_a_number")
    return Numeral(whole * _TENTH + rest * _TENTH * _TENTH, is_share=True)


def _positional(text: str) -> Decimal:
    """Digits read one after another: 二〇二六, 一点五, or written ones."""
    table = words()
    written = {char: str(digit) for char, digit in table.digits.items()}
    written |= dict.fromkeys(table.marks["point"], ".")
    plain = "".join(written.get(char, char) for char in text)
    if not re.fullmatch(r"\d+(?:\.\d+)?", plain, re.ASCII):
        raise UnreadableError("not_a_number", text)
    return _number(plain)


def _with_powers(parts: list[str]) -> Decimal:
    table = words()
    total = _Sum()
    last = ""
    for piece in _pieces(parts):
        last = piece
        if piece in table.powers:
            total.power(table.powers[piece])
        elif piece in table.digits:
            total.digits(Decimal(table.digits[piece]), is_zero=not table.digits[piece])
        elif all(char in table.digits for char in piece):
            raise UnreadableError("not_a_number", piece)
        else:
            total.digits(_positional(piece), is_zero=False)
    return total.result(short_tail=len(last) == 1)


def _pieces(parts: list[str]) -> list[str]:
    """Powers and the digits between them, digits around a decimal point kept together."""
    table = words()
    found: list[str] = []
    run = ""
    for char in "".join(parts):
        is_digit = char in table.digits or char in table.marks["point"] or char.isdigit() or char == "."
        if is_digit and not (char in table.digits and not table.digits[char] and not run):
            run += char
            continue
        if run:
            found.append(run)
            run = ""
        found.append(char)
    return [*found, run] if run else found
