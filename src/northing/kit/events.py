"""Events: what must react without being called.

A feature announces; reactions are plain functions wired in ``config/reactions.py``; they run at once, in the
announcer's transaction, in the order wired. There are no signals anywhere else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

Event = TypeVar("Event")

_reactions: dict[type[Any], list[Callable[[Any], None]]] = defaultdict(list)


def react(event: type[Event], reaction: Callable[[Event], None]) -> None:
    """Have ``reaction`` called with every announced ``event``. Wiring the same pair twice changes nothing."""
    if reaction not in _reactions[event]:
        _reactions[event].append(reaction)


def announce(event: object) -> None:
    """Call the reactions to ``event`` inside the caller's transaction; what they raise, the caller raises."""
    for reaction in _reactions.get(type(event), ()):
        reaction(event)


@dataclass(frozen=True, slots=True)
class Wiring:
    """One line of the reactions page in the docs."""

    event: str
    reaction: str


def wirings() -> list[Wiring]:
    """What is wired, for the docs."""
    return [
        Wiring(event.__qualname__, f"{reaction.__module__}.{reaction.__qualname__}")
        for event, reactions in _reactions.items()
        for reaction in reactions
    ]
