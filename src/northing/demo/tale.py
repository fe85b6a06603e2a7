"""The story as data: reading ``story/*.toml`` into values."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from decimal import Decimal
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class KeyResultTale:
    """One key result and how it went: ``values`` given week by week, or ``reach`` along a ``shape``."""

    title: str
    owner: str
    kind: str = "metric"
    unit: str = "count"
    decimals: int = 0
    start: Decimal | None = None
    target: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    weight: Decimal = Decimal(1)
    pinned: bool = False
    guardrail: bool = False
    indicator: str = ""
    definition: str = ""
    measured_every: int | None = None
    stages: tuple[tuple[str, Decimal], ...] = ()
    tasks: tuple[str, ...] = ()
    reach: Decimal | None = None
    shape: str = "steady"
    values: tuple[str, ...] = ()
    confidence: tuple[int, ...] = ()
    silent: int = 0
    change: dict[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class ObjectiveTale:
    """One objective with its key results; ``parents`` are (key, kind, weight)."""

    key: str
    title: str
    owner: str
    why: str = ""
    pillar: str = ""
    team: str = ""
    person: str = ""
    cycle: str = ""
    ambition: str = "aspirational"
    state: str = "agreed"
    visibility: str = "organization"
    named: tuple[str, ...] = ()
    parents: tuple[tuple[str, str, Decimal], ...] = ()
    kr: tuple[KeyResultTale, ...] = ()


_DECIMALS = frozenset({"start", "target", "lower", "upper", "weight"})


def _key_result(raw: dict[str, Any]) -> KeyResultTale:
    told: dict[str, Any] = dict(raw)
    for name in _DECIMALS & told.keys():
        told[name] = Decimal(told[name])
    if "reach" in told:
        told["reach"] = Decimal(str(told["reach"]))
    told["stages"] = tuple((title, Decimal(after)) for title, after in told.get("stages", ()))
    told["tasks"] = tuple(told.get("tasks", ()))
    told["values"] = tuple(told.get("values", ()))
    told["confidence"] = tuple(int(word) for word in told.get("confidence", "").split())
    return KeyResultTale(**told)


def _objective(raw: dict[str, Any]) -> ObjectiveTale:
    told: dict[str, Any] = dict(raw)
    told["kr"] = tuple(_key_result(item) for item in told.get("kr", ()))
    told["named"] = tuple(told.get("named", ()))
    told["parents"] = tuple((key, kind, Decimal(weight)) for key, kind, weight in told.get("parents", ()))
    return ObjectiveTale(**told)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.files("northing.demo") / "story" / f"{name}.toml").read_text("utf-8"))


def company() -> dict[str, Any]:
    """Organization, strategy, pillars, people, teams, KPIs and absences, as written."""
    return _read("company")


def objectives(name: str) -> list[ObjectiveTale]:
    """The objectives of one cycle's file: ``running`` or ``closed``; parents come before their children."""
    return [_objective(raw) for raw in _read(name)["objective"]]
