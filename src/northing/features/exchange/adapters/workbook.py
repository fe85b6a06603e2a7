"""XLSX workbooks: every sheet is a table. Nothing is computed: a formula is a problem of its cell."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook

from northing.features.exchange.adapters.decode import CONTROL
from northing.features.exchange.adapters.drafts import Cell
from northing.features.exchange.adapters.refusals import DocumentRefused
from northing.features.exchange.adapters.tables import Row

_MOST_ROWS = 100_000
_MOST_COLUMNS = 200
_BLANK_ROWS = 1_000


def read_sheets(content: bytes) -> Iterator[tuple[str, Iterator[Row]]]:
    """The visible sheets of a workbook that `packages` let pass, with their rows.

    :raises DocumentRefused: `damaged_workbook`
    """
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    except Exception as problem:
        raise DocumentRefused("damaged_workbook") from problem
    try:
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                yield sheet.title, _rows(sheet)
    finally:
        book.close()


def _rows(sheet: Any) -> Iterator[Row]:
    blank = 0
    try:
        for count, row in enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS), 1):
            if count > _MOST_ROWS:
                raise DocumentRefused("too_many_lines", limit=str(_MOST_ROWS))
            cells = [_cell(cell, count) for cell in row]
            blank = 0 if any(cell.text for cell in cells) else blank + 1
            if blank > _BLANK_ROWS:
                return
            yield count, cells
    except DocumentRefused:
        raise
    except Exception as problem:
        raise DocumentRefused("damaged_workbook") from problem


def _cell(cell: Any, line: int) -> Cell:
    value = cell.value
    match value:
        case None:
            return Cell("", line)
        case bool():
            return Cell("true" if value else "false", line)
        case int() | float():
            return _number(cell, line)
        case datetime() if value.time() == time(0):
            return Cell(value.date().isoformat(), line)
        case datetime() | date() | time():
            return Cell(value.isoformat(), line)
    return Cell(_text(cell, line), line)


def _text(cell: Any, line: int) -> str:
    """Text as it is; a formula keeps its equals sign, a text that looks like one is quoted."""
    text = str(getattr(cell.value, "text", cell.value)).replace("\r\n", "\n").replace("\r", "\n")
    is_formula = cell.data_type == "f"
    if is_formula:
        return text if text.startswith("=") else f"={text}"
    if CONTROL.search(text):
        raise DocumentRefused("control_characters", line=line)
    may_be_escaped = text[:1] == "'" and text[1:2] in tuple("=+-@'\t\r")
    return f"'{text}" if text.startswith("=") or may_be_escaped else text


def _number(cell: Any, line: int) -> Cell:
    """A number as people see it: what is formatted as a percentage is a percentage."""
    value = Decimal(repr(cell.value)) if not isinstance(cell.value, float) else Decimal(f"{cell.value:.15g}")
    if not value.is_finite():
        return Cell(str(value), line)
    if "%" in str(cell.number_format or ""):
        return Cell(f"{format((value * 100).normalize(), 'f')}%", line)
    return Cell(format(value, "f"), line, is_plain=True)
