"""What kind of document it is, and which lines are plainly no part of a plan."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import date

from northing.features.exchange.adapters.cycles import read_title_cycle
from northing.features.exchange.adapters.decode import CONTROL
from northing.features.exchange.adapters.lines import Line, LineKind
from northing.features.exchange.adapters.markers import read_marker
from northing.features.exchange.adapters.titles import Title, clean

LONGEST_HEADING = 120
LONGEST_ITEM = 300
_DEEP = 2
_CONTENTS = re.compile(
    r"(?:table of )?contents|(?:on|in) this (?:page|article)|toc"
    r"|(?:本文)?目录|目錄|содержание|оглавление|в этой статье",
    re.IGNORECASE,
)
_PROGRESS = re.compile(r"(?:\*\*)?(?:progress|进度|進度|прогресс)(?:\*\*)?\s*[:：]", re.IGNORECASE)
_OKR_WORD = re.compile(
    r"\bokrs?\b|^(?:our )?(?:goals|objectives)\b|^(?:наши )?цели\b|^(?:我们的)?目标|^目標"
    r"|objectives? (?:and|&) key results?|цели и ключевые результаты|目标与关键结果|目標與關鍵",
    re.IGNORECASE,
)
_UNUSED = {
    LineKind.RULE: "separator",
    LineKind.CODE: "code",
    LineKind.COMMENT: "comment",
    LineKind.LONG: "too_long",
}


@dataclass(slots=True)
class Shape:
    """How the document says what is what."""

    is_marked: bool = False
    """Objectives carry markers; unmarked headings only group."""
    title_line: int = 0
    """The heading that names the document, 0 = none."""
    branches: set[int] = field(default_factory=set)
    """Items that are objectives, because their list is a tree."""


def is_own_form(lines: list[Line]) -> bool:
    """Markdown as Northing writes it (`## O: …`): read to the letter, nothing is guessed."""
    return any(line.kind is LineKind.HEADING and line.content.startswith("O: ") for line in lines)


def shape_of(lines: list[Line], *, today: date | None) -> Shape:
    marked = any(_is_objective(line) for line in lines)
    return Shape(marked, title_line(lines, today=today), set() if marked else branches(lines))


def _is_objective(line: Line) -> bool:
    if line.kind not in (LineKind.HEADING, LineKind.ITEM, LineKind.TEXT):
        return False
    marker = read_marker(line.content)
    return marker is not None and marker.kind == "objective"


def title_line(lines: list[Line], *, today: date | None) -> int:
    """The only heading of the highest level, first of all, if it speaks of OKRs or a cycle."""
    headings = [line for line in lines if line.kind is LineKind.HEADING]
    if len(headings) < _DEEP or min(line.level for line in headings[1:]) <= headings[0].level:
        return 0
    title = clean(headings[0].content)
    names_document = _OKR_WORD.search(title[:LONGEST_HEADING]) or read_title_cycle(title, today=today)
    return headings[0].number if names_document else 0


def branches(lines: list[Line]) -> set[int]:
    """In lists without boxes that nest three deep, the items that have items."""
    found: set[int] = set()
    for block in _lists(lines):
        is_tree = max(line.depth for line in block) >= _DEEP and not any(line.has_box for line in block)
        if is_tree and not any(is_contents_entry(line.content) for line in block):
            found.update(line.number for line in block if line.children)
    return found


def _lists(lines: list[Line]) -> list[list[Line]]:
    """Items that belong together: no heading or text between them."""
    blocks: list[list[Line]] = [[]]
    for line in lines:
        if line.kind is LineKind.ITEM:
            blocks[-1].append(line)
        elif line.kind is LineKind.HEADING or (line.kind is LineKind.TEXT and not line.indent):
            blocks.append([])
    return [block for block in blocks if block]


def plainly_unused(line: Line) -> str:
    """Why a line cannot be part of a plan, whatever stands around it; '' if it can."""
    return _UNUSED.get(line.kind, "")


def is_contents_heading(text: str) -> bool:
    return bool(_CONTENTS.fullmatch(clean(text).strip(" :：")))


def is_contents_entry(text: str) -> bool:
    """`[Section](#section)`: a link into the document itself."""
    return text.startswith("[") and text.endswith(")") and "](#" in text


def is_progress(text: str) -> bool:
    return bool(_PROGRESS.match(text))


def unquoted(value: str) -> str:
    """A value that was written as a quoted string, because it holds line breaks."""
    if not (value.startswith('"') and value.endswith('"') and len(value) > 1):
        return value
    try:
        text = json.loads(value)
    except ValueError:
        return value
    return text if isinstance(text, str) and not CONTROL.search(text) else value


def with_priority(title: Title) -> str:
    """A sub-item keeps its tags in its title: it has no fields of its own."""
    marks = [title.priority, title.team, *title.tags]
    return " ".join([*(f"[{mark}]" for mark in marks if mark), title.text])
