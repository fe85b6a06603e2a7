"""Values of a plan as the texts that its formats share."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from northing.domain.plan import PlanItem, PlanKeyResult, PlanStage
from northing.domain.units import print_unit, usual_decimals

Fields = dict[str, Any]


def number(value: Decimal) -> str:
    """Plain notation; three decimals get a fourth, or they would look like thousands."""
    text = format(value, "f")
    _, point, decimals = text.partition(".")
    return f"{text}0" if point and len(decimals) == len("000") else text


def text_of(value: object) -> str:
    """A field as text: '' for what is not said."""
    match value:
        case None | False | ():
            return ""
        case True:
            return "yes"
        case Decimal():
            return number(value)
        case date():
            return value.isoformat()
        case tuple():
            return ", ".join(value)
    return str(value)


def key_result_fields(part: PlanKeyResult) -> Fields:
    """All fields but title, items and stages, in the order files keep."""
    shown_unit = print_unit(part.unit) if part.unit else None
    decimals = part.unit.decimals if part.unit else None
    is_usual = part.unit is not None and decimals == usual_decimals(part.unit.kind, part.unit.code)
    return {
        "ref": part.ref,
        "kind": part.kind,
        "unit": shown_unit,
        "decimals": None if is_usual or decimals is None else Decimal(decimals),
        **{name: getattr(part, name) for name in _KEY_RESULT},
    }


_KEY_RESULT = (
    *("start", "start_due_on", "target", "commit", "stretch", "lower", "upper", "required_share", "weight"),
    *("pinned", "ambition", "owner", "updater", "team", "due_on", "starts_on", "cadence_days", "guardrail"),
    *("indicator", "definition", "priority", "tags", "links"),
)


def stage_line(stage: PlanStage) -> str:
    """`[x] Title | 0.4 | 2026-11-01`."""
    box = "[x]" if stage.done else "[ ]"
    share = "-" if stage.progress_after is None else number(stage.progress_after)
    day = stage.due_on.isoformat() if stage.due_on else "-"
    return f"{box} {stage.title} | {share} | {day}"


def item_lines(items: tuple[PlanItem, ...], indent: str = "") -> list[str]:
    """One line each, nested by two spaces."""
    found: list[str] = []
    for item in items:
        found.append(f"{indent}[{'x' if item.done else ' '}] {item.title}")
        found += item_lines(item.items, f"{indent}  ")
    return found
