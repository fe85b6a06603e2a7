"""A made-up ledger in bulk, for the bench alone: plain values in, tables filled, nobody asked.

It writes facts, never derived numbers: :func:`northing.features.okrs.actions.recompute` works those out afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

import orjson

from northing.domain.codes import HolderKind, Kind, LinkKind, ObjectiveState, Visibility
from northing.features.okrs.models import Alignment, Audience, CheckIn, KeyResult, Objective, Stage
from northing.features.okrs.storage.seeding import insert_rows, keep_counting, next_id
from northing.kit.activity.models import Activity
from northing.kit.actors import Actor
from northing.kit.storage import search
from northing.kit.storage.models import Version
from northing.kit.storage.writing import writing
from northing.kit.subjects import Subject


@dataclass(frozen=True, slots=True)
class SeedCheckIn:
    """What somebody said on one day; exactly one of ``value``, ``reached`` and ``is_done`` is given."""

    ref: str
    at: datetime
    confidence: int
    note: str = ""
    value: Decimal | None = None
    reached: tuple[int, ...] | None = None
    is_done: bool | None = None


@dataclass(frozen=True, slots=True)
class SeedKeyResult:
    """One key result with its stages (title, cumulative progress) and check-ins in the order they were made."""

    ref: str
    title: str
    kind: Kind
    owner_id: int
    unit: str = "count"
    decimals: int = 0
    start: Decimal | None = None
    target: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    weight: Decimal = Decimal(1)
    is_guardrail: bool = False
    state: str = "active"
    stages: tuple[tuple[str, Decimal], ...] = ()
    check_ins: tuple[SeedCheckIn, ...] = ()


@dataclass(frozen=True, slots=True)
class SeedObjective:
    """One objective; ``parents`` are refs of objectives of this batch or written before."""

    ref: str
    title: str
    owner_id: int
    agreed_on: date
    agreed_at: datetime
    position: int
    cycle_id: int | None
    holder: HolderKind = HolderKind.ORGANIZATION
    team_id: int | None = None
    person_id: int | None = None
    pillar_id: int | None = None
    ambition: str = "aspirational"
    visibility: Visibility = Visibility.ORGANIZATION
    visible_people: tuple[int, ...] = ()
    state: ObjectiveState = ObjectiveState.AGREED
    closed_status: str = ""
    parents: tuple[tuple[str, LinkKind], ...] = ()
    key_results: tuple[SeedKeyResult, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class _Keys:
    """The first free key of each table that others point at."""

    objective: int
    key_result: int
    check_in: int


def insert_ledger(*, actor: Actor, objectives: Sequence[SeedObjective]) -> None:
    """Insert one batch with its links, stages, check-ins, versions, search entries and acts; no standings.

    One short write transaction; a few thousand check-ins a batch are right. What is given is taken as valid.
    """
    with writing():
        keys = _Keys(next_id(Objective), next_id(KeyResult), next_id(CheckIn))
        numbered = list(enumerate(objectives, keys.objective))
        _objectives(actor, numbered)
        parts = list(
            enumerate(((pk, one, part) for pk, one in numbered for part in one.key_results), keys.key_result)
        )
        _key_results(actor, parts)
        _check_ins(actor, keys.check_in, parts)
        _links(actor.organization_id, numbered)
        _tell(actor, numbered, parts)
        keep_counting([Objective, KeyResult, CheckIn])


_OBJECTIVE: Final = (
    "id",
    "organization_id",
    "ref",
    "title",
    "cycle_id",
    "holder_kind",
    "team_id",
    "person_id",
    "owner_id",
    "pillar_id",
    "ambition",
    "visibility",
    "state",
    "closed_status",
    "position",
    "agreed_at",
    "agreed_on",
    "agreed_by_id",
    "created_by_id",
    "created_at",
)
_KEY_RESULT: Final = (
    "id",
    "organization_id",
    "ref",
    "objective_id",
    "owner_id",
    "title",
    "kind",
    "unit",
    "decimals",
    "start",
    "target",
    "lower",
    "upper",
    "weight",
    "is_guardrail",
    "state",
    "added_at",
    "agreed_on",
    "was_agreed",
)
_CHECK_IN: Final = (
    "id",
    "organization_id",
    "ref",
    "key_result_id",
    "effective_on",
    "is_reading",
    "value",
    "stages_reached",
    "is_done",
    "confidence",
    "note",
    "author_id",
    "created_at",
)
Numbered = Sequence[tuple[int, SeedObjective]]
Parts = Sequence[tuple[int, tuple[int, SeedObjective, SeedKeyResult]]]


def _objectives(actor: Actor, numbered: Numbered) -> None:
    insert_rows(Objective, _OBJECTIVE, (_objective(actor, pk, one) for pk, one in numbered))
    audience = ((actor.organization_id, pk, person) for pk, one in numbered for person in one.visible_people)
    insert_rows(Audience, ["organization_id", "objective_id", "person_id"], audience)


def _objective(actor: Actor, pk: int, one: SeedObjective) -> tuple[Any, ...]:
    is_agreed = one.state in (ObjectiveState.AGREED, ObjectiveState.CLOSED)
    agreed = (one.agreed_at, one.agreed_on, actor.person_id) if is_agreed else (None, None, None)
    return (
        *(pk, actor.organization_id, one.ref, one.title, one.cycle_id, one.holder.value, one.team_id),
        *(one.person_id, one.owner_id, one.pillar_id, one.ambition, one.visibility.value, one.state.value),
        *(one.closed_status, one.position, *agreed, actor.person_id, one.agreed_at),
    )


def _key_results(actor: Actor, parts: Parts) -> None:
    insert_rows(KeyResult, _KEY_RESULT, _key_result_rows(actor, parts))
    stages = (
        (actor.organization_id, pk, number, title, after)
        for pk, (_objective_id, _one, part) in parts
        for number, (title, after) in enumerate(part.stages, 1)
    )
    insert_rows(Stage, ["organization_id", "key_result_id", "number", "title", "progress_after"], stages)


def _key_result_rows(actor: Actor, parts: Parts) -> Iterator[tuple[Any, ...]]:
    for pk, (objective_id, one, part) in parts:
        is_agreed = one.state in (ObjectiveState.AGREED, ObjectiveState.CLOSED)
        yield (
            *(pk, actor.organization_id, part.ref, objective_id, part.owner_id, part.title, part.kind.value),
            *(part.unit, part.decimals, part.start, part.target, part.lower, part.upper, part.weight),
            *(part.is_guardrail, part.state, one.agreed_at, one.agreed_on if is_agreed else None, is_agreed),
        )


def _check_ins(actor: Actor, first: int, parts: Parts) -> None:
    said = list(
        enumerate(((pk, part, word) for pk, (_id, _one, part) in parts for word in part.check_ins), first)
    )
    rows = (
        (
            *(number, actor.organization_id, word.ref, pk, word.at.date(), True, word.value),
            *(None if word.reached is None else _json(list(word.reached)), word.is_done, word.confidence),
            *(word.note, part.owner_id, word.at),
        )
        for number, (pk, part, word) in said
    )
    insert_rows(CheckIn, _CHECK_IN, rows)
    acts = (
        _act(actor.organization_id, word.at, part.owner_id, "checkin.recorded", "key_result", pk, number)
        for number, (pk, part, word) in said
    )
    insert_rows(Activity, _ACT, acts)


_ACT = ["organization_id", "at", "by_id", "via", "verb", "subject_kind", "subject_id", "details"]


def _act(
    organization_id: int, at: datetime, by_id: int | None, verb: str, kind: str, pk: int, check_in: int = 0
) -> tuple[Any, ...]:
    details = {"check_in": check_in, "source": "person"} if check_in else {}
    return organization_id, at, by_id, "web", verb, kind, pk, _json(details)


def _json(value: object) -> str:
    return orjson.dumps(value).decode()


def _links(organization_id: int, numbered: Numbered) -> None:
    refs = {ref for _pk, one in numbered for ref, _kind in one.parents}
    known = {one.ref: pk for pk, one in numbered}
    missing = sorted(refs - known.keys())
    for start in range(0, len(missing), 500):
        found = Objective.within(organization_id).filter(ref__in=missing[start : start + 500])
        known |= dict(found.values_list("ref", "pk"))
    rows = (
        (organization_id, pk, known[ref], kind.value, one.agreed_at)
        for pk, one in numbered
        for ref, kind in one.parents
    )
    insert_rows(Alignment, ["organization_id", "child_id", "parent_objective_id", "kind", "created_at"], rows)


def _tell(actor: Actor, numbered: Numbered, parts: Parts) -> None:
    organization_id, by = actor.organization_id, actor.person_id
    told = [("objective", pk, one.title, one.agreed_at) for pk, one in numbered]
    told += [("key_result", pk, part.title, one.agreed_at) for pk, (_id, one, part) in parts]
    verbs = {"objective": "objective.created", "key_result": "key_result.added"}
    acts = (_act(organization_id, at, by, verbs[kind], kind, pk) for kind, pk, _title, at in told)
    insert_rows(Activity, _ACT, acts)
    names = ["organization_id", "subject_kind", "subject_id", "number", "at", "by_id", "via", "changes"]
    versions = (
        (organization_id, kind, pk, 1, at, by, "web", _json({"title": [None, title]}))
        for kind, pk, title, at in told
    )
    insert_rows(Version, names, versions)
    texts = {Subject(kind, pk): title for kind, pk, title, _at in told}
    search.index_new(texts, organization_id=organization_id)
