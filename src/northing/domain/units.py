"""Units of measured values: what a number counts, and how many decimals are shown.

A unit is stored and exchanged as one short code (`parse_unit`, `print_unit`); words for units in four
languages belong to the coach, names on screen to the edge.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from northing.domain.codes import UnitKind as UnitKind  # noqa: PLC0414  (a unit is named with its kind)

SECONDS_PER: dict[str, int] = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400, "weeks": 604800}
MONTHS_PER: dict[str, int] = {"months": 1, "years": 12}
DURATIONS: frozenset[str] = frozenset(SECONDS_PER) | frozenset(MONTHS_PER)
CURRENCIES_WITHOUT_CENTS: frozenset[str] = frozenset({"CLP", "HUF", "ISK", "JPY", "KRW", "TWD", "VND"})
MAX_DECIMALS = 6
MAX_LABEL = 30


class UnknownUnit(ValueError):
    """No unit code; `code` is `empty_unit`, `unknown_duration`, `unknown_currency` or `long_unit`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Unit:
    """What a value counts.

    `code` is '' (plain number, percent, ratio), 'score' (a rating), an ISO 4217 code (currency), a name of
    `DURATIONS`, or the label of a custom unit. Percent values are points (52 is 52 %). `decimals` is how
    many are shown; it never rounds what is stored.
    """

    kind: UnitKind
    code: str = ""
    decimals: int = 0

    def __str__(self) -> str:
        return print_unit(self)


def unit_of(kind: UnitKind, code: str = "", *, decimals: int | None = None) -> Unit:
    """The unit with the decimals people expect of it, unless they are given."""
    return Unit(kind, code, usual_decimals(kind, code) if decimals is None else decimals)


def usual_decimals(kind: UnitKind, code: str = "") -> int:
    """How many decimals a new unit of this kind shows."""
    match kind:
        case UnitKind.CURRENCY:
            return 0 if code in CURRENCIES_WITHOUT_CENTS else 2
        case UnitKind.PERCENT:
            return 1
        case UnitKind.NUMBER:
            return 1 if code == "score" else 0
        case UnitKind.DURATION:
            return 0 if code == "seconds" else 1
    return 2


COUNT = unit_of(UnitKind.NUMBER)
SCORE = unit_of(UnitKind.NUMBER, "score")
PERCENT = unit_of(UnitKind.PERCENT)
RATIO = unit_of(UnitKind.RATIO)

_BY_CODE = {"count": COUNT, "number": COUNT, "score": SCORE, "percent": PERCENT, "ratio": RATIO}
_CURRENCY = re.compile(r"[A-Za-z]{3}\Z")


def parse_unit(code: str) -> Unit:
    """`count`, `percent`, `score`, `ratio`, `currency:EUR`, `duration:hours`; anything else is a label.

    `custom:count` (or any code after `custom:`) is the label itself, so every unit can be printed and read.

    :raises UnknownUnit: empty, too long, or an unknown currency shape or duration
    """
    text = " ".join(code.split())
    known = _BY_CODE.get(text.lower())
    if known is not None:
        return known
    family, colon, rest = text.partition(":")
    rest = rest.strip()
    match family.lower() if colon else "":
        case "currency":
            if not _CURRENCY.match(rest):
                raise UnknownUnit("unknown_currency")
            return unit_of(UnitKind.CURRENCY, rest.upper())
        case "duration":
            if rest.lower() not in DURATIONS:
                raise UnknownUnit("unknown_duration")
            return unit_of(UnitKind.DURATION, rest.lower())
        case "custom":
            return _custom(rest)
    return _custom(text)


def print_unit(unit: Unit) -> str:
    """The code that `parse_unit` reads back to this unit (decimals aside)."""
    match unit.kind:
        case UnitKind.NUMBER:
            return unit.code or "count"
        case UnitKind.PERCENT | UnitKind.RATIO:
            return unit.kind.value
        case UnitKind.CUSTOM:
            plain = unit.code.lower() not in _BY_CODE and ":" not in unit.code
            return unit.code if plain else f"custom:{unit.code}"
    return f"{unit.kind.value}:{unit.code}"


def _custom(label: str) -> Unit:
    if not label:
        raise UnknownUnit("empty_unit")
    if len(label) > MAX_LABEL:
        raise UnknownUnit("long_unit")
    return unit_of(UnitKind.CUSTOM, label)
