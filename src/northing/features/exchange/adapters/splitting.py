"""Several parts written on one line: `O: … KR1: … KR2: …`, `Key results: 1) …; 2) …`."""

# ruff: noqa: E501  (a pattern is a list of synonyms)

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from northing.features.exchange.adapters.lines import Line, LineKind
from northing.features.exchange.adapters.markers import Marker, read_marker

_INNER = re.compile(
    r"(?<=[\s;；。,，.|）)、\u3400-\u9fff])(?="
    r"(?:KRs?|КР)\s?[-#]?\s?\d{1,2}(?:\.\d{1,2})?\s*[:：.)、）–—-]"
    r"|(?:key results?|ключевые результаты|关键结果|关键成果|關鍵結果|關鍵成果|initiatives?|инициативы)(?:\s?[(（]krs?[)）])?\s*\d{0,2}\s*[:：]"
    r"|[OО]\d{1,2}\s*[:：])",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"\s*(?:[;；]\s*)?(?:(?:(?<=\s)|(?<=[;；。])|^)(?:\(?\d{1,2}[.)、）](?!\d)|[①-⑳]|[a-e]\))\s*)|\s*[;；]\s*"
)
_LOST = re.compile(r"(?<=[\u3400-\u9fff。;；.!?%])\s?[-•●]\s+(?=[^\W\d_])")
_MOST_PIECES = 40
_PLURALS = ("results", "krs", "initiatives", "результаты", "инициативы", "结果", "成果", "結果")
_QUOTED = re.compile(
    r"(?:\b(?:objectives?|goals?|цел[ьи])\b|目标|目標)[^“”\"「」«»《》]{0,40}[“\"「«《](?P<title>[^“”\"「」«»《》]{4,200})[”\"」»》]",
    re.IGNORECASE,
)
_RESULTS = re.compile(
    r"key results?|\bkrs?\b|关键结果|关键成果|關鍵結果|關鍵成果|ключевы\w+ результат", re.IGNORECASE
)
_LONGEST_QUOTING = 400


def split_lines(lines: list[Line]) -> list[Line]:
    """The lines, one part each; pieces keep the number of their line."""
    found: list[Line] = []
    for line in lines:
        found += _split(line) if line.kind in (LineKind.TEXT, LineKind.ITEM) and not line.why else [line]
    return found


def _split(line: Line) -> list[Line]:
    marker = read_marker(line.content)
    if marker is None or marker.kind not in ("objective", "key_result", "initiative") or not marker.rest:
        return _split_quoted(line) or _split_lost(line)
    pieces = at_markers(line.content)
    found = [line] if len(pieces) == 1 else [_piece(line, text, place) for place, text in enumerate(pieces)]
    return [part for piece in found for part in _split_listed(piece)]


def at_markers(text: str) -> list[str]:
    """The text, cut before every mark inside it."""
    ends = [found.start() for found in _INNER.finditer(text)][:_MOST_PIECES]
    ends = [end for end in ends if read_marker(text[end:])]
    places = [0, *ends, len(text)]
    pieces = [text[start:end].strip(" ;；,，|") for start, end in pairwise(places)]
    return [piece for piece in pieces if piece]


def _split_listed(line: Line) -> list[Line]:
    """`Key results: a; b; c` without a number is a head with its items."""
    marker = read_marker(line.content)
    if marker is None or marker.number or marker.kind == "objective" or not _is_plural(line.content, marker):
        return [line]
    parts = [part.strip(" ;；") for part in _LISTED.split(marker.rest)]
    parts = [part for part in parts if part]
    if len(parts) < 2 or len(parts) > _MOST_PIECES:
        return [line]
    head = _piece(line, line.content[: len(line.content) - len(marker.rest)].strip(), 0)
    return [head, *(_piece(line, part, place, kind=LineKind.ITEM) for place, part in enumerate(parts, 1))]


def _is_plural(text: str, marker: Marker) -> bool:
    """The head speaks of several: `Key results`, `关键结果`."""
    head = text[: len(text) - len(marker.rest)].lower()
    return any(word in head for word in _PLURALS)


def _split_quoted(line: Line) -> list[Line]:
    """`If the objective is “…”, its key results might be:` above a list."""
    text = line.content
    if len(text) > _LONGEST_QUOTING or not text.endswith((":", "：")):
        return []
    found = _QUOTED.search(text)
    if found is None or not _RESULTS.search(text, found.end()):
        return []
    title = found["title"].strip(" ,，.。")
    return [_piece(line, f"Objective: {title}", 0), _piece(line, "Key results:", 1)]


def _split_lost(line: Line) -> list[Line]:
    """Two items of a list that ran together: `… customers- Automate …`."""
    if line.kind is not LineKind.TEXT or line.indent:
        return [line]
    parts = _LOST.split(line.content)
    if len(parts) != 2:
        return [line]
    return [_piece(line, part.strip(), place) for place, part in enumerate(parts)]


def _piece(line: Line, text: str, place: int, *, kind: LineKind | None = None) -> Line:
    """A part of a line; only the first keeps what stood at its head."""
    piece = replace(line, content=text, kind=kind or line.kind, is_piece=True)
    if place:
        piece.has_box = piece.done = piece.after_blank = False
    return piece
