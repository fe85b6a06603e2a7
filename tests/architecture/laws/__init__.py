"""The laws that a graph of imports cannot see.

Each law is a function from one module to its findings, registered together with a few lines that break it and a
few that do not: the tests run both, so a law that stopped biting is noticed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module

from tests.architecture.source import Module

Check = Callable[[Module], Iterable[str]]
Example = tuple[str, str]  # dotted name of the pretended module, its source


@dataclass(frozen=True)
class Law:
    """One law: its name, its check, and source that breaks it and source that does not."""

    name: str
    check: Check
    broken_by: tuple[Example, ...]
    kept_by: tuple[Example, ...]


LAWS: dict[str, Law] = {}


def law(*, broken_by: list[Example], kept_by: list[Example]) -> Callable[[Check], Check]:
    """Register the decorated check as a law under its function's name."""

    def register(check: Check) -> Check:
        name = getattr(check, "__name__", "")
        LAWS[name] = Law(name, check, tuple(broken_by), tuple(kept_by))
        return check

    return register


for _room in ("clocks", "names", "neighbours", "public", "sizes", "words", "effects"):
    import_module(f"{__name__}.{_room}")
