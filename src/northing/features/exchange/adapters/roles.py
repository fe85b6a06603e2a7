"""Which plain lines name objectives: told by what follows them, before the lines are read one by one."""

from __future__ import annotations

from datetime import date

from northing.features.exchange.adapters import grammar
from northing.features.exchange.adapters.layout import (
    Shape,
    branches,
    is_contents_heading,
    is_progress,
    title_line,
)
from northing.features.exchange.adapters.lines import Line, LineKind
from northing.features.exchange.adapters.markers import Marker, read_marker
from northing.features.exchange.adapters.sections import is_bad_label, is_good_label, read_section
from northing.features.exchange.adapters.vocabulary import read_attribute

_READ = (LineKind.HEADING, LineKind.ITEM, LineKind.TEXT)
_ARTICLE_SHARE = 0.35
_FEW = 3
_BACK = 3
_HALF = 0.5


class Roles:
    """The lines of a free text with their markers, and what they show of its habits."""

    def __init__(self, lines: list[Line], *, today: date | None) -> None:
        self.today = today
        self.lines = [line for line in lines if line.kind in _READ and not line.why and line.content]
        self.markers = [read_marker(line.content) for line in self.lines]
        self.is_article = _is_article(self.lines)
        self.has_heads = any(marker and marker.kind == "key_result" for marker in self.markers)
        promoted = self._above_heads()
        stated = self._stated()
        if not stated and not self.has_heads and not self._has_titles(title_line(lines, today=today)):
            promoted += self._above_lists()
        is_marked = bool(stated or promoted)
        self.shape = Shape(is_marked, title_line(lines, today=today), set() if is_marked else branches(lines))

    def _stated(self) -> bool:
        """Objectives carry markers: one that states something, or stands alone above what it names."""
        for place, marker in enumerate(self.markers):
            if not marker or marker.kind != "objective":
                continue
            if marker.rest and not grammar.is_definition(marker.rest):
                return True
            follows = self._line(place + 1)
            if (
                not marker.rest
                and follows
                and not self.markers[place + 1]
                and not grammar.is_prose(follows.content)
            ):
                return True
        return False

    def _line(self, place: int) -> Line | None:
        return self.lines[place] if 0 <= place < len(self.lines) else None

    def _has_titles(self, title: int) -> bool:
        """Headings name the objectives."""
        headings = (line for line in self.lines if line.kind is LineKind.HEADING and line.number != title)
        return any(self._names(line) and not _is_generic(line) for line in headings)

    # Above "Key results:"

    def _above_heads(self) -> list[Line]:
        found: list[Line] = []
        is_waiting = False
        for place, marker in enumerate(self.markers):
            if marker and marker.kind == "objective":
                is_waiting = True
            elif marker and marker.kind == "key_result" and _begins(marker):
                line = None if is_waiting else self._title_above(place)
                if line:
                    line.is_objective = line.kind is not LineKind.HEADING or self._marks_headings()
                    found += [line] if line.kind is not LineKind.HEADING else []
                is_waiting = False
        return found

    def _marks_headings(self) -> bool:
        return any(marker and marker.kind == "objective" for marker in self.markers)

    def _title_above(self, place: int) -> Line | None:
        """The nearest line above that could be a title: right above, or above its description or owner."""
        for above in range(place - 1, max(-1, place - 1 - _BACK), -1):
            line = self.lines[above]
            if self.markers[above] or line.has_box:
                return None
            if line.kind is LineKind.HEADING:
                return line if self._names(line) else None
            if line.kind is LineKind.ITEM and self._is_part(above, place):
                return None
            if self._names(line) and not read_attribute(line.content, "objective"):
                return line
        return None

    def _is_part(self, above: int, place: int) -> bool:
        """An item of the list that the items below the head belong to as well."""
        below = next(
            (line for line in self.lines[place + 1 : place + 1 + _FEW] if line.kind is LineKind.ITEM), None
        )
        line = self.lines[above]
        return below is None or (
            below.rank == line.rank
            and below.indent == line.indent
            and self.lines[place].indent <= line.indent
        )

    def _names(self, line: Line) -> bool:
        if not grammar.may_be_title(line.content) or is_contents_heading(line.content):
            return False
        if is_bad_label(line.content) or is_good_label(line.content) or is_progress(line.content):
            return False
        return read_section(line.content, today=self.today) is None

    # Above and within lists, where no line carries a marker

    def _above_lists(self) -> list[Line]:
        found: list[Line] = []
        for start, end in self._blocks():
            block = self.lines[start:end]
            head = self._line(start - 1)
            parents = [line for line in block if not line.depth and line.children]
            tops = [line for line in block if not line.depth]
            if (
                parents
                and len(parents) >= _HALF * len(tops)
                and not self._is_titled(head)
                and self._is_outline(block)
            ):
                found += parents
            elif head and head.kind is LineKind.TEXT and self._names(head) and _measures(block):
                found.append(head)
        for line in found:
            line.is_objective = True
        return found

    def _blocks(self) -> list[tuple[int, int]]:
        """Runs of items without text or headings between them."""
        found: list[tuple[int, int]] = []
        start: int | None = None
        for place, line in enumerate(self.lines):
            is_item = line.kind is LineKind.ITEM or (
                start is not None and line.kind is LineKind.TEXT and line.indent > 0
            )
            if is_item and start is None:
                start = place
            elif not is_item and start is not None:
                found.append((start, place))
                start = None
        return [*found, (start, len(self.lines))] if start is not None else found

    def _is_titled(self, head: Line | None) -> bool:
        """The list has an objective above it already."""
        if head is None or head.kind is not LineKind.HEADING:
            return False
        return (
            self._names(head)
            and head.number != title_line(self.lines, today=self.today)
            and not _is_generic(head)
        )

    def _is_outline(self, block: list[Line]) -> bool:
        """Two deep without boxes, and the inner items measure something."""
        inner = [line for line in block if line.depth == 1]
        is_deep = any(line.has_box or line.depth > 1 for line in block)
        return not is_deep and _measures(inner)


def _begins(marker: Marker) -> bool:
    return not marker.number or marker.number.rpartition(".")[2] in ("1", "一")


def _measures(items: list[Line]) -> bool:
    """At least half of the items say a number, and hardly any asks or explains."""
    if not items:
        return False
    numbers = sum(grammar.has_number(line.content) for line in items)
    prose = sum(grammar.is_prose(line.content) for line in items)
    return numbers >= _HALF * len(items) and prose <= _HALF * len(items) / 2


def _is_generic(line: Line) -> bool:
    return line.content.strip(" :：#").lower() in _GENERIC


def _is_article(lines: list[Line]) -> bool:
    """Running text makes up a good part of it."""
    prose = [line for line in lines if line.kind is LineKind.TEXT and grammar.is_prose(line.content)]
    total = sum(len(line.content) for line in lines)
    return len(prose) >= _FEW and sum(len(line.content) for line in prose) > _ARTICLE_SHARE * total


_GENERIC = frozenset(
    [
        "okr",
        "okrs",
        "our okrs",
        "objectives",
        "goals",
        "our goals",
        "plan",
        "objectives and key results",
        "examples",
        "okr examples",
        "目标",
        "我们的目标",
        "目標",
        "цели",
        "наши цели",
        "план",
    ]
)
