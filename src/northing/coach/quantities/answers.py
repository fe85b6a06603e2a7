"""What reading a number can answer: understood, more than one meaning, or not readable (with a code)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

Code: TypeAlias = Literal[
    "empty",
    "not_a_number",
    "bad_grouping",
    "other_digits",
    "too_long",
    "too_large",
    "too_precise",
    "wrong_unit",
    "no_last_value",
]

MAX_SIGNIFICANT = 15
MAX_DECIMALS = 6
LIMIT = Decimal(10) ** MAX_SIGNIFICANT


@dataclass(frozen=True, slots=True)
class Understood:
    """A value in the expected unit.

    A change is already added to the last value: `value` is the new value, `change` what was typed.
    `unit_seen` is the code of the unit that was typed ('' = none), which may differ from the expected one
    (minutes typed for a key result in seconds).
    """

    value: Decimal
    is_change: bool = False
    unit_seen: str = ""
    change: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Two or more honest meanings, likeliest first; the person is asked once."""

    choices: tuple[Understood, ...]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """No number in this unit; `fragment` is the part of the text that stood in the way ('' = all of it)."""

    code: Code
    fragment: str = ""


Answer: TypeAlias = Understood | Ambiguous | Unreadable


class UnreadableError(Exception):
    """Carries an `Unreadable` up to the door of the package; never leaves it."""

    def __init__(self, code: Code, fragment: str = "") -> None:
        super().__init__(code)
        self.answer = Unreadable(code, fragment[:40])


def checked(value: Decimal, *, typed: bool = True) -> Decimal:
    """The value if a reading may have it: under 10^15, 15 significant digits, 6 decimals.

    A value that was converted from another unit (`typed=False`) is rounded to fit instead of refused.
    """
    if abs(value) >= LIMIT:
        raise UnreadableError("too_large")
    whole = len(str(int(abs(value)))) if abs(value) >= 1 else 0
    room = min(MAX_DECIMALS, MAX_SIGNIFICANT - whole)
    short = value.quantize(Decimal(1).scaleb(-room))
    if typed and short != value:
        raise UnreadableError("too_precise")
    return plain(short)


def plain(value: Decimal) -> Decimal:
    """The same number without trailing zeros or exponent, and never minus zero."""
    if not value:
        return Decimal(0)
    short = value.normalize()
    return short if int(short.as_tuple().exponent) <= 0 else short.quantize(Decimal(1))
