"""Which fields of something known a plan changes: only what it says, and only where that differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from northing.domain.plan import PlanKeyResult
from northing.domain.units import UnknownUnit, parse_unit
from northing.features.exchange.actions.names import folded
from northing.features.exchange.actions.values import key_result_fields, usual_kind
from northing.features.okrs.queries import PlannedKeyResult
from northing.features.work.queries import Initiative

_CLOSE = Decimal("0.000001")


def differing(row: Any, said: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of ``said`` whose value is another one on ``row``. A title that only differs in case stays."""
    return {name: value for name, value in said.items() if not _is_same(name, getattr(row, name), value)}


def _is_same(name: str, before: Any, after: Any) -> bool:
    if name == "title":
        return folded(before) == folded(after)
    if isinstance(before, str) and isinstance(after, str):
        return before.strip() == after.strip()
    return bool(before == after)


def key_result_changes(known: PlannedKeyResult, part: PlanKeyResult, *, keeps_team: bool) -> dict[str, Any]:
    """What the plan changes of a key result, people aside."""
    row = known.row
    try:
        unit = parse_unit(row.unit)
    except UnknownUnit:
        unit = None
    said: dict[str, Any] = {**key_result_fields(part, unit, keeps_team=keeps_team)}
    if part.has_box and not row.kind and part.kind is None:
        said["kind"] = usual_kind(part)
    stages = said.pop("stages", None)
    changes = differing(row, said)
    if stages is not None and not _same_stages(known, stages):
        changes["stages"] = stages
    return changes


def _same_stages(known: PlannedKeyResult, stages: Sequence[Mapping[str, Any]]) -> bool:
    if len(stages) != len(known.stages):
        return False
    return all(
        row.title.strip() == stage["title"].strip()
        and row.due_on == stage["due_on"]
        and (stage["progress_after"] is None or abs(row.progress_after - stage["progress_after"]) < _CLOSE)
        for row, stage in zip(known.stages, stages, strict=True)
    )


def initiative_changes(row: Initiative, said: Mapping[str, Any]) -> dict[str, Any]:
    """What the plan changes of an initiative, its owner aside."""
    return differing(row, said)
