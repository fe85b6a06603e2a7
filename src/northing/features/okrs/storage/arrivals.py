"""Rows of an import: standings inserted as they were worked out, shown by one statement a table, or taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection

from northing.features.okrs.models import (
    KeyResult,
    KeyResultStanding,
    Objective,
    ObjectiveStanding,
    StandingDay,
)
from northing.features.okrs.models.derived import Standing
from northing.features.okrs.storage.settle import Settled
from northing.features.okrs.storage.standings import DAY_COLUMNS, Moved, columns_of, day_values
from northing.kit.activity.models import Activity
from northing.kit.storage.bulk import insert_rows, json_text
from northing.kit.storage.models import SearchEntry, Version

_TOLD: tuple[Any, ...] = (Activity, Version, SearchEntry, StandingDay)


_PLACE_OF_OBJECTIVE = """
UPDATE {standings} AS s
SET cycle_id = (SELECT o.cycle_id FROM {objectives} o WHERE o.id = s.objective_id),
    team_id = (SELECT o.team_id FROM {objectives} o WHERE o.id = s.objective_id)
WHERE s.organization_id = %s AND s.objective_id IN ({listed})
"""
_PLACE_OF_PART = """
UPDATE {standings} AS s
SET cycle_id = (SELECT o.cycle_id FROM {parts} k JOIN {objectives} o ON o.id = k.objective_id
                WHERE k.id = s.key_result_id),
    team_id = (SELECT o.team_id FROM {parts} k JOIN {objectives} o ON o.id = k.objective_id
               WHERE k.id = s.key_result_id)
WHERE s.organization_id = %s AND s.key_result_id IN (SELECT k.id FROM {parts} k WHERE k.objective_id IN ({listed}))
"""


def insert_standings(organization_id: int, settled: Settled, *, on: date) -> None:
    """The first standing of everything that was worked out, and what is known of it at the end of the day."""
    _insert(organization_id, KeyResultStanding, "key_result_id", settled.key_results)
    _insert(organization_id, ObjectiveStanding, "objective_id", settled.objectives)
    moved = {"key_result": settled.key_results, "objective": settled.objectives}
    names = ["organization_id", "subject_kind", "subject_id", "on", *DAY_COLUMNS]
    days = (
        (organization_id, kind, one.subject_id, on, *day_values(one.after))
        for kind, several in moved.items()
        for one in several
    )
    insert_rows(StandingDay, names, days)


def _insert(organization_id: int, table: type[Standing], key: str, moved: Sequence[Moved]) -> None:
    names = columns_of(table)
    rows = ((organization_id, one.subject_id, *_plain(one.after, names)) for one in moved)
    insert_rows(table, ["organization_id", key, *names], rows)


def _plain(values: Mapping[str, Any], names: Sequence[str]) -> list[Any]:
    return [json_text(values[name]) if name == "notes" else values[name] for name in names]


def repeat_places(organization_id: int, objective_ids: Sequence[int]) -> None:
    """Repeat in the standings where these objectives were placed meanwhile; two statements for a few hundred."""
    names = {"objectives": Objective._meta.db_table, "parts": KeyResult._meta.db_table}
    listed = ", ".join(["%s"] * len(objective_ids))
    with connection.cursor() as cursor:
        for table, sql in ((ObjectiveStanding, _PLACE_OF_OBJECTIVE), (KeyResultStanding, _PLACE_OF_PART)):
            told = sql.format(standings=table._meta.db_table, listed=listed, **names)
            cursor.execute(told, [organization_id, *objective_ids])


def show_arrived(organization_id: int, arrival: int) -> None:
    """From now on the rows of an import are there."""
    for table in (KeyResult, Objective):
        table.arriving(organization_id).filter(arrival=arrival).update(arrival=None)


def erase_arriving(organization_id: int, objective_ids: Sequence[int]) -> None:
    """Take staged objectives back with everything that hangs on them, as if they had never been written."""
    parts = KeyResult.arriving(organization_id).filter(objective_id__in=objective_ids)
    for kind, ids in (("objective", objective_ids), ("key_result", list(parts.values_list("pk", flat=True)))):
        for table in _TOLD:
            table.within(organization_id).filter(subject_kind=kind, subject_id__in=ids).delete()
    Objective.arriving(organization_id).filter(pk__in=objective_ids).delete()
