"""Tables of any kind become drafts: CSV, TSV, sheets of a workbook, tables in Markdown.

Columns come in any order and four languages. Usually a row is a key result, with its objective repeated or
left blank; a sheet with a *type* column has a row for each objective, key result and initiative.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from northing.domain.plan import PlanProblem
from northing.features.exchange.adapters.cell_parts import is_own_table, read_header, split_row
from northing.features.exchange.adapters.cycles import read_title_cycle
from northing.features.exchange.adapters.drafts import Cell, Draft, DraftPlan
from northing.features.exchange.adapters.key_results import can_take
from northing.features.exchange.adapters.titles import clean
from northing.features.exchange.adapters.vocabulary import OBJECTIVE_FIELDS, plain_key
from northing.kit.storage.refs import is_ref

Row = tuple[int, list[Cell]]
_HEADER_WITHIN = 30
_MOST_COLUMNS = 200
_SHARED = ("owner", "ambition", "weight", "priority", "tags", "links", "ref")
"""Columns that describe the key result of a row, or the objective where the row has no key result."""
_OWN = tuple(
    name for name in OBJECTIVE_FIELDS if name not in ("objective", "cycle_starts_on", "cycle_ends_on")
)
_TYPES = {
    "objective": "objective|o|goal|big rock|目标|目標|цель",
    "key_result": "key result|kr|kpi|metric|关键结果|关键成果|關鍵結果|關鍵成果|ключевой результат|кр",
    "initiative": "initiative|project|task|action|举措|行动|行動方案|инициатива|проект|задача",
}
TYPES = {word: name for name, words in _TYPES.items() for word in words.split("|")}


@dataclass(slots=True)
class TableReader:
    """Reads one table into a plan that other tables of the document may already have filled."""

    plan: DraftPlan
    problems: list[PlanProblem]
    today: date | None = None
    columns: dict[int, str] = field(default_factory=dict)
    known: dict[tuple[str, ...], Draft] = field(default_factory=dict)
    local_ids: dict[str, Draft] = field(default_factory=dict)
    waiting: list[tuple[Draft, str]] = field(default_factory=list)
    objective: Draft | None = None
    more: list[int] = field(default_factory=list)
    """Further columns of key results: KR2, KR3 …"""
    is_own: bool = False
    is_lenient: bool = False
    """A number that cannot be read is kept as a remark instead of stopping the import."""

    def read(self, rows: Iterable[Row]) -> bool:
        """Whether the rows held a table of OKRs."""
        iterator = iter(rows)
        if not self._find_header(iterator):
            return False
        for line, cells in iterator:
            row = {name: cells[place] for place, name in self.columns.items() if place < len(cells)}
            if any(cell.text.strip() for cell in cells):
                self.plan.used.add(line)
            row = {name: cell for name, cell in row.items() if cell.text.strip()}
            for part in self._split(row, cells):
                self._row(line, part)
        self._settle_parents()
        return True

    def _split(self, row: dict[str, Cell], cells: list[Cell]) -> list[dict[str, Cell]]:
        """One row for each key result; a table as Northing writes it has no other."""
        if self.is_own or not row or "title" in self.columns.values():
            return [row] if row else []
        more = [cells[place] for place in self.more if place < len(cells)]
        return split_row(row, more)

    # The header

    def _find_header(self, rows: Iterator[Row]) -> bool:
        for count, (line, cells) in enumerate(rows):
            names = [read_header(clean(cell.text)) for cell in cells[:_MOST_COLUMNS]]
            is_header = {"objective", "key_result"} & set(names) or {"title", "type"} <= set(names)
            if is_header and len([name for name in names if name]) > 1:
                self._take_header(line, cells, names)
                return True
            self._above_header(line, cells)
            if count >= _HEADER_WITHIN:
                break
        return False

    def _take_header(self, line: int, cells: list[Cell], names: list[str]) -> None:
        self.plan.used.add(line)
        self.is_own = is_own_table(names)
        for place, name in enumerate(names):
            shown = cells[place].text
            if not name and shown.strip():
                self.plan.skip(line, shown, "unknown_column")
            elif name == "not_imported":
                self.plan.skip(line, shown, "column_not_imported")
            elif name == "key_result" and name in self.columns.values() and shown.strip()[-1:].isdigit():
                self.more.append(place)
            elif name in self.columns.values():
                self.plan.skip(line, shown, "repeated_column")
            elif name:
                self.columns[place] = name

    def _above_header(self, line: int, cells: list[Cell]) -> None:
        texts = [cell.text.strip() for cell in cells if cell.text.strip()]
        cycle = read_title_cycle(texts[0], today=self.today) if len(texts) == 1 else None
        if cycle and self.plan.cycle is None:
            self.plan.cycle = cycle
            self.plan.used.add(line)
        elif texts:
            self.plan.skip(line, " | ".join(texts), "above_header")

    # Rows

    def _row(self, line: int, row: dict[str, Cell]) -> None:
        formulas = {name: cell for name, cell in row.items() if _is_formula(cell)}
        for name, cell in formulas.items():
            shown = {"text": cell.text.strip()[:80]}
            self.problems.append(PlanProblem(cell.line or line, name, "formula", shown))
        row = {name: _unescaped(cell) for name, cell in row.items() if name not in formulas}
        if not row:
            return
        if "type" in self.columns.values() and "title" in self.columns.values():
            self._typed_row(line, row)
        else:
            self._wide_row(line, row)

    def _wide_row(self, line: int, row: dict[str, Cell]) -> None:
        if "objective" in row:
            self.objective = self._objective(line, row)
        if self.objective is None:
            self.problems.append(PlanProblem(line, "objective", "no_objective"))
            return
        has_part = "key_result" in row or "initiative" in row
        self._describe(self.objective, row, has_part=has_part)
        if "key_result" in row:
            self.objective.key_results.append(self._part(line, row, "key_result"))
        elif has_part and "\n" not in row["initiative"].text.strip():
            self.objective.initiatives.append(self._part(line, row, "initiative"))
            return
        if "initiative" in row:
            for text in row["initiative"].text.splitlines():
                if text.strip():
                    self.objective.initiatives.append(Draft(line, {"title": Cell(text.strip(), line)}))

    def _objective(self, line: int, row: dict[str, Cell]) -> Draft:
        """The objective the row names: a new one, or one that was named before."""
        ref = row.get("objective_ref", Cell("")).text.strip()
        names = ("objective", "team", "cycle")
        key = (ref,) if ref else tuple(plain_key(row[name].text) if name in row else "" for name in names)
        current = self.objective
        is_bare = not ref and not any(key[1:])
        if current is not None and is_bare and plain_key(current.text("title")) == key[0]:
            return current
        if key not in self.known:
            self.known[key] = Draft(line, {"title": row["objective"]})
            self.plan.objectives.append(self.known[key])
        return self.known[key]

    def _describe(self, objective: Draft, row: dict[str, Cell], *, has_part: bool) -> None:
        for name in _OWN:
            if name in row:
                objective.cells.setdefault(name.removeprefix("objective_"), row[name])
        for name in ("cycle_starts_on", "cycle_ends_on"):
            if name in row:
                objective.cells.setdefault(name, row[name])
        for name in _SHARED if not has_part else self._inherited():
            if name in row:
                objective.cells.setdefault(name, row[name])

    def _inherited(self) -> tuple[str, ...]:
        """Columns of key results that also speak for the objective, where it has none of its own."""
        own = self.columns.values()
        return tuple(name for name in ("owner", "ambition") if f"objective_{name}" not in own)

    def _part(self, line: int, row: dict[str, Cell], name: str) -> Draft:
        draft = Draft(line, {"title": row[name]})
        for field_name, cell in row.items():
            if field_name not in OBJECTIVE_FIELDS and field_name not in ("key_result", "initiative"):
                draft.cells[field_name.removeprefix("initiative_")] = cell
        if "key_result_team" in row:
            draft.cells["team"] = draft.cells.pop("key_result_team")
        self._drop_local_id(draft)
        if self.is_lenient:
            _keep_as_remarks(draft)
        return draft

    # Rows with a type

    def _typed_row(self, line: int, row: dict[str, Cell]) -> None:
        kind = TYPES.get(plain_key(row["type"].text)) if "type" in row else None
        if kind is None or "title" not in row:
            code = "unknown_type" if kind is None else "empty_title"
            self.problems.append(PlanProblem(line, "type" if kind is None else "title", code))
            return
        parent = self._named_parent(row)
        if kind == "objective":
            self._typed_objective(line, row)
            return
        objective = parent or self.objective
        if objective is None:
            self.problems.append(PlanProblem(line, "parent", "no_objective"))
            return
        part = self._part(line, row | {kind: row["title"]}, kind)
        part.cells["title"] = row["title"]
        part.cells |= {"team": row["team"]} if "team" in row else {}
        parts = objective.key_results if kind == "key_result" else objective.initiatives
        parts.append(part)
        self._remember_id(part if kind == "key_result" else objective, row)

    def _typed_objective(self, line: int, row: dict[str, Cell]) -> None:
        draft = Draft(line, {"title": row["title"]})
        self.plan.objectives.append(draft)
        self._describe(draft, row, has_part=False)
        parent_id = row.get("parent_ref", Cell("")).text.strip()
        if parent_id and not is_ref(parent_id):
            draft.cells.pop("parent_ref", None)
            self.waiting.append((draft, parent_id))
        self._remember_id(draft, row)
        self._drop_local_id(draft)
        self.objective = draft

    def _named_parent(self, row: dict[str, Cell]) -> Draft | None:
        found = self.local_ids.get(row["parent_ref"].text.strip()) if "parent_ref" in row else None
        if found is None and "parent" in row:
            key = plain_key(row["parent"].text)
            titles = (draft for draft in self.plan.objectives if plain_key(draft.text("title")) == key)
            found = next(titles, None)
        return found if found in self.plan.objectives else None

    def _remember_id(self, draft: Draft, row: dict[str, Cell]) -> None:
        if "ref" in row:
            self.local_ids[row["ref"].text.strip()] = draft

    def _drop_local_id(self, draft: Draft) -> None:
        """A number that only counts rows is no ref."""
        if not is_ref(draft.text("ref").strip()):
            draft.cells.pop("ref", None)

    def _settle_parents(self) -> None:
        for draft, parent_id in self.waiting:
            parent = self.local_ids.get(parent_id)
            if parent is not None and parent is not draft:
                draft.parent = parent if parent in self.plan.objectives else None
        self.waiting.clear()


def _keep_as_remarks(draft: Draft) -> None:
    """Values that cannot be typed go into the definition, as they were written."""
    for name, cell in list(draft.cells.items()):
        if not can_take(name, cell.text):
            del draft.cells[name]
            draft.extend("definition", cell.text.strip(), cell.line)


def _is_formula(cell: Cell) -> bool:
    text = cell.text.strip()
    return text.startswith("=") and len(text) > 1


def _unescaped(cell: Cell) -> Cell:
    """The apostrophe that keeps a spreadsheet from running a text as a formula is no part of it."""
    text = cell.text
    if len(text) > 1 and text[0] == "'" and text[1] in "=+-@'\t\r":
        return cell._replace(text=text[1:])
    return cell
