"""Word files: paragraphs, headings, lists and tables as the lines that any reader sees.

The XML is read as a stream: nothing is kept of it, however deep it nests. Deleted text of tracked changes,
field codes and the second rendering of text boxes are left out.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from northing.features.exchange.adapters.decode import CONTROL
from northing.features.exchange.adapters.lines import Line, LineKind, classified
from northing.features.exchange.adapters.packages import DOCUMENT, part_of
from northing.features.exchange.adapters.refusals import MAX_LINES, DocumentRefused
from northing.features.exchange.adapters.titles import hide_escapes

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_SILENT = frozenset({"del", "moveFrom", "instrText", "delText", "Fallback"})
_HEADING_NAME = re.compile(r"(?:heading|überschrift|заголовок|标题|標題)\s?([1-9])", re.IGNORECASE)
_TITLE_NAMES = frozenset({"title", "название", "标题", "標題"})
_LIST_NAME = re.compile(r"list (?:bullet|number|paragraph)|список", re.IGNORECASE)
_INDENT = 4
_DEEPEST = 8


@dataclass(slots=True)
class _Paragraph:
    texts: list[str] = field(default_factory=list)
    style: str = ""
    outline: int | None = None
    depth: int | None = None
    numbering: str = ""
    is_bold: bool = True
    """No run of it was anything but bold."""


@dataclass(slots=True)
class _Table:
    rows: list[list[str]] = field(default_factory=list)
    is_open: bool = False


def read_docx(content: bytes) -> list[Line]:
    """The lines of a Word file that `packages` let pass; a line is a paragraph or a row of a table.

    :raises DocumentRefused: `damaged_document`, `too_many_lines`, `empty_file`
    """
    try:
        styles = _styles(part_of(content, "word/styles.xml"))
        bullets = _bullets(part_of(content, "word/numbering.xml"))
        lines = list(_lines(_Walk(styles, bullets).walk(part_of(content, DOCUMENT))))
    except ElementTree.ParseError as problem:
        raise DocumentRefused("damaged_document") from problem
    if not lines:
        raise DocumentRefused("empty_file")
    return lines


def _lines(found: Iterator[Line | None]) -> Iterator[Line]:
    """Number the paragraphs; empty ones only leave a gap."""
    after_blank = True
    for number, line in enumerate(found, 1):
        if number > MAX_LINES:
            raise DocumentRefused("too_many_lines", limit=str(MAX_LINES))
        if line is None:
            after_blank = True
            continue
        line.number, line.after_blank = number, after_blank
        after_blank = False
        yield line


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _value(element: ElementTree.Element, name: str = "val") -> str:
    return element.get(_W + name) or element.get(_STRICT + name) or ""


def _styles(content: bytes) -> dict[str, tuple[str, int | None]]:
    """Style ids with their names and outline levels."""
    found: dict[str, tuple[str, int | None]] = {}
    own, name, level = "", "", None
    for event, element in _events(content):
        tag = _local(element.tag)
        if event == "start" and tag == "style":
            own, name, level = _value(element, "styleId"), "", None
        elif event == "end" and tag == "name":
            name = _value(element)
        elif event == "end" and tag == "outlineLvl":
            level = _number(_value(element))
        elif event == "end" and tag == "style":
            found[own] = (name or own, level)
            element.clear()
    return found


def _bullets(content: bytes) -> set[tuple[str, int]]:
    """Which levels of which lists are bullets; all others count."""
    abstract: dict[str, set[int]] = {}
    found: set[tuple[str, int]] = set()
    own, depth = "", 0
    for event, element in _events(content):
        tag = _local(element.tag)
        if event == "start" and tag in ("abstractNum", "num"):
            own = _value(element, "abstractNumId") if tag == "abstractNum" else _value(element, "numId")
        elif event == "start" and tag == "lvl":
            depth = _number(_value(element, "ilvl")) or 0
        elif event == "end" and tag == "numFmt" and _value(element) in ("bullet", "none"):
            abstract.setdefault(own, set()).add(depth)
        elif event == "end" and tag == "abstractNumId":
            found |= {(own, level) for level in abstract.get(_value(element), ())}
    return found


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= 2 else None


def _events(content: bytes) -> Iterator[tuple[str, ElementTree.Element]]:
    if content:
        yield from ElementTree.iterparse(io.BytesIO(content), events=("start", "end"))  # noqa: S314  (no document types: `packages`)


class _Walk:
    """Where the stream stands: in which paragraph, run and table."""

    def __init__(self, styles: dict[str, tuple[str, int | None]], bullets: set[tuple[str, int]]) -> None:
        self.styles = styles
        self.bullets = bullets
        self.paragraph: _Paragraph | None = None
        self.tables: list[_Table] = []
        self.silent = 0
        self.is_bold = False
        self.in_run = False

    def walk(self, content: bytes) -> Iterator[Line | None]:
        if not content:
            raise DocumentRefused("damaged_document")
        for event, element in _events(content):
            tag = _local(element.tag)
            if tag in _SILENT:
                self.silent += 1 if event == "start" else -1
            elif event == "start":
                self._start(tag)
            else:
                yield from self._end(tag, element)
                if tag in ("p", "tr", "tbl", "r"):
                    element.clear()

    def _start(self, tag: str) -> None:
        match tag:
            case "p":
                self.paragraph = _Paragraph()
            case "r":
                self.in_run, self.is_bold = True, False
            case "tbl":
                self.tables.append(_Table())
            case "tr" if self.tables:
                self.tables[-1].rows.append([])
            case "tc" if self.tables and self.tables[-1].rows:
                self.tables[-1].rows[-1].append("")

    def _end(self, tag: str, element: ElementTree.Element) -> Iterator[Line | None]:
        if tag == "p":
            yield from self._end_paragraph()
        elif tag == "tbl" and self.tables:
            yield from self._end_table()
        elif tag == "gridSpan" and self.tables and self.tables[-1].rows:
            self.tables[-1].rows[-1] += [""] * min((_number(_value(element)) or 1) - 1, _DEEPEST)
        elif self.paragraph is not None and not self.silent:
            self._in_paragraph(self.paragraph, tag, element)

    def _in_paragraph(self, paragraph: _Paragraph, tag: str, element: ElementTree.Element) -> None:
        match tag:
            case "t":
                text = element.text or ""
                paragraph.texts.append(text)
                paragraph.is_bold &= self.is_bold or not text.strip()
            case "tab":
                paragraph.texts.append("\t" if self.in_run else "")
            case "br" | "cr":
                paragraph.texts.append("\n")
            case "b" if self.in_run:
                self.is_bold = _value(element) not in ("0", "false", "off")
            case "r":
                self.in_run = False
            case "pStyle":
                paragraph.style = _value(element)
            case "outlineLvl":
                paragraph.outline = _number(_value(element))
            case "ilvl":
                paragraph.depth = _number(_value(element)) or 0
            case "numId":
                paragraph.numbering = _value(element)

    def _end_paragraph(self) -> Iterator[Line | None]:
        paragraph, self.paragraph = self.paragraph, None
        if paragraph is None:
            return
        text = CONTROL.sub("", "".join(paragraph.texts))
        if self.tables and self.tables[-1].rows and self.tables[-1].rows[-1]:
            row = self.tables[-1].rows[-1]
            row[-1] = f"{row[-1]}<br>{text.strip()}" if row[-1] and text.strip() else row[-1] or text.strip()
            return
        for part in text.split("\n"):
            yield self._line(paragraph, part.strip()) if part.strip() else None

    def _line(self, paragraph: _Paragraph, text: str) -> Line:
        name, outline = self.styles.get(paragraph.style, (paragraph.style, None))
        heading = _HEADING_NAME.match(name)
        level = int(heading[1]) if heading else None
        if level is None and (paragraph.outline is not None or outline is not None):
            level = (paragraph.outline if paragraph.outline is not None else outline or 0) + 1
        if level is None and name.lower() in _TITLE_NAMES:
            level = 1
        if level is not None and level <= _DEEPEST:
            return Line(0, text, LineKind.HEADING, hide_escapes(text), level=min(level, 6))
        is_listed = paragraph.numbering not in ("", "0") or bool(_LIST_NAME.match(name) and paragraph.style)
        if is_listed and classified(0, text, text).kind is LineKind.TEXT:
            return self._item(paragraph, text)
        if paragraph.is_bold and "*" not in text:
            text = f"**{text}**"
        return classified(0, text, text)

    def _item(self, paragraph: _Paragraph, text: str) -> Line:
        depth = min(paragraph.depth or 0, _DEEPEST)
        is_bullet = not paragraph.numbering or (paragraph.numbering, depth) in self.bullets
        raw = f"{' ' * _INDENT * depth}{'-' if is_bullet else '1.'} {text}"
        return classified(0, raw, raw.strip())

    def _end_table(self) -> Iterator[Line | None]:
        table = self.tables.pop()
        if self.tables and self.tables[-1].rows and self.tables[-1].rows[-1]:
            inner = "<br>".join(cell for row in table.rows for cell in row if cell)
            outer = self.tables[-1].rows[-1]
            outer[-1] = f"{outer[-1]}<br>{inner}" if outer[-1] else inner
            return
        yield None
        for row in table.rows:
            yield as_row(row) if any(row) else None
        yield None


def as_row(cells: list[str]) -> Line:
    """A row of a table as a line; what would divide cells is written otherwise."""
    shown = "|" + "|".join(f" {cell.replace('|', '/')} " for cell in cells) + "|"
    return Line(0, " | ".join(cells), LineKind.ROW, hide_escapes(shown))
