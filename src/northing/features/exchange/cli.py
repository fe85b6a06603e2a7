"""``northing import`` and ``northing export``."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from northing.kit.cli.exits import Exit, stop
from northing.kit.cli.formats import Format, show_data
from northing.kit.cli.language import gettext as _
from northing.kit.cli.operator import OrganizationOption, PersonOption, operator_actor
from northing.kit.cli.setup import load_django, prepare

if TYPE_CHECKING:
    from northing.domain.plan import PlanProblem
    from northing.features.cycles.queries import Cycle
    from northing.features.exchange.actions import Choices, ImportReport
    from northing.features.exchange.adapters import Reading
    from northing.kit.actors import Actor

STANDARD_INPUT = "-"
_MOST_SHOWN = 50


class ReportFormat(StrEnum):
    """How ``import`` prints what it did."""

    TEXT = "text"
    JSON = "json"


class FileFormat(StrEnum):
    """What ``export`` writes."""

    YAML = "yaml"
    MARKDOWN = "markdown"
    CSV = "csv"
    XLSX = "xlsx"


def import_file(
    file: Annotated[str, typer.Argument(metavar="FILE", help=_("The document; - reads standard input."))],
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Only tell what it becomes."))] = False,
    form: Annotated[
        ReportFormat, typer.Option("--format", help=_("How to print: text or json."))
    ] = ReportFormat.TEXT,
    yes: Annotated[bool, typer.Option("--yes", help=_("Ask nothing."))] = False,
    cycle: Annotated[
        str | None, typer.Option(help=_("Name or ref of the cycle, whatever the document says."))
    ] = None,
    create_teams: Annotated[
        bool, typer.Option("--create-teams/--no-create-teams", help=_("Create the teams it names."))
    ] = True,
    drafts: Annotated[
        bool, typer.Option("--drafts", help=_("Import drafts; else its objectives count as agreed."))
    ] = False,
    owner: Annotated[
        str | None, typer.Option(metavar="MAIL", help=_("Who owns what the document gives no owner."))
    ] = None,
    organization: OrganizationOption = None,
    person: PersonOption = None,
) -> None:
    """Read OKRs from a document: Markdown, text, OKR YAML, CSV, TSV or XLSX.

    What is there is changed only where the document says something else; everything is written, or nothing.
    With --dry-run --format json it prints the tree of the document and needs no organization.

    Example: northing import okrs.md --dry-run
    """
    content = _content(file)
    if dry_run and form is ReportFormat.JSON:
        _show_tree(file, content)
        return
    prepare()
    actor = operator_actor(organization, person)
    reading = _read(file, content)
    choices = _choices(actor, cycle, owner, creates_teams=create_teams, is_agreed=not drafts)
    report = _imported(actor, reading, choices, file, is_dry_run=True)
    problems = [*reading.problems, *(report.problems if not reading.problems else ())]
    if form is ReportFormat.TEXT or problems:
        _tell(report, problems)
    if problems:
        raise SystemExit(int(Exit.BAD_INPUT))
    if not dry_run and not report.changes_nothing:
        _confirm(yes=yes, form=form)
        report = _imported(actor, reading, choices, file, is_dry_run=False)
        _require_written(report)
    _tell_end(report, form)


def _content(file: str) -> bytes:
    """The bytes of the file or of standard input; too long ones are cut where the reader refuses them."""
    most = 10 * 1024 * 1024 + 1
    try:
        if file == STANDARD_INPUT:
            return sys.stdin.buffer.read(most)
        with Path(file).open("rb") as source:
            return source.read(most)
    except OSError as error:
        stop(_("%(file)s cannot be read: %(reason)s") % {"file": file, "reason": error.strerror or error})


def _read(file: str, content: bytes) -> Reading:
    from northing.features.exchange.adapters import read_document

    return read_document("" if file == STANDARD_INPUT else Path(file).name, content, today=date.today())  # noqa: DTZ011


def _show_tree(file: str, content: bytes) -> None:
    from northing.features.exchange.adapters import tree

    reading = _read(file, content)
    show_data(tree(reading.plan), form=Format.JSON)
    if reading.problems:
        load_django()
        _tell_problems(list(reading.problems))
        raise SystemExit(int(Exit.BAD_INPUT))


def _choices(
    actor: Actor, cycle: str | None, owner: str | None, *, creates_teams: bool, is_agreed: bool
) -> Choices:
    from northing.features.exchange.actions import Choices

    found = _cycle(actor, cycle).ref if cycle else None
    holder = _person(actor, owner) if owner else _somebody(actor)
    return Choices(found, creates_teams, is_agreed, holder)


def _somebody(actor: Actor) -> str | None:
    """Whoever imports, else the principal: what nobody owns is asked of nobody."""
    from northing.features.org import queries
    from northing.kit.actors import Role

    people = queries.active_people(organization_id=actor.organization_id)
    own = [row.ref for row in people if row.id == actor.person_id]
    return next(iter(own + [row.ref for row in people if row.role is Role.PRINCIPAL]), None)


def _cycle(actor: Actor, name_or_ref: str) -> Cycle:
    from northing.features.cycles import queries

    named = queries.cycle_by_name(actor=actor, name=name_or_ref)
    return named or queries.cycle_by_ref(actor=actor, ref=name_or_ref.strip())


def _person(actor: Actor, word: str) -> str:
    from northing.features.org import queries
    from northing.kit.errors import NotFound

    found = queries.people_named(organization_id=actor.organization_id, words=[word])[word]
    if len(found) != 1:
        raise NotFound()
    return found[0].ref


def _imported(
    actor: Actor, reading: Reading, choices: Choices, file: str, *, is_dry_run: bool
) -> ImportReport:
    from northing.features.exchange.actions import import_plan
    from northing.features.org import queries

    at = datetime.now(UTC)
    name = file if file != STANDARD_INPUT else "stdin"
    return import_plan(
        actor=actor,
        plan=reading.plan,
        at=at,
        on=queries.today_of_organization(organization_id=actor.organization_id, at=at),
        choices=choices,
        reason=_("Imported from %(name)s") % {"name": Path(name).name},
        is_dry_run=is_dry_run,
    )


def _require_written(report: ImportReport) -> None:
    if report.problems:
        _tell_problems(list(report.problems))
        raise SystemExit(int(Exit.BAD_INPUT))


def _confirm(*, yes: bool, form: ReportFormat) -> None:
    """Ask where somebody can answer; scripts that do not say --yes are told to."""
    if yes:
        return
    if not sys.stdin.isatty() or form is ReportFormat.JSON:
        stop(_("Nothing was written. Say --yes to import without being asked."))
    typer.confirm(_("Import this?"), abort=True)


def _tell(report: ImportReport, problems: list[PlanProblem]) -> None:
    from northing.features.exchange import wording
    from northing.features.exchange.actions import Change, figures_of

    if not problems:
        for row in report.rows[:_MOST_SHOWN]:
            change = f" [{wording.change_word(row.change)}]" if row.change is not Change.UNCHANGED else ""
            typer.echo(f"{'  ' * row.depth}{row.title}{change}")
        left_out = len(report.rows) - _MOST_SHOWN
        if left_out > 0:
            typer.echo(_("… and %(count)s more rows") % {"count": left_out})
        for line in wording.summary_lines(figures_of(report=report)):
            typer.echo(line)
    for warning in report.warnings:
        typer.echo(_with_line(warning), err=True)
    _tell_problems(problems)


def _tell_problems(problems: list[PlanProblem]) -> None:
    for problem in problems:
        typer.echo(_with_line(problem), err=True)


def _with_line(problem: PlanProblem) -> str:
    from northing.features.exchange import wording

    text = wording.problem_text(problem)
    field = f"{problem.field}: " if problem.field else ""
    return (
        _("line %(line)s: %(text)s") % {"line": problem.line, "text": field + text} if problem.line else text
    )


def _tell_end(report: ImportReport, form: ReportFormat) -> None:
    if form is ReportFormat.JSON:
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


def export(
    form: Annotated[
        FileFormat, typer.Option("--format", help=_("yaml, markdown, csv or xlsx."))
    ] = FileFormat.YAML,
    cycle: Annotated[
        str | None, typer.Option(help=_("Its name or ref, or backlog; else the present one."))
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help=_("The file to write; else standard output."))
    ] = None,
    organization: OrganizationOption = None,
    person: PersonOption = None,
) -> None:
    """Write the plan of one cycle: objectives, key results and initiatives, without history.

    Every format can be imported again.

    Example: northing export --format markdown --cycle "2026 Q4" -o okrs.md
    """
    prepare()
    actor = operator_actor(organization, person)
    content = _exported(actor, form, cycle)
    if output is not None:
        _written_to(output, content)
        typer.echo(str(output), err=True)
    elif form is FileFormat.XLSX and sys.stdout.isatty():
        stop(_("A workbook cannot be shown here. Name a file with -o."))
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()


def _exported(actor: Actor, form: FileFormat, name: str | None) -> bytes:
    from northing.features.cycles import queries as cycle_queries
    from northing.features.exchange import queries
    from northing.features.exchange.adapters import writers
    from northing.features.org import queries as org_queries
    from northing.kit.errors import NotFound

    on = org_queries.today_of_organization(organization_id=actor.organization_id, at=datetime.now(UTC))
    cycle: Cycle | None = None
    if name != "backlog":
        present = cycle_queries.current_cycle(organization_id=actor.organization_id, on=on)
        cycle = _cycle(actor, name) if name else present
        if cycle is None:
            raise NotFound("no_export_cycle")
    plan = queries.plan_of_cycle(actor=actor, cycle=cycle, on=on)
    write = {
        FileFormat.YAML: writers.write_yaml,
        FileFormat.MARKDOWN: writers.write_markdown,
        FileFormat.CSV: writers.write_csv,
        FileFormat.XLSX: writers.write_xlsx,
    }
    return write[form](plan)


def _written_to(output: Path, content: bytes) -> None:
    try:
        output.write_bytes(content)
    except OSError as error:
        stop(
            _("%(file)s cannot be written: %(reason)s") % {"file": output, "reason": error.strerror or error}
        )
