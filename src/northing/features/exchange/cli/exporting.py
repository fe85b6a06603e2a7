"""``northing export``."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from northing.features.exchange.cli.importing import cycle_called
from northing.kit.cli.exits import stop
from northing.kit.cli.language import gettext as _
from northing.kit.cli.operator import OrganizationOption, PersonOption, operator_actor
from northing.kit.cli.setup import prepare

if TYPE_CHECKING:
    from northing.features.cycles.queries import Cycle
    from northing.kit.actors import Actor


class FileFormat(StrEnum):
    """What ``export`` writes."""

    YAML = "yaml"
    MARKDOWN = "markdown"
    CSV = "csv"
    XLSX = "xlsx"


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
        cycle = cycle_called(actor, name) if name else present
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
