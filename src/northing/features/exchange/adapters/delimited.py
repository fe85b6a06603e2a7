"""CSV and TSV: the delimiter is found, the rows keep the line they began on."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from northing.features.exchange.adapters.cell_parts import read_header
from northing.features.exchange.adapters.drafts import Cell
from northing.features.exchange.adapters.refusals import DocumentRefused
from northing.features.exchange.adapters.tables import Row

DELIMITERS = (",", ";", "\t", "|")
_SNIFFED = 30
_LARGEST_CELL = 1_000_000


def find_delimiter(text: str) -> str:
    """The delimiter under which a row near the top names the most known columns."""
    top = "\n".join(text.split("\n", _SNIFFED)[:_SNIFFED])
    scores = {delimiter: _known_columns(top, delimiter) for delimiter in DELIMITERS}
    best = max(scores.values())
    if best:
        return next(delimiter for delimiter in DELIMITERS if scores[delimiter] == best)
    return max(DELIMITERS, key=top.count)


def _known_columns(top: str, delimiter: str) -> int:
    try:
        rows = list(csv.reader(io.StringIO(top), delimiter=delimiter))
    except csv.Error:
        return 0
    return max((sum(bool(read_header(cell)) for cell in row) for row in rows if len(row) > 1), default=0)


def read_rows(text: str, delimiter: str) -> Iterator[Row]:
    """The rows with the line each began on.

    Where a comma divides the cells a point is the decimal sign; where a semicolon does, it may be either.

    :raises DocumentRefused: `damaged_table` with its line
    """
    csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    is_plain = delimiter != ";"
    line = 1
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise DocumentRefused("damaged_table", line=line) from None
        yield line, [Cell(cell, line, is_plain) for cell in row]
        line = reader.line_num + 1
