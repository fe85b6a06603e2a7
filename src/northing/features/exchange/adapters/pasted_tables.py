"""Tables inside free text: cells divided by tabs, and rows that say themselves what they are."""

from __future__ import annotations

from itertools import groupby

from northing.features.exchange.adapters.cell_parts import read_header
from northing.features.exchange.adapters.lines import Line, LineKind
from northing.features.exchange.adapters.markers import read_marker
from northing.features.exchange.adapters.titles import clean

_FEW = 2
_SNIFFED = 30
_KINDS = ("objective", "key_result", "initiative")


def find_tables(lines: list[Line]) -> None:
    """Tab-divided runs with a known header become rows; rows that begin with a mark become plain lines."""
    for is_tabbed, group in groupby(lines, key=_is_tabbed):
        run = list(group)
        if is_tabbed and len(run) >= _FEW:
            _take_tabs(run)
    rows = [line for line in lines if line.kind is LineKind.ROW]
    for _, block in groupby(enumerate(rows), key=lambda place: place[1].number - place[0]):
        _read_labels([line for _, line in block])


def _is_tabbed(line: Line) -> bool:
    return (
        "\t" in line.raw.rstrip()
        and len(line.raw.strip().split("\t")) > 1
        and line.kind in (LineKind.TEXT, LineKind.ITEM)
    )


def _take_tabs(run: list[Line]) -> None:
    start = next(
        (place for place, line in enumerate(run[:_SNIFFED]) if is_header(line.raw.split("\t"))), None
    )
    labelled = sum(_label(line.raw.split("\t")) is not None for line in run)
    if start is None and labelled < _FEW:
        return
    for line in run[start or 0 :]:
        cells = [cell.strip().replace("|", "/") for cell in line.raw.rstrip("\n").split("\t")]
        line.kind, line.content = LineKind.ROW, "|" + "|".join(f" {cell} " for cell in cells) + "|"


def is_header(cells: list[str]) -> bool:
    """It names at least two known columns, one of them what OKRs consist of."""
    names = [read_header(clean(cell)) for cell in cells]
    return bool({"objective", "key_result"} & set(names)) and sum(bool(name) for name in names) > 1


def names_objectives(line: Line) -> bool:
    """The header of a table with a column of objectives."""
    if line.kind is not LineKind.ROW:
        return False
    cells = line.content.strip().strip("|").split("|")
    return is_header(cells) and any(read_header(clean(cell)) == "objective" for cell in cells)


def _read_labels(rows: list[Line]) -> None:
    cells = [line.content.strip().strip("|").split("|") for line in rows]
    if any(is_header(row) for row in cells[:_SNIFFED]):
        return
    labels = [_label(row) for row in cells]
    if sum(label is not None for label in labels) < _FEW or not any(
        label and label[0] != "initiative" for label in labels
    ):
        return
    for line, row, label in zip(rows, cells, labels, strict=True):
        filled = [cell.strip() for cell in row if cell.strip(" -:")]
        if label or len(filled) == 1:
            line.kind, line.content, line.indent = LineKind.TEXT, label[1] if label else filled[0], 0


def _label(cells: list[str]) -> tuple[str, str] | None:
    """`| KR1 | Ten pilots |` says `KR1: Ten pilots`."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    marker = read_marker(filled[0]) if filled else None
    if marker is None or marker.kind not in _KINDS:
        return None
    if marker.rest or len(filled) == 1:
        return marker.kind, filled[0]
    return marker.kind, f"{filled[0].rstrip(' :：')}: {filled[1]}"
