"""What people put right in a plan before it is imported: retype, move, join, divide, leave out, take in.

A correction names its row as the plan stood before it (`o2`, `k2.0`, `i2.1`, and `s7` for a skipped line), so
a list of corrections is applied in its order. One that names nothing is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from northing.domain.plan import (
    ParentHint,
    Plan,
    PlanInitiative,
    PlanKeyResult,
    PlanObjective,
    Skipped,
)
from northing.features.exchange.adapters.sentences import from_sentence, with_title

KINDS = ("objective", "key_result", "initiative")
LEFT_OUT = "left_out"
NO_TEAMS = "no_teams"
"""For the whole plan: what was taken for teams is not."""
_PLACE = re.compile(r"([okis])(\d{1,6})(?:\.(\d{1,6}))?\Z", re.ASCII)

Part = PlanKeyResult | PlanInitiative


@dataclass(frozen=True, slots=True)
class Correction:
    """One row put right. `titles`: one, or several that it is divided into; `under`: which objective, by its place."""

    at: str
    kind: str
    titles: tuple[str, ...]
    under: int | None = None
    joins: bool = False

    def as_json(self) -> dict[str, Any]:
        return {
            "at": self.at,
            "kind": self.kind,
            "titles": list(self.titles),
            "under": self.under,
            "joins": self.joins,
        }

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Correction:
        return cls(told["at"], told["kind"], tuple(told["titles"]), told["under"], told["joins"])


@dataclass(slots=True, eq=False)
class _Node:
    """An objective with its parts, while they are moved about."""

    objective: PlanObjective
    parent: _Node | None = None
    parts: list[Part] = field(default_factory=list)

    def place_of(self, letter: str, place: int) -> int | None:
        """Where the n-th key result or initiative stands among all parts."""
        kind = PlanKeyResult if letter == "k" else PlanInitiative
        places = [at for at, part in enumerate(self.parts) if isinstance(part, kind)]
        return places[place] if place < len(places) else None


def node_ids(plan: Plan) -> dict[tuple[str, int, str], list[str]]:
    """The names of all rows, by what they are, their line and their title."""
    found: dict[tuple[str, int, str], list[str]] = {}
    for number, objective in enumerate(plan.objectives):
        found.setdefault(("objective", objective.line, objective.title), []).append(f"o{number}")
        for place, part in enumerate(objective.key_results):
            found.setdefault(("key_result", part.line, part.title), []).append(f"k{number}.{place}")
        for place, work in enumerate(objective.initiatives):
            found.setdefault(("initiative", work.line, work.title), []).append(f"i{number}.{place}")
    return found


def corrected(plan: Plan, corrections: Iterable[Correction]) -> Plan:
    """The plan with all corrections, one after the other."""
    desk = _Desk(plan)
    for correction in corrections:
        desk.correct(correction)
    return desk.plan()


class _Desk:
    """The plan taken apart."""

    def __init__(self, plan: Plan) -> None:
        self.origin = plan
        self.skipped = list(plan.skipped)
        self.nodes = [_Node(one, None, [*one.key_results, *one.initiatives]) for one in plan.objectives]
        for node in self.nodes:
            hint = node.objective.parent
            if hint and hint.position is not None:
                node.parent = self.nodes[hint.position]

    def plan(self) -> Plan:
        places = {id(node): place for place, node in enumerate(self.nodes)}
        objectives = tuple(_whole(node, places) for node in self.nodes)
        return replace(self.origin, objectives=objectives, skipped=tuple(self.skipped))

    def correct(self, change: Correction) -> None:
        if change.kind == NO_TEAMS:
            for node in self.nodes:
                node.objective = replace(node.objective, team="")
            return
        found = _PLACE.match(change.at)
        titles = [title for title in (" ".join(title.split()) for title in change.titles) if title]
        if not found or change.kind not in (*KINDS, LEFT_OUT) or (not titles and change.kind != LEFT_OUT):
            return
        letter, number = found[1], int(found[2])
        if letter == "s":
            self._take_in(number, change, titles)
        elif number >= len(self.nodes):
            return
        elif letter == "o":
            self._objective(number, change, titles)
        else:
            place = self.nodes[number].place_of(letter, int(found[3] or 0))
            if place is not None:
                self._part(self.nodes[number], place, change, titles)

    # Objectives

    def _objective(self, number: int, change: Correction, titles: list[str]) -> None:
        node = self.nodes[number]
        above = self.nodes[number - 1] if number else None
        if change.kind == LEFT_OUT:
            self._remove(node)
            self._leave(node.objective.line, node.objective.title)
            for part in node.parts:
                self._leave(part.line, part.title)
        elif change.kind != "objective":
            target = self._target(change.under, node) or above
            if target is None:
                return
            target.parts += [_part(change.kind, title, node.objective.line) for title in titles] + node.parts
            self._remove(node)
        elif change.joins and above is not None:
            above.objective = replace(above.objective, title=f"{above.objective.title} {titles[0]}")
            above.parts += node.parts
            self._remove(node)
        else:
            node.objective = replace(node.objective, title=titles[0])
            more = [_Node(replace(node.objective, title=title, ref=""), node.parent) for title in titles[1:]]
            self.nodes[number + 1 : number + 1] = more

    def _remove(self, node: _Node) -> None:
        self.nodes.remove(node)
        for other in self.nodes:
            if other.parent is node:
                other.parent = node.parent

    # Key results and initiatives

    def _part(self, node: _Node, place: int, change: Correction, titles: list[str]) -> None:
        part = node.parts[place]
        if change.kind == LEFT_OUT:
            del node.parts[place]
            self._leave(part.line, part.title)
        elif change.kind == "objective":
            self._raise(node, place, titles)
        elif change.joins and place:
            before = node.parts[place - 1]
            node.parts[place - 1] = _retitled(before, f"{before.title} {titles[0]}")
            del node.parts[place]
        else:
            kept = _retitled(_as_kind(part, change.kind), titles[0])
            parts = [kept, *(_part(change.kind, title, part.line) for title in titles[1:])]
            target = self._target(change.under, node)
            if target is None or target is node:
                node.parts[place : place + 1] = parts
            else:
                del node.parts[place]
                target.parts += parts

    def _raise(self, node: _Node, place: int, titles: list[str]) -> None:
        """A part becomes an objective, and what followed it follows it."""
        part = node.parts[place]
        own = node.objective
        fresh = PlanObjective(
            titles[0], own.team, part.owner or own.owner, own.level, own.cycle, line=part.line
        )
        raised = _Node(fresh, node.parent, node.parts[place + 1 :])
        raised.parts[:0] = [_part("key_result", title, part.line) for title in titles[1:]]
        del node.parts[place:]
        self.nodes.insert(self.nodes.index(node) + 1, raised)

    def _target(self, under: int | None, node: _Node) -> _Node | None:
        if under is None or not 0 <= under < len(self.nodes) or self.nodes[under] is node:
            return None
        return self.nodes[under]

    # Skipped lines

    def _leave(self, line: int, text: str) -> None:
        self.skipped.append(Skipped(line, text, LEFT_OUT))

    def _take_in(self, number: int, change: Correction, titles: list[str]) -> None:
        if number >= len(self.skipped) or change.kind == LEFT_OUT:
            return
        line = self.skipped[number].line
        before = [node for node in self.nodes if node.objective.line <= line]
        if change.kind == "objective":
            above = before[-1].objective if before else PlanObjective("")
            fresh = [
                PlanObjective(title, above.team, "", above.level, above.cycle, line=line) for title in titles
            ]
            place = self.nodes.index(before[-1]) + 1 if before else 0
            self.nodes[place:place] = [_Node(objective) for objective in fresh]
        else:
            in_range = change.under is not None and 0 <= change.under < len(self.nodes)
            target = self.nodes[change.under or 0] if in_range else before[-1] if before else None
            if target is None:
                return
            target.parts += [_part(change.kind, title, line) for title in titles]
        del self.skipped[number]


def _whole(node: _Node, places: Mapping[int, int]) -> PlanObjective:
    parent = node.objective.parent
    if node.parent is not None:
        above = node.parent.objective
        parent = ParentHint(above.title, above.ref, places[id(node.parent)])
    elif parent is not None and parent.position is not None:
        parent = None
    return replace(
        node.objective,
        parent=parent,
        key_results=tuple(part for part in node.parts if isinstance(part, PlanKeyResult)),
        initiatives=tuple(part for part in node.parts if isinstance(part, PlanInitiative)),
    )


def _part(kind: str, title: str, line: int) -> Part:
    return from_sentence(title, line) if kind == "key_result" else PlanInitiative(title, line=line)


def _as_kind(part: Part, kind: str) -> Part:
    """The same text as the other kind; what both have stays."""
    if kind == "key_result" and isinstance(part, PlanInitiative):
        fresh = from_sentence(part.title, part.line)
        return replace(fresh, owner=part.owner, due_on=part.due_on, priority=part.priority, team=part.team)
    if kind == "initiative" and isinstance(part, PlanKeyResult):
        shared = {"owner": part.owner, "due_on": part.due_on, "priority": part.priority, "team": part.team}
        return PlanInitiative(part.title, done=part.done, items=part.items, line=part.line, **shared)  # type: ignore[arg-type]
    return part


def _retitled(part: Part, title: str) -> Part:
    if part.title == title:
        return part
    return with_title(part, title) if isinstance(part, PlanKeyResult) else replace(part, title=title)
