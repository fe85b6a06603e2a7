"""One import on its way: what was staged so far, as far as publishing needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from northing.features.okrs.actions.importing.shapes import NewObjective
from northing.features.okrs.actions.scene import Scene
from northing.features.okrs.models import Objective
from northing.features.okrs.storage import Amount, Cell

Place = tuple[str, str]
"""What is still to be made: the name of the cycle and of the team, empty where it is known."""


@dataclass(slots=True)
class Arrival:
    """``number`` marks the staged rows; ``cells`` is what they add to the tally, by what is still to be made."""

    scene: Scene
    number: int
    staged: dict[str, tuple[NewObjective, Objective]] = field(default_factory=dict)
    key_results: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Key and objective of staged key results that others name as their parent."""
    cells: dict[tuple[Place, Cell], Amount] = field(default_factory=dict)

    def count(self, place: Place, cells: Mapping[Cell, Amount]) -> None:
        """Add to the tally of a place."""
        for cell, amount in cells.items():
            count, measured, nanos = self.cells.get((place, cell), (0, 0, 0))
            self.cells[place, cell] = count + amount[0], measured + amount[1], nanos + amount[2]


def place_of(new: NewObjective) -> Place:
    """What must still be made for an objective."""
    is_made = new.cycle is None or new.cycle.pk is not None
    return "" if is_made or new.cycle is None else new.cycle.name, new.team_name
