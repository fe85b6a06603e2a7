"""Drafts of a whole document become one plan: parents found, the common cycle told once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date

from northing.domain.codes import Ambition, HolderKind, Visibility
from northing.domain.plan import ParentHint, Plan, PlanCycle, PlanObjective, PlanProblem
from northing.features.exchange.adapters.cycles import read_cycle
from northing.features.exchange.adapters.drafts import Draft, DraftPlan
from northing.features.exchange.adapters.fields import Fields
from northing.features.exchange.adapters.key_results import AMBITIONS, initiative, key_result
from northing.features.exchange.adapters.vocabulary import plain_key

LEVELS = {
    "company": "organization",
    "organisation": "organization",
    "department": "team",
    "individual": "person",
    "公司": "organization",
    "组织": "organization",
    "組織": "organization",
    "团队": "team",
    "團隊": "team",
    "个人": "person",
    "個人": "person",
    "компания": "organization",
    "организация": "organization",
    "команда": "team",
    "сотрудник": "person",
}


def build_plan(
    drafts: DraftPlan, *, locale: str = "en", today: date | None = None
) -> tuple[Plan, list[PlanProblem]]:
    """The typed plan and everything in it that must be mended, in line order."""
    problems: list[PlanProblem] = []
    positions = {id(draft): place for place, draft in enumerate(drafts.objectives)}
    index = _Index(drafts.objectives)
    objectives = [_objective(draft, problems, locale, today) for draft in drafts.objectives]
    hints = [_parent(draft, place, positions, index) for place, draft in enumerate(drafts.objectives)]
    hints = _without_loops(hints, drafts.objectives, problems)
    objectives = [replace(objective, parent=hint) for objective, hint in zip(objectives, hints, strict=True)]
    stated = read_cycle_cells(Fields(drafts.cycle_cells, problems, locale=locale), today)
    cycle, objectives = _common_cycle(stated or drafts.cycle, objectives)
    _check_refs(objectives, problems)
    problems.sort(key=lambda problem: problem.line)
    skipped = sorted(drafts.skipped, key=lambda line: line.line)
    return Plan(cycle, tuple(objectives), tuple(skipped)), problems


def read_cycle_cells(cells: Fields, today: date | None, prefix: str = "cycle") -> PlanCycle | None:
    """A cycle from its name and, where they are stated, its days."""
    name = cells.short(prefix)
    starts_on, ends_on = cells.day(f"{prefix}_starts_on"), cells.day(f"{prefix}_ends_on")
    if starts_on and ends_on and starts_on > ends_on:
        cells.problem(f"{prefix}_ends_on", "days_crossed")
    if not name:
        return None
    known = read_cycle(name, today=today)
    if starts_on or ends_on:
        return PlanCycle(name, starts_on, ends_on)
    return known or PlanCycle(name)


def _check_refs(objectives: list[PlanObjective], problems: list[PlanProblem]) -> None:
    """A ref names one thing."""
    seen: set[str] = set()
    for objective in objectives:
        own = [(objective.ref, objective.line)]
        own += [(part.ref, part.line) for part in objective.key_results]
        own += [(part.ref, part.line) for part in objective.initiatives]
        for ref, line in own:
            if ref and ref in seen:
                problems.append(PlanProblem(line, "ref", "repeated_ref", {"text": ref}))
            seen.add(ref)


def _objective(draft: Draft, problems: list[PlanProblem], locale: str, today: date | None) -> PlanObjective:
    cells = Fields(draft, problems, locale=locale)
    level = cells.choice("level", HolderKind, LEVELS)
    ambition = cells.choice("ambition", Ambition, AMBITIONS)
    visibility = cells.choice("visibility", Visibility, {})
    weight = cells.number("weight", None)
    if weight is not None and weight < 0:
        cells.problem("weight", "negative_weight")
    return PlanObjective(
        title=cells.title(),
        team=cells.short("team"),
        owner=cells.short("owner"),
        level=level,
        cycle=draft.cycle if not draft.text("cycle") else read_cycle_cells(cells, today),
        ambition=ambition.value if ambition else "",
        visibility=visibility.value if visibility else "",
        why_now=cells.text("why_now"),
        description=cells.text("description"),
        pillar=cells.short("pillar"),
        weight=weight,
        priority=cells.short("priority"),
        tags=cells.names("tags", draft.tags),
        links=cells.links(),
        key_results=tuple(key_result(part, problems, locale) for part in draft.key_results),
        initiatives=tuple(initiative(part, problems, locale) for part in draft.initiatives),
        ref=cells.ref(),
        line=draft.line,
    )


class _Index:
    """Objectives of the document by ref and by title; a title that occurs twice is found by its nearest."""

    def __init__(self, drafts: list[Draft]) -> None:
        self.by_ref = {draft.text("ref"): place for place, draft in enumerate(drafts) if draft.text("ref")}
        self.by_title: dict[str, list[int]] = defaultdict(list)
        for place, draft in enumerate(drafts):
            self.by_title[plain_key(draft.text("title"))].append(place)

    def find(self, title: str, ref: str, own: int) -> int | None:
        if ref:
            return self.by_ref.get(ref)
        places = [place for place in self.by_title.get(plain_key(title), []) if place != own]
        before = [place for place in places if place < own]
        return before[-1] if before else places[0] if places else None


def _parent(draft: Draft, own: int, positions: dict[int, int], index: _Index) -> ParentHint | None:
    if draft.parent is not None:
        title = " ".join(draft.parent.text("title").split())
        return ParentHint(title, draft.parent.text("ref"), positions.get(id(draft.parent)))
    title, ref = " ".join(draft.text("parent").split()), draft.text("parent_ref").strip()
    if not title and not ref:
        return None
    return ParentHint(title, ref, index.find(title, ref, own))


def _without_loops(
    hints: list[ParentHint | None], drafts: list[Draft], problems: list[PlanProblem]
) -> list[ParentHint | None]:
    """Parents that lead back to the objective itself are a problem, and are left out."""
    kept = list(hints)
    settled: set[int] = set()
    for start in range(len(kept)):
        path: list[int] = []
        on_path: set[int] = set()
        place: int | None = start
        while place is not None and place not in settled:
            if place in on_path:
                hint = kept[path[-1]]
                line = drafts[path[-1]].cells.get("parent", drafts[path[-1]].cells["title"]).line
                problems.append(
                    PlanProblem(line, "parent", "parent_loop", {"text": hint.title if hint else ""})
                )
                kept[path[-1]] = None
                break
            path.append(place)
            on_path.add(place)
            parent = kept[place]
            place = parent.position if parent else None
        settled.update(path)
    return kept


def _common_cycle(
    cycle: PlanCycle | None, objectives: list[PlanObjective]
) -> tuple[PlanCycle | None, list[PlanObjective]]:
    """A cycle that all objectives name is the plan's; only what differs from it stays on an objective."""
    named = {objective.cycle for objective in objectives}
    if len(named) == 1:
        cycle = named.pop() or cycle
    return cycle, [
        replace(objective, cycle=None) if objective.cycle == cycle else objective for objective in objectives
    ]
