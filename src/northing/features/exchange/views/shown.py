"""A report as the preview prints it: every row with what is said about its line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from northing.domain.plan import Plan, PlanProblem
from northing.features.exchange import wording
from northing.features.exchange.actions import Change, ImportReport, ImportRow, Thing
from northing.features.exchange.adapters import node_ids
from northing.features.exchange.views.advice import Advice, advice_of

MOST_ROWS = 500
MOST_LINES = 300
_DEEPEST = 5
_SHORT = 160
_TONES = {Change.NEW: "good", Change.CHANGED: "warn", Change.UNCHANGED: "plain"}


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row of the table, its text ready."""

    line: int
    thing: str
    is_objective: bool
    title: str
    depth: int
    change: str
    tone: str
    note: str
    owner: str
    problems: tuple[str, ...]
    warnings: tuple[str, ...]
    at: str = ""
    """What a correction calls the row."""
    advice: tuple[Advice, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownReport:
    """The whole preview. ``loose``: problems of lines that became no row, ``notes``: what concerns all of them.

    ``left_out``: how many rows lie beyond the limit.
    """

    rows: tuple[ShownRow, ...]
    left_out: int
    loose: tuple[tuple[int, str], ...]
    notes: tuple[str, ...]
    skipped: tuple[tuple[int, str, str, str], ...]
    skipped_count: int
    problem_count: int
    is_possible: bool
    changes_nothing: bool


def shown_report(report: ImportReport, plan: Plan) -> ShownReport:
    """The report as text, bounded: rows with problems always have a place."""
    problems, warnings = _by_line(report.problems), _by_line(report.warnings)
    every, advice = list(_whole(report, plan)), advice_of(plan)
    first = every[:MOST_ROWS]
    lines = {row.line for _, row, _ in first}
    loose = [
        (problem.line, wording.problem_text(problem))
        for problem in report.problems
        if problem.line not in lines
    ]
    told: set[int] = set()
    return ShownReport(
        rows=tuple(
            _named(_row(row, problems, warnings, told), at, row, advice, is_judged=is_judged)
            for at, row, is_judged in first
        ),
        left_out=len(every) - len(first),
        loose=tuple(dict.fromkeys(loose))[:MOST_LINES],
        notes=tuple(warnings.get(0, ())),
        skipped=tuple(
            (line.line, wording.excerpt(line.text, _SHORT), wording.skip_text(line.why), f"s{place}")
            for place, line in enumerate(report.skipped[:MOST_LINES])
        ),
        skipped_count=len(report.skipped),
        problem_count=len(report.problems),
        is_possible=report.is_possible,
        changes_nothing=report.changes_nothing,
    )


def _whole(report: ImportReport, plan: Plan) -> Iterator[tuple[str, ImportRow, bool]]:
    """Every row of the plan with its name; rows that the import did not come to judge are among them."""
    names = node_ids(plan)
    judged: dict[str, ImportRow] = {}
    for row in report.rows:
        waiting = names.get((row.thing.value, row.line, row.title))
        if waiting:
            judged[waiting.pop(0)] = row
    for number, objective in enumerate(plan.objectives):
        named = [(f"o{number}", Thing.OBJECTIVE, objective.line, objective.title)]
        named += [
            (f"k{number}.{place}", Thing.KEY_RESULT, part.line, part.title)
            for place, part in enumerate(objective.key_results)
        ]
        named += [
            (f"i{number}.{place}", Thing.INITIATIVE, part.line, part.title)
            for place, part in enumerate(objective.initiatives)
        ]
        depth = judged[named[0][0]].depth if named[0][0] in judged else 0
        for at, thing, line, title in named:
            level = depth if thing is Thing.OBJECTIVE else depth + 1
            row = judged.get(at, ImportRow(line, thing, title, "", level, Change.NEW))
            yield at, row, at in judged


def _named(
    shown: ShownRow, at: str, row: ImportRow, advice: dict[str, tuple[Advice, ...]], *, is_judged: bool
) -> ShownRow:
    """The row with its name and the coach's word."""
    told = advice.get(at, ()) if row.change is not Change.UNCHANGED else ()
    return replace(shown, at=at, advice=told, change=shown.change if is_judged else "")


def _by_line(problems: Iterable[PlanProblem]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for problem in problems:
        text = wording.problem_text(problem)
        if text not in found[problem.line]:
            found[problem.line].append(text)
    return found


def _row(
    row: ImportRow, problems: dict[int, list[str]], warnings: dict[int, list[str]], told: set[int]
) -> ShownRow:
    is_first = row.line not in told  # a table row may state an objective and a key result
    told.add(row.line)
    changed = wording.field_words(row.fields) if row.change is Change.CHANGED else ""
    return ShownRow(
        line=row.line,
        thing=wording.thing_word(row.thing),
        is_objective=row.thing is Thing.OBJECTIVE,
        title=row.title,
        depth=min(row.depth, _DEEPEST),
        change=wording.change_word(row.change),
        tone=_TONES[row.change],
        note=wording.row_note(row, changed),
        owner=row.owner,
        problems=tuple(problems.get(row.line, ())) if is_first else (),
        warnings=tuple(warnings.get(row.line, ())) if is_first else (),
    )
