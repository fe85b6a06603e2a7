"""Commands to try the kit on."""

from __future__ import annotations

from typing import Annotated

import typer

from northing.kit.cli.exits import Exit, stop
from northing.kit.cli.formats import Column, Format, FormatOption, show_rows
from northing.kit.cli.table import new_app
from northing.kit.errors import Conflict, Invalid, NotAllowed, NotFound, Problems

app = new_app("Things to look at.")

ROWS = [
    {
        "ref": "a1",
        "title": "提升 NPS",
        "progress": "0.70",
        "parts": ["x", "y"],
        "is_agreed": True,
        "hidden": 1,
    },
    {"ref": "b2", "title": "=HYPERLINK(1)", "progress": None, "parts": [], "is_agreed": False, "hidden": 2},
]
COLUMNS = [
    Column("ref", "Ref"),
    Column("title", "Title"),
    Column("progress", "Progress", is_number=True),
    Column("parts", "Parts"),
    Column("is_agreed", "Agreed"),
]


@app.command("list")
def list_things(
    format: FormatOption = Format.TEXT,  # noqa: A002
    empty: Annotated[bool, typer.Option("--empty")] = False,
) -> None:
    """Print some rows."""
    show_rows([] if empty else ROWS, COLUMNS, form=format)


@app.command()
def findings() -> None:
    """Find something."""
    stop("Found something.", Exit.FINDINGS)


def refuse(kind: str) -> None:
    """Refuse in one of the ways there are."""
    raise {
        "missing": NotFound(),
        "forbidden": NotAllowed(),
        "conflict": Conflict(),
        "invalid": Invalid("required", field="title"),
        "problems": Problems(
            [Invalid("required", field="title"), Invalid("too_long", field="note", limit=3)]
        ),
        "bug": ZeroDivisionError(),
        "abort": typer.Abort(),
        "exit": typer.Exit(7),
    }[kind]


def broken_database() -> None:
    """Ask for a table that is not there."""
    from northing.kit.cli.setup import load_django

    load_django()
    from django.db import OperationalError

    raise OperationalError("no such table: okrs_objective\nmore")
