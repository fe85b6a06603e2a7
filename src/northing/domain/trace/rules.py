"""The rules of traces, each a thin shell around the domain function it names, and the recomputing of a tree."""

from collections.abc import Mapping

from northing.domain.errors import TraceDoesNotAddUp, UnknownRule
from northing.domain.trace import rules_of_numbers, rules_of_words
from northing.domain.trace.nodes import TraceNode, Value
from northing.domain.trace.registry import Rule

RULES: Mapping[str, Rule] = rules_of_numbers.RULES | rules_of_words.RULES


def made(rule: str, inputs: Mapping[str, Value], *children: TraceNode) -> TraceNode:
    """A node with the result its rule gives."""
    return TraceNode(rule, inputs, children, _apply(rule, inputs, children))


def evaluate(node: TraceNode) -> Value:
    """The result, recomputed from the leaves through the domain's functions; stored results are not looked at.

    :raises UnknownRule: the tree names a rule the domain does not have
    """
    return _recomputed(node).result


def check(node: TraceNode) -> None:
    """Refuse a tree in which any node's result differs from the recomputed one.

    :raises TraceDoesNotAddUp: `field` is the rule of that node
    """
    for found, expected in zip(node.walk(), _recomputed(node).walk(), strict=True):
        if found.result != expected.result or type(found.result) is not type(expected.result):
            raise TraceDoesNotAddUp(found.rule)


def _recomputed(node: TraceNode) -> TraceNode:
    return made(node.rule, node.inputs, *(_recomputed(child) for child in node.children))


def _apply(rule: str, inputs: Mapping[str, Value], children: tuple[TraceNode, ...]) -> Value:
    if rule not in RULES:
        raise UnknownRule(rule)
    result = RULES[rule](inputs, children)
    return str(result) if isinstance(result, str) else result
