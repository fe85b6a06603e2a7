"""From the fields of a key result, as given, to its columns; and the checks all kinds share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from northing.domain.codes import Ambition, Curve, Indicator, KeyResultDriver, Kind
from northing.domain.errors import DomainError
from northing.domain.units import parse_unit
from northing.domain.validation import problems_of
from northing.features.okrs.actions import references
from northing.features.okrs.actions.fields import (
    MOST_STAGES,
    STAGE_TITLE,
    KeyResultFields,
    StageFields,
    clean_code,
    clean_count,
    clean_line,
    clean_number,
    clean_text,
    clean_unit,
    clean_weight,
)
from northing.features.okrs.actions.scene import Scene
from northing.features.okrs.models import KeyResult, Objective, Stage
from northing.features.okrs.models.values import cycle_span, terms_of
from northing.features.okrs.queries.access import find_key_result
from northing.kit.actors import Actor
from northing.kit.errors import Invalid, NotFound, Problems

KEY_RESULT_TERMS = frozenset(
    {
        "title",
        "kind",
        "unit",
        "definition",
        "start",
        "starts_on",
        "start_unknown_until",
        "target",
        "commit",
        "stretch",
        "lower",
        "upper",
        "required_share",
        "due_on",
        "curve",
        "plan_points",
        "weight",
        "is_pinned",
        "is_guardrail",
        "ambition",
        "driver",
        "stages",
    }
)
_NUMBERS = ("start", "target", "commit", "stretch", "lower", "upper", "required_share")
_DAYS = ("first_available_on", "starts_on", "due_on", "start_unknown_until")
_SIX_PLACES = Decimal("0.000001")
# The domain names its inputs; doors know the columns.
_FIELD_OF = {"plan": "plan_points", "reached": "stages"}


def values_of_fields(actor: Actor, fields: KeyResultFields, on: date) -> dict[str, Any]:
    """The columns that ``fields`` set, checked one by one.

    :raises Invalid: a field, by name
    """
    values: dict[str, Any] = {}
    for name, value in fields.items():
        if name in _READERS:
            values |= _READERS[name](actor, value, name)
        elif name in _NUMBERS:
            values[name] = clean_number(value, field=name)  # type: ignore[arg-type]
        elif name in _DAYS:
            values[name] = _day(value, name)
        elif name == "counter_metric":
            values["counter_metric_id"] = _counter_metric(actor, value, on)
        elif name not in ("stages", "weight", "is_pinned"):
            raise Invalid("unknown_field", field=name)
    return values | _weight(fields)


def _day(value: object, name: str) -> date | None:
    if value is not None and not isinstance(value, date):
        raise Invalid("not_a_date", field=name, value=str(value)[:40])
    return value


def _weight(fields: KeyResultFields) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if "is_pinned" in fields:
        values["is_pinned"] = bool(fields["is_pinned"])
    if "weight" in fields:
        values["weight"] = clean_weight(fields["weight"], is_pinned=bool(fields.get("is_pinned", False)))
    return values


def _counter_metric(actor: Actor, ref: object, on: date) -> int | None:
    if not ref:
        return None
    try:
        return find_key_result(actor=actor, ref=str(ref), on=on).row.pk
    except NotFound:
        raise Invalid("unknown_counter_metric", field="counter_metric") from None


def _unit(_actor: Actor, value: Any, _name: str) -> dict[str, Any]:
    return {"unit": clean_unit(str(value))}


def _plan_points(_actor: Actor, value: Any, name: str) -> dict[str, Any]:
    points = [
        (clean_number(share, field=name), clean_number(progress, field=name)) for share, progress in value
    ]
    return {
        "plan_points": [[format(share or 0, "f"), format(progress or 0, "f")] for share, progress in points]
    }


def _expected_effect(_actor: Actor, value: Any, name: str) -> dict[str, Any]:
    if value is None:
        return {"expected_effect": None}
    told = {str(key): clean_line(str(text), field=name, is_needed=False) for key, text in dict(value).items()}
    if not told.keys() <= {"metric", "from", "to", "by"}:
        raise Invalid("unknown_field", field=name)
    return {"expected_effect": told}


def _optional(codes: Any) -> Callable[[Actor, Any, str], dict[str, Any]]:
    def read(_actor: Actor, value: Any, name: str) -> dict[str, Any]:
        return {name: clean_code(codes, value, field=name).value if value else ""}

    return read


def _code(codes: Any) -> Callable[[Actor, Any, str], dict[str, Any]]:
    return lambda _actor, value, name: {name: clean_code(codes, value, field=name).value}


def _count(low: int, high: int) -> Callable[[Actor, Any, str], dict[str, Any]]:
    return lambda _actor, value, name: {name: clean_count(value, field=name, low=low, high=high)}


def _measured_every(_actor: Actor, value: Any, name: str) -> dict[str, Any]:
    return {name: None if value is None else clean_count(value, field=name, low=1, high=366)}


def _person(actor: Actor, value: Any, name: str) -> dict[str, Any]:
    return {f"{name}_id": references.person_id(actor, value, field=name)}


def _kpi(actor: Actor, value: Any, name: str) -> dict[str, Any]:
    return {f"{name}_id": references.kpi_id(actor, value, field=name)}


_READERS: dict[str, Callable[[Actor, Any, str], dict[str, Any]]] = {
    "title": lambda _actor, value, name: {name: clean_line(value, field=name)},
    "definition": lambda _actor, value, name: {name: clean_text(value, field=name)},
    "kind": _optional(Kind),
    "ambition": _optional(Ambition),
    "indicator": _optional(Indicator),
    "curve": _code(Curve),
    "driver": _code(KeyResultDriver),
    "unit": _unit,
    "decimals": _count(0, 6),
    "cadence_days": _count(1, 366),
    "measured_every": _measured_every,
    "position": _count(0, 1_000_000),
    "is_guardrail": lambda _actor, value, name: {name: bool(value)},
    "plan_points": _plan_points,
    "expected_effect": _expected_effect,
    "owner": _person,
    "updater": _person,
    "kpi": _kpi,
    "counter_kpi": _kpi,
}


def usual_decimals(unit: str) -> int:
    """How many decimals people expect of a unit."""
    return parse_unit(unit).decimals


def stage_rows(row: KeyResult, stages: Sequence[StageFields]) -> list[Stage]:
    """The stages as rows, in order; shares left out everywhere spread evenly.

    :raises Invalid: ``too_many``, ``required``, ``stages_not_increasing`` …, at ``stages``
    """
    if len(stages) > MOST_STAGES:
        raise Invalid("too_many", field="stages", limit=MOST_STAGES)
    given = [stage.get("progress_after") for stage in stages]
    shares = _evenly(len(stages)) if all(share is None for share in given) else given
    if any(share is None for share in shares):
        raise Invalid("required", field="stages")
    return [
        Stage(
            organization_id=row.organization_id,
            key_result=row,
            number=number,
            title=clean_line(stage.get("title", ""), field="stages", limit=STAGE_TITLE),
            progress_after=_share_of_stage(share),
            due_on=_day(stage.get("due_on"), "stages"),
        )
        for number, (stage, share) in enumerate(zip(stages, shares, strict=True), start=1)
    ]


def _share_of_stage(share: Decimal | None) -> Decimal:
    number = clean_number(share, field="stages") or Decimal(0)
    if not 0 < number <= 1:
        raise Invalid("stages_not_increasing", field="stages")
    return number


def _evenly(count: int) -> list[Decimal | None]:
    shares = [
        (Decimal(number) / count).quantize(_SIX_PLACES, ROUND_HALF_EVEN) for number in range(1, count + 1)
    ]
    return list(shares)


def check_key_result(scene: Scene, row: KeyResult, objective: Objective, stages: Sequence[Stage]) -> None:
    """Everything wrong with the terms as they would be stored, all at once; no kind yet means nothing to check.

    :raises Problems: one :class:`Invalid` a field
    """
    if not row.kind:
        return
    terms = terms_of(row, ambition=objective.ambition, cycle=cycle_span(objective), stages=stages)
    problems = [_as_invalid(problem) for problem in problems_of(terms, scene.organization.policy)]
    if row.driver == KeyResultDriver.CHILDREN:
        # Driven by its children it needs no numbers of its own.
        problems = [problem for problem in problems if problem.code != "missing"]
    if row.starts_on is None and row.due_on is not None and row.due_on < cycle_span(objective).starts_on:
        problems.append(Invalid("due_before_start", field="due_on"))
    if row.counter_metric_id is not None and row.counter_metric_id == row.pk:
        problems.append(Invalid("counter_metric_is_itself", field="counter_metric"))
    if len(problems) == 1:
        raise problems[0]
    if problems:
        raise Problems(problems)


def _as_invalid(problem: DomainError) -> Invalid:
    return Invalid(problem.code, field=_FIELD_OF.get(problem.field, problem.field) or None)


def is_baseline_found(row: KeyResult, before: Mapping[str, Any], on: date) -> bool:
    """Whether setting ``start`` only fills in what was announced as unknown, in time: no change of terms."""
    until = before.get("start_unknown_until")
    return before.get("start") is None and row.start is not None and until is not None and on <= until
