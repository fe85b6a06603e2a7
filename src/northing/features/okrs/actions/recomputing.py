"""Recomputing: the whole ledger, what a day changed, what a rule changed; and proving it without writing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from northing.domain.codes import ObjectiveState
from northing.features.okrs import storage
from northing.features.okrs.actions.scene import calendars_for, rules_of
from northing.features.okrs.models import KeyResult, KeyResultStanding, Objective, ObjectiveStanding
from northing.features.okrs.storage import Moved, Settled
from northing.features.okrs.storage.bulk import all_in_order, ensure_standings, loaded_path
from northing.features.okrs.storage.tally import fold, missing_from_tally
from northing.kit.storage.writing import writing

_CHUNK = 60  # objectives a write transaction: well under a second with their key results
_READ_CHUNK = 250
_OVER = (ObjectiveState.DROPPED, ObjectiveState.CLOSED)


@dataclass(frozen=True, slots=True)
class RecomputeReport:
    """How many were worked out, and how many differed and were stored."""

    key_results: int = 0
    objectives: int = 0
    changed: int = 0

    def plus(self, settled: Settled) -> RecomputeReport:
        """This report and one more chunk."""
        moved = [*settled.key_results, *settled.objectives]
        return RecomputeReport(
            self.key_results + len(settled.key_results),
            self.objectives + len(settled.objectives),
            self.changed + sum(not one.is_same for one in moved),
        )


@dataclass(frozen=True, slots=True)
class Difference:
    """One stored number that recomputation does not confirm."""

    kind: str
    ref: str
    field: str
    stored: str
    computed: str


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What verification found; ``differences`` is cut off at the limit asked for, ``found`` is not."""

    key_results: int
    objectives: int
    found: int
    tally_differences: int
    differences: tuple[Difference, ...] = field(default_factory=tuple)

    @property
    def is_clean(self) -> bool:
        """Whether every stored number is confirmed."""
        return not self.found and not self.tally_differences


def recompute(*, organization_id: int, at: datetime, on: date) -> RecomputeReport:
    """Work out every standing anew, children before parents, in short write transactions; folds the tally too."""
    with writing():
        ensure_standings(organization_id)
    report = RecomputeReport()
    for ids in _chunks(all_in_order(organization_id), _CHUNK):
        report = report.plus(_settle_chunk(organization_id, ids, on))
    _mend_tally(organization_id)
    fold_tally(organization_id=organization_id)
    return report


def _mend_tally(organization_id: int) -> None:
    """What is added is a difference, so whatever people count meanwhile stays right."""
    missing = missing_from_tally(organization_id)
    if missing:
        with writing():
            storage.append_deltas(organization_id, missing)


def day_roll(*, organization_id: int, at: datetime, on: date) -> RecomputeReport:
    """Work out what the day changes though nothing was read (``changes_on``), and everything above it.

    Idempotent; in short write transactions, children before parents.
    """
    key_results = KeyResultStanding.within(organization_id).filter(
        changes_on__lte=on, key_result__arrival__isnull=True
    )
    objectives = ObjectiveStanding.within(organization_id).filter(
        changes_on__lte=on, objective__arrival__isnull=True
    )
    ids = set(key_results.values_list("key_result__objective_id", flat=True))
    ids |= set(objectives.values_list("objective_id", flat=True))
    return _settle_with_ancestors(organization_id, ids, on)


def recompute_affected(
    *,
    organization_id: int,
    at: datetime,
    on: date,
    person_ids: Collection[int] | None = None,
    cycle_ids: Collection[int] | None = None,
) -> RecomputeReport:
    """Work out what a changed calendar, policy, absence or cycle may have moved, and everything above it.

    :param person_ids: only key results these people own or update; ``None``: of everybody
    :param cycle_ids: only objectives of these cycles; ``None``: of all
    """
    rows = affected(organization_id, person_ids, cycle_ids)
    return _settle_with_ancestors(organization_id, set(rows.values_list("pk", flat=True)), on)


def affected(
    organization_id: int, person_ids: Collection[int] | None, cycle_ids: Collection[int] | None
) -> QuerySet[Objective]:
    """The open objectives that a change for these people or cycles (``None``: all) may move."""
    rows = Objective.within(organization_id).exclude(state__in=_OVER)
    if cycle_ids is not None:
        rows = rows.filter(cycle_id__in=cycle_ids)
    if person_ids is not None:
        own = KeyResult.within(organization_id)
        own = own.filter(Q(owner_id__in=person_ids) | Q(updater_id__in=person_ids))
        rows = rows.filter(pk__in=own.values("objective_id"))
    return rows


def fold_tally(*, organization_id: int) -> int:
    """Fold the appended deltas of the tally into one row a cell; returns how many rows that saved."""
    with writing():
        return fold(organization_id)


def verify(*, organization_id: int, on: date, limit: int = 50) -> VerifyReport:
    """Compare every stored number with what it should be, from its stored parts, without writing.

    Each standing agrees with its parts, so by the order of the links the whole ledger does. What differs is
    looked at once more under its locks, because people may be writing meanwhile.
    """
    key_results = objectives = 0
    suspects: list[int] = []
    for ids in _chunks(all_in_order(organization_id), _READ_CHUNK):
        settled = _work_out(organization_id, ids, on)
        key_results += len(settled.key_results)
        objectives += len(settled.objectives)
        suspects += _suspects(organization_id, settled)
    differences: list[Difference] = []
    for ids in _chunks(sorted(set(suspects)), _CHUNK):
        with writing():
            _hold(organization_id, ids)
            differences += _differences(organization_id, _work_out(organization_id, ids, on))
    missing = missing_from_tally(organization_id)
    if missing:
        with writing():
            missing = missing_from_tally(organization_id)
    return VerifyReport(key_results, objectives, len(differences), len(missing), tuple(differences[:limit]))


def _chunks(ids: Collection[int], size: int) -> Iterator[list[int]]:
    ordered = list(ids)
    for start in range(0, len(ordered), size):
        yield ordered[start : start + size]


def _settle_with_ancestors(organization_id: int, ids: set[int], on: date) -> RecomputeReport:
    if not ids:
        return RecomputeReport()
    edges = storage.edges_above(organization_id, ids) if len(ids) <= _READ_CHUNK else None
    wanted = ids | {edge.parent for edge in edges} if edges is not None else None
    ordered = (
        all_in_order(organization_id, below=ids)
        if wanted is None
        else storage.topological(wanted, edges or ())
    )
    report = RecomputeReport()
    for chunk in _chunks(ordered, _CHUNK):
        report = report.plus(_settle_chunk(organization_id, chunk, on))
    return report


def _settle_chunk(organization_id: int, ids: list[int], on: date) -> Settled:
    with writing():
        path = _hold(organization_id, ids)
        return storage.settle(
            organization_id,
            path,
            changed=path.key_results.keys(),
            rules=rules_of(organization_id, on),
            calendar_of=calendars_for(organization_id, path.key_results.values()),
        )


def _hold(organization_id: int, ids: list[int]) -> storage.Path:
    """Lock these objectives with their key results, without what lies above: later chunks hold that."""
    return loaded_path(organization_id, ids, holds=True)


def _work_out(organization_id: int, ids: list[int], on: date) -> Settled:
    path = loaded_path(organization_id, ids, holds=False)
    return storage.work_out(
        organization_id,
        path,
        changed=path.key_results.keys(),
        rules=rules_of(organization_id, on),
        calendar_of=calendars_for(organization_id, path.key_results.values()),
    )


def _suspects(organization_id: int, settled: Settled) -> list[int]:
    """The objectives of what differs."""
    found = [one.subject_id for one in settled.objectives if not one.is_same]
    odd = [one.subject_id for one in settled.key_results if not one.is_same]
    if odd:
        rows = KeyResult.within(organization_id).filter(pk__in=odd)
        found += rows.values_list("objective_id", flat=True)
    return found


def _differences(organization_id: int, settled: Settled) -> list[Difference]:
    return [
        *_told("key_result", organization_id, KeyResult, settled.key_results),
        *_told("objective", organization_id, Objective, settled.objectives),
    ]


def _told(
    kind: str, organization_id: int, table: type[KeyResult] | type[Objective], moved: list[Moved]
) -> Iterator[Difference]:
    odd = {one.subject_id: one for one in moved if not one.is_same}
    refs: dict[int, Any] = {}
    if odd:
        refs = dict(table.within(organization_id).filter(pk__in=odd).values_list("pk", "ref"))
    for pk, one in odd.items():
        for name in storage.differing(one.before, one.after):
            yield Difference(kind, refs[pk], name, str(one.before.get(name)), str(one.after[name]))
