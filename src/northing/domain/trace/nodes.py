"""The node of a trace, and its form in JSON."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

Value = Decimal | date | str | int | bool | None
"""Codes are plain strings; numbers of the domain are Decimals; counts are ints."""


@dataclass(frozen=True, slots=True)
class TraceNode:
    """`result` follows from `rule`, `inputs` and the children's results, and from nothing else."""

    rule: str
    inputs: Mapping[str, Value]
    children: tuple["TraceNode", ...]
    result: Value

    def walk(self) -> Iterator["TraceNode"]:
        """This node and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def find(self, rule: str) -> "TraceNode | None":
        """The first node of this rule, or of its family (`progress` finds `progress.metric`)."""
        family = f"{rule}."
        return next((node for node in self.walk() if node.rule == rule or node.rule.startswith(family)), None)

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values; Decimals and days are marked, so that `from_dict` gives back the same tree."""
        return {
            "rule": self.rule,
            "inputs": {name: _packed(value) for name, value in self.inputs.items()},
            "children": [child.as_dict() for child in self.children],
            "result": _packed(self.result),
        }


def from_dict(packed: Mapping[str, Any]) -> TraceNode:
    """The tree that `as_dict` was made from."""
    return TraceNode(
        rule=packed["rule"],
        inputs={name: _unpacked(value) for name, value in packed["inputs"].items()},
        children=tuple(from_dict(child) for child in packed["children"]),
        result=_unpacked(packed["result"]),
    )


def _packed(value: Value) -> Any:
    if isinstance(value, Decimal):
        return {"decimal": format(value, "f")}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return str(value) if isinstance(value, str) else value


def _unpacked(value: Any) -> Value:
    if isinstance(value, Mapping):
        if "decimal" in value:
            return Decimal(value["decimal"])
        return date.fromisoformat(value["date"])
    plain: Value = value
    return plain
