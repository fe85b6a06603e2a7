"""What ``northing import`` prints: the tree with what is said of each row beside it, and what it did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import typer

from northing.kit.cli.formats import Format, show_data
from northing.kit.cli.language import gettext as _

if TYPE_CHECKING:
    from northing.domain.plan import PlanProblem
    from northing.features.exchange.actions import ImportReport, ImportRow

MOST_ROWS = 50
MOST_SKIPPED = 8
LONGEST_SKIPPED = 100


def tell(report: ImportReport, *, everything: bool) -> None:
    """The tree, each row with its problems and notes; then what concerns all of it, and the figures.

    Rows with a problem are always shown, whatever the limit.
    """
    problems, notes = _by_line(report.problems), _by_line(report.warnings)
    for row in _shown(report.rows, problems, everything=everything):
        _tell_row(row, problems.pop(row.line, []), notes.pop(row.line, []))
    left_out = len(report.rows) - MOST_ROWS
    if left_out > 0 and not everything:
        typer.echo(_("… and %(count)s more rows; --all shows them") % {"count": left_out})
    for texts in (*notes.values(), *problems.values()):
        for text in texts:
            typer.echo(text, err=True)
    _tell_skipped(report, everything=everything)
    _tell_figures(report)


def _shown(rows: Sequence[ImportRow], problems: dict[int, list[str]], *, everything: bool) -> list[ImportRow]:
    return [row for place, row in enumerate(rows) if everything or place < MOST_ROWS or row.line in problems]


def _by_line(problems: Iterable[PlanProblem]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for problem in problems:
        text = _with_line(problem)
        if text not in found[problem.line]:
            found[problem.line].append(text)
    return found


def _tell_row(row: ImportRow, problems: list[str], notes: list[str]) -> None:
    from northing.features.exchange import wording
    from northing.features.exchange.actions import Change

    indent = "  " * row.depth
    change = f" [{wording.change_word(row.change)}]" if row.change is not Change.UNCHANGED else ""
    fields = f": {wording.field_words(row.fields)}" if row.change is Change.CHANGED else ""
    judged = f" · {told}" if (told := wording.kind_words(row)) and row.change is Change.NEW else ""
    typer.echo(f"{indent}{row.title}{change}{fields}{judged}")
    for sign, texts in (("✗", problems), ("·", notes)):
        for text in texts:
            typer.echo(f"{indent}  {sign} {text}")


def _tell_skipped(report: ImportReport, *, everything: bool) -> None:
    from northing.features.exchange import wording

    count = len(report.skipped)
    if not count:
        return
    typer.echo(wording.unused_lines(count))
    for line in report.skipped if everything else report.skipped[:MOST_SKIPPED]:
        why = wording.skip_text(line.why)
        typer.echo(f"  {line.line}: {wording.excerpt(line.text, LONGEST_SKIPPED)} ({why})")
    if count > MOST_SKIPPED and not everything:
        typer.echo(_("  … --all shows every one"))


def _tell_figures(report: ImportReport) -> None:
    from northing.features.exchange import wording
    from northing.features.exchange.actions import figures_of

    if not report.problems:
        for line in wording.summary_lines(figures_of(report=report)):
            typer.echo(line)
        return
    typer.echo(wording.to_mend(len(report.problems)), err=True)


def tell_problems(problems: Iterable[PlanProblem]) -> None:
    """The problems alone, for scripts that read the tree or the report as JSON."""
    for problem in problems:
        typer.echo(_with_line(problem), err=True)


def _with_line(problem: PlanProblem) -> str:
    from northing.features.exchange import wording

    text = wording.problem_text(problem)
    field = f"{wording.field_words([problem.field])}: " if problem.field and problem.line else ""
    return (
        _("line %(line)s: %(text)s") % {"line": problem.line, "text": field + text} if problem.line else text
    )


def tell_end(report: ImportReport, *, is_json: bool) -> None:
    """The last word: the report for scripts, or a sentence."""
    if is_json:
        show_data(_as_data(report), form=Format.JSON)
    elif report.is_written:
        typer.echo(_("Imported."))
    elif report.changes_nothing:
        typer.echo(_("Everything is there already; nothing changed."))
    else:
        typer.echo(_("Nothing was written."))


def _as_data(report: ImportReport) -> dict[str, Any]:
    from northing.features.exchange.actions import Change, Thing

    return {
        "is_written": report.is_written,
        "cycles": list(report.cycles),
        "new_cycles": list(report.new_cycles),
        "new_teams": list(report.new_teams),
        "proposed": report.proposed,
        "counts": {
            thing.value: {change.value: report.count(thing, change) for change in Change} for thing in Thing
        },
        "rows": [
            {
                "line": row.line,
                "thing": row.thing.value,
                "title": row.title,
                "ref": row.ref,
                "change": row.change.value,
                "fields": list(row.fields),
            }
            for row in report.rows
        ],
        "warnings": [_as_row(problem) for problem in report.warnings],
        "skipped": [{"line": line.line, "text": line.text, "why": line.why} for line in report.skipped],
    }


def _as_row(problem: PlanProblem) -> dict[str, Any]:
    from northing.features.exchange import wording

    text = wording.problem_text(problem)
    return {"line": problem.line, "field": problem.field, "code": problem.code, "text": text}
