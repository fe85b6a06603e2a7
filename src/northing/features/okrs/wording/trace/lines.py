"""What a worded trace is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from northing.domain.trace import TraceNode
from northing.domain.units import COUNT, Unit
from northing.features.okrs.wording import values

_MOST_DECIMALS = 4


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


def gap_sum(bar: Decimal | None, expected: Decimal, progress: Decimal) -> str:
    """ "70% × 63.7% − 45.7% = −1.1%", with as many decimals as it takes for the sum, done by hand, to come out."""
    exact = (expected if bar is None else bar * expected) - progress
    for decimals in range(1, _MOST_DECIMALS + 1):
        due, done = _shown(expected, decimals), _shown(progress, decimals)
        by_hand = (due if bar is None else _shown(bar, decimals) * due) - done
        if _shown(by_hand, decimals) == _shown(exact, decimals):
            break
    texts = [
        values.share(number, decimals=decimals)
        for number in ((expected,) if bar is None else (bar, expected))
    ]
    return (
        f"{' × '.join(texts)} − {values.share(progress, decimals=decimals)}"
        f" = {values.share(exact, decimals=decimals)}"
    )


def _shown(share: Decimal, decimals: int) -> Decimal:
    return share.quantize(Decimal(1).scaleb(-decimals - 2), rounding=ROUND_HALF_UP)


def policies_used(*lines: Line) -> list[str]:
    """Every policy value named, each once, in order."""
    names: dict[str, None] = {}
    for line in lines:
        names.update(dict.fromkeys(line.policies))
        names.update(dict.fromkeys(policies_used(*line.parts)))
    return list(names)
