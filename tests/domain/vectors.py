"""Reads the golden vectors: rows worked out with exact fractions, numbers kept as text."""

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "golden"


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of one file."""
    found: list[dict[str, Any]] = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    return found


def number(text: str | None) -> Decimal | None:
    """A Decimal from the text of a terminating number or a fraction (to 40 places)."""
    if text is None:
        return None
    exact = Fraction(text)
    return Decimal(exact.numerator) / Decimal(exact.denominator)


def agrees(found: Decimal | None, expected: str | None) -> bool:
    """Equal: exactly where the number terminates, else to twelve places."""
    if found is None or expected is None:
        return found is None and expected is None
    exact = Fraction(expected)
    if "/" not in expected:
        return Fraction(found) == exact
    return abs(Fraction(found) - exact) < Fraction(1, 10**12)
