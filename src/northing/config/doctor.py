"""``northing doctor``: what this installation needs, what is wrong, and the next step."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Annotated

import typer

from northing.kit.cli.exits import Exit
from northing.kit.cli.formats import Column, Format, FormatOption, show_rows
from northing.kit.cli.language import gettext as _


def doctor(
    format: FormatOption = Format.TEXT,  # noqa: A002 - the name of the option
    mail: Annotated[bool, typer.Option(help=_("Also try to reach the mail server."))] = True,
) -> None:
    from northing.kit.cli.setup import load_django

    load_django()
    from django.utils import timezone

    from northing.config.health import Verdict, area_word, examine, verdict_word

    findings = examine(at=timezone.now(), with_mail=mail)
    columns = [
        Column("verdict", _("State")),
        Column("name", _("What")),
        Column("told", _("Finding")),
        Column("next_step", _("Next step")),
    ]
    rows = [asdict(finding) for finding in findings]
    if format is Format.TEXT:
        rows = [
            {**row, "verdict": verdict_word(row["verdict"]), "name": area_word(row["name"])} for row in rows
        ]
    show_rows(rows, columns, form=format)
    if any(finding.verdict is Verdict.WRONG for finding in findings):
        sys.exit(int(Exit.FINDINGS))
