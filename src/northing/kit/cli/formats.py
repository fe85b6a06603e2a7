"""Printing rows as text, JSON, YAML or CSV."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, TextIO

import typer

from northing.kit.cli.language import gettext as _


class Format(StrEnum):
    """How a command prints what it found."""

    TEXT = "text"
    JSON = "json"
    YAML = "yaml"
    CSV = "csv"


FormatOption = Annotated[Format, typer.Option("--format", help=_("How to print: text, json, yaml or csv."))]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: the key in each row, the title people read, and whether it holds numbers."""

    key: str
    title: str
    is_number: bool = False


def show_rows(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[Column], *, form: Format, out: TextIO | None = None
) -> None:
    """Print ``rows``. JSON and YAML hold every key of a row; text and CSV the ``columns``."""
    stream = out or sys.stdout
    if form is Format.TEXT:
        _print_table(rows, columns, stream)
    elif form is Format.CSV:
        stream.write(_as_csv(rows, columns))
    else:
        show_data(list(rows), form=form, out=stream)


def show_data(data: Any, *, form: Format, out: TextIO | None = None) -> None:
    """Print nested data as JSON or YAML; text prints ``key: value`` lines, CSV needs rows and refuses."""
    stream = out or sys.stdout
    if form is Format.JSON:
        stream.write(as_json_text(data))
    elif form is Format.YAML:
        stream.write(as_yaml_text(data))
    elif form is Format.CSV:
        raise typer.BadParameter(_("csv holds rows only; use json or yaml here."), param_hint="--format")
    else:
        for key, value in data.items() if isinstance(data, Mapping) else enumerate(data, 1):
            stream.write(f"{key}: {_cell(value)}\n")


def as_json_text(data: Any) -> str:
    """Indented JSON with exact decimals (as texts), ending with a line break."""
    import orjson

    return (
        orjson.dumps(data, default=str, option=orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS).decode() + "\n"
    )


def as_yaml_text(data: Any) -> str:
    """YAML of the same data as the JSON."""
    import orjson
    from ruamel.yaml import YAML

    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    text = io.StringIO()
    yaml.dump(orjson.loads(as_json_text(data)), text)
    return text.getvalue()


def csv_cell(value: Any) -> str:
    """A value for a spreadsheet: a text that would start a formula gets a leading apostrophe."""
    text = _cell(value)
    is_formula = isinstance(value, str) and text[:1] in ("=", "+", "-", "@", "\t", "\r")
    return f"'{text}" if is_formula else text


def _as_csv(rows: Sequence[Mapping[str, Any]], columns: Sequence[Column]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.key for column in columns])
    writer.writerows([csv_cell(row.get(column.key)) for column in columns] for row in rows)
    return text.getvalue()


def _print_table(rows: Sequence[Mapping[str, Any]], columns: Sequence[Column], stream: TextIO) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold", show_header=bool(rows))
    for column in columns:
        table.add_column(column.title, justify="right" if column.is_number else "left", overflow="fold")
    for row in rows:
        table.add_row(*[Text(_cell(row.get(column.key))) for column in columns])
    content = table if rows else _("Nothing found.")
    if stream.isatty():
        Console(file=stream, highlight=False).print(content)
        return
    # Piped output is never cut or coloured: whoever reads it has no width.
    text = io.StringIO()
    Console(file=text, highlight=False, width=100_000, no_color=True).print(content)
    stream.writelines(f"{line.rstrip()}\n" for line in text.getvalue().splitlines())


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(_cell(part) for part in value)
    return str(value)
