"""How a number walks from its start towards where the story wants it: deterministic, a little uneven."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from zlib import crc32

_SHAPES: dict[str, Callable[[float], float]] = {
    "steady": lambda share: share,
    "late": lambda share: share**3,
    "surge": lambda share: 1 - (1 - share) ** 3,
    "stall": lambda share: min(1.0, share * 1.9),
    "regress": lambda share: share if share < 0.4 else share * 1.1 - 0.04,
}


def _wobble(seed: str, week: int) -> float:
    """A small repeatable unevenness, −0.03 … 0.03."""
    return (crc32(f"{seed}/{week}".encode()) % 1000 / 1000 - 0.5) * 0.06


def walk(
    *, seed: str, start: Decimal, target: Decimal, reach: Decimal, shape: str, weeks: int, decimals: int
) -> list[Decimal]:
    """``weeks`` weekly values from about ``start`` to exactly ``reach`` of the way to ``target``.

    Values carry ``decimals`` places (half-up) and the last one lands where the story says.
    """
    bend = _SHAPES[shape]
    step = Decimal(1).scaleb(-decimals)
    values = []
    for week in range(1, weeks + 1):
        share = bend(week / weeks) + (_wobble(seed, week) if week < weeks else 0)
        value = start + (target - start) * reach * Decimal(str(round(share, 6)))
        values.append(value.quantize(step, rounding=ROUND_HALF_UP))
    return values
