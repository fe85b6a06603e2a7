"""Cells that hold more than one thing, as people write them: `KR1: …<br>KR2: …`, `O1: …`, columns KR1, KR2, KR3."""

from __future__ import annotations

import re

from northing.features.exchange.adapters.drafts import Cell
from northing.features.exchange.adapters.grammar import has_number
from northing.features.exchange.adapters.lines import LineKind, body_of
from northing.features.exchange.adapters.markers import read_marker
from northing.features.exchange.adapters.splitting import at_markers
from northing.features.exchange.adapters.vocabulary import COLUMNS, plain_key

Row = dict[str, Cell]
_BREAK = re.compile(r"\s*(?:\n|<br\s?/?>)\s*", re.IGNORECASE)
_BRACKETED = re.compile(r"\s?[(（]\s?([^()（）]{1,30})\s?[)）]")
_COUNTED = re.compile(r"\s?(?:№|#)?\s?\d{1,2}$")
_PARTS = ("key_result", "initiative")
_OWN_COLUMNS = frozenset({"decimals", "parent_ref", "pinned"})
_BLANK = frozenset({"-", "–", "—", "n/a", "нет", "无", "無", "tbd"})


def read_header(text: str) -> str:
    """The field a column is for: `Key results (KR)`, `目标（O）`, `KR2`; '' if none."""
    key = plain_key(text)
    bare = _BRACKETED.sub("", key).strip()
    inside = _BRACKETED.search(key)
    counted = COLUMNS.get(_COUNTED.sub("", bare), "")
    names = (COLUMNS.get(key), COLUMNS.get(bare), counted if counted == "key_result" else "")
    return next((name for name in names if name), COLUMNS.get(inside[1].strip(), "") if inside else "")


def is_own_table(names: list[str]) -> bool:
    """A table as Northing writes it: read to the letter."""
    return set(names) >= _OWN_COLUMNS


def split_row(row: Row, more: list[Cell]) -> list[Row]:
    """One row for each key result that it holds; `more` are further columns of key results."""
    row = {name: _plain(name, cell) for name, cell in row.items() if cell.text.strip().lower() not in _BLANK}
    found = _by_lines(row)
    for cell in more:
        if cell.text.strip().lower() not in ("", *_BLANK):
            found += _by_lines({"key_result": _plain("key_result", cell)})
    return found


def _plain(name: str, cell: Cell) -> Cell:
    """The cell without `O1:` before what it says."""
    if name != "objective":
        return cell
    text = " ".join(_BREAK.sub(" ", cell.text).split())
    marker = read_marker(text)
    return cell._replace(text=marker.rest if marker and marker.kind == "objective" and marker.rest else text)


def _by_lines(row: Row) -> list[Row]:
    name = next((part for part in _PARTS if part in row), "")
    if not name:
        return [row]
    titles = _titles(row[name].text, name)
    if len(titles) < 2:
        return [row | {name: row[name]._replace(text=titles[0])}] if titles else [row]
    others = {
        other: _BREAK.split(cell.text.strip())
        for other, cell in row.items()
        if other not in (name, "initiative")
    }
    found: list[Row] = []
    for place, title in enumerate(titles):
        part = {name: row[name]._replace(text=title)}
        for other, texts in others.items():
            if len(texts) == len(titles):
                part[other] = row[other]._replace(text=texts[place])
            elif len(texts) == 1 and (other in ("owner", "key_result_team", "due_on") or place == 0):
                part[other] = row[other]
        found.append(part)
    if name == "key_result" and "initiative" in row:
        found[0]["initiative"] = row["initiative"]
    return found


def _is_list(text: str, lines: list[str]) -> bool:
    """Line breaks that divide things, not a sentence that was wrapped."""
    if "<br" in text.lower() or len(lines) == 1:
        return True
    marked = (body_of(line)[0] is LineKind.ITEM or read_marker(line) is not None for line in lines if line)
    return all(marked) or all(has_number(line) for line in lines if line)


def _titles(text: str, kind: str) -> list[str]:
    found: list[str] = []
    lines = _BREAK.split(text.strip())
    if not _is_list(text, lines):
        return [" ".join(text.split())]
    for line in lines:
        for piece in at_markers(line) if line else []:
            body = body_of(piece)[1]
            marker = read_marker(body)
            found.append(marker.rest if marker and marker.kind == kind else body)
    return [title for title in found if title]
