"""What enters an objective's number: its key results and the children that contribute, each set in one statement."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from northing.domain.codes import (
    Driver,
    Freshness,
    Guardrail,
    KeyResultState,
    LinkKind,
    ObjectiveState,
    Part,
    Status,
)
from northing.domain.numbers import ONE, ZERO
from northing.domain.rollup import Contribution, TimeShare, driving, time_share
from northing.domain.weights import Weight, proportions
from northing.features.okrs.models import Alignment, KeyResult
from northing.kit.storage.prepared import Prepared

ENDED_KEY_RESULTS = (KeyResultState.DROPPED.value, KeyResultState.POSTPONED.value)
ENDED_OBJECTIVES = (ObjectiveState.DROPPED.value, ObjectiveState.POSTPONED.value)
FRESHNESS_ORDER = (Freshness.STALE, Freshness.OVERDUE, Freshness.DUE, Freshness.PENDING, Freshness.FRESH)


@dataclass(slots=True)
class KeyResultPart:
    """A key result as its objective counts it, from its stored standing."""

    objective_id: int
    id: int
    ref: str
    weight: Decimal
    is_pinned: bool
    is_guardrail: bool
    progress: Decimal | None
    gap: Decimal | None
    judging_confidence: int | None
    is_silent: bool
    is_counted: bool
    status: str
    pace: str
    guardrail: str
    confidence: int | None
    freshness: str
    last_reading_on: date | None
    last_judgement_on: date | None
    last_check_in_at: datetime | None


@dataclass(slots=True)
class ChildPart:
    """A contributing child as its parent (or the parent's key result ``under``) counts it."""

    objective_id: int
    under: int | None
    link_id: int
    id: int
    ref: str
    weight: Decimal
    is_pinned: bool
    progress: Decimal | None
    gap: Decimal | None
    confidence: Decimal | None
    silent_share: Decimal | None
    status: str
    pace: str
    cycle_id: int | None
    cycle_starts_on: date | None
    cycle_ends_on: date | None
    parent_cycle_id: int | None
    parent_starts_on: date | None
    parent_ends_on: date | None


@dataclass(slots=True)
class Parts:
    """The parts of several objectives, each list in id order."""

    key_results: dict[int, list[KeyResultPart]]
    children: dict[int, list[ChildPart]]
    under: dict[int, list[ChildPart]]


_KEY_RESULT_COLUMNS = (
    "objective_id",
    "id",
    "ref",
    "weight",
    "is_pinned",
    "is_guardrail",
    "standing__progress",
    "standing__gap",
    "standing__judging_confidence",
    "standing__is_silent",
    "standing__is_counted",
    "standing__status",
    "standing__pace",
    "standing__guardrail",
    "standing__confidence",
    "standing__freshness",
    "standing__last_reading_on",
    "standing__last_judgement_on",
    "standing__last_check_in_at",
)
_STANDING_COLUMNS = tuple(
    name.removeprefix("standing__") for name in _KEY_RESULT_COLUMNS if name.startswith("standing__")
)
_CHILD_COLUMNS = (
    "parent_objective_id",
    "parent_key_result_id",
    "id",
    "child_id",
    "child__ref",
    "weight",
    "is_pinned",
    "child__standing__progress",
    "child__standing__gap",
    "child__standing__confidence",
    "child__standing__silent_share",
    "child__standing__status",
    "child__standing__pace",
    "child__cycle_id",
    "child__cycle__starts_on",
    "child__cycle__ends_on",
    "parent_objective__cycle_id",
    "parent_objective__cycle__starts_on",
    "parent_objective__cycle__ends_on",
)


def parts_of(
    organization_id: int, objective_ids: Collection[int], *, key_results: Iterable[KeyResult] | None = None
) -> Parts:
    """Every part of these objectives in two statements; dropped and postponed ones, and plans, are none.

    :param key_results: all of theirs, loaded with their standings, where they are at hand: saves a statement
    """
    found = Parts({pk: [] for pk in objective_ids}, {pk: [] for pk in objective_ids}, {})
    if key_results is None:
        _read_key_results(organization_id, found)
    else:
        for row in sorted(key_results, key=lambda row: row.pk):
            if row.state not in ENDED_KEY_RESULTS:
                found.key_results[row.objective_id].append(_part_of(row))
    _read_children(organization_id, found)
    return found


def _part_of(row: KeyResult) -> KeyResultPart:
    own = (row.objective_id, row.pk, row.ref, row.weight, row.is_pinned, row.is_guardrail)
    return KeyResultPart(*own, *(getattr(row.standing, name) for name in _STANDING_COLUMNS))


@Prepared
def _key_result_records(organization_id: int, ids: list[int]) -> QuerySet[KeyResult, tuple[Any, ...]]:
    rows = KeyResult.within(organization_id).filter(objective_id__in=ids)
    return rows.exclude(state__in=ENDED_KEY_RESULTS).order_by("id").values_list(*_KEY_RESULT_COLUMNS)


@Prepared
def _child_records(organization_id: int, ids: list[int]) -> QuerySet[Alignment, tuple[Any, ...]]:
    rows = Alignment.within(organization_id).filter(
        parent_objective_id__in=ids, kind=LinkKind.CONTRIBUTES.value, child__agreed_at__isnull=False
    )
    return rows.exclude(child__state__in=ENDED_OBJECTIVES).order_by("id").values_list(*_CHILD_COLUMNS)


def _read_key_results(organization_id: int, found: Parts) -> None:
    for record in _key_result_records(organization_id=organization_id, ids=sorted(found.key_results)):
        part = KeyResultPart(*record)
        found.key_results[part.objective_id].append(part)


def _read_children(organization_id: int, found: Parts) -> None:
    for record in _child_records(organization_id=organization_id, ids=sorted(found.children)):
        child = ChildPart(*record)
        if child.under is None:
            found.children[child.objective_id].append(child)
        else:
            found.under.setdefault(child.under, []).append(child)


def contributions_of(
    key_results: Sequence[KeyResultPart], children: Sequence[ChildPart], driver: Driver
) -> list[Contribution]:
    """The parts that drive an objective, in id order, with their exact proportions."""
    parts = [_from_key_result(part) for part in key_results] + [_from_child(child) for child in children]
    pins = [part.is_pinned for part in key_results] + [child.is_pinned for child in children]
    return weighted(parts, pins, driver)


def child_contributions(children: Sequence[ChildPart]) -> list[Contribution]:
    """The children that drive a key result, in id order."""
    return weighted(
        [_from_child(child) for child in children], [child.is_pinned for child in children], Driver.CHILDREN
    )


def weighted(parts: Sequence[Contribution], pins: Sequence[bool], driver: Driver) -> list[Contribution]:
    """``parts`` with typed weights and pins turned into exact proportions among those that drive."""
    chosen = {id(part) for part in driving(parts, driver) if not part.is_guardrail}
    sharing = [(part, pinned) for part, pinned in zip(parts, pins, strict=True) if id(part) in chosen]
    if not any(pinned for _part, pinned in sharing) and any(part.weight for part, _pinned in sharing):
        return list(parts)  # plain parts are proportions already
    shares = proportions(
        [Weight(pinned=part.weight) if pinned else Weight(previous=part.weight) for part, pinned in sharing]
    )
    by_part = {id(part): share for (part, _pinned), share in zip(sharing, shares, strict=True)}
    return [replace(part, weight=by_part[id(part)]) if id(part) in by_part else part for part in parts]


def _from_key_result(part: KeyResultPart) -> Contribution:
    judging = part.judging_confidence
    return Contribution(
        part=Part.KEY_RESULT,
        weight=ZERO if part.is_guardrail else part.weight,
        progress=part.progress if part.is_counted or part.is_guardrail else None,
        gap=part.gap,
        confidence=None if judging is None else Decimal(judging),
        silent_share=ONE if part.is_silent else ZERO,
        status=Status(part.status) if part.status else None,
        pace=Status(part.pace) if part.pace else None,
        is_guardrail=part.is_guardrail,
        guardrail=Guardrail(part.guardrail) if part.guardrail else None,
        subject=part.ref,
    )


def _from_child(part: ChildPart) -> Contribution:
    return Contribution(
        part=Part.CHILD,
        weight=part.weight,
        progress=part.progress,
        gap=part.gap,
        confidence=part.confidence if part.gap is None else None,
        silent_share=part.silent_share or ZERO,
        status=Status(part.status) if part.status else None,
        pace=Status(part.pace) if part.pace else None,
        time_share=_time_share(part),
        subject=part.ref,
    )


def _time_share(part: ChildPart) -> TimeShare | None:
    """Where the parent's cycle is longer: the days of it that this child's cycle covers."""
    first, last = part.cycle_starts_on, part.cycle_ends_on
    parent_first, parent_last = part.parent_starts_on, part.parent_ends_on
    if first is None or last is None or parent_first is None or parent_last is None:
        return None
    if part.cycle_id == part.parent_cycle_id or last - first >= parent_last - parent_first:
        return None
    return time_share(str(part.cycle_id), parent_first, parent_last, first, last)


def worst_freshness(bands: Iterable[str]) -> str:
    """The stalest of several bands; empty when nothing ages."""
    present = set(bands)
    return next((band.value for band in FRESHNESS_ORDER if band.value in present), "")


def mean_confidence(parts: Sequence[KeyResultPart]) -> Decimal | None:
    """The plain mean of the last confidences, for display."""
    given = [part.confidence for part in parts if part.confidence is not None]
    return Decimal(sum(given)) / len(given) if given else None
