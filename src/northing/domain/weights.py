"""How one parent is divided among its parts: pins stay, the rest share what is left pro rata."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from northing.domain.errors import WeightsDoNotFit
from northing.domain.numbers import ONE, ZERO, add, multiply, subtract


@dataclass(frozen=True, slots=True)
class Weight:
    """One part: a pinned share of the whole (0…1), or a part in proportion to the others."""

    pinned: Decimal | None = None
    previous: Decimal = ONE


def divided(parts: Sequence[Weight]) -> list[Fraction]:
    """Exact shares that sum to 1, in order. Unpinned parts that all weigh 0 share equally.

    :raises WeightsDoNotFit: pins exceed the whole, or leave a rest nobody takes
    """
    pinned = sum((Fraction(part.pinned) for part in parts if part.pinned is not None), Fraction(0))
    loose = [part for part in parts if part.pinned is None]
    if pinned > 1 or (parts and not loose and pinned != 1):
        raise WeightsDoNotFit("weight")
    if any((part.previous if part.pinned is None else part.pinned) < 0 for part in parts):
        raise WeightsDoNotFit("weight")
    total = sum((Fraction(part.previous) for part in loose), Fraction(0))
    return [_share(part, 1 - pinned, total, len(loose)) for part in parts]


def _share(part: Weight, left: Fraction, total: Fraction, loose: int) -> Fraction:
    if part.pinned is not None:
        return Fraction(part.pinned)
    return left * (Fraction(part.previous) / total if total else Fraction(1, loose))


def proportions(parts: Sequence[Weight]) -> list[Decimal]:
    """The same shares up to a common factor, as exact Decimals for the roll-up; never refuses stored weights.

    Multiplying every share by the sum of the loose parts leaves nothing to divide.
    """
    loose = [part.previous for part in parts if part.pinned is None]
    pinned = _sum([part.pinned for part in parts if part.pinned is not None])
    left = max(ZERO, subtract(ONE, pinned))
    total = _sum(loose)
    equal = total == ZERO
    factor = Decimal(len(loose)) if equal else total
    if not loose:
        return [part.pinned or ZERO for part in parts]
    if not pinned:
        return [ONE if equal else part.previous for part in parts]
    return [
        multiply(left, ONE if equal else part.previous)
        if part.pinned is None
        else multiply(part.pinned, factor)
        for part in parts
    ]


def displayed(shares: Sequence[Fraction], decimals: int = 3) -> list[Decimal]:
    """Shares with so many decimals that still sum to their whole: largest remainders are rounded up."""
    scale: int = 10**decimals
    whole = [int(share * scale) for share in shares]
    missing = round(sum(shares) * scale) - sum(whole)
    by_remainder = sorted(range(len(shares)), key=lambda i: whole[i] - shares[i] * scale)
    for index in by_remainder[:missing]:
        whole[index] += 1
    return [Decimal(units).scaleb(-decimals) for units in whole]


def _sum(numbers: Sequence[Decimal]) -> Decimal:
    total = ZERO
    for number in numbers:
        total = add(total, number)
    return total
