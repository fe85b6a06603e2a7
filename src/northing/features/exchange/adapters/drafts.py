"""What readers collect before it is typed: every value still the text of a cell, with the line it stood on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from northing.domain.plan import PlanCycle, Skipped


class Cell(NamedTuple):
    """A value as written. `is_plain`: a machine wrote the number, a point is its decimal sign."""

    text: str
    line: int = 0
    is_plain: bool = False


@dataclass(slots=True)
class Draft:
    """An objective, key result, initiative, stage or sub-item in the making; `cells` go by plan field names."""

    line: int
    cells: dict[str, Cell] = field(default_factory=dict)
    key_results: list[Draft] = field(default_factory=list)
    initiatives: list[Draft] = field(default_factory=list)
    items: list[Draft] = field(default_factory=list)
    stages: list[Draft] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    done: bool = False
    has_box: bool = False
    parent: Draft | None = None
    cycle: PlanCycle | None = None

    def text(self, name: str) -> str:
        cell = self.cells.get(name)
        return cell.text if cell else ""

    def put(self, name: str, text: str, line: int, *, is_plain: bool = False) -> None:
        """Keep a value; one that was stated before stays."""
        if text and not self.text(name):
            self.cells[name] = Cell(text, line, is_plain)

    def extend(self, name: str, text: str, line: int) -> None:
        """Add a further line of text to a value."""
        before = self.text(name)
        self.cells[name] = Cell(f"{before}\n{text}" if before else text, line)


@dataclass(slots=True)
class DraftPlan:
    """The drafts of one document, what was left over, and which lines were used."""

    cycle: PlanCycle | None = None
    cycle_cells: Draft = field(default_factory=lambda: Draft(0))
    """The cycle as stated by fields of the document."""
    objectives: list[Draft] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    used: set[int] = field(default_factory=set)

    def skip(self, line: int, text: str, why: str) -> None:
        self.skipped.append(Skipped(line, text.strip()[:_LONGEST_KEPT], why))


_LONGEST_KEPT = 1000
