"""What is there and who is who, as the parts of a matcher share it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from northing.domain.codes import Phase
from northing.features.cycles.queries import Cycle
from northing.features.exchange.actions.known import Known
from northing.features.exchange.actions.matching.match import Match
from northing.features.exchange.actions.owners import Owners


@dataclass(slots=True)
class Reader:
    """``depth`` is where the parts of the present objective stand; ``on`` is today."""

    owners: Owners
    there: Known
    match: Match
    on: date
    depth: int = 1


def is_open(cycle: Cycle | None) -> bool:
    """Whether goals and terms of a cycle may still change."""
    return cycle is None or cycle.phase in (Phase.PLANNING, Phase.ACTIVE)
