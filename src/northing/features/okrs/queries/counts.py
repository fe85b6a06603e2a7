"""How many objectives stand where, without counting rows: the tally, and what only this reader may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet, Sum

from northing.domain.numbers import ONE, ZERO, clamp, divide
from northing.features.okrs import policies
from northing.features.okrs.models import KeyResultStanding, ObjectiveStanding, Tally
from northing.features.org import queries as org_queries
from northing.kit.actors import Actor

MOST_HIDDEN = 2_000
_BILLION = Decimal(1_000_000_000)

Cell = tuple[str, str, int, int, Decimal]


@dataclass(frozen=True, slots=True)
class Counts:
    """Items by status and by freshness code; ``progress`` is the plain mean (0…1) of those that have one."""

    by_status: dict[str, int]
    by_freshness: dict[str, int]
    total: int
    progress: Decimal | None


def header_counts(
    *,
    actor: Actor,
    on: date,
    cycle_id: int | None,
    kind: str = "objective",
    team_id: int | None = None,
    pillar_id: int | None = None,
) -> Counts:
    """Counts of one cycle (None: the backlog) as this reader sees it; two statements whatever the rows.

    :param kind: ``objective`` or ``key_result``
    """
    placed = {"cycle_id": cycle_id, "team_id": team_id, "pillar_id": pillar_id}
    wanted = {name: value for name, value in placed.items() if value is not None}
    if cycle_id is None:
        wanted["cycle_id__isnull"] = True
    tally = Tally.within(actor.organization_id).filter(kind=kind, **wanted)
    return _summed([*_tallied(tally), *_hidden(actor, on, kind, wanted)])


def freshness_by_team(*, actor: Actor, cycle_id: int) -> dict[int | None, dict[str, int]]:
    """Key results of a cycle by the team of their objective and by freshness; one statement over the tally.

    Only what everybody sees is counted, so everybody reads the same shares.
    """
    rows = Tally.within(actor.organization_id).filter(kind="key_result", cycle_id=cycle_id)
    found: dict[int | None, dict[str, int]] = {}
    cells = rows.values_list("team_id", "freshness").annotate(items=Sum("count")).order_by()
    for team_id, freshness, items in cells:
        if items:
            found.setdefault(team_id, {})[freshness] = items
    return found


def _tallied(rows: QuerySet[Tally]) -> Iterable[Cell]:
    cells = rows.values_list("status", "freshness").annotate(
        items=Sum("count"), measured=Sum("measured_count"), nanos=Sum("progress_nanos")
    )
    for status, freshness, items, measured, nanos in cells.order_by():
        yield status, freshness, items, measured, Decimal(nanos) / _BILLION


def _hidden(actor: Actor, on: date, kind: str, wanted: dict[str, Any]) -> Iterable[Cell]:
    """One cell an item that not everybody sees, but this reader does."""
    prefix = "objective__" if kind == "objective" else "key_result__objective__"
    table = ObjectiveStanding if kind == "objective" else KeyResultStanding
    reach = org_queries.reach_of(actor=actor, on=on)
    rows = table.within(actor.organization_id).filter(is_tallied=False, **wanted)
    seen = rows.filter(policies.visible_to(actor, reach, prefix=prefix)).order_by(F("pk"))
    for status, freshness, progress in seen.values_list("status", "freshness", "progress")[:MOST_HIDDEN]:
        yield status, freshness, 1, int(progress is not None), clamp(progress or ZERO, ZERO, ONE)


def _summed(cells: Iterable[Cell]) -> Counts:
    by_status: dict[str, int] = {}
    by_freshness: dict[str, int] = {}
    total = measured = 0
    progress = ZERO
    for status, freshness, items, with_number, summed in cells:
        by_status[status] = by_status.get(status, 0) + items
        by_freshness[freshness] = by_freshness.get(freshness, 0) + items
        total, measured, progress = total + items, measured + with_number, progress + summed
    return Counts(
        by_status={code: count for code, count in by_status.items() if count},
        by_freshness={code: count for code, count in by_freshness.items() if count},
        total=total,
        progress=divide(progress, Decimal(measured)) if measured else None,
    )
