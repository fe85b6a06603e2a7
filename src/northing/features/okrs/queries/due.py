"""What somebody is asked for: the key results to check in."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from northing.domain.codes import KeyResultState, ObjectiveState
from northing.domain.policy import Policy
from northing.features.okrs.models import RESPONSIBLE, KeyResult
from northing.features.okrs.policies import may_check_in
from northing.features.okrs.queries.access import (
    is_seen_by_all,
    key_result_rows,
    knows_lead,
    ties_to_key_result,
)
from northing.features.okrs.queries.asking import Asked, asked_for
from northing.features.okrs.queries.due_rows import DueKeyResult, DueStage, due_row, is_late
from northing.features.okrs.queries.readings import trails_of
from northing.features.okrs.storage.evidence import stages_for
from northing.features.org import queries as org_queries
from northing.features.org.queries import Reach
from northing.kit.actors import Actor
from northing.kit.errors import Conflict, NotAllowed, NotFound
from northing.kit.storage.prepared import Prepared
from northing.kit.storage.refs import is_ref

__all__ = ["DueKeyResult", "DueStage", "count_due", "key_result_due", "key_results_due"]

MOST_ROWS = 300
_LONGEST_CLOSING = timedelta(
    days=next(int(one.high) for one in Policy.registry() if one.name == "closing_days" and one.high)
)
_RUNNING = ("planning", "active", "closing")
_ENDED = frozenset({ObjectiveState.DROPPED, ObjectiveState.POSTPONED, ObjectiveState.CLOSED})
_NEEDED = (
    "objective__cycle",
    "objective__team",
    "objective__person",
    "owner",
    "updater",
    "standing__last_reading",
)


def key_results_due(
    *,
    actor: Actor,
    on: date,
    person_id: int | None = None,
    everything: bool = False,
    long_over: bool = False,
    detailed: int | None = None,
    but: Collection[str] = (),
) -> list[DueKeyResult]:
    """What ``actor`` owes on the day ``on``: as updater, as owner without one, or standing in for somebody away.

    Late ones first, then by objective. ``everything``: also what is not due; ``long_over``:
    also of cycles that ended long ago and were never closed. ``person_id``: of that person
    instead, as far as the actor may check in for them. ``detailed``: only so many of those due come with stages and
    trail, the refs in ``but`` not counted. Three statements (four with milestones, one more for ``long_over``), and
    the reach.
    """
    held = _held(actor, on, person_id)
    if long_over:
        held = [*held, *_long_over(actor, on, person_id)]
    wanted = [(row, asked) for row, asked in held if everything or asked.is_anything]
    wanted.sort(key=lambda one: not (one[1].is_anything and is_late(one[0])))
    full = [row for row, asked in wanted if detailed is None or (asked.is_anything and row.ref not in but)]
    return _due_rows(actor, on, wanted, full[:detailed])


def key_result_due(*, actor: Actor, ref: str, on: date) -> DueKeyResult:
    """One key result as :func:`key_results_due` shows it, due or not. Two statements (three for a milestone).

    :raises NotFound: ``key_result_not_found``: none for this actor
    :raises NotAllowed: ``may_not_check_in``: seen, but updated by somebody else
    :raises Conflict: ``not_running``: in the backlog, or not begun, or over
    """
    reach = org_queries.reach_of(actor=actor, on=on)
    row = _key_result(actor, reach, ref) if is_ref(ref) else None
    if row is None:
        raise NotFound("key_result_not_found")
    if not _may(row, actor, reach):
        raise NotAllowed("may_not_check_in")
    if not _is_running(row, on):
        raise Conflict("not_running")
    asked = asked_for(rows=[row], organization_id=actor.organization_id, on=on)[row.pk]
    (due,) = _due_rows(actor, on, [(row, asked)], [row])
    return due


def _key_result(actor: Actor, reach: Reach, ref: str) -> KeyResult | None:
    """Who speaks for what all see needs no lead to be asked for: its SQL only names a ref and is compiled once."""
    found = _by_ref(organization_id=actor.organization_id, ref=ref)
    if not found:
        return None
    row = found[0]
    if is_seen_by_all(row, actor) and (knows_lead(row, reach) or _may(row, actor, reach)):
        return row
    return key_result_rows(actor, reach).filter(ref=ref).select_related(*_NEEDED).first()


@Prepared
def _by_ref(organization_id: int, ref: str) -> QuerySet[KeyResult]:
    return KeyResult.within(organization_id).filter(ref=ref).select_related(*_NEEDED)


def _due_rows(
    actor: Actor, on: date, wanted: Iterable[tuple[KeyResult, Asked]], full: Collection[KeyResult]
) -> list[DueKeyResult]:
    stages = stages_for(actor.organization_id, full)
    trails = trails_of(organization_id=actor.organization_id, rows=full, on=on)
    policy = org_queries.policy_of(organization_id=actor.organization_id)
    return [
        due_row(
            row=row,
            actor=actor,
            on=on,
            policy=policy,
            stages=stages.get(row.pk, []),
            trail=trails.get(row.pk, []),
            asked=asked,
        )
        for row, asked in wanted
    ]


def count_due(*, actor: Actor, on: date) -> int:
    """How many key results the actor is asked for; one statement and the reach."""
    return sum(asked.is_anything for _row, asked in _held(actor, on)) if actor.person_id is not None else 0


def _held(actor: Actor, on: date, person_id: int | None = None) -> list[tuple[KeyResult, Asked]]:
    """The rows somebody updates and what is asked of each; a page and the count in its frame ask once."""
    reach = org_queries.reach_of(actor=actor, on=on)
    people = frozenset({person_id} if person_id is not None else _people(actor, reach))

    def ask() -> list[tuple[KeyResult, Asked]]:
        rows = [row for row in _rows(actor, people, on) if _may(row, actor, reach)]
        asked = asked_for(rows=rows, organization_id=actor.organization_id, on=on)
        return [(row, asked[row.pk]) for row in rows]

    return org_queries.once(key=("held", actor, people, on), ask=ask)


def _people(actor: Actor, reach: Reach) -> set[int]:
    own = {actor.person_id} if actor.person_id is not None else set()
    return own | set(reach.stands_in_for)


def _open(rows: QuerySet[KeyResult], on: date) -> QuerySet[KeyResult]:
    """Key results that may be checked in: active ones of agreed objectives in a cycle that has begun."""
    agreed = Q(objective__state=ObjectiveState.AGREED)
    again = Q(objective__state=ObjectiveState.PROPOSED, objective__agreed_at__isnull=False)
    return (
        rows.filter(agreed | again, state=KeyResultState.ACTIVE, standing__isnull=False)
        .filter(objective__cycle__phase__in=_RUNNING, objective__cycle__starts_on__lte=on)
        .select_related(*_NEEDED)
    )


def _is_running(row: KeyResult, on: date) -> bool:
    """Whether a reading may be recorded at all; a met key result may still be read."""
    cycle = row.objective.cycle
    is_alive = row.state in (KeyResultState.ACTIVE, KeyResultState.MET) and row.objective.state not in _ENDED
    return is_alive and cycle is not None and cycle.phase in _RUNNING and cycle.starts_on <= on


def _rows(actor: Actor, people: Collection[int], on: date) -> list[KeyResult]:
    """Of a cycle that is over key results are asked for while it may be closing; later nobody owes them any more."""
    recent = _mine(actor, people, on).filter(objective__cycle__ends_on__gte=on - _LONGEST_CLOSING)
    ordered = recent.order_by("objective__position", "objective_id", "position", "pk")
    rows = list(ordered[:MOST_ROWS])
    if all(row.objective.cycle is None or row.objective.cycle.ends_on >= on for row in rows):
        return rows
    earliest = _earliest(actor, on)
    return [row for row in rows if row.objective.cycle is None or row.objective.cycle.ends_on >= earliest]


def _long_over(actor: Actor, on: date, person_id: int | None) -> list[tuple[KeyResult, Asked]]:
    """What nobody owes any more, but may still be written down: cycles that are over and were never closed."""
    reach = org_queries.reach_of(actor=actor, on=on)
    people = frozenset({person_id} if person_id is not None else _people(actor, reach))
    over = _mine(actor, people, on).filter(objective__cycle__ends_on__lt=_earliest(actor, on))
    ordered = over.order_by(
        "-objective__cycle__ends_on", "objective__position", "objective_id", "position", "pk"
    )
    return [(row, Asked()) for row in ordered[:MOST_ROWS] if _may(row, actor, reach)]


def _mine(actor: Actor, people: Collection[int], on: date) -> QuerySet[KeyResult]:
    mine = KeyResult.within(actor.organization_id).alias(responsible=RESPONSIBLE)
    return _open(mine.filter(responsible__in=people), on)


def _earliest(actor: Actor, on: date) -> date:
    """The first end of a cycle whose last readings are still asked for."""
    return on - timedelta(days=org_queries.policy_of(organization_id=actor.organization_id).closing_days)


def _may(row: KeyResult, actor: Actor, reach: Reach) -> bool:
    return may_check_in(actor, ties_to_key_result(row, actor, reach))
