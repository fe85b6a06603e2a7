"""Markdown outlines and plain text with markers become drafts.

Two habits of writing are read. Where lines say what they are (`O1:`, `目标：`, `Key results:`) the markers
decide and unmarked headings only group. Where they do not, every heading is an objective, nested by its
depth, and list items are its key results; in lists three deep, items with items are objectives too.
Every non-blank line ends up used or skipped, with a reason.
"""

from __future__ import annotations

from datetime import date

from northing.features.exchange.adapters import layout
from northing.features.exchange.adapters.cycles import read_title_cycle
from northing.features.exchange.adapters.drafts import Draft, DraftPlan
from northing.features.exchange.adapters.lines import Line, LineKind
from northing.features.exchange.adapters.markers import Marker, read_level, read_marker, read_team
from northing.features.exchange.adapters.outline_builder import SECTION_KINDS, OutlineBuilder
from northing.features.exchange.adapters.titles import (
    clean,
    is_only_links,
    link_targets,
    read_title,
    show_escapes,
)
from northing.features.exchange.adapters.vocabulary import read_attribute

_SENTENCE_ENDS = (".", "。", "!", "！", "?", "？", "…", "；", ";")


class OutlineReader(OutlineBuilder):
    """Walks the lines once and says what each of them is."""

    def __init__(self, lines: list[Line], *, today: date | None, shape: layout.Shape | None = None) -> None:
        super().__init__(today=today)
        self.lines = lines
        self.place_of = {id(line): place for place, line in enumerate(lines)}
        self.shape = shape or layout.shape_of(lines, today=today)

    def read(self) -> DraftPlan:
        for line in self.lines:
            self._read_line(line)
        self._close_section()
        self.plan.skipped.sort(key=lambda skipped: skipped.line)
        return self.plan

    def _read_line(self, line: Line) -> None:
        why = layout.plainly_unused(line)
        if line.kind is LineKind.ROW:
            return
        if why:
            self._skip(line, why)
        elif line.kind is LineKind.HEADING:
            self._heading(line)
        elif self.section == "contents" and line.kind is LineKind.ITEM:
            self._skip(line, "table_of_contents")
        else:
            if not self._marked(line):
                self._unmarked(line)

    # Headings

    def _heading(self, line: Line) -> None:
        marker = read_marker(line.content)
        if marker and marker.kind != "objective":
            self._marker(line, marker)
            return
        self._close_section()
        self._leave_headings(line.level)
        if marker and self._takes(marker):
            self._marker(line, marker)
        elif layout.is_contents_heading(line.content):
            self.section = "contents"
            self._skip(line, "table_of_contents")
        elif not self._says_where(line):
            self._plain_heading(line)

    def _leave_headings(self, level: int) -> None:
        while self.headings and self.headings[-1][0] >= level:
            self.headings.pop()
        self.objective = self.headings[-1][1] if self.headings else None
        self.node = self.objective

    def _says_where(self, line: Line) -> bool:
        """A heading or line that names the cycle, the level or the team of what follows."""
        if len(line.content) > layout.LONGEST_HEADING:
            return False
        title = clean(line.content)
        level, team = read_level(title), read_team(title)
        cycle = read_title_cycle(title, today=self.today)
        if not (level or team or cycle):
            return False
        self.cycle = cycle or self.cycle
        if line.number == self.shape.title_line:
            self.plan.cycle = cycle
        self.level = level or self.level
        self.team = team if team or level else self.team
        self._close_section()
        if line.kind is not LineKind.HEADING:
            self.objective = self.node = None
        self._use(line)
        return True

    def _plain_heading(self, line: Line) -> None:
        if line.number == self.shape.title_line:
            self._skip(line, "document_title")
        elif self.shape.is_marked:
            self.objective = self.node = None
            self._skip(line, "group_heading")
        elif not clean(line.content):
            self._skip(line, "empty_heading")
        else:
            self._open_objective(line, line.content, self._parent_heading())
            self.headings.append((line.level, self.plan.objectives[-1]))

    # Markers

    def _takes(self, marker: Marker) -> bool:
        """In an outline without objective markers only section heads and key results are marks."""
        return self.shape.is_marked or marker.kind != "objective"

    def _marked(self, line: Line) -> bool:
        if line.kind is LineKind.ITEM and line.has_box and line.depth and self.section != "objectives":
            return False
        marker = read_marker(line.content)
        if marker and self._takes(marker) and not self._is_prose(marker):
            self._marker(line, marker)
            return True
        return self._attribute(line)

    def _is_prose(self, marker: Marker) -> bool:
        return marker.kind in ("metric", "why_now") and self.objective is None

    def _marker(self, line: Line, marker: Marker) -> None:
        match marker.kind:
            case "objective":
                self._objective_marker(line, marker)
            case "key_result" | "initiative":
                self._part_marker(line, marker)
            case "discussion":
                self.section = "commentary"
                self._skip(line, "commentary")
            case "why_now" | "metric":
                self._remark_marker(line, marker)

    def _objective_marker(self, line: Line, marker: Marker) -> None:
        self._close_section()
        if not marker.rest:
            self.objective = self.node = None
            self._open_section("objectives", line)
            return
        above = marker.number.rpartition(".")[0]
        parent = self.numbered.get(above) or self._parent_heading()
        self._open_objective(line, marker.rest, parent)
        if marker.number:
            self.numbered[marker.number] = self.plan.objectives[-1]
        if line.kind is LineKind.HEADING:
            self.headings.append((line.level, self.plan.objectives[-1]))

    def _part_marker(self, line: Line, marker: Marker) -> None:
        name = "key_results" if marker.kind == "key_result" else "initiatives"
        if not marker.rest:
            self._open_section(name, line)
            return
        self._add_part(line, marker.rest, name)
        if line.kind is not LineKind.ITEM:
            self.section = f"after_{name}"

    def _remark_marker(self, line: Line, marker: Marker) -> None:
        if marker.kind == "metric":
            target, name = self.node, "definition"
        else:
            target, name = self.objective, "why_now"
        if target is None or (name == "definition" and target is self.objective):
            self._skip(line, "commentary")
            return
        if marker.rest:
            self._close_section()
            self.section = name
            target.extend(name, clean(marker.rest), line.number)
            self._use(line)
        else:
            self._open_section(name, line)

    def _attribute(self, line: Line) -> bool:
        """`owner: Ada` under an objective, a key result or an initiative; never a check box."""
        if line.has_box or self.section == "commentary":
            return False
        if self.objective is None:
            return self._document_attribute(line)
        target, of = self._attribute_target(line)
        found = read_attribute(line.content, of) if target else None
        if target is None or found is None:
            return False
        name, value = found
        if name == "stages":
            target.extend(name, show_escapes(value), line.number)
        else:
            target.put(name, layout.unquoted(show_escapes(value)), line.number)
        self._use(line)
        return True

    def _document_attribute(self, line: Line) -> bool:
        """`cycle: Winter push` and its days before the first objective."""
        found = read_attribute(line.content, "objective") if line.kind is LineKind.TEXT else None
        if found is None or not found[0].startswith("cycle") or self.plan.objectives:
            return False
        self.plan.cycle_cells.put(found[0], layout.unquoted(show_escapes(found[1])), line.number)
        self._use(line)
        return True

    def _attribute_target(self, line: Line) -> tuple[Draft | None, str]:
        flush_item = line.kind is LineKind.ITEM and not line.depth
        if flush_item or self.node is self.objective:
            return self.objective, "objective"
        for indent, draft, kind in reversed(self.stack):
            if kind in ("key_result", "initiative") and (indent < line.indent or line.kind is LineKind.TEXT):
                return draft, kind
        return None, ""

    # Everything else

    def _unmarked(self, line: Line) -> None:
        if line.kind is LineKind.ITEM:
            self._item(line)
        elif self._says_where(line):
            return
        else:
            self._text(line)

    def _item(self, line: Line) -> None:
        if layout.is_contents_entry(line.content):
            self._skip(line, "table_of_contents")
        elif not clean(line.content):
            self._skip(line, "empty_item")
        elif self.section == "commentary":
            self._skip(line, "commentary")
        elif self.section == "objectives" and not line.depth:
            self._open_objective(line, line.content, self._parent_heading())
            self.section = "objectives"
        elif line.number in self.shape.branches:
            self._branch(line)
        else:
            self._part_item(line)

    def _branch(self, line: Line) -> None:
        """An item of a deep list that has items of its own: an objective under the item above it."""
        self._leave_items(line.indent)
        above = next((draft for _, draft, kind in reversed(self.stack) if kind == "objective"), None)
        self._open_objective(line, line.content, above or self._parent_heading())
        self.stack.append((line.indent, self.plan.objectives[-1], "objective"))

    def _part_item(self, line: Line) -> None:
        self._leave_items(line.indent)
        above = self.stack[-1] if self.stack else None
        if above and above[2] == "objective":
            self.objective = above[1]
        elif above:
            self._add_item(line, above[1])
            return
        elif self.headings and not self.shape.is_marked:
            self.objective = self.headings[-1][1]
        name = self.section if self.section in SECTION_KINDS else "key_results"
        if self.section.startswith("after_") and not line.has_box:
            self._skip(line, "commentary")
            return
        self.has_bullets = True
        self._add_part(line, line.content, name)

    def _add_item(self, line: Line, above: Draft) -> None:
        item = Draft(line.number, done=line.done)
        title = read_title(line.content)
        item.put("title", layout.with_priority(title), line.number)
        above.items.append(item)
        above.links.extend(title.links)
        self.stack.append((line.indent, item, "item"))
        self._use(line)

    def _text(self, line: Line) -> None:
        if is_only_links(line.content):
            self._links(line)
        elif layout.is_progress(line.content):
            self._skip(line, "progress")
        elif self.section == "commentary":
            self._skip(line, "commentary")
        elif self.section in ("why_now", "definition") and self._remark(line):
            self._use(line)
        elif self._is_continued(line) and self.stack:
            draft = self.stack[-1][1]
            draft.put("title", "", line.number)
            draft.cells["title"] = draft.cells["title"]._replace(
                text=f"{draft.text('title')} {clean(line.content)}"
            )
            self._use(line)
        elif self._is_loose_item(line):
            self._item_of_section(line)
        elif self._describes(line) and self.objective:
            self.objective.extend("description", clean(line.content), line.number)
            self._use(line)
        else:
            self._commentary(line)

    def _commentary(self, line: Line) -> None:
        """Text that says nothing of the plan; lists after it belong to it, once the objective has its own."""
        self._close_section()
        if self.shape.is_marked and (self.objective is None or self.objective.key_results):
            self.section = "commentary"
        self._skip(line, "commentary" if self.plan.objectives else "before_first_objective")

    def _links(self, line: Line) -> None:
        if self.objective is None:
            self._skip(line, "link")
            return
        self.objective.links.extend(link_targets(line.content))
        self._use(line)

    def _remark(self, line: Line) -> bool:
        target = self.node if self.section == "definition" else self.objective
        if target is None:
            return False
        target.extend(self.section, clean(line.content), line.number)
        self._fill_section()
        return True

    def _is_continued(self, line: Line) -> bool:
        """The rest of an item's sentence: indented below it, no blank line between."""
        return bool(self.stack) and not line.after_blank and line.indent > self.stack[-1][0]

    def _is_loose_item(self, line: Line) -> bool:
        """An item whose bullet got lost: in an open section, close to the others, and no full sentence."""
        if self.section not in (*SECTION_KINDS, "objectives") or len(line.content) > layout.LONGEST_ITEM:
            return False
        if self.has_bullets:
            return not line.after_blank and not line.content.endswith(_SENTENCE_ENDS)
        return not line.content.endswith("。") and line.content.count("。") == 0

    def _item_of_section(self, line: Line) -> None:
        if self.section == "objectives":
            self._open_objective(line, line.content, self._parent_heading())
        else:
            self._add_part(line, line.content, self.section)

    def _describes(self, line: Line) -> bool:
        """Text right under an objective of an outline, before its key results."""
        objective = self.objective
        if objective is None or self.shape.is_marked or self.section:
            return False
        return not objective.key_results and self.node is objective and bool(self.headings)
