"""What an import asks of the ledger: has it changed meanwhile, which refs are taken, what may be edited."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Count, Max, Sum

from northing.domain.codes import KeyResultState
from northing.features.okrs import policies
from northing.features.okrs.models import Alignment, KeyResult, Objective
from northing.features.okrs.queries.access import objective_rows
from northing.features.org import queries as org_queries
from northing.kit.actors import Actor

Stamp = tuple[Any, ...]


def ledger_stamp(*, organization_id: int) -> Stamp:
    """Equal as long as nobody wrote objectives, key results or links; check-ins do not count. Three statements."""
    found: list[Any] = []
    for table in (Objective, KeyResult):
        figures = table.within(organization_id).aggregate(Count("pk"), Max("pk"), Sum("version"))
        found += figures.values()
    links = Alignment.within(organization_id).filter(child__arrival__isnull=True)
    return *found, *links.aggregate(Count("pk"), Max("pk")).values()


def taken_refs(*, organization_id: int, refs: Collection[str]) -> frozenset[str]:
    """Those of ``refs`` that name an objective or key result already, seen or not. Two statements."""
    wanted = set(refs)
    if not wanted:
        return frozenset()
    found: set[str] = set()
    for table in (Objective, KeyResult):
        found |= set(table.within(organization_id).filter(ref__in=wanted).values_list("ref", flat=True))
    return frozenset(found)


def editable_refs(*, actor: Actor, on: date, refs: Collection[str]) -> frozenset[str]:
    """Those of ``refs`` that name objectives the actor may edit. One statement and the reach."""
    reach = org_queries.reach_of(actor=actor, on=on)
    rows = objective_rows(actor, reach).filter(ref__in=set(refs))
    found = []
    for row in rows:
        ties = policies.objective_ties(row, actor, reach, is_led=bool(getattr(row, "is_led", False)))
        if policies.may_edit(actor, ties):
            found.append(row.ref)
    return frozenset(found)


def done_refs(*, organization_id: int, objective_ids: Collection[int]) -> frozenset[str]:
    """The key results of these objectives that stand at their target or were called met. One statement."""
    rows = KeyResult.within(organization_id).filter(objective_id__in=objective_ids)
    found = rows.values_list("ref", "state", "standing__progress")
    return frozenset(
        ref
        for ref, state, progress in found
        if state == KeyResultState.MET or (progress is not None and progress >= 1)
    )


def last_position(*, organization_id: int, cycle_id: int | None) -> int:
    """The position of the last objective of a cycle (or of the backlog), -1 when there is none."""
    rows = Objective.within(organization_id)
    rows = rows.filter(cycle__isnull=True) if cycle_id is None else rows.filter(cycle_id=cycle_id)
    last: int | None = rows.aggregate(last=Max("position"))["last"]
    return -1 if last is None else last
