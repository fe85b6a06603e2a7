"""``northing import``."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from northing.features.exchange.cli import telling
from northing.kit.cli.exits import Exit, stop
from northing.kit.cli.formats import Format, show_data
from northing.kit.cli.language import gettext as _
from northing.kit.cli.operator import OrganizationOption, PersonOption, operator_actor
from northing.kit.cli.setup import load_django, prepare

if TYPE_CHECKING:
    from northing.features.cycles.queries import Cycle
    from northing.features.exchange.actions import Choices, ImportReport
    from northing.features.exchange.adapters import Reading
    from northing.kit.actors import Actor

STANDARD_INPUT = "-"


class ReportFormat(StrEnum):
    """How ``import`` prints what it did."""

    TEXT = "text"
    JSON = "json"


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
    every_row: Annotated[
        bool, typer.Option("--all", help=_("Show every row and every line that is not used."))
    ] = False,
    organization: OrganizationOption = None,
    person: PersonOption = None,
) -> None:
    """Read OKRs from a document: text, Word, Markdown, HTML, a table or OKR YAML.

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
    report = _with_problems(_imported(actor, reading, choices, file, is_dry_run=True), reading)
    _tell(report, form, everything=every_row)
    if not dry_run and not report.changes_nothing:
        _confirm(yes=yes, form=form)
        report = _imported(actor, reading, choices, file, is_dry_run=False)
        _require_written(report)
    telling.tell_end(report, is_json=form is ReportFormat.JSON)


def _tell(report: ImportReport, form: ReportFormat, *, everything: bool) -> None:
    """What it becomes; with anything to be mended the command ends here."""
    if form is ReportFormat.TEXT:
        telling.tell(report, everything=everything)
    elif report.problems:
        telling.tell_problems(report.problems)
    if report.problems:
        raise SystemExit(int(Exit.BAD_INPUT))


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


def _with_problems(report: ImportReport, reading: Reading) -> ImportReport:
    from northing.features.exchange.actions import with_problems

    return with_problems(report=report, problems=reading.problems)


def _show_tree(file: str, content: bytes) -> None:
    from northing.features.exchange.adapters import tree

    reading = _read(file, content)
    show_data(tree(reading.plan), form=Format.JSON)
    if reading.problems:
        load_django()
        telling.tell_problems(reading.problems)
        raise SystemExit(int(Exit.BAD_INPUT))


def _choices(
    actor: Actor, cycle: str | None, owner: str | None, *, creates_teams: bool, is_agreed: bool
) -> Choices:
    from northing.features.exchange.actions import Choices

    found = cycle_called(actor, cycle).ref if cycle else None
    holder = _person(actor, owner) if owner else _somebody(actor)
    return Choices(found, creates_teams, is_agreed, holder)


def _somebody(actor: Actor) -> str | None:
    """Whoever imports, else the principal: what nobody owns is asked of nobody."""
    from northing.features.org import queries
    from northing.kit.actors import Role

    people = queries.active_people(organization_id=actor.organization_id)
    own = [row.ref for row in people if row.id == actor.person_id]
    return next(iter(own + [row.ref for row in people if row.role is Role.PRINCIPAL]), None)


def cycle_called(actor: Actor, name_or_ref: str) -> Cycle:
    """The cycle of this name or ref."""
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
        telling.tell_problems(report.problems)
        raise SystemExit(int(Exit.BAD_INPUT))


def _confirm(*, yes: bool, form: ReportFormat) -> None:
    """Ask where somebody can answer; scripts that do not say --yes are told to."""
    if yes:
        return
    if not sys.stdin.isatty() or form is ReportFormat.JSON:
        stop(_("Nothing was written. Say --yes to import without being asked."))
    typer.confirm(_("Import this?"), abort=True)
