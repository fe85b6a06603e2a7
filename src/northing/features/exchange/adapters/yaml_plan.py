"""OKR YAML (design 2.11): plain strings, typed by this schema; an unknown key is a problem, not a guess."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from northing.domain.plan import PlanCycle, PlanProblem
from northing.features.exchange.adapters.drafts import Cell, Draft, DraftPlan
from northing.features.exchange.adapters.fields import Fields
from northing.features.exchange.adapters.plans import read_cycle_cells
from northing.features.exchange.adapters.refusals import DocumentRefused
from northing.features.exchange.adapters.yaml_nodes import Mapping, Node, Scalar, Sequence, read_yaml

VERSION = "1"
DOCUMENT = ("northing", "cycle", "objectives")
CYCLE = ("name", "starts_on", "ends_on")
OBJECTIVE = (
    *("title", "ref", "team", "owner", "level", "cycle", "ambition", "visibility", "why_now", "description"),
    *("pillar", "weight", "priority", "tags", "links", "parent", "parent_ref", "key_results", "initiatives"),
)
KEY_RESULT = (
    *("title", "ref", "kind", "unit", "decimals", "start", "start_due_on", "target", "commit", "stretch"),
    *(
        "lower",
        "upper",
        "required_share",
        "weight",
        "pinned",
        "ambition",
        "owner",
        "updater",
        "team",
        "due_on",
    ),
    *(
        "starts_on",
        "cadence_days",
        "guardrail",
        "indicator",
        "definition",
        "done",
        "priority",
        "tags",
        "links",
    ),
    *("stages", "items"),
)
INITIATIVE = (
    "title",
    "ref",
    "owner",
    "team",
    "due_on",
    "priority",
    "description",
    "done",
    "tags",
    "links",
    "items",
)
STAGE = ("title", "progress_after", "due_on", "done")
ITEM = ("title", "done", "items")
_LISTS = frozenset({"tags", "links"})
_PARTS = frozenset({"key_results", "initiatives", "stages", "items", "objectives", "cycle"})


class YamlReader:
    """Walks the nodes by schema; what does not belong becomes a problem with its line and key."""

    def __init__(self, text: str, *, today: date | None) -> None:
        self.root = read_yaml(text)
        self.today = today
        self.plan = DraftPlan()
        self.problems: list[PlanProblem] = []

    def read(self) -> DraftPlan:
        """The drafts; problems are beside them.

        :raises DocumentRefused: the file is YAML, but no plan
        """
        if not isinstance(self.root, Mapping):
            raise DocumentRefused("not_a_plan", line=self.root.line if self.root else 0)
        parts = self._parts(self.root, DOCUMENT)
        version = parts.get("northing")
        if version is not None and not (isinstance(version, Scalar) and version.text.strip() == VERSION):
            raise DocumentRefused("unknown_version", line=version.line)
        if "cycle" in parts:
            self.plan.cycle = self._cycle(parts["cycle"])
        for node in self._list(parts.get("objectives"), "objectives"):
            self._objective(node, None)
        return self.plan

    def _problem(self, line: int, name: str, code: str, **params: str) -> None:
        self.problems.append(PlanProblem(line, name, code, params))

    def _parts(self, node: Node, allowed: tuple[str, ...]) -> dict[str, Node]:
        """The pairs of a mapping by key, unknown and repeated keys told."""
        found: dict[str, Node] = {}
        if not isinstance(node, Mapping):
            self._problem(node.line, "", "not_a_mapping")
            return found
        for key, value in node.pairs:
            name = key.text.strip()
            if name not in allowed:
                self._problem(key.line, name, "unknown_key", key=name[:80])
            elif name in found:
                self._problem(key.line, name, "repeated_key", key=name)
            else:
                found[name] = value
        return found

    def _list(self, node: Node | None, name: str) -> list[Node]:
        if node is None or (isinstance(node, Scalar) and not node.text):
            return []
        if isinstance(node, Sequence):
            return node.items
        self._problem(node.line, name, "not_a_list")
        return []

    def _draft(self, node: Node, allowed: tuple[str, ...]) -> tuple[Draft, dict[str, Node]]:
        """A draft with the scalar fields; a bare string is a title."""
        if isinstance(node, Scalar):
            return Draft(node.line, {"title": Cell(node.text, node.line, is_plain=True)}), {}
        draft = Draft(node.line)
        parts = self._parts(node, allowed)
        for name, value in parts.items():
            if name in _PARTS and not (name == "cycle" and isinstance(value, Scalar)):
                continue
            if name in _LISTS and isinstance(value, Sequence):
                self._names(draft, name, value)
            elif isinstance(value, Scalar):
                draft.cells[name] = Cell(value.text, value.line, is_plain=True)
            else:
                self._problem(value.line, name, "not_a_text")
        return draft, parts

    def _names(self, draft: Draft, name: str, node: Sequence) -> None:
        target = draft.tags if name == "tags" else draft.links
        for item in node.items:
            if isinstance(item, Scalar):
                target.append(" ".join(item.text.split()))
            else:
                self._problem(item.line, name, "not_a_text")

    def _objective(self, node: Node, parent: Draft | None) -> None:
        draft, parts = self._draft(node, OBJECTIVE)
        draft.parent = parent
        if isinstance(parts.get("cycle"), Mapping):
            draft.cycle = self._cycle(parts["cycle"])
        self.plan.objectives.append(draft)
        draft.key_results = self._each(parts, "key_results", self._key_result)
        draft.initiatives = self._each(parts, "initiatives", self._initiative)

    def _each(self, parts: dict[str, Node], name: str, read: Callable[[Node], Draft]) -> list[Draft]:
        return [read(node) for node in self._list(parts.get(name), name)]

    def _key_result(self, node: Node) -> Draft:
        draft, parts = self._draft(node, KEY_RESULT)
        draft.stages = self._each(parts, "stages", lambda stage: self._draft(stage, STAGE)[0])
        draft.items = self._each(parts, "items", self._item)
        return draft

    def _initiative(self, node: Node) -> Draft:
        draft, parts = self._draft(node, INITIATIVE)
        draft.items = self._each(parts, "items", self._item)
        return draft

    def _item(self, node: Node) -> Draft:
        draft, parts = self._draft(node, ITEM)
        draft.done = Fields(draft, self.problems).flag("done")
        draft.items = self._each(parts, "items", self._item)
        return draft

    def _cycle(self, node: Node) -> PlanCycle | None:
        if isinstance(node, Scalar):
            draft = Draft(node.line, {"cycle": Cell(node.text, node.line)})
            return read_cycle_cells(Fields(draft, self.problems), self.today)
        parts, _ = self._draft(node, CYCLE)
        names = {"name": "cycle", "starts_on": "cycle_starts_on", "ends_on": "cycle_ends_on"}
        draft = Draft(node.line, {names[name]: cell for name, cell in parts.cells.items()})
        return read_cycle_cells(Fields(draft, self.problems), self.today)
