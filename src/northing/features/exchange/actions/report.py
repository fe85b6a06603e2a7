"""What an import did, or would do: a row for everything the document states, and what stands in its way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from northing.domain.plan import PlanProblem, Skipped
from northing.domain.units import Unit
from northing.kit.errors import Problems, Refusal


class Change(StrEnum):
    """What becomes of one row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


class Thing(StrEnum):
    """What one row is."""

    OBJECTIVE = "objective"
    KEY_RESULT = "key_result"
    INITIATIVE = "initiative"


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One objective, key result or initiative of the document.

    ``span`` is what a new metric says: start, target and bounds as stored, in ``unit``.
    ``depth`` is how deep it is nested (0 = a root objective), ``fields`` what changes of a known one, ``asks``
    whether a key result asks for its numbers; ``ref`` names it from now on.
    """

    line: int
    thing: Thing
    title: str
    ref: str
    depth: int
    change: Change
    fields: tuple[str, ...] = ()
    holder: str = ""
    owner: str = ""
    kind: str = ""
    asks: bool = False
    is_done: bool = False
    span: Mapping[str, Decimal] = field(default_factory=dict)
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """All rows in document order. Nothing was written unless ``is_written``; with problems nothing ever is.

    ``warnings`` are things left out or noted that do not stop the import.
    """

    rows: tuple[ImportRow, ...] = ()
    problems: tuple[PlanProblem, ...] = ()
    warnings: tuple[PlanProblem, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    cycles: tuple[str, ...] = ()
    """Names of the cycles the rows belong to."""
    new_cycles: tuple[str, ...] = ()
    new_teams: tuple[str, ...] = ()
    proposed: int = 0
    """Objectives that wait for a second person to agree."""
    changes_nothing: bool = False
    """Everything is there already as the document says."""
    is_written: bool = False

    @property
    def is_possible(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.problems

    def count(self, thing: Thing, change: Change | None = None) -> int:
        """How many rows of a kind there are, or have this change."""
        return sum(row.thing is thing and change in (None, row.change) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Figures:
    """What an import does, counted: ``(objectives, key results, initiatives)``; plain values, so it can be kept."""

    new: tuple[int, int, int]
    changed: tuple[int, int, int]
    unchanged: int
    new_cycles: tuple[str, ...]
    new_teams: tuple[str, ...]
    proposed: int
    asks: int
    skipped: int


def figures_of(*, report: ImportReport) -> Figures:
    """The figures of a report."""

    def counted(change: Change) -> tuple[int, int, int]:
        objectives, key_results, initiatives = (report.count(thing, change) for thing in Thing)
        return objectives, key_results, initiatives

    return Figures(
        new=counted(Change.NEW),
        changed=counted(Change.CHANGED),
        unchanged=sum(counted(Change.UNCHANGED)),
        new_cycles=report.new_cycles,
        new_teams=report.new_teams,
        proposed=report.proposed,
        asks=sum(row.asks and row.change is Change.NEW for row in report.rows),
        skipped=len(report.skipped),
    )


def with_problems(*, report: ImportReport, problems: Iterable[PlanProblem]) -> ImportReport:
    """The report with what the reader of the document found; of two about one cell the reader's is kept."""
    found = tuple(problems)
    placed = {(problem.line, problem.field) for problem in found}
    more = (problem for problem in report.problems if (problem.line, problem.field) not in placed)
    return replace(report, problems=(*found, *more))


def problems_from(line: int, refusals: Iterable[Refusal]) -> list[PlanProblem]:
    """Refusals of the ledger as problems of a line."""
    found: list[PlanProblem] = []
    for refusal in refusals:
        several = refusal.problems if isinstance(refusal, Problems) else [refusal]
        for one in several:
            params = {name: str(value) for name, value in one.params.items()}
            found.append(PlanProblem(line, one.field or "", one.code, params))
    return found
