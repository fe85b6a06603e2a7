"""An objective of the ledger as the content of a template: its words and terms without people, days and history."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from northing.domain.codes import Kind, Visibility
from northing.domain.numbers import checked
from northing.domain.plan import PlanInitiative, PlanKeyResult, PlanObjective, PlanStage
from northing.domain.units import SECONDS_PER, Unit, UnitKind, parse_unit
from northing.features.okrs import queries as okr_queries
from northing.features.okrs.queries import PlannedKeyResult
from northing.features.work import queries as work_queries
from northing.features.writing.models import Content
from northing.kit.actors import Actor
from northing.kit.errors import Conflict, NotFound

_SIX_PLACES = Decimal("0.000001")
_SECONDS = parse_unit("duration:seconds")
_MEASURED = frozenset({Kind.METRIC, Kind.AT_LEAST, Kind.AT_MOST, Kind.BETWEEN, Kind.BASELINE})


def content_of_objective(*, actor: Actor, ref: str, on: date) -> Content:
    """What a template made of this objective would hold; a bounded number of statements.

    :raises NotFound: ``objective_not_found``
    :raises Conflict: ``template_needs_an_open_objective``: not everybody in the organization may read it
    """
    found = okr_queries.planned_objectives(actor=actor, on=on, refs=[ref])
    if not found:
        raise NotFound("objective_not_found")
    row, key_results = found[0].row, found[0].key_results
    if row.visibility != Visibility.ORGANIZATION:
        raise Conflict("template_needs_an_open_objective")
    organization_id = actor.organization_id
    initiatives = work_queries.planned_initiatives(organization_id=organization_id, objective_ids=[row.pk])
    rows = initiatives.get(row.pk, [])
    moved = work_queries.moved_key_results(
        organization_id=organization_id, initiative_ids=[one.pk for one in rows]
    )
    places = {one.row.pk: place for place, one in enumerate(key_results)}
    guarded = {one.row.counter_metric_id: place for place, one in enumerate(key_results)}
    return Content(
        plan=PlanObjective(
            title=row.title,
            why_now=row.why_now,
            description=row.description,
            ambition=row.ambition,
            key_results=tuple(_key_result(one) for one in key_results),
            initiatives=tuple(PlanInitiative(one.title, description=one.why) for one in rows),
        ),
        moves=tuple(tuple(places[pk] for pk in moved.get(one.pk, ()) if pk in places) for one in rows),
        counters=tuple(guarded.get(one.row.pk) for one in key_results),
    )


def _key_result(one: PlannedKeyResult) -> PlanKeyResult:
    row = one.row
    kind = Kind(row.kind) if row.kind else None
    values = [row.start, row.target, row.commit, row.stretch, row.lower, row.upper]
    unit = _unit(row.unit, row.decimals, values)
    start, target, commit, stretch, lower, upper = (_stated(value, unit) for value in values)
    return PlanKeyResult(
        title=row.title,
        definition=row.definition,
        kind=kind,
        unit=unit if kind in _MEASURED else None,
        start=start,
        target=target,
        commit=commit,
        stretch=stretch,
        lower=lower,
        upper=upper,
        required_share=None if row.required_share is None else checked(row.required_share),
        ambition=row.ambition,
        indicator=row.indicator,
        guardrail=row.is_guardrail,
        cadence_days=row.cadence_days,
        stages=tuple(PlanStage(stage.title, checked(round(stage.progress_after, 6))) for stage in one.stages),
    )


def _unit(code: str, decimals: int, values: list[Decimal | None]) -> Unit:
    """The unit of a row; seconds where a duration cannot be said exactly in it."""
    unit = parse_unit(code or "count")
    if any(value is not None and _stated(value, unit) is None for value in values):
        return _SECONDS
    return Unit(unit.kind, unit.code, decimals)


def _stated(value: Decimal | None, unit: Unit) -> Decimal | None:
    """A stored value in its unit; ``None`` where six decimals cannot say it."""
    if value is None or unit.kind is not UnitKind.DURATION:
        return None if value is None else checked(value)
    seconds = SECONDS_PER.get(unit.code, 1)
    stated = (value / seconds).quantize(_SIX_PLACES, ROUND_HALF_EVEN)
    return checked(stated) if stated * seconds == value else None
