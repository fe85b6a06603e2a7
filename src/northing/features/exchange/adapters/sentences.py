"""Key results as sentences: what the coach reads in them, and the fields that follow from it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from northing.coach.parse import Parse, parse_key_result
from northing.domain.codes import Kind
from northing.domain.plan import Plan, PlanKeyResult
from northing.domain.units import UnknownUnit, parse_unit, print_unit
from northing.features.exchange.adapters.drafts import Draft
from northing.features.exchange.adapters.key_results import key_result

_NUMBERS = frozenset(
    {"start", "target", "commit", "stretch", "lower", "upper", "kind", "unit", "stages", "decimals"}
)
_BOUNDS = {"at_least": "lower", "at_most": "upper"}
_MOVES = frozenset({"increase", "decrease", "reach"})
_OTHER = "other"
_LONGEST = 400
MOST = 5_000
"""A plan with more key results is read without its sentences: there is a tree, and nobody waits for it."""


def read_sentence(title: str) -> Parse | None:
    """The measurable part of a title, if it has one."""
    return parse_key_result(title[:_LONGEST])


def fill_from_sentence(draft: Draft, parse: Parse | None) -> None:
    """Give a key result the numbers that its sentence says, where the document has no fields for them."""
    if parse is None or draft.has_box or draft.cells.keys() & _NUMBERS:
        return
    cells = _cells(parse)
    if not cells:
        return
    problems: list[Any] = []
    scratch = Draft(draft.line, {"title": draft.cells["title"]})
    for name, text in cells.items():
        scratch.put(name, text, draft.line, is_plain=True)
    key_result(scratch, problems, "en")
    if not problems:
        draft.cells |= scratch.cells


def _cells(parse: Parse) -> dict[str, str]:
    """The fields of a plan; none where the sentence says only a change, or a target without its start:
    such a key result asks for its numbers, which is better than a start that nobody stated."""
    if parse.target is None or parse.relative:
        return {}
    unit = _unit_text(parse.unit)
    shared = {"unit": unit} if unit else {}
    if parse.direction in _BOUNDS and parse.baseline is None:
        return {_BOUNDS[parse.direction]: format(parse.target, "f"), **shared}
    if parse.direction in (*_MOVES, *_BOUNDS) and parse.baseline is not None:
        return {"start": format(parse.baseline, "f"), "target": format(parse.target, "f"), **shared}
    return {}


def _unit_text(unit: str) -> str:
    try:
        return print_unit(parse_unit(unit)) if unit and unit != _OTHER else ""
    except UnknownUnit:
        return ""


def from_sentence(title: str, line: int) -> PlanKeyResult:
    """A key result that is nothing but its sentence."""
    draft = Draft(line)
    draft.put("title", title, line)
    parse = read_sentence(title)
    fill_from_sentence(draft, parse)
    return replace(key_result(draft, [], "en"), parse=parse.as_json() if parse else None)


def with_title(part: PlanKeyResult, title: str) -> PlanKeyResult:
    """The key result under another title; numbers that came from its sentence come from the new one."""
    before, fresh = from_sentence(part.title, part.line), from_sentence(title, part.line)
    names = ("kind", "unit", "start", "target", "lower", "upper")
    if any(getattr(part, name) != getattr(before, name) for name in names):
        return replace(part, title=title, parse=fresh.parse)
    return replace(part, title=title, parse=fresh.parse, **{name: getattr(fresh, name) for name in names})


def with_parses(plan: Plan) -> Plan:
    """The plan, its key results with what their sentences say; numbers stated in fields are part of it."""
    objectives = tuple(
        replace(objective, key_results=tuple(_parsed(part) for part in objective.key_results))
        for objective in plan.objectives
    )
    return replace(plan, objectives=objectives)


def _parsed(part: PlanKeyResult) -> PlanKeyResult:
    parse = read_sentence(part.title)
    shown = parse.as_json() if parse else None
    stated = _stated(part)
    if stated and (shown is None or shown["target"] is None):
        shown = (shown or _EMPTY | {"metric": part.title}) | stated
    return replace(part, parse=shown)


_EMPTY: dict[str, object] = {
    "direction": "reach",
    "metric": "",
    "baseline": None,
    "target": None,
    "unit": "count",
    "relative": False,
    "per": None,
    "due": None,
}


def _stated(part: PlanKeyResult) -> dict[str, object]:
    """Numbers of fields in the words of a parse."""
    start, target = part.start, part.target
    shown: dict[str, object] = {"unit": print_unit(part.unit)} if part.unit else {}
    if part.kind is Kind.AT_LEAST and part.lower is not None:
        return shown | {"direction": "at_least", "target": _plain(part.lower)}
    if part.kind is Kind.AT_MOST and part.upper is not None:
        return shown | {"direction": "at_most", "target": _plain(part.upper)}
    if target is None:
        return {}
    direction = "reach" if start is None else "increase" if target > start else "decrease"
    return shown | {"direction": direction, "baseline": _plain(start), "target": _plain(target)}


def _plain(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
