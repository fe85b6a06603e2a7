"""Decimals: what may be typed, how results are kept, how they are shown.

Inside the domain a context of 60 digits keeps every sum and product of stored numbers exact and makes a
quotient's ninth place the same as with exact fractions, without their cost.
"""

import re
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal, InvalidOperation

from northing.domain.errors import NotANumber, NotFinite, TooPrecise

ZERO = Decimal(0)
ONE = Decimal(1)
MOST_DIGITS = 15
MOST_DECIMALS = 6
NINE_PLACES = Decimal("1e-9")
# Two stored numbers that differ by no more than this are equal: each of them was rounded once.
LAST_PLACE = NINE_PLACES

_EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?")

add = _EXACT.add
subtract = _EXACT.subtract
multiply = _EXACT.multiply
divide = _EXACT.divide


def parse_decimal(text: str, *, field: str = "value") -> Decimal:
    """A plain decimal as formats write it (`-12.5`, `3e2`); typed quantities with units are the coach's work.

    :raises NotANumber: the text is something else
    :raises NotFinite: NaN or infinity
    :raises TooPrecise: more than 15 significant digits or 6 decimals
    """
    shown = text.strip()
    if _NUMBER.fullmatch(shown) and shown.isascii():
        return checked(Decimal(shown), field=field)
    try:
        number = Decimal(shown[:40])
    except InvalidOperation:
        raise NotANumber(field) from None
    raise NotANumber(field) if number.is_finite() else NotFinite(field)


def checked(number: Decimal, *, field: str = "value") -> Decimal:
    """The number without trailing zeros, if it may be stored as typed.

    :raises NotFinite, TooPrecise: it may not
    """
    if not number.is_finite():
        raise NotFinite(field)
    sign, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)
    significant = len(digits)
    while significant > 1 and digits[significant - 1] == 0:
        significant -= 1
        exponent += 1
    if not any(digits):
        return ZERO
    whole = significant + max(exponent, 0)
    if whole > MOST_DIGITS or -exponent > MOST_DECIMALS:
        raise TooPrecise(field)
    if exponent > 0:
        return Decimal((sign, digits[:significant] + (0,) * exponent, 0))
    return Decimal((sign, digits[:significant], exponent))


def print_decimal(number: Decimal) -> str:
    """The number without exponent or trailing zeros, as formats write it; `parse_decimal` reads it back."""
    if not number:
        return "0"
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def stored(number: Decimal) -> Decimal:
    """The number at nine places, half-even: what is kept, and what parents are given."""
    return number.quantize(NINE_PLACES, rounding=ROUND_HALF_EVEN, context=_EXACT)


def clamp(number: Decimal, low: Decimal, high: Decimal) -> Decimal:
    """The number, or the nearer end of the range."""
    return low if number < low else high if number > high else number


def percent(share: Decimal, decimals: int = 0) -> Decimal:
    """A share as percentage points for display, half-up."""
    return rounded_half_up(multiply(share, Decimal(100)), decimals)


def rounded_half_up(number: Decimal, decimals: int) -> Decimal:
    """The number with so many decimals, halves away from zero."""
    return number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=_EXACT)


def rounded_down(number: Decimal, decimals: int) -> Decimal:
    """The number cut after so many decimals."""
    return number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_DOWN, context=_EXACT)
