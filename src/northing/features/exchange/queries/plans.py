"""The objectives of a cycle as a plan, for the writers: what this reader may see, terms without history."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Protocol

from northing.domain.codes import HolderKind, Kind, LinkKind
from northing.domain.numbers import checked
from northing.domain.plan import (
    ParentHint,
    Plan,
    PlanCycle,
    PlanInitiative,
    PlanKeyResult,
    PlanObjective,
    PlanStage,
)
from northing.domain.units import Unit, UnknownUnit, parse_unit
from northing.features.cycles.queries import Cycle
from northing.features.exchange import policies
from northing.features.exchange.queries.measures import as_stated
from northing.features.okrs import queries as okr_queries
from northing.features.okrs.queries import PlannedKeyResult, PlannedObjective, PlannedParent
from northing.features.work import queries as work_queries
from northing.features.work.queries import Initiative, InitiativeState
from northing.kit.actors import Actor


class PersonLike(Protocol):
    """A person as the rows of the ledger carry one."""

    @property
    def name(self) -> str: ...

    @property
    def email(self) -> str: ...


_SECONDS = parse_unit("duration:seconds")


def plan_of_cycle(*, actor: Actor, cycle: Cycle | None, on: date) -> Plan:
    """The plan of a cycle (``None``: of the backlog), parents before what is nested in them.

    Holds what the actor may see. A plan names one parent of an objective: the first it contributes to. Values are
    in their units, owners by mail address where they have one. A bounded number of statements.

    :raises NotAllowed: the actor's door may not read
    """
    policies.require_may_export(actor)
    planned = okr_queries.planned_objectives(actor=actor, on=on, cycle_id=cycle.pk if cycle else None)
    ids = [one.row.pk for one in planned]
    initiatives = work_queries.planned_initiatives(organization_id=actor.organization_id, objective_ids=ids)
    done = okr_queries.done_refs(organization_id=actor.organization_id, objective_ids=ids)
    ordered, parents = _nested(planned)
    positions = {one.row.ref: place for place, one in enumerate(ordered)}
    objectives = tuple(
        _objective(one, parents.get(one.row.ref), positions, initiatives.get(one.row.pk, []), done)
        for one in ordered
    )
    stated = PlanCycle(cycle.name, cycle.starts_on, cycle.ends_on) if cycle else None
    return Plan(stated, objectives)


def _nested(planned: list[PlannedObjective]) -> tuple[list[PlannedObjective], dict[str, PlannedParent]]:
    """The objectives depth first, and the one parent of each that a file can name."""
    here = {one.row.ref for one in planned}
    parents = {one.row.ref: parent for one in planned if (parent := _parent(one.parents, here)) is not None}
    below: dict[str, list[PlannedObjective]] = {}
    for one in planned:
        parent = parents.get(one.row.ref)
        below.setdefault(parent.ref if parent and parent.ref in here else "", []).append(one)
    ordered: list[PlannedObjective] = []
    waiting = list(reversed(below.get("", [])))
    while waiting:
        one = waiting.pop()
        ordered.append(one)
        waiting += reversed(below.get(one.row.ref, []))
    return ordered, parents


def _parent(parents: tuple[PlannedParent, ...], here: set[str]) -> PlannedParent | None:
    return min(
        parents, key=lambda one: (one.kind is not LinkKind.CONTRIBUTES, one.ref not in here), default=None
    )


def _objective(
    one: PlannedObjective,
    parent: PlannedParent | None,
    positions: dict[str, int],
    initiatives: list[Initiative],
    done: frozenset[str],
) -> PlanObjective:
    row = one.row
    is_weighted = row.is_pinned or row.weight != 1
    return PlanObjective(
        title=row.title,
        team=row.team.name if row.team else "",
        owner=_person(row.owner),
        level=None if row.holder_kind == HolderKind.TEAM else HolderKind(row.holder_kind),
        ambition=row.ambition,
        visibility="" if row.visibility == "organization" else row.visibility,
        why_now=row.why_now,
        description=row.description,
        pillar=row.pillar.name if row.pillar else "",
        weight=checked(row.weight) if is_weighted else None,
        parent=_hint(parent, positions),
        key_results=tuple(_key_result(part, done) for part in one.key_results),
        initiatives=tuple(_initiative(part) for part in initiatives),
        ref=row.ref,
    )


def _hint(parent: PlannedParent | None, positions: dict[str, int]) -> ParentHint | None:
    if parent is None:
        return None
    if parent.key_result_ref:
        return ParentHint(parent.title, parent.key_result_ref)
    return ParentHint(parent.title, parent.ref, positions.get(parent.ref))


def _person(row: PersonLike | None) -> str:
    return (row.email or row.name) if row is not None else ""


def _key_result(one: PlannedKeyResult, done: frozenset[str]) -> PlanKeyResult:
    row = one.row
    unit = _unit(
        row.unit, row.decimals, [row.start, row.target, row.commit, row.stretch, row.lower, row.upper]
    )
    kind = Kind(row.kind) if row.kind else None
    is_weighted = row.is_pinned or row.weight != 1
    return PlanKeyResult(
        title=row.title,
        kind=kind,
        unit=unit if kind not in (None, Kind.BINARY, Kind.MILESTONE, Kind.TASKS) else None,
        start=_value(row.start, unit),
        start_due_on=row.start_unknown_until,
        target=_value(row.target, unit),
        commit=_value(row.commit, unit),
        stretch=_value(row.stretch, unit),
        lower=_value(row.lower, unit),
        upper=_value(row.upper, unit),
        required_share=None if row.required_share is None else checked(row.required_share),
        weight=checked(row.weight) if is_weighted else None,
        pinned=row.is_pinned,
        ambition=row.ambition,
        owner=_person(row.owner),
        updater=_person(row.updater),
        due_on=row.due_on,
        starts_on=row.starts_on,
        cadence_days=row.cadence_days,
        stages=tuple(
            PlanStage(stage.title, checked(round(stage.progress_after, 6)), stage.due_on)
            for stage in one.stages
        ),
        guardrail=row.is_guardrail,
        indicator=row.indicator,
        definition=row.definition,
        done=kind is Kind.BINARY and row.ref in done,
        ref=row.ref,
    )


def _unit(code: str, decimals: int, values: list[Decimal | None]) -> Unit:
    """The unit of a row; seconds where a duration cannot be said exactly in it."""
    try:
        unit = parse_unit(code)
    except UnknownUnit:
        return parse_unit("count")
    if any(value is not None and as_stated(value=value, unit=unit) is None for value in values):
        return _SECONDS
    return Unit(unit.kind, unit.code, decimals)


def _value(value: Decimal | None, unit: Unit) -> Decimal | None:
    stated = None if value is None else as_stated(value=value, unit=unit)
    return None if stated is None else checked(stated)


def _initiative(row: Initiative) -> PlanInitiative:
    return PlanInitiative(
        title=row.title,
        owner=_person(row.owner),
        due_on=row.due_on,
        priority=f"P{row.priority}",
        description=row.why,
        done=row.state == InitiativeState.DONE,
        ref=row.ref,
    )
