"""HTML, saved or pasted, as the lines that a browser would show. Linear in its length; nothing is executed."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from northing.features.exchange.adapters.decode import CONTROL
from northing.features.exchange.adapters.docx import as_row
from northing.features.exchange.adapters.lines import Line, LineKind, classified
from northing.features.exchange.adapters.refusals import MAX_LINES, DocumentRefused
from northing.features.exchange.adapters.titles import hide_escapes

_TOKEN = re.compile(r"(<!--[^<>]{0,4000}-->|<[/!?a-zA-Z][^<>]{0,4000}>)")
_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})")
_SILENT = frozenset(
    {
        "script",
        "style",
        "head",
        "nav",
        "footer",
        "noscript",
        "template",
        "svg",
        "button",
        "form",
        "select",
        "aside",
    }
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "br",
        "hr",
        "ul",
        "ol",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "thead",
        "tbody",
        "tr",
        "td",
        "th",
        "blockquote",
        "pre",
        "dl",
        "dt",
        "dd",
        "figure",
        "figcaption",
        "address",
        "details",
        "summary",
        "body",
        "html",
    ]
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOLD = frozenset({"b", "strong"})
_START = re.compile(
    r"\s*(?:<\?xml[^<>]{0,200}>\s*)?"
    r"<(?:!doctype html|html|head|body|div|p|ul|ol|table|h[1-6]|article|section|meta|span|main)\b",
    re.IGNORECASE,
)
_BLOCK_TAG = re.compile(r"</(?:p|div|li|h[1-6]|td|tr|ul|ol|body|html|table|section|article)>", re.IGNORECASE)
_FEW = 2
_INDENT = 4
_DEEPEST = 8


def looks_like_html(text: str) -> bool:
    """It begins with a block of HTML and closes some."""
    return bool(_START.match(text)) and len(_BLOCK_TAG.findall(text[:200_000])) >= _FEW


def read_html(text: str) -> list[Line]:
    """The visible lines, numbered as they are shown.

    :raises DocumentRefused: `too_many_lines`, `empty_file`
    """
    found: list[Line] = []
    after_blank = True
    for line in _Page().lines(text):
        if line is None:
            after_blank = True
            continue
        line.number, line.after_blank = len(found) + 1, after_blank
        after_blank = False
        found.append(line)
        if len(found) > MAX_LINES:
            raise DocumentRefused("too_many_lines", limit=str(MAX_LINES))
    if not found:
        raise DocumentRefused("empty_file")
    return found


class _Page:
    """Where the text stands: in which lists, heading and row."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.lists: list[str] = []
        self.silent = ""
        self.heading = 0
        self.is_item = False
        self.is_plain = False
        self.bold = 0
        self.row: list[str] | None = None
        self.in_cell = False

    def lines(self, text: str) -> Iterator[Line | None]:
        for place, token in enumerate(_TOKEN.split(text)):
            if place % 2 == 0:
                self._add(token)
            else:
                yield from self._tag(token)
        yield from self._flush()

    def _add(self, token: str) -> None:
        if self.silent or not token:
            return
        text = CONTROL.sub("", html.unescape(token))
        if text.strip() and not self.bold:
            self.is_plain = True
        self.texts.append(text)

    def _tag(self, token: str) -> Iterator[Line | None]:
        found = _NAME.match(token)
        if not found:
            return
        is_end, name = bool(found[1]), found[2].lower()
        if self.silent:
            self.silent = "" if is_end and name == self.silent else self.silent
            return
        if name in _SILENT:
            self.silent = "" if is_end else name
            return
        if name in _BOLD:
            self.bold = max(0, self.bold + (-1 if is_end else 1))
        elif name == "input" and "checkbox" in token.lower():
            self.texts.append("[x] " if "checked" in token.lower() else "[ ] ")
        elif name in _BLOCKS:
            yield from self._block(name, is_end=is_end)

    def _block(self, name: str, *, is_end: bool) -> Iterator[Line | None]:
        if self.row is not None and name not in ("tr", "td", "th", "table"):
            if self.in_cell and "".join(self.texts).strip():
                self.texts.append("<br>")
        elif name in ("td", "th") and self.row is not None:
            self._cell(is_end=is_end)
        else:
            yield from self._flush()
            yield from self._outside(name, is_end=is_end)

    def _outside(self, name: str, *, is_end: bool) -> Iterator[Line | None]:
        """A block that is no cell, and stands in none."""
        if name in ("tr", "table"):
            yield from self._end_row()
            self.row = [] if name == "tr" and not is_end else None
            if name == "table":
                yield None
        elif name in ("ul", "ol"):
            self._list(name, is_end=is_end)
        elif name in _HEADINGS:
            self.heading = 0 if is_end else _HEADINGS[name]
            yield None
        elif name == "li":
            self.is_item = not is_end
        elif name == "p" and not self.lists:
            yield None

    def _list(self, name: str, *, is_end: bool) -> None:
        self.is_item = False
        if not is_end:
            self.lists.append(name)
        elif self.lists:
            self.lists.pop()

    def _cell(self, *, is_end: bool) -> None:
        if self.row is None:
            return
        if self.in_cell:
            text = " ".join("".join(self.texts).split())
            self.row.append(text.removesuffix("<br>").strip())
        self.texts.clear()
        self.in_cell = not is_end

    def _end_row(self) -> Iterator[Line | None]:
        if self.in_cell:
            self._cell(is_end=True)
        if self.row and any(self.row):
            yield as_row(self.row)
        self.row = None

    def _flush(self) -> Iterator[Line | None]:
        """What was collected becomes a line."""
        text = " ".join("".join(self.texts).split())
        self.texts.clear()
        is_bold, self.is_plain = not self.is_plain, False
        if not text:
            return
        if self.heading:
            yield Line(0, text, LineKind.HEADING, hide_escapes(text), level=self.heading)
        elif self.is_item and self.lists:
            mark = "1." if self.lists[-1] == "ol" else "-"
            raw = f"{' ' * _INDENT * min(len(self.lists) - 1, _DEEPEST)}{mark} {text}"
            self.is_item = False
            yield classified(0, raw, raw.strip())
        elif is_bold and "*" not in text:
            yield classified(0, text, f"**{text}**")
        else:
            yield classified(0, text, text)
