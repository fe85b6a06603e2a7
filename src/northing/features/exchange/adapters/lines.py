"""A document as lines that know what they are: headings, list items, table rows, plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from northing.features.exchange.adapters.refusals import MAX_LINE
from northing.features.exchange.adapters.titles import hide_escapes


class LineKind(Enum):
    HEADING = "heading"
    ITEM = "item"
    TEXT = "text"
    ROW = "row"
    RULE = "rule"
    CODE = "code"
    COMMENT = "comment"
    LONG = "long"


@dataclass(slots=True)
class Line:
    """One non-blank line. `level` is a heading's depth; `indent` the column where an item or text begins."""

    number: int
    raw: str
    kind: LineKind
    content: str
    level: int = 0
    indent: int = 0
    has_box: bool = False
    done: bool = False
    after_blank: bool = False
    depth: int = 0
    """How many items this one is nested in."""
    children: int = 0
    """How many items are directly nested in this one."""
    rank: int = 0
    """The kind of its mark: `1.` stands above `-`."""
    why: str = ""
    """Why it is no part of a plan, where that is known before reading."""
    is_spoken: bool = False
    """A name and a time stood before it: a message of a chat begins here."""
    is_piece: bool = False
    """It shares its number with other parts of one line."""
    is_objective: bool = False
    """What follows shows that it names an objective."""


_HEADING = re.compile(r"(#{1,6})(?:[ \t]+(.*)|$)")
_BULLET = re.compile(
    r"(?:[-*+•●○◦▪■◆◇►➤▶▸‣★·–—]|o(?=\t| {2})|(?:\d{1,3}|[a-z])[.)]"
    r"|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|[①-⑳]"
    r"|\d{1,2}[、．）]|\d{1,2}\.(?=[㐀-鿿])|[一二三四五六七八九十]{1,3}、)"
    r"(?:[ \t\u3000]+|(?<=[•●○◦■◆◇►➤▶★、．）①-⑳])|(?<=\d\.)(?=[㐀-鿿]))(.*)"
)
_BOX = re.compile(r"\[([ xX✓✔√]?)\](?:\s+|$)(.*)")
_BOX_SIGNS = {"☐": False, "□": False, "⬜": False, "☑": True, "✅": True, "✔": True, "☒": True}
_RULE = re.compile(r"(?:[-*_=~—–]\s?){3,}\Z")
_TAB = 4
_NEXT_TO = 1


def read_lines(text: str) -> list[Line]:
    """The non-blank lines in order, items knowing their nesting."""
    found: list[Line] = []
    fence = ""
    after_blank = True
    for number, raw in enumerate(text.split("\n"), 1):
        stripped = raw.strip(" \t\u3000\xa0\ufeff")
        if not stripped:
            after_blank = True
            continue
        if fence or stripped.startswith(("```", "~~~")):
            found.append(Line(number, raw, LineKind.CODE, stripped))
            fence = _fence(fence, stripped)
        else:
            line = classified(number, raw, stripped)
            line.after_blank = after_blank
            _underline(found, line)
            found.append(line)
        after_blank = False
    nest(found)
    return found


def _fence(fence: str, stripped: str) -> str:
    if not fence:
        return stripped[:3]
    return "" if stripped.startswith(fence) else fence


def classified(number: int, raw: str, stripped: str) -> Line:
    """One line by its own looks alone; `stripped` is what it says without the space around it."""
    if len(stripped) > MAX_LINE:
        return Line(number, raw, LineKind.LONG, stripped)
    indent = _column(raw)
    content = hide_escapes(stripped.lstrip("> ") if stripped.startswith(">") else stripped)
    if not content:
        return Line(number, raw, LineKind.RULE, stripped)
    heading = _HEADING.match(content)
    if heading:
        title = (heading[2] or "").rstrip("# \t")
        return Line(number, raw, LineKind.HEADING, title, level=len(heading[1]))
    if _RULE.match(content):
        return Line(number, raw, LineKind.RULE, content)
    if content.startswith("<!--"):
        return Line(number, raw, LineKind.COMMENT, content)
    if content.startswith("|") and content.count("|") > 1:
        return Line(number, raw, LineKind.ROW, content)
    return _item_or_text(number, raw, content, indent)


def _item_or_text(number: int, raw: str, content: str, indent: int) -> Line:
    kind, body, has_box, done = body_of(content)
    return Line(number, raw, kind, body, indent=indent, has_box=has_box, done=done)


def body_of(content: str) -> tuple[LineKind, str, bool, bool]:
    """Whether a text is an item, what it says without its mark, whether it has a box, and a ticked one."""
    bullet = _BULLET.match(content)
    body = bullet[1].strip() if bullet else content
    box = _BOX.match(body)
    if box:
        return LineKind.ITEM, box[2].strip(), True, box[1] not in " "
    if body[:1] in _BOX_SIGNS:
        return LineKind.ITEM, body[1:].lstrip("\ufe0f "), True, _BOX_SIGNS[body[0]]
    return (LineKind.ITEM if bullet else LineKind.TEXT), body, False, False


def _column(raw: str) -> int:
    column = 0
    for char in raw:
        if char == "\t":
            column += _TAB - column % _TAB
        elif char == "\u3000":
            column += 2
        elif char in " \xa0\ufeff>":
            column += 1
        else:
            break
    return column


def _underline(found: list[Line], line: Line) -> None:
    """`====` or `----` directly under a line of text makes that text a heading."""
    if line.kind is not LineKind.RULE or line.after_blank or not found or line.content[0] not in "=-":
        return
    above = found[-1]
    is_title = above.kind is LineKind.TEXT and above.number == line.number - _NEXT_TO
    if is_title and (above.after_blank or len(found) == 1) and set(line.content) <= {line.content[0]}:
        above.kind = LineKind.HEADING
        above.level = 1 if line.content[0] == "=" else 2


def nest(lines: list[Line]) -> None:
    """Count parents and children of items by their indent; a heading or flush text ends a list."""
    open_items: list[Line] = []
    for line in lines:
        line.depth = line.children = 0
        if line.kind is LineKind.ITEM:
            while open_items and open_items[-1].indent >= line.indent:
                open_items.pop()
            line.depth = len(open_items)
            if open_items:
                open_items[-1].children += 1
            open_items.append(line)
        elif line.kind is LineKind.HEADING or (line.kind is LineKind.TEXT and line.indent == 0):
            open_items.clear()
