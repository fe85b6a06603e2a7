"""Everything one import will write, each with its line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from northing.domain.plan import PlanInitiative, PlanKeyResult, PlanObjective, PlanProblem
from northing.domain.units import Unit
from northing.features.cycles.queries import Cycle
from northing.features.exchange.actions.report import Change, ImportRow, Thing
from northing.features.okrs.actions import NewKeyResult, NewObjective
from northing.features.okrs.queries import PlannedObjective

Stated = PlanObjective | PlanKeyResult | PlanInitiative
_THINGS = {
    PlanObjective: Thing.OBJECTIVE,
    PlanKeyResult: Thing.KEY_RESULT,
    PlanInitiative: Thing.INITIATIVE,
}


@dataclass(slots=True)
class Edit:
    """One thing to write: ``fields`` as its feature takes them, ``known`` the row that changes or holds it."""

    line: int
    ref: str
    fields: Any
    known: Any = None


@dataclass(slots=True)
class Match:
    """Everything one import will write, each with its line."""

    rows: list[ImportRow] = field(default_factory=list)
    problems: list[PlanProblem] = field(default_factory=list)
    warnings: list[PlanProblem] = field(default_factory=list)
    new: list[NewObjective] = field(default_factory=list)
    team_names: dict[str, str] = field(default_factory=dict)
    added: list[tuple[int, PlannedObjective, NewKeyResult]] = field(default_factory=list)
    objectives: list[Edit] = field(default_factory=list)
    key_results: list[Edit] = field(default_factory=list)
    links: list[tuple[int, str, str]] = field(default_factory=list)
    done: list[Edit] = field(default_factory=list)
    new_initiatives: list[Edit] = field(default_factory=list)
    initiatives: list[Edit] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    cycles: list[Cycle] = field(default_factory=list)
    priorities: set[str] = field(default_factory=set)
    unowned: int = 0

    @property
    def writes(self) -> bool:
        """Whether anything is to be written."""
        return bool(
            self.new
            or self.added
            or self.objectives
            or self.key_results
            or self.links
            or self.done
            or self.new_initiatives
            or self.initiatives
        )

    def show(
        self,
        part: Stated,
        change: Change,
        ref: str,
        depth: int,
        fields: list[str] | None = None,
        *,
        holder: str = "",
        owner: str = "",
        kind: str = "",
        is_done: bool = False,
        span: Mapping[str, Decimal] | None = None,
        unit: Unit | None = None,
    ) -> None:
        """Add the row of one thing."""
        thing = _THINGS[type(part)]
        self.lines[ref] = part.line
        self.rows.append(
            ImportRow(
                line=part.line,
                thing=thing,
                title=part.title,
                ref=ref,
                depth=depth,
                change=change,
                fields=tuple(fields or ()),
                holder=holder,
                owner=owner,
                kind=kind,
                asks=thing is Thing.KEY_RESULT and not kind,
                is_done=is_done,
                span=span or {},
                unit=unit,
            )
        )

    def note_priority(self, priority: str) -> None:
        """A priority that has no field: it stays as a mark, and that is told once."""
        if priority:
            self.priorities.add(priority)

    def problem(self, line: int, name: str, code: str, **params: str) -> None:
        """Something that must be mended."""
        self.problems.append(PlanProblem(line, name, code, params))

    def warn(self, line: int, name: str, code: str, **params: str) -> None:
        """Something left out or only noted."""
        self.warnings.append(PlanProblem(line, name, code, params))
