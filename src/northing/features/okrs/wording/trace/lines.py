"""What a worded trace is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from northing.domain.trace import TraceNode
from northing.domain.units import COUNT, Unit
from northing.features.okrs.wording import values


@dataclass(frozen=True, slots=True)
class Line:
    """One step: what it is, the number or word it gives, the rule in plain words, the sum as typed.

    ``policies`` name the values of the organization's policy it uses, ``parts`` are the steps below it,
    ``status`` is the code whose mark stands beside ``result``.
    """

    text: str
    result: str = ""
    rule: str = ""
    formula: str = ""
    status: str = ""
    href: str = ""
    policies: tuple[str, ...] = ()
    parts: tuple[Line, ...] = ()
    is_private: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What the reader of a trace may be told beside its numbers."""

    is_objective: bool
    unit: Unit = COUNT
    titles: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    is_threshold: bool = False
    overridden: str = ""  # who said so, when and why


def given(node: TraceNode) -> Mapping[str, Any]:
    """The inputs, for words."""
    return node.inputs


def percent(value: Any) -> str:
    """A share with one decimal, as details show it."""
    return values.share(value if isinstance(value, Decimal) else None, decimals=1)


def policies_used(*lines: Line) -> list[str]:
    """Every policy value named, each once, in order."""
    names: dict[str, None] = {}
    for line in lines:
        names.update(dict.fromkeys(line.policies))
        names.update(dict.fromkeys(policies_used(*line.parts)))
    return list(names)
