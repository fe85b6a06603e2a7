"""Which of the honest meanings of an amount is meant: the locale and the last value decide, or nobody."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from northing.coach.quantities.amounts import Amount
from northing.coach.quantities.units import HUNDRED
from northing.domain.units import Unit, UnitKind

NEAR = 10
"""A meaning within this factor of the last value is believed; two meanings of a separator differ by 1 000."""

_COMMAS = dict.fromkeys(("en", "zh", "ja", "ko"), ",")
_POINTS = dict.fromkeys(("de", "es", "it", "pt", "nl", "tr"), ".")
_GROUPING = _COMMAS | _POINTS
_FRACTIONAL = frozenset({UnitKind.PERCENT, UnitKind.RATIO})


def meanings(
    amounts: list[Amount], unit: Unit | None, last: Decimal | None, locale: str
) -> list[tuple[Amount, Decimal]]:
    """The meanings that remain, likeliest first: one if it is clear, several if the person must say."""
    options = [(amount, value) for amount in amounts for value in _of_one(amount, unit, last, locale)]
    if len(options) < 2 or last is None:
        return options
    if len(amounts) == 1:
        return options
    near = [option for option in options if is_near(option[1], last)]
    return near if len(near) == 1 else options


def is_near(value: Decimal, last: Decimal) -> bool:
    """Within a factor of `NEAR` of the last value, on the same side of zero."""
    return value * last > 0 and abs(last) <= abs(value) * NEAR and abs(value) <= abs(last) * NEAR


def _of_one(amount: Amount, unit: Unit | None, last: Decimal | None, locale: str) -> Iterator[Decimal]:
    if amount.other is None:
        yield amount.value
        if _could_be_share(amount, unit, last):
            yield amount.value * HUNDRED
        return
    grouped, divided = amount.value, amount.other
    by_locale = grouped if _GROUPING.get(locale[:2].lower()) == amount.separator else None
    near = [] if last is None else [value for value in (grouped, divided) if is_near(value, last)]
    by_last = near[0] if len(near) == 1 else None
    if by_locale is None and by_last is None and _is_fractional(unit, amount):
        by_last = divided
    votes = [vote for vote in (by_locale, by_last) if vote is not None]
    if votes and all(vote == votes[0] for vote in votes):
        yield votes[0]
    else:
        yield from (grouped, divided)


def _is_fractional(unit: Unit | None, amount: Amount) -> bool:
    """Thousands of percent, of a rating, of a factor or of millions are rarer than three decimals of one."""
    if amount.scaled:
        return True
    expected = unit or amount.unit
    if expected is None:
        return False
    return expected.kind in _FRACTIONAL or expected.code == "score" or expected.decimals >= 3


def _could_be_share(amount: Amount, unit: Unit | None, last: Decimal | None) -> bool:
    """0.52 typed for a percentage that last stood at 48: half a percent, or 52 %?"""
    if unit is None or unit.kind is not UnitKind.PERCENT or amount.unit is not None or last is None:
        return False
    return 0 < amount.value < 1 and is_near(amount.value * HUNDRED, last) and not is_near(amount.value, last)
