"""Free text: articles, chats, mail, wikis. Plain lines are judged by what stands around them."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

from northing.domain.codes import HolderKind
from northing.domain.plan import PlanCycle
from northing.features.exchange.adapters import grammar
from northing.features.exchange.adapters.cycles import read_cycle
from northing.features.exchange.adapters.drafts import Draft, DraftPlan
from northing.features.exchange.adapters.fields import MAX_TITLE
from northing.features.exchange.adapters.key_results import can_take
from northing.features.exchange.adapters.lines import Line, LineKind
from northing.features.exchange.adapters.markers import Marker, read_marker
from northing.features.exchange.adapters.outline import OutlineReader
from northing.features.exchange.adapters.outline_builder import SECTION_KINDS
from northing.features.exchange.adapters.pasted_tables import find_tables, names_objectives
from northing.features.exchange.adapters.roles import Roles
from northing.features.exchange.adapters.sections import (
    is_bad_label,
    is_good_label,
    read_section,
    without_number,
)
from northing.features.exchange.adapters.sifting import Sieve
from northing.features.exchange.adapters.splitting import split_lines
from northing.features.exchange.adapters.structure import shape_lines
from northing.features.exchange.adapters.titles import clean
from northing.features.exchange.adapters.vocabulary import read_attribute
from northing.features.exchange.adapters.wrapping import unwrap

_LOOSE = "loose"
_LONGEST_NAME = 80
_NEAR = 3
_RANK_OF_TEXT = 3
"""Marks that number chapters: `一、`, `（一）`, `1.`"""


class FreeTextReader(OutlineReader):
    """An outline reader that also knows departments, bad examples, bare sentences and running text."""

    def __init__(self, lines: list[Line], *, today: date | None) -> None:
        find_tables(lines)
        unwrap(lines)
        lines = split_lines(lines)
        shape_lines(lines)
        self.roles = Roles(lines, today=today)
        super().__init__(lines, today=today, shape=self.roles.shape)
        self.is_bad = False
        self.has_seen_bad = False
        self.reason: tuple[Line, str] | None = None
        self.owner = ""
        self.held: list[tuple[Draft, str]] = []
        """Objectives with the owner that was stated above them."""
        self.team_level = 0
        self.places: list[tuple[int, str, HolderKind | None, PlanCycle | None]] = []
        self.head_part: tuple[Draft, str] | None = None

    def read(self) -> DraftPlan:
        plan = super().read()
        shape = self.roles.shape
        self._drop_reason()
        for draft, owner in self.held:
            draft.put("owner", owner, draft.line)
        habits = {
            "is_article": self.roles.is_article,
            "is_marked": shape.is_marked,
            "has_heads": self.roles.has_heads,
        }
        Sieve(plan, self.lines, self.used_by, **habits).sift()
        plan.skipped.sort(key=lambda skipped: skipped.line)
        return plan

    def _read_line(self, line: Line) -> None:
        if line.why:
            self._skip(line, line.why)
            if line.why in ("chat_header", "mail_header", "signature"):
                self._stop_loose()
        elif self._is_label(line):
            self._skip(line, "bad_example" if self.is_bad else "commentary")
        elif self.is_bad and not self._ends_bad(line):
            self._skip(line, "bad_example")
        elif len(line.content) > MAX_TITLE and self._would_open(line):
            self.objective = self.node = None
            self._skip(line, "too_long")
        else:
            if line.is_spoken:
                self._stop_loose()
            super()._read_line(line)

    def _would_open(self, line: Line) -> bool:
        """The line would be an objective, and its title too long for one."""
        marker = read_marker(line.content)
        is_stated = marker is not None and marker.kind == "objective"
        is_head = line.kind is LineKind.HEADING and marker is None and not self.shape.is_marked
        is_listed = self.section == "objectives" or line.number in self.shape.branches
        return is_stated or is_head or is_listed or line.is_objective

    def _stop_loose(self) -> None:
        """Somebody else speaks: bare lines no longer continue a list."""
        if self.section in (_LOOSE, *SECTION_KINDS) and not self.has_bullets:
            self._close_section()

    def whose(self, draft: Draft) -> None:
        """Give an objective of a table the team, level and cycle of the heading above it."""
        place = bisect_right(self.places, draft.line, key=lambda place: place[0])
        if not place:
            return
        _, team, level, cycle = self.places[place - 1]
        draft.put("team", team, draft.line)
        draft.put("level", level.value if level and not team else "", draft.line)
        draft.cycle = draft.cycle or (cycle if not draft.text("cycle") else None)

    # Bad and good examples

    def _is_label(self, line: Line) -> bool:
        """ "Bad example:" and "Good example:" above the objectives they judge."""
        if line.is_objective or line.has_box or line.kind is LineKind.ROW:
            return False
        is_bad, is_good = is_bad_label(line.content), is_good_label(line.content)
        if is_bad == is_good or read_marker(line.content):
            return False
        self._close_section()
        self.is_bad, self.has_seen_bad = is_bad, False
        if line.kind is LineKind.HEADING:
            self._leave_headings(line.level)
        return True

    def _ends_bad(self, line: Line) -> bool:
        """A new heading, or a new objective after the bad one was explained."""
        marker = read_marker(line.content)
        is_objective = line.is_objective or (
            marker is not None and marker.kind == "objective" and bool(marker.rest)
        )
        is_section = marker is None and read_section(line.content, today=self.today) is not None
        if is_section or (line.kind is LineKind.HEADING and marker is None):
            self.is_bad = False
        elif is_objective and self.has_seen_bad and self.section == "explained":
            self.is_bad = False
            self.section = ""
        elif is_objective:
            self.has_seen_bad = True
        elif line.kind is LineKind.TEXT and marker is None and grammar.is_prose(line.content):
            self.section = "explained"
        return not self.is_bad

    # Headings

    def _heading(self, line: Line) -> None:
        if line.is_objective:
            self._close_section()
            self._leave_headings(line.level)
            self._open_objective(line, line.content, self._parent_heading())
            self.headings.append((line.level, self.plan.objectives[-1]))
            return
        super()._heading(line)

    def _says_where(self, line: Line) -> bool:
        section = read_section(line.content, today=self.today)
        if section is None or (section.team and not section.speaks and not self._is_whose(line)):
            return False
        is_group = not (section.team or section.level or section.cycle)
        if is_group and not self.shape.is_marked:
            return False
        self.cycle = section.cycle or self.cycle
        if line.number == self.shape.title_line:
            self.plan.cycle = section.cycle or self.plan.cycle
        if section.team or section.level or is_group:
            self.team, self.level, self.owner = section.team, section.level, ""
            self.team_level = line.level
        self.places.append((line.number, self.team, self.level, self.cycle))
        self._close_section()
        if line.kind is not LineKind.HEADING:
            self.objective = self.node = None
        if is_group:
            self._skip(line, "group_heading")
        else:
            self._use(line)
        return True

    def _is_whose(self, line: Line) -> bool:
        """Not the title of a list: in an outline without markers a heading above items is an objective."""
        if self.shape.is_marked:
            return True
        follows = self._next(line)
        return follows is not None and follows.kind is not LineKind.ITEM and line.kind is LineKind.HEADING

    def _next(self, line: Line) -> Line | None:
        place = self.place_of.get(id(line), -1)
        return self.lines[place + 1] if 0 <= place < len(self.lines) - 1 else None

    def _document_attribute(self, line: Line) -> bool:
        """`Owner: …` or `Team: …` above the objectives it holds for."""
        found = read_attribute(line.content, "objective") if line.kind is not LineKind.HEADING else None
        if found is None or found[0] not in ("owner", "team", "cycle") or len(found[1]) > _LONGEST_NAME:
            return super()._document_attribute(line)
        name, value = found[0], clean(found[1])
        cycle = read_cycle(value, today=self.today) if name == "cycle" else None
        if name == "cycle" and cycle is None:
            return super()._document_attribute(line)
        self.cycle = cycle or self.cycle
        self.team = value if name == "team" else self.team
        self.owner = value if name == "owner" else self.owner
        self.places.append((line.number, self.team, self.level, self.cycle))
        self._use(line)
        return True

    def _open_objective(self, line: Line, text: str, parent: Draft | None) -> None:
        if line.kind is LineKind.HEADING:
            text = without_number(text)
        super()._open_objective(line, text, parent)
        if self.reason is not None and self.objective is not None:
            above, reason = self.reason
            self.reason = None
            self.objective.extend("why_now", clean(reason), above.number)
            self._use(above)
        self.held.append((self.plan.objectives[-1], self.owner))

    def _plain_heading(self, line: Line) -> None:
        if self.team and line.level <= self.team_level:
            self.team, self.level = "", None
            self.places.append((line.number, "", None, self.cycle))
        follows = self._next(line)
        if follows is not None and names_objectives(follows):
            self._skip(line, "group_heading")
        elif self.shape.is_marked and self.objective is not None and line.number != self.shape.title_line:
            # A heading inside an objective: what it says is no key result, once there are some.
            self.section = "commentary" if self.objective.key_results else ""
            self._skip(line, "group_heading")
        else:
            super()._plain_heading(line)

    # Marks

    def _marked(self, line: Line) -> bool:
        if line.is_objective and line.kind is not LineKind.HEADING:
            self._promoted(line)
            return True
        marker = read_marker(line.content)
        is_early = self.objective is None or bool(self.objective.key_results)
        if marker and marker.kind == "why_now" and marker.rest and is_early and self.shape.is_marked:
            self._keep_reason(line, marker.rest)
            return True
        return super()._marked(line)

    def _keep_reason(self, line: Line, text: str) -> None:
        """A problem or opportunity above the objective that answers it."""
        self._drop_reason()
        self._close_section()
        self.reason = (line, text)

    def _drop_reason(self) -> None:
        if self.reason is not None:
            self._skip(self.reason[0], "commentary")
            self.reason = None

    def _promoted(self, line: Line) -> None:
        self._leave_items(line.indent)
        self._close_section()
        self._open_objective(line, line.content, self._parent_heading())

    def _remark_marker(self, line: Line, marker: Marker) -> None:
        """ "Metrics:" below an objective that has no key results yet begins them."""
        is_head = marker.kind == "metric" and not marker.rest and self.objective is not None
        if is_head and self.objective is not None and not self.objective.key_results:
            self._open_section("key_results", line)
        else:
            super()._remark_marker(line, marker)

    def _attribute_target(self, line: Line) -> tuple[Draft | None, str]:
        """Items below a key result that is a heading or a line of its own speak of that key result."""
        if line.kind is LineKind.ITEM and self.head_part is not None and self.head_part[0] is self.node:
            return self.head_part
        return super()._attribute_target(line)

    def _attribute(self, line: Line) -> bool:
        found = read_attribute(line.content, "not_imported") if not line.has_box else None
        if found and self.objective is not None and self.section != "commentary":
            self._skip(line, "progress")
            return True
        target, of = self._attribute_target(line) if self.objective is not None else (None, "")
        stated = read_attribute(line.content, of) if target is not None and of else None
        if stated and not can_take(*stated):
            return False
        return super()._attribute(line)

    # Bare lines

    def _item(self, line: Line) -> None:
        is_outer = self.shape.is_marked and not line.depth and not line.has_box
        is_outer &= line.rank < _RANK_OF_TEXT or self._is_above_objective(line)
        if is_outer and not grammar.has_number(line.content) and self._says_where(line):
            return
        super()._item(line)

    def _is_above_objective(self, line: Line) -> bool:
        follows = self._next(line)
        marker = read_marker(follows.content) if follows else None
        return marker is not None and marker.kind == "objective"

    def _part_item(self, line: Line) -> None:
        is_talk = not line.has_box and (
            grammar.is_question(line.content) or (self._is_free() and grammar.is_prose(line.content))
        )
        if is_talk and not grammar.has_number(line.content) and not self.stack:
            self._skip(line, "commentary")
        else:
            super()._part_item(line)

    def _is_free(self) -> bool:
        """No head said that key results or initiatives follow."""
        return self.section not in SECTION_KINDS and self.roles.is_article

    def _text(self, line: Line) -> None:
        if self._states_key_result(line):
            self._add_part(line, line.content, "key_results")
            self.section = _LOOSE
        else:
            super()._text(line)

    def _states_key_result(self, line: Line) -> bool:
        """A measurable sentence under an objective, or the next one of a bare list."""
        objective = self.objective
        if (
            objective is None
            or not self.shape.is_marked
            or self.section not in ("", _LOOSE)
            or self.has_bullets
        ):
            return False
        if (
            grammar.is_prose(line.content)
            or grammar.is_chapter(line.content)
            or line.content.endswith((":", "："))
        ):
            return False
        if (objective.key_results and self.section != _LOOSE) or self._is_above_list(line):
            return False
        return grammar.has_number(line.content) or (self.section == _LOOSE and not line.after_blank)

    def _is_above_list(self, line: Line) -> bool:
        """Items follow soon: they are the key results, and this introduces them."""
        place = self.place_of.get(id(line), 0)
        for follows in self.lines[place + 1 : place + 1 + _NEAR]:
            marker = read_marker(follows.content)
            if marker is not None and marker.kind == "objective":
                return False
            if follows.kind is LineKind.ITEM:
                return True
        return False

    def _is_loose_item(self, line: Line) -> bool:
        has_number = grammar.has_number(line.content) and not grammar.is_chapter(line.content)
        is_talk = grammar.is_prose(line.content) if line.after_blank else grammar.is_running(line.content)
        is_apart = line.after_blank and self.section_head is None
        if not has_number and (is_talk or is_apart):
            return False
        return super()._is_loose_item(line)

    def _add_part(self, line: Line, text: str, name: str) -> None:
        if len(text) > MAX_TITLE and len(clean(text)) > MAX_TITLE:
            self._skip(line, "too_long")
            return
        super()._add_part(line, text, name)
        is_head = line.kind is not LineKind.ITEM and self.node is not None
        self.head_part = (self.node, SECTION_KINDS[name]) if is_head and self.node else None
