"""What a saved template holds, as values and as JSON: texts, terms, and which part serves which."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from northing.domain.codes import Kind
from northing.domain.plan import PlanInitiative, PlanKeyResult, PlanObjective, PlanStage
from northing.domain.units import Unit, parse_unit, print_unit

_NUMBERS = ("start", "target", "commit", "stretch", "lower", "upper", "required_share")
_TEXTS = ("title", "definition", "ambition", "indicator")


@dataclass(frozen=True, slots=True)
class Content:
    """An objective as it can be begun again: no people, no days, no history. Values are in their units.

    ``moves``: for each initiative the positions of the key results it should move. ``counters``: for each key
    result the position of the one it keeps honest, or ``None``.
    """

    plan: PlanObjective
    moves: tuple[tuple[int, ...], ...] = ()
    counters: tuple[int | None, ...] = ()


def to_json(content: Content) -> dict[str, Any]:
    """The content as JSON keeps it; numbers as exact texts."""
    plan = content.plan
    return {
        "title": plan.title,
        "why_now": plan.why_now,
        "description": plan.description,
        "ambition": plan.ambition,
        "key_results": [_key_result(one) for one in plan.key_results],
        "initiatives": [{"title": one.title, "why": one.description} for one in plan.initiatives],
        "moves": [list(moved) for moved in content.moves],
        "counters": list(content.counters),
    }


def from_json(kept: dict[str, Any]) -> Content:
    """The content back."""
    plan = PlanObjective(
        title=kept["title"],
        why_now=kept["why_now"],
        description=kept["description"],
        ambition=kept["ambition"],
        key_results=tuple(_read_key_result(one) for one in kept["key_results"]),
        initiatives=tuple(
            PlanInitiative(one["title"], description=one["why"]) for one in kept["initiatives"]
        ),
    )
    return Content(plan, tuple(tuple(moved) for moved in kept["moves"]), tuple(kept["counters"]))


def _key_result(part: PlanKeyResult) -> dict[str, Any]:
    kept: dict[str, Any] = {name: getattr(part, name) for name in _TEXTS}
    kept["kind"] = part.kind.value if part.kind else ""
    kept["unit"] = [print_unit(part.unit), part.unit.decimals] if part.unit else None
    for name in _NUMBERS:
        value = getattr(part, name)
        kept[name] = None if value is None else format(value, "f")
    kept["guardrail"] = part.guardrail
    kept["cadence_days"] = part.cadence_days
    kept["stages"] = [[one.title, _text(one.progress_after)] for one in part.stages]
    return kept


def _read_key_result(kept: dict[str, Any]) -> PlanKeyResult:
    values = {name: _number(kept[name]) for name in _NUMBERS}
    return PlanKeyResult(
        **{name: kept[name] for name in _TEXTS},
        **values,  # type: ignore[arg-type]
        kind=Kind(kept["kind"]) if kept["kind"] else None,
        unit=_unit(*kept["unit"]) if kept["unit"] else None,
        guardrail=kept["guardrail"],
        cadence_days=kept["cadence_days"],
        stages=tuple(PlanStage(title, _number(share)) for title, share in kept["stages"]),
    )


def _unit(code: str, decimals: int) -> Unit:
    unit = parse_unit(code)
    return Unit(unit.kind, unit.code, decimals)


def _text(number: Decimal | None) -> str | None:
    return None if number is None else format(number, "f")


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
