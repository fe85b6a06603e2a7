"""The tally: counts behind tiles, kept by appended deltas; folded, read, and proved against the standings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.models import Sum

from northing.features.okrs.models import KeyResultStanding, ObjectiveStanding, Tally
from northing.features.okrs.models.derived import Standing
from northing.features.okrs.storage.standings import Amount, Cell, append_deltas, cell_of
from northing.kit.storage.sets import BATCH

_CELL = ("cycle_id", "team_id", "pillar_id", "kind", "status", "freshness")
_STANDING = ("cycle_id", "team_id", "pillar_id", "status", "freshness", "progress", "is_tallied")


def stored_cells(organization_id: int, **wanted: Any) -> dict[Cell, Amount]:
    """The tally as it stands: the sums of its rows; whole numbers, so both databases add exactly."""
    rows = Tally.within(organization_id).filter(**wanted).values_list(*_CELL)
    summed = rows.annotate(
        all=Sum("count"), measured=Sum("measured_count"), nanos=Sum("progress_nanos")
    ).order_by()
    return {row[:6]: row[6:] for row in summed if any(row[6:])}


def counted_cells(organization_id: int) -> dict[Cell, Amount]:
    """The tally as it should be, counted from the standings."""
    cells: dict[Cell, Amount] = {}
    for kind, table in (("key_result", KeyResultStanding), ("objective", ObjectiveStanding)):
        for values in _standings(organization_id, table, f"{kind}__arrival__isnull"):
            counted = cell_of(kind, values)
            if counted is not None:
                count, measured, nanos = cells.get(counted[0], (0, 0, 0))
                more = counted[1]
                cells[counted[0]] = (count + more[0], measured + more[1], nanos + more[2])
    return cells


def _standings(organization_id: int, table: type[Standing], is_there: str) -> Iterator[dict[str, Any]]:
    rows = table.within(organization_id).filter(is_tallied=True, **{is_there: True})
    yield from rows.values(*_STANDING).iterator(chunk_size=5_000)


def missing_from_tally(organization_id: int) -> dict[Cell, Amount]:
    """What the tally lacks (or has too much of), cell by cell; empty when it agrees with the standings."""
    with _steady_reads():
        stored, counted = stored_cells(organization_id), counted_cells(organization_id)
    nothing = (0, 0, 0)
    found = {
        cell: _minus(counted.get(cell, nothing), stored.get(cell, nothing))
        for cell in stored.keys() | counted.keys()
    }
    return {cell: amount for cell, amount in found.items() if any(amount)}


def _minus(left: Amount, right: Amount) -> Amount:
    return left[0] - right[0], left[1] - right[1], left[2] - right[2]


@contextmanager
def _steady_reads() -> Iterator[None]:
    """Both statements see the same moment, while people go on writing."""
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def fold(organization_id: int) -> int:
    """Fold the rows of every cell into one; returns how many rows that saved. Inside a write transaction.

    Only the rows read here are deleted: a delta that is committed meanwhile stays for the next time.
    """
    rows = Tally.within(organization_id).order_by("pk").select_for_update()
    ids: list[int] = []
    cells: dict[Cell, Amount] = {}
    for row in rows.values_list("pk", *_CELL, "count", "measured_count", "progress_nanos"):
        ids.append(row[0])
        known = cells.get(row[1:7], (0, 0, 0))
        cells[row[1:7]] = (known[0] + row[7], known[1] + row[8], known[2] + row[9])
    kept = {cell: amount for cell, amount in cells.items() if any(amount)}
    if len(kept) == len(ids):
        return 0
    for start in range(0, len(ids), BATCH):
        Tally.within(organization_id).filter(pk__in=ids[start : start + BATCH]).delete()
    append_deltas(organization_id, kept)
    return len(ids) - len(kept)
