"""What moved since a day: statuses and progress as they were known at its end, against those of today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Max

from northing.domain.codes import Status
from northing.domain.numbers import ZERO
from northing.features.okrs.models import Objective, StandingDay
from northing.features.okrs.policies import visible_to
from northing.features.okrs.queries.records import objective_records, objective_row_of
from northing.features.okrs.queries.rows import ObjectiveRow
from northing.features.org import queries as org_queries
from northing.kit.actors import Actor

MOST_LOOKED_AT = 400
MOST_MOVED = 12
_STEP = Decimal("0.05")  # smaller moves are no news


@dataclass(frozen=True, slots=True)
class Moved:
    """An objective today, and its status and progress at the end of the day it is compared with."""

    row: ObjectiveRow
    before: Status
    progress_before: Decimal | None

    @property
    def gained(self) -> Decimal:
        """Progress won since (0.1 is ten points); negative when some was lost."""
        return (self.row.standing.progress or ZERO) - (self.progress_before or ZERO)


def moved_since(*, actor: Actor, on: date, since: date, cycle_id: int) -> tuple[Moved, ...]:
    """Objectives of a cycle whose status changed or whose progress moved by five points or more after ``since``.

    Those with another status come first, then the largest moves; at most :data:`MOST_MOVED`, found among the
    latest :data:`MOST_LOOKED_AT` touched. What was not there yet on that day is not compared. Three statements
    and the reach.
    """
    reach = org_queries.reach_of(actor=actor, on=on)
    days = StandingDay.within(actor.organization_id).filter(subject_kind="objective")
    touched = days.filter(on__gt=since).order_by("-pk").values_list("subject_id", flat=True)
    ids = set(touched[: MOST_LOOKED_AT * 4])
    seen = Objective.within(actor.organization_id).filter(
        visible_to(actor, reach), cycle_id=cycle_id, pk__in=ids
    )
    rows = [objective_row_of(one) for one in objective_records(seen.order_by("-pk")[:MOST_LOOKED_AT])]
    before = _known_at(actor.organization_id, {row.id for row in rows}, since)
    moved = [Moved(row, *before[row.id]) for row in rows if row.id in before]
    told = [one for one in moved if one.row.standing.status != one.before or abs(one.gained) >= _STEP]
    told.sort(key=lambda one: (one.row.standing.status == one.before, -abs(one.gained), one.row.id))
    return tuple(told[:MOST_MOVED])


def _known_at(organization_id: int, ids: set[int], on: date) -> dict[int, tuple[Status, Decimal | None]]:
    """Status and progress at the end of a day, of those that had any by then."""
    days = StandingDay.within(organization_id).filter(
        subject_kind="objective", subject_id__in=ids, on__lte=on
    )
    latest = {row["subject_id"]: row["last"] for row in days.values("subject_id").annotate(last=Max("on"))}
    known = days.filter(on__in=set(latest.values()))
    return {
        subject: (Status(status), progress)
        for subject, day, status, progress in known.values_list("subject_id", "on", "status", "progress")
        if latest[subject] == day
    }
