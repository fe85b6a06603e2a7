"""Writing standings: one ``UPDATE … FROM (VALUES …)`` a table, the day's rows, the tally's deltas.

``bulk_update`` was measured twice as slow as saving row by row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from northing.domain.numbers import ONE, ZERO, clamp
from northing.features.okrs.models import KeyResultStanding, ObjectiveStanding, StandingDay, Tally
from northing.features.okrs.models.derived import Standing
from northing.kit.storage.sets import BATCH, insert_values, update_from_values

DAY_COLUMNS = ("progress", "gap", "status", "value", "confidence")
TALLY = (
    *("organization_id", "cycle_id", "team_id", "pillar_id", "kind", "status", "freshness"),
    *("count", "measured_count", "progress_nanos"),
)
_NANOS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Moved:
    """One standing before and after: ``subject_id`` is the key result's or the objective's."""

    subject_id: int
    before: Mapping[str, Any]
    after: Mapping[str, Any]

    @property
    def is_same(self) -> bool:
        """Whether nothing of what is stored differs."""
        return not differing(self.before, self.after)


@cache
def columns_of(table: type[Standing]) -> tuple[str, ...]:
    """The derived columns of a standing table."""
    left_out = {"id", "organization_id", "key_result_id", "objective_id"}
    return tuple(field.attname for field in table._meta.concrete_fields if field.attname not in left_out)


def values_of(row: Standing) -> dict[str, Any]:
    """The derived columns of a stored standing."""
    return {name: getattr(row, name) for name in columns_of(type(row))}


def differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The names of the columns that differ."""
    return [name for name, value in after.items() if before.get(name) != value]


def write(organization_id: int, table: type[Standing], moved: Sequence[Moved]) -> int:
    """Store what differs; returns how many did. What had no standing yet (``before`` is empty) gets one."""
    key = "key_result_id" if table is KeyResultStanding else "objective_id"
    known = {one.subject_id: one.after for one in moved if one.before and not one.is_same}
    if known:
        update_from_values(table, organization_id, key, known)
    fresh = [
        table(organization_id=organization_id, **{key: one.subject_id}, **one.after)
        for one in moved
        if not one.before
    ]
    if fresh:
        table.within(organization_id).bulk_create(fresh, batch_size=BATCH)
    return len(known) + len(fresh)


def day_values(after: Mapping[str, Any]) -> tuple[Any, ...]:
    """What of a standing is kept as the day's: the values of ``DAY_COLUMNS``."""
    confidence = after.get("mean_confidence", after.get("confidence"))
    return after["progress"], after["gap"], after["status"], after.get("value"), confidence


def write_days(organization_id: int, on: date, moved: Mapping[str, Sequence[Moved]]) -> None:
    """What is known at the end of the day ``on``, for what changed of it; one statement."""
    names = (*DAY_COLUMNS, "mean_confidence")
    rows = [
        (organization_id, kind, one.subject_id, on, *day_values(one.after))
        for kind, several in moved.items()
        for one in several
        if any(one.before.get(name) != one.after.get(name) for name in names)
    ]
    key = ("organization_id", "subject_kind", "subject_id", "on")
    insert_values(StandingDay, [*key, *DAY_COLUMNS], rows, unique=key, updated=DAY_COLUMNS)


Cell = tuple[int | None, int | None, int | None, str, str, str]
Amount = tuple[int, int, int]


def cell_of(kind: str, values: Mapping[str, Any]) -> tuple[Cell, Amount] | None:
    """Where a standing is counted and what it adds there; ``None`` for one that is not counted."""
    if not values or not values["is_tallied"]:
        return None
    progress: Decimal | None = values["progress"]
    cell = (
        values["cycle_id"],
        values["team_id"],
        values["pillar_id"],
        kind,
        str(values["status"]),
        str(values["freshness"]),
    )
    if progress is None:
        return cell, (1, 0, 0)
    return cell, (1, 1, int(clamp(progress, ZERO, ONE) * _NANOS))


def deltas_of(moved: Mapping[str, Iterable[Moved]]) -> dict[Cell, Amount]:
    """What the tally gains and loses, cell by cell; cells that stay the same are left out."""
    cells: dict[Cell, Amount] = {}
    for kind, several in moved.items():
        for one in several:
            for values, sign in ((one.before, -1), (one.after, 1)):
                counted = cell_of(kind, values)
                if counted is not None:
                    _add(cells, counted[0], counted[1], sign)
    return {cell: amount for cell, amount in cells.items() if any(amount)}


def _add(cells: dict[Cell, Amount], cell: Cell, amount: Amount, sign: int) -> None:
    count, measured, nanos = cells.get(cell, (0, 0, 0))
    cells[cell] = (count + sign * amount[0], measured + sign * amount[1], nanos + sign * amount[2])


def append_deltas(organization_id: int, cells: Mapping[Cell, Amount]) -> None:
    """Append deltas to the tally; one statement, and no shared counter to wait for."""
    insert_values(Tally, TALLY, [(organization_id, *cell, *amount) for cell, amount in cells.items()])


def write_all(
    organization_id: int, key_results: Sequence[Moved], objectives: Sequence[Moved], *, on: date
) -> int:
    """Store standings, their day and the tally's deltas: at most four statements. Returns how many differed."""
    moved = {"key_result": key_results, "objective": objectives}
    changed = write(organization_id, KeyResultStanding, key_results)
    changed += write(organization_id, ObjectiveStanding, objectives)
    write_days(organization_id, on, moved)
    append_deltas(organization_id, deltas_of(moved))
    return changed
