"""Tables inside an outline: runs of `| a | b |` lines, read by the same columns as any table."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby

from northing.domain.plan import PlanProblem
from northing.features.exchange.adapters.drafts import Cell, Draft, DraftPlan
from northing.features.exchange.adapters.lines import Line, LineKind
from northing.features.exchange.adapters.tables import Row, TableReader
from northing.features.exchange.adapters.titles import clean


def read_markdown_tables(
    lines: list[Line],
    drafts: DraftPlan,
    problems: list[PlanProblem],
    *,
    today: date | None,
    is_lenient: bool = False,
    whose: Callable[[Draft], None] = lambda draft: None,
) -> None:
    """Add the tables to the drafts; a table without known columns is skipped line by line.

    A table of key results alone belongs to the objective above it.

    :param whose: gives an objective of a table the team and cycle that hold where the table stands
    """
    lines_of = [draft.line for draft in drafts.objectives]
    above = list(drafts.objectives)
    found_rows = [line for line in lines if line.kind is LineKind.ROW]
    for _, group in groupby(enumerate(found_rows), key=lambda place: place[1].number - place[0]):
        rows = [line for _, line in group]
        scratch, found = DraftPlan(cycle=drafts.cycle), list[PlanProblem]()
        reader = TableReader(scratch, found, today, is_lenient=is_lenient)
        place = bisect_left(lines_of, rows[0].number)
        reader.objective = above[place - 1] if place else None
        if reader.read(_rows(rows)):
            for draft in scratch.objectives:
                whose(draft)
            _merge(drafts, scratch, rows)
            problems.extend(found)
        else:
            for line in rows:
                drafts.skip(line.number, line.raw, "table")
    drafts.objectives.sort(key=lambda draft: draft.line)


def _rows(lines: list[Line]) -> Iterator[Row]:
    for line in lines:
        cells = line.content.strip().strip("|").split("|")
        if not all(set(cell.strip()) <= set("-: ") for cell in cells):
            yield line.number, [Cell(clean(cell), line.number) for cell in cells]


def _merge(drafts: DraftPlan, table: DraftPlan, rows: list[Line]) -> None:
    drafts.cycle = drafts.cycle or table.cycle
    drafts.objectives.extend(table.objectives)
    drafts.skipped.extend(table.skipped)
    drafts.used.update(line.number for line in rows)
    drafts.used.difference_update(skipped.line for skipped in table.skipped if skipped.why == "above_header")
