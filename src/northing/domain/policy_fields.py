"""How one entry of the policy registry is declared, read from text, and described."""

from collections.abc import Callable
from dataclasses import MISSING, Field, dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from northing.domain.errors import NotANumber, OutOfRange
from northing.domain.numbers import parse_decimal


@dataclass(frozen=True, slots=True)
class PolicyField:
    """One entry of the registry, as settings screens and docs show it; choices and switches have no range."""

    name: str
    kind: str
    default: Any
    low: Decimal | None
    high: Decimal | None
    choices: tuple[str, ...]
    meaning: str


def share(default: str, meaning: str, *, low: str = "0", high: str = "1") -> Any:
    return _number(Decimal(default), Decimal(low), Decimal(high), meaning, "decimal")


def count(default: int, low: int, high: int, meaning: str) -> Any:
    return _number(default, Decimal(low), Decimal(high), meaning, "integer")


def _number(default: Decimal | int, low: Decimal, high: Decimal, meaning: str, kind: str) -> Any:
    return field(default=default, metadata={"kind": kind, "low": low, "high": high, "meaning": meaning})


def choice(default: StrEnum, meaning: str) -> Any:
    return field(default=default, metadata={"kind": "choice", "enum": type(default), "meaning": meaning})


def switch(default: bool, meaning: str) -> Any:
    return field(default=default, metadata={"kind": "switch", "meaning": meaning})


def typed(entry: "Field[Any]", value: object) -> Any:
    return _READERS[entry.metadata["kind"]](entry, value)


def _read_number(entry: "Field[Any]", value: object) -> Decimal | int:
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        raise NotANumber(entry.name)
    number = parse_decimal(str(value), field=entry.name)
    if not entry.metadata["low"] <= number <= entry.metadata["high"]:
        raise OutOfRange(entry.name)
    if entry.metadata["kind"] == "decimal":
        return number
    if number != number.to_integral_value():
        raise OutOfRange(entry.name)
    return int(number)


def _read_choice(entry: "Field[Any]", value: object) -> StrEnum:
    choices: type[StrEnum] = entry.metadata["enum"]
    try:
        return choices(str(value))
    except ValueError:
        raise OutOfRange(entry.name) from None


def _read_switch(entry: "Field[Any]", value: object) -> bool:
    switches = {"true": True, "false": False}
    if str(value).lower() not in switches:
        raise OutOfRange(entry.name)
    return switches[str(value).lower()]


_READERS: dict[str, Callable[["Field[Any]", object], Any]] = {
    "decimal": _read_number,
    "integer": _read_number,
    "choice": _read_choice,
    "switch": _read_switch,
}


def described(one: "Field[Any]") -> PolicyField:
    meta = one.metadata
    assert one.default is not MISSING
    return PolicyField(
        name=one.name,
        kind=meta["kind"],
        default=one.default,
        low=meta.get("low"),
        high=meta.get("high"),
        choices=tuple(meta["enum"]) if "enum" in meta else (),
        meaning=meta["meaning"],
    )
