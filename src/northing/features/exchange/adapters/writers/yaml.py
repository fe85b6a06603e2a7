"""Plan → OKR YAML: fixed key order, decimals in plain notation, quoted only where it must be."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from northing.domain.plan import (
    Plan,
    PlanCycle,
    PlanInitiative,
    PlanItem,
    PlanKeyResult,
    PlanObjective,
    PlanStage,
)
from northing.features.exchange.adapters.writers.texts import Fields, key_result_fields, text_of
from northing.features.exchange.adapters.yaml_plan import VERSION

_BARE = re.compile(r"[^\W_](?:[\w .,@/+%()&;=-]*[\w.@/+%()&;=])?\Z")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_NULLS = frozenset({"null", "Null", "NULL"})


def write_yaml(plan: Plan) -> bytes:
    """The plan as UTF-8 YAML that holds only strings, lists and mappings."""
    root: Fields = {"northing": VERSION}
    if plan.cycle:
        root["cycle"] = _cycle(plan.cycle)
    root["objectives"] = [_objective(objective) for objective in plan.objectives]
    lines = list(_mapping(root, 0))
    return ("\n".join(lines) + "\n").encode()


def _cycle(cycle: PlanCycle) -> Fields:
    return {"name": cycle.name, "starts_on": cycle.starts_on, "ends_on": cycle.ends_on}


def _objective(objective: PlanObjective) -> Fields:
    names = ("ref", "team", "owner", "level")
    more = ("ambition", "visibility", "why_now", "description", "pillar", "weight", "priority")
    return {
        "title": objective.title,
        **{name: getattr(objective, name) for name in names},
        "cycle": _cycle(objective.cycle) if objective.cycle else None,
        **{name: getattr(objective, name) for name in more},
        "tags": list(objective.tags),
        "links": list(objective.links),
        "parent": objective.parent.title if objective.parent else None,
        "parent_ref": objective.parent.ref if objective.parent else None,
        "key_results": [_key_result(part) for part in objective.key_results],
        "initiatives": [_initiative(part) for part in objective.initiatives],
    }


def _key_result(part: PlanKeyResult) -> Fields:
    return {
        "title": part.title,
        **key_result_fields(part),
        "tags": list(part.tags),
        "links": list(part.links),
        "done": part.done,
        "stages": [_stage(stage) for stage in part.stages],
        "items": [_item(item) for item in part.items],
    }


def _initiative(part: PlanInitiative) -> Fields:
    names = ("title", "ref", "owner", "team", "due_on", "priority", "description", "done")
    return {
        **{name: getattr(part, name) for name in names},
        "tags": list(part.tags),
        "links": list(part.links),
        "items": [_item(item) for item in part.items],
    }


def _stage(stage: PlanStage) -> Fields:
    names = ("title", "progress_after", "due_on", "done")
    return {name: getattr(stage, name) for name in names}


def _item(item: PlanItem) -> Fields:
    return {"title": item.title, "done": item.done, "items": [_item(part) for part in item.items]}


def _mapping(fields: Fields, depth: int) -> Iterable[str]:
    pad = "  " * depth
    for name, value in fields.items():
        if isinstance(value, dict):
            yield f"{pad}{name}:"
            yield from _mapping(value, depth + 1)
        elif isinstance(value, list):
            if value:
                yield f"{pad}{name}:"
                yield from _sequence(value, depth + 1)
        elif text := text_of(value):
            yield f"{pad}{name}: {scalar(text)}"


def _sequence(values: list[Any], depth: int) -> Iterable[str]:
    pad = "  " * depth
    for value in values:
        if isinstance(value, dict):
            first, *rest = _mapping(value, depth + 1)
            yield f"{pad}- {first.lstrip(' ')}"
            yield from rest
        else:
            yield f"{pad}- {scalar(text_of(value))}"


def scalar(text: str) -> str:
    """Bare where no reader could take it for anything else, else in double quotes."""
    if _BARE.match(text) and text not in _NULLS:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found.group()):04x}", quoted)
