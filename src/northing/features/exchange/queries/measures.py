"""Values as files state them and as rows keep them."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

from northing.domain.units import SECONDS_PER, Unit, UnitKind

_SIX_PLACES = Decimal("0.000001")


def as_stored(*, value: Decimal, unit: Unit) -> Decimal:
    """A value in its unit as rows keep it: durations up to weeks in seconds, all else as it is."""
    return value * SECONDS_PER.get(unit.code, 1) if unit.kind is UnitKind.DURATION else value


def as_stated(*, value: Decimal, unit: Unit) -> Decimal | None:
    """The same back; ``None`` where the unit cannot say it exactly with six decimals."""
    if unit.kind is not UnitKind.DURATION:
        return value
    seconds = SECONDS_PER.get(unit.code, 1)
    stated = (value / seconds).quantize(_SIX_PLACES, ROUND_HALF_EVEN)
    return stated if stated * seconds == value else None
