"""How rules are written: a function of inputs and children, filed under its code."""

from collections.abc import Callable, Mapping
from typing import Any

from northing.domain.trace.nodes import TraceNode, Value

Inputs = Mapping[str, Any]
Children = tuple[TraceNode, ...]
Rule = Callable[[Inputs, Children], Value]


def filing(rules: dict[str, Rule]) -> Callable[[str], Callable[[Rule], Rule]]:
    """A decorator that files a rule under a code."""

    def under(code: str) -> Callable[[Rule], Rule]:
        def file(rule: Rule) -> Rule:
            rules[code] = rule
            return rule

        return file

    return under


def results(children: Children) -> list[Any]:
    """The children's results, in order."""
    return [child.result for child in children]
