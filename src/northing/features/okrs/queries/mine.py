"""What of the ledger concerns one person: proposals to answer, what came back, what is theirs, what needs a look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from northing.domain.codes import ObjectiveState, Status
from northing.features.okrs import policies
from northing.features.okrs.models import Alignment, Objective
from northing.features.okrs.queries.filters import sorted_by
from northing.features.okrs.queries.records import objective_records, objective_row_of
from northing.features.okrs.queries.rows import ObjectiveRow
from northing.features.org import queries as org_queries
from northing.features.org.queries import Reach
from northing.kit.actors import Actor, Role, Scope

MOST = 12
_WORRYING = (Status.OFF_TRACK, Status.AT_RISK, Status.BEHIND, Status.UNKNOWN)
_OVER = (ObjectiveState.DROPPED, ObjectiveState.POSTPONED, ObjectiveState.CLOSED)


@dataclass(frozen=True, slots=True)
class MyObjectives:
    """At most ``MOST`` of each, worst or oldest first.

    ``proposals`` wait for this person's word; ``returned`` came back to them; ``drafts`` they have not proposed;
    ``mine`` they own or hold; ``worrying`` are those of their teams that are not on track. ``more`` names those of
    which there are more than are shown.
    """

    proposals: tuple[ObjectiveRow, ...] = ()
    returned: tuple[ObjectiveRow, ...] = ()
    drafts: tuple[ObjectiveRow, ...] = ()
    mine: tuple[ObjectiveRow, ...] = ()
    worrying: tuple[ObjectiveRow, ...] = ()
    more: frozenset[str] = frozenset()


def my_objectives(*, actor: Actor, on: date, cycle_id: int | None) -> MyObjectives:
    """What concerns ``actor`` on the day ``on``; own and worrying ones of one cycle. Four statements and the reach."""
    if actor.person_id is None:
        return MyObjectives()
    reach = org_queries.reach_of(actor=actor, on=on)
    planned = (ObjectiveState.DRAFT, ObjectiveState.RETURNED)
    own = _some(_own(actor).filter(state__in=planned), "changed")
    found = {
        "proposals": _some(_to_answer(actor, reach), "changed"),
        "returned": [row for row in own if row.state is ObjectiveState.RETURNED],
        "drafts": [row for row in own if row.state is ObjectiveState.DRAFT],
    }
    if cycle_id is not None:
        mine = _own(actor).filter(cycle_id=cycle_id).exclude(state__in=(*_OVER, *planned))
        found["mine"] = _some(mine, "status")
        found["worrying"] = _some(_worrying(actor, reach, cycle_id), "status")
    several = {name: tuple(rows[:MOST]) for name, rows in found.items()}
    more = {name for name, rows in found.items() if len(rows) > MOST}
    if len(own) > MOST:  # both were read together
        more |= {"returned", "drafts"}
    return MyObjectives(**several, more=frozenset(more))


def my_proposals(*, actor: Actor, on: date) -> tuple[tuple[ObjectiveRow, ...], tuple[ObjectiveRow, ...]]:
    """Proposals that wait for this person's word, and what came back to them; two statements and the reach."""
    if actor.person_id is None:
        return (), ()
    reach = org_queries.reach_of(actor=actor, on=on)
    came_back = _first(_own(actor).filter(state=ObjectiveState.RETURNED), "changed")
    return _first(_to_answer(actor, reach), "changed"), came_back


def _first(rows: QuerySet[Objective], sort: str) -> tuple[ObjectiveRow, ...]:
    return tuple(_some(rows, sort)[:MOST])


def _some(rows: QuerySet[Objective], sort: str) -> list[ObjectiveRow]:
    """One more than are shown, to know whether there are more."""
    ordered, columns = sorted_by(rows, sort)
    return list(map(objective_row_of, objective_records(ordered.order_by(*columns)[: MOST + 1])))


def _own(actor: Actor) -> QuerySet[Objective]:
    me = Q(owner_id=actor.person_id) | Q(person_id=actor.person_id)
    return Objective.within(actor.organization_id).filter(me)


def _to_answer(actor: Actor, reach: Reach) -> QuerySet[Objective]:
    """Proposals by others that this actor's word would agree."""
    rows = Objective.within(actor.organization_id).filter(state=ObjectiveState.PROPOSED)
    rows = rows.filter(policies.visible_to(actor, reach)).exclude(owner_id=actor.person_id)
    if actor.role is Role.OBSERVER or not actor.holds(Scope.PLAN):
        return rows.none()
    if actor.is_guide:
        return rows
    below = Alignment.within(actor.organization_id).filter(parent_objective__owner_id=actor.person_id)
    return rows.filter(policies.led_by(actor, reach) | Q(pk__in=below.values("child_id")))


def _worrying(actor: Actor, reach: Reach, cycle_id: int | None) -> QuerySet[Objective]:
    rows = Objective.within(actor.organization_id).filter(policies.visible_to(actor, reach))
    near = Q(team_id__in=reach.team_ids) | policies.led_by(actor, reach)
    others = ~Q(owner_id=actor.person_id) | Q(owner_id__isnull=True)
    wanted = near & others & Q(cycle_id=cycle_id, standing__status__in=_WORRYING)
    return rows.filter(wanted, agreed_at__isnull=False).exclude(state__in=_OVER)
