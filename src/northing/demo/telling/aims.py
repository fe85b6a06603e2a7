"""Objectives and key results: drafted, proposed, agreed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from northing.demo.tale import KeyResultTale, ObjectiveTale
from northing.demo.telling.calendar import Calendar
from northing.demo.telling.people import Stage
from northing.domain.terms import LinkKind
from northing.domain.units import SECONDS_PER
from northing.features.okrs import actions as okr_actions
from northing.features.okrs.actions import KeyResultFields, ObjectiveFields, StageFields
from northing.kit.actors import Actor

DRAFTED_DAYS_BEFORE = 12
AGREED_DAYS_BEFORE = 3


@dataclass(frozen=True, slots=True)
class Told:
    """A key result on stage, with how it is going to go."""

    ref: str
    tale: KeyResultTale


def factor_of(unit: str) -> Decimal:
    """Durations are told in their unit and kept in seconds."""
    family, _colon, name = unit.partition(":")
    return Decimal(SECONDS_PER.get(name, 1) if family == "duration" else 1)


def draft_objectives(
    stage: Stage, tales: list[ObjectiveTale], *, cycle: str, starts_on: date, calendar: Calendar
) -> list[Told]:
    """Draft, align, propose and agree the objectives of one cycle, parents first."""
    refs: dict[str, str] = {}
    told: list[Told] = []
    for position, tale in enumerate(tales):
        day = starts_on - timedelta(days=DRAFTED_DAYS_BEFORE - position % 6)
        told += _draft(stage, tale, refs, cycle=cycle, position=position, on=day, calendar=calendar)
        _move_on(
            stage, tale, refs[tale.key], on=starts_on - timedelta(days=AGREED_DAYS_BEFORE), calendar=calendar
        )
    return told


def _draft(
    stage: Stage,
    tale: ObjectiveTale,
    refs: dict[str, str],
    *,
    cycle: str,
    position: int,
    on: date,
    calendar: Calendar,
) -> list[Told]:
    actor = stage.actors[tale.owner]
    at = calendar.at(on, 11 * position)
    fields = _objective_fields(stage, tale, cycle=cycle, position=position)
    objective = okr_actions.create_objective(actor=_drafter(stage, tale), fields=fields, at=at, on=on)
    refs[tale.key] = objective.ref
    told = []
    for place, key_result in enumerate(tale.kr):
        row = okr_actions.add_key_result(
            actor=_drafter(stage, tale),
            objective=objective.ref,
            fields=_key_result_fields(stage, key_result, place),
            at=at,
            on=on,
        )
        told.append(Told(row.ref, key_result))
    for parent, kind, weight in tale.parents:
        okr_actions.align(
            actor=stage.principal if tale.visibility != "organization" else actor,
            child=objective.ref,
            parent=refs[parent],
            kind=LinkKind(kind),
            weight=weight,
            at=at,
            on=on,
        )
    return told


def _drafter(stage: Stage, tale: ObjectiveTale) -> Actor:
    """Owners draft for themselves and their team; what the whole organization holds, the principal drafts."""
    return stage.actors[tale.owner] if tale.team or tale.person else stage.principal


def _objective_fields(stage: Stage, tale: ObjectiveTale, *, cycle: str, position: int) -> ObjectiveFields:
    fields = ObjectiveFields(
        title=tale.title,
        why_now=tale.why,
        cycle=None if tale.cycle == "backlog" else cycle,
        holder="team" if tale.team else "person" if tale.person else "organization",
        owner=stage.people[tale.owner],
        ambition=tale.ambition,
        position=position,
        visibility=tale.visibility,
    )
    if tale.team:
        fields["team"] = stage.teams[tale.team]
    if tale.person:
        fields["person"] = stage.people[tale.person]
    if tale.pillar:
        fields["pillar"] = stage.pillars[tale.pillar]
    if tale.named:
        fields["visible_people"] = [stage.people[key] for key in tale.named]
    return fields


def _key_result_fields(stage: Stage, tale: KeyResultTale, place: int) -> KeyResultFields:
    factor = factor_of(tale.unit)
    fields = KeyResultFields(
        title=tale.title,
        definition=tale.definition,
        kind=tale.kind,
        unit=tale.unit,
        decimals=tale.decimals,
        weight=tale.weight,
        is_pinned=tale.pinned,
        is_guardrail=tale.guardrail,
        indicator=tale.indicator,
        owner=stage.people[tale.owner],
        position=place,
    )
    for name in ("start", "target", "lower", "upper"):
        value = getattr(tale, name)
        if value is not None:
            fields[name] = value * factor
    if tale.measured_every:
        fields["measured_every"] = tale.measured_every
    if tale.stages:
        fields["stages"] = [StageFields(title=title, progress_after=after) for title, after in tale.stages]
    return fields


def _move_on(stage: Stage, tale: ObjectiveTale, ref: str, *, on: date, calendar: Calendar) -> None:
    """Propose and agree as far as the story goes; somebody else than the owner agrees."""
    if tale.state == "draft":
        return
    at = calendar.at(on, 60)
    okr_actions.propose(actor=stage.actors[tale.owner], ref=ref, at=at, on=on)
    if tale.state == "agreed":
        second = stage.actors["carla"] if tale.owner == "ada" else stage.principal
        okr_actions.agree(actor=second, ref=ref, at=calendar.at(on, 200), on=on)
