"""The plan of an outline in the making, and the place in it: open headings, lists and sections."""

from __future__ import annotations

from datetime import date

from northing.domain.codes import HolderKind
from northing.domain.plan import PlanCycle
from northing.features.exchange.adapters.cycles import split_cycle
from northing.features.exchange.adapters.drafts import Draft, DraftPlan
from northing.features.exchange.adapters.lines import Line
from northing.features.exchange.adapters.titles import read_title, split_numbers

SECTION_KINDS = {"key_results": "key_result", "initiatives": "initiative"}


class OutlineBuilder:
    """Opens objectives, adds their parts, and keeps account of every line."""

    def __init__(self, *, today: date | None) -> None:
        self.plan = DraftPlan()
        self.today = today
        self.headings: list[tuple[int, Draft]] = []
        self.numbered: dict[str, Draft] = {}
        self.cycle: PlanCycle | None = None
        self.level: HolderKind | None = None
        self.team = ""
        self.objective: Draft | None = None
        self.node: Draft | None = None
        self.stack: list[tuple[int, Draft, str]] = []
        self.section = ""
        self.section_head: Line | None = None
        self.has_bullets = False
        self.used_by: dict[int, Draft] = {}
        """The objective that each line went into."""

    def _use(self, line: Line) -> None:
        self.plan.used.add(line.number)
        if self.objective is not None:
            self.used_by[line.number] = self.objective

    def _skip(self, line: Line, why: str) -> None:
        self.plan.skip(line.number, line.content if line.is_piece else line.raw, why)

    def _parent_heading(self) -> Draft | None:
        return self.headings[-1][1] if self.headings else None

    def _leave_items(self, indent: int) -> None:
        while self.stack and self.stack[-1][0] >= indent:
            self.stack.pop()

    def _open_section(self, name: str, line: Line) -> None:
        self._close_section()
        self.section = name
        self.section_head = line

    def _fill_section(self) -> None:
        """The head of a section counts as used once something stands under it."""
        if self.section_head:
            self._use(self.section_head)
            self.section_head = None

    def _close_section(self) -> None:
        if self.section_head:
            self._skip(self.section_head, "empty_section")
            self.section_head = None
        self.section = ""
        self.has_bullets = False
        self.stack.clear()

    def _open_objective(self, line: Line, text: str, parent: Draft | None) -> None:
        title = read_title(text)
        shown, cycle = split_cycle(title.text, today=self.today)
        draft = Draft(line.number, parent=parent, tags=title.tags, links=title.links)
        draft.put("title", shown, line.number)
        draft.put("team", title.team or self.team, line.number)
        draft.put("priority", title.priority, line.number)
        draft.put("level", self.level.value if self.level else "", line.number)
        draft.cycle = cycle or self.cycle
        self.plan.objectives.append(draft)
        self.objective = self.node = draft
        self._fill_section()
        self.section = ""
        self.has_bullets = False
        self._use(line)

    def _add_part(self, line: Line, text: str, name: str) -> None:
        if self.objective is None:
            self._skip(line, "no_objective")
            return
        shown, numbers = split_numbers(text) if name == "key_results" else (text, {})
        title = read_title(shown)
        draft = Draft(line.number, tags=title.tags, links=title.links, done=line.done, has_box=line.has_box)
        draft.put("title", title.text, line.number)
        draft.put("priority", title.priority, line.number)
        draft.put("team", title.team, line.number)
        for field, value in numbers.items():
            draft.put(field, value, line.number)
        (self.objective.key_results if name == "key_results" else self.objective.initiatives).append(draft)
        self.node = draft
        self._leave_items(line.indent)
        self.stack.append((line.indent, draft, SECTION_KINDS[name]))
        self._fill_section()
        self._use(line)
