"""Links between objectives: never a loop, and an order in which every child comes before its parents."""

from collections import deque
from collections.abc import Hashable, Iterable
from typing import TypeVar

from northing.domain.errors import LoopInAlignment

Node = TypeVar("Node", bound=Hashable)


def would_close_loop(edges: Iterable[tuple[Node, Node]], *, child: Node, parent: Node) -> bool:
    """Whether a link child → parent would lead back to the child, given links as (child, parent)."""
    return child in ancestors(edges, parent)


def ancestors(edges: Iterable[tuple[Node, Node]], start: Node) -> set[Node]:
    """The node and everything it leads up to."""
    parents: dict[Node, list[Node]] = {}
    for lower, upper in edges:
        parents.setdefault(lower, []).append(upper)
    found, waiting = {start}, [start]
    while waiting:
        for upper in parents.get(waiting.pop(), ()):
            if upper not in found:
                found.add(upper)
                waiting.append(upper)
    return found


def in_rollup_order(nodes: Iterable[Node], edges: Iterable[tuple[Node, Node]]) -> list[Node]:
    """The nodes with every child before its parents; ties keep their order, links to others are ignored.

    :raises LoopInAlignment: the links close a loop
    """
    waiting_for = dict.fromkeys(nodes, 0)
    parents: dict[Node, list[Node]] = {}
    for lower, upper in edges:
        if lower in waiting_for and upper in waiting_for:
            parents.setdefault(lower, []).append(upper)
            waiting_for[upper] += 1
    ready = deque(node for node, count in waiting_for.items() if count == 0)
    ordered: list[Node] = []
    while ready:
        node = ready.popleft()
        ordered.append(node)
        for upper in parents.get(node, ()):
            waiting_for[upper] -= 1
            if waiting_for[upper] == 0:
                ready.append(upper)
    if len(ordered) < len(waiting_for):
        raise LoopInAlignment("parent")
    return ordered
