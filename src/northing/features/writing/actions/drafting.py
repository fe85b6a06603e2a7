"""From an example to a draft of one's own: objective, key results and initiatives, all at once or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from northing.features.okrs import actions as okr_actions
from northing.features.okrs.actions import KeyResultFields, ObjectiveFields
from northing.features.work import actions as work_actions
from northing.features.work.actions import InitiativeFields
from northing.features.writing import policies
from northing.kit.actors import Actor
from northing.kit.errors import Invalid, Problems
from northing.kit.storage.writing import writing


@dataclass(frozen=True, slots=True)
class DraftKeyResult:
    """A key result to write. ``place`` names it in refusals (``key_results.0``): their field is ``place.field``.

    ``counters``: the place of the key result this one keeps honest, or empty.
    """

    place: str
    fields: KeyResultFields
    counters: str = ""


@dataclass(frozen=True, slots=True)
class DraftInitiative:
    """An initiative to write; ``moves`` are the places of the key results it should move from start to target."""

    place: str
    fields: InitiativeFields
    moves: tuple[str, ...] = ()


def draft_from_example(
    *,
    actor: Actor,
    objective: ObjectiveFields,
    key_results: Sequence[DraftKeyResult],
    initiatives: Sequence[DraftInitiative],
    at: datetime,
    on: date,
) -> str:
    """Draft the objective with everything an example gave it, and return its ref; initiatives say what they move.

    :raises NotAllowed: ``template_needs_a_member``; for somebody else's team
    :raises Invalid, Problems: fields, by name; those of parts as ``key_results.0.target``
    :raises Conflict: ``cycle_closed``, ``cycle_closing``
    """
    policies.require(policies.may_use(actor), "template_needs_a_member")
    with writing():
        row = okr_actions.create_objective(actor=actor, fields=objective, at=at, on=on)
        refs = _add_key_results(actor, row.ref, key_results, at, on)
        spans = {part.place: part.fields for part in key_results}
        for initiative in initiatives:
            _add_initiative(actor, row.ref, initiative, refs, spans, at, on)
    return row.ref


def _add_key_results(
    actor: Actor, objective: str, parts: Sequence[DraftKeyResult], at: datetime, on: date
) -> dict[str, str]:
    """Their refs by place. What keeps another one honest is written before it, at its own position."""
    refs: dict[str, str] = {}
    counter_of = {part.counters: part.place for part in parts if part.counters}
    places = {part.place: position for position, part in enumerate(parts)}
    for part in sorted(parts, key=lambda one: not one.counters):
        fields = cast(KeyResultFields, {**part.fields, "position": places[part.place]})
        if part.place in counter_of and counter_of[part.place] in refs:
            fields["counter_metric"] = refs[counter_of[part.place]]
        with _refusals_of(part.place):
            row = okr_actions.add_key_result(actor=actor, objective=objective, fields=fields, at=at, on=on)
        refs[part.place] = row.ref
    return refs


def _add_initiative(
    actor: Actor,
    objective: str,
    part: DraftInitiative,
    refs: Mapping[str, str],
    spans: Mapping[str, KeyResultFields],
    at: datetime,
    on: date,
) -> None:
    with _refusals_of(part.place):
        fields = cast(InitiativeFields, {**part.fields, "objective": objective})
        row = work_actions.create_initiative(actor=actor, fields=fields, at=at, on=on)
    for place in part.moves:
        work_actions.suppose(
            actor=actor,
            ref=row.ref,
            key_result=refs[place],
            moves_from=spans[place].get("start"),
            moves_to=spans[place].get("target"),
            at=at,
            on=on,
        )


@contextmanager
def _refusals_of(place: str) -> Iterator[None]:
    """Name the fields of a part's refusals with its place."""
    try:
        yield
    except Problems as error:
        raise Problems([_placed(one, place) for one in error.problems]) from None
    except Invalid as error:
        raise _placed(error, place) from None


def _placed(error: Invalid, place: str) -> Invalid:
    return Invalid(error.code, field=f"{place}.{error.field or 'title'}", **error.params)
