"""What plain text only shows by its looks: bold headings, lists nested by their marks, dotted numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from northing.features.exchange.adapters.lines import Line, LineKind, nest

_BOLD = re.compile(r"(?:\*\*(?=\S)([^*]+)\*\*|__(?=\S)([^_]+)__)\s*[:：]?")
_BOLD_LEVEL = 7
_DOTTED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})[.)、．:：]?\s+(?=\S)")
_TOP = re.compile(r"(?P<number>\d{1,2})[.)、．]")
_WIDER = 8
"""Indents are stretched, so that marks of one column find room for their ranks."""
_RANKS = (
    re.compile(r"[一二三四五六七八九十]{1,3}[、.．]"),
    re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"\d{1,3}[.、．](?!\d)"),
    re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}"),
    re.compile(r"[（(]\d{1,2}[)）]|\d{1,3}[)）]|[a-z][.)]|[①-⑳]"),
    re.compile(r"[•●■◆►➤▶★]"),
    re.compile(r"[-–—*+·‣▸]"),
    re.compile(r"[o○◦◇▪□]"),
)


def shape_lines(lines: list[Line]) -> None:
    """Give every line of free text the kind, level and indent that a reader sees."""
    _bold_headings(lines)
    _dotted_numbers(lines)
    _nest_by_marks(lines)
    nest(lines)


def _bold_headings(lines: list[Line]) -> None:
    """A line that is bold from end to end is a heading, below all others."""
    for line in lines:
        found = _BOLD.fullmatch(line.content) if line.kind is LineKind.TEXT else None
        if found and line.indent == 0:
            line.kind, line.level = LineKind.HEADING, _BOLD_LEVEL
            line.content = (found[1] or found[2]).strip()


def _dotted_numbers(lines: list[Line]) -> None:
    """`1.1 Text` below `1. Text` is an item; a number that continues nothing is only a number."""
    top, last = "", ""
    for line in lines:
        if line.kind not in (LineKind.TEXT, LineKind.ITEM):
            continue
        head = line.raw.strip()[:20]
        found = _DOTTED.match(head) if line.kind is LineKind.TEXT else None
        if found and _continues(found["number"], top, last):
            last = found["number"]
            line.kind, line.content = LineKind.ITEM, line.content[found.end() :].strip()
        elif plain := _TOP.match(head):
            top = last = plain["number"]


def _continues(number: str, top: str, last: str) -> bool:
    above, _, place = number.rpartition(".")
    if int(place) == 1:
        return above in (top, last) or last.startswith(f"{above}.")
    return last == f"{above}.{int(place) - 1}" or last.startswith(f"{above}.{int(place) - 1}.")


@dataclass(slots=True)
class _Column:
    """The marks in use at one indent, outermost first."""

    indent: int
    ranks: list[int] = field(default_factory=list)
    alone: int = 0
    """How many items of the innermost mark came in a row."""


def _nest_by_marks(lines: list[Line]) -> None:
    columns: list[_Column] = []
    for line in lines:
        own = line.indent
        line.indent = own * _WIDER
        if line.kind is not LineKind.ITEM:
            if line.kind is LineKind.HEADING or (line.kind is LineKind.TEXT and own == 0):
                columns.clear()
            continue
        while columns and columns[-1].indent > own:
            columns.pop()
        if not columns or columns[-1].indent < own:
            columns.append(_Column(own))
        line.indent += _place(columns[-1], line)


def _place(column: _Column, line: Line) -> int:
    """How deep the mark of this item stands among those of its column."""
    rank = line.rank = rank_of(line)
    if rank in column.ranks:
        column.alone = column.alone + 1 if column.ranks[-1] == rank else 1
        del column.ranks[column.ranks.index(rank) + 1 :]
    elif column.ranks and rank > column.ranks[-1] and not (line.after_blank and column.alone > 1):
        column.ranks.append(rank)
        column.alone = 1
    else:
        column.ranks[:] = [rank]
        column.alone = 1
    return min(len(column.ranks) - 1, _WIDER - 1)


def rank_of(line: Line) -> int:
    head = line.raw.lstrip(" \t\u3000\xa0\ufeff>")[:12]
    return next((rank for rank, pattern in enumerate(_RANKS) if pattern.match(head)), len(_RANKS))
