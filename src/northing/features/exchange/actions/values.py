"""What a plan says of one thing as fields of the ledger and of work; what it does not say is left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from northing.domain.codes import Kind
from northing.domain.plan import PlanInitiative, PlanItem, PlanKeyResult, PlanObjective, PlanStage
from northing.domain.units import COUNT, Unit, print_unit
from northing.features.exchange.queries import as_stored
from northing.features.okrs.actions import KeyResultFields, ObjectiveFields, StageFields

_MEASURED = ("start", "target", "commit", "stretch", "lower", "upper")
_PRIORITIES = {"P0": 0, "P1": 1, "P2": 2, "P3": 2}


def objective_fields(part: PlanObjective) -> ObjectiveFields:
    """Fields of an objective without holder, cycle, people and pillar; tags and links end its description."""
    fields: dict[str, Any] = {"title": part.title}
    description = _joined(part.description, _marks(part.priority, "", part.tags, part.links))
    for name, value in (("why_now", part.why_now), ("description", description), ("ambition", part.ambition)):
        if value:
            fields[name] = value
    if part.weight is not None:
        fields["weight"] = part.weight
    return cast(ObjectiveFields, fields)


def key_result_fields(
    part: PlanKeyResult, known_unit: Unit | None = None, *, keeps_team: bool = True
) -> KeyResultFields:
    """Fields of a key result without people. Sub-items, tags and links end its definition.

    :param known_unit: the unit of the known key result, where the document names none
    :param keeps_team: whether its team is a tag like others, because nothing else will tell it
    """
    unit = part.unit or known_unit or COUNT
    fields: dict[str, Any] = {"title": part.title}
    if part.kind is not None:
        fields["kind"] = part.kind.value
    if part.unit is not None:
        fields |= {"unit": print_unit(part.unit), "decimals": part.unit.decimals}
    for name in _MEASURED:
        value = getattr(part, name)
        if value is not None:
            fields[name] = as_stored(value=value, unit=unit)
    fields |= _stated(part)
    if definition := _joined(part.definition, *item_lines(part.items), _marks_of(part, keeps_team)):
        fields["definition"] = definition
    if part.stages:
        fields["stages"] = [_stage(stage) for stage in part.stages]
    return cast(KeyResultFields, fields)


def _stated(part: PlanKeyResult) -> dict[str, Any]:
    said = {
        "start_unknown_until": part.start_due_on,
        "required_share": part.required_share,
        "weight": part.weight,
        "is_pinned": part.pinned or None,
        "ambition": part.ambition or None,
        "due_on": part.due_on,
        "starts_on": part.starts_on,
        "cadence_days": part.cadence_days,
        "is_guardrail": part.guardrail or None,
        "indicator": part.indicator or None,
    }
    return {name: value for name, value in said.items() if value is not None}


def usual_kind(part: PlanKeyResult) -> str:
    """What a new key result becomes: as stated; behind a check box yes or no; else it asks for its numbers."""
    if part.kind is not None:
        return part.kind.value
    return Kind.BINARY.value if part.has_box else ""


def initiative_fields(part: PlanInitiative) -> dict[str, Any]:
    """Fields of an initiative without objective and owner."""
    marks = _marks("", part.team, part.tags, part.links)
    fields: dict[str, Any] = {"title": part.title}
    if why := _joined(part.description, *item_lines(part.items), marks):
        fields["why"] = why
    if part.due_on is not None:
        fields["due_on"] = part.due_on
    if part.priority in _PRIORITIES:
        fields["priority"] = _PRIORITIES[part.priority]
    return fields


def reached_stages(part: PlanKeyResult) -> tuple[int, ...]:
    """The numbers of the stages the document marks as done."""
    return tuple(number for number, stage in enumerate(part.stages, 1) if stage.done)


def item_lines(items: tuple[PlanItem, ...], indent: str = "") -> Iterator[str]:
    """Sub-items as a list, one line each, nested by two spaces."""
    for item in items:
        yield f"{indent}- [{'x' if item.done else ' '}] {item.title}"
        yield from item_lines(item.items, f"{indent}  ")


def _stage(stage: PlanStage) -> StageFields:
    return {"title": stage.title, "progress_after": stage.progress_after, "due_on": stage.due_on}


def _marks_of(part: PlanKeyResult, keeps_team: bool) -> str:
    tags = tuple(tag for tag in part.tags if tag != part.team)
    return _marks(part.priority, part.team if keeps_team else "", tags, part.links)


def _marks(priority: str, team: str, tags: tuple[str, ...], links: tuple[str, ...]) -> str:
    """What has no field of its own, in the marks documents use: ``[P1] [Growth] #tag https://…``."""
    marks = [f"[{text}]" for text in (priority, team) if text]
    marks += [f"#{tag}" for tag in tags if tag not in (priority, team)]
    return " ".join([*marks, *links])


def _joined(*texts: str) -> str:
    return "\n".join(text for text in texts if text.strip())
