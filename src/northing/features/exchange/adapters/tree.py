"""The tree that a dry run prints (design 5.5)."""

from __future__ import annotations

from typing import Any

from northing.domain.plan import Plan, PlanInitiative, PlanItem, PlanKeyResult, PlanObjective
from northing.domain.units import print_unit


def tree(plan: Plan) -> dict[str, Any]:
    """The plan as plain JSON values; numbers are strings in plain notation, absent values None."""
    return {
        "objectives": [_objective(objective, plan) for objective in plan.objectives],
        "skipped": [{"line": line.line, "text": line.text, "why": line.why} for line in plan.skipped],
    }


def _objective(objective: PlanObjective, plan: Plan) -> dict[str, Any]:
    cycle = objective.cycle or plan.cycle
    return {
        "title": objective.title,
        "team": objective.team,
        "owner": objective.owner,
        "cycle": cycle.name if cycle else None,
        "parent": objective.parent.title if objective.parent else None,
        "parent_position": objective.parent.position if objective.parent else None,
        "level": objective.level.value if objective.level else None,
        "priority": objective.priority,
        "why_now": objective.why_now,
        "line": objective.line,
        "key_results": [_key_result(part) for part in objective.key_results],
        "initiatives": [part.title for part in objective.initiatives],
        "initiative_details": [_initiative(part) for part in objective.initiatives],
    }


def _key_result(part: PlanKeyResult) -> dict[str, Any]:
    numbers = {
        name: getattr(part, name) for name in ("start", "target", "commit", "stretch", "lower", "upper")
    }
    return {
        "title": part.title,
        "parse": dict(part.parse) if part.parse is not None else None,
        "kind": part.kind.value if part.kind else None,
        "unit": print_unit(part.unit) if part.unit else None,
        **{name: None if value is None else format(value, "f") for name, value in numbers.items()},
        "team": part.team,
        "owner": part.owner,
        "priority": part.priority,
        "tags": list(part.tags),
        "done": part.done,
        "items": [_item(item) for item in part.items],
        "line": part.line,
    }


def _initiative(part: PlanInitiative) -> dict[str, Any]:
    return {
        "title": part.title,
        "owner": part.owner,
        "due_on": part.due_on.isoformat() if part.due_on else None,
        "done": part.done,
        "line": part.line,
    }


def _item(item: PlanItem) -> dict[str, Any]:
    return {"title": item.title, "done": item.done, "items": [_item(part) for part in item.items]}
