"""What stands around an objective: O108, O109, O110. They need fields."""

from __future__ import annotations

from collections.abc import Iterator

from northing.coach.rules.cases import Case
from northing.coach.rules.registry import Found, rule


@rule("O108", "no-owner", "W/E", "objective")
def no_owner(case: Case) -> Iterator[Found]:
    """Nobody owns it."""
    if case.lacks("owner"):
        yield Found(case.whole)


@rule("O109", "no-cycle", "H/W", "objective")
def no_cycle(case: Case) -> Iterator[Found]:
    """It belongs to no cycle."""
    if case.lacks("cycle"):
        yield Found(case.whole)


@rule("O110", "no-why", "H/W", "objective")
def no_why(case: Case) -> Iterator[Found]:
    """Nobody wrote why now."""
    if case.lacks("why_now"):
        yield Found(case.whole)
