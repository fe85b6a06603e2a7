"""Initiatives: lists, pages, and what they should move."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When
from django.urls import reverse

from northing.features.okrs import queries as okr_queries
from northing.features.okrs.queries import KeyResultRow
from northing.features.org import queries as org_queries
from northing.features.work import policies
from northing.features.work.models import Hypothesis, Initiative, InitiativeState, Task
from northing.features.work.queries.links import (
    Circle,
    Linked,
    circle_of,
    linked,
    sees_initiative,
    stands_to_initiative,
)
from northing.features.work.queries.tasks import TaskRow, task_rows_of
from northing.kit.actors import Actor
from northing.kit.errors import NotFound
from northing.kit.storage.refs import is_ref
from northing.kit.subjects import Card, Subject

PAGE = 50
OPEN = (InitiativeState.PLANNED, InitiativeState.RUNNING)
_MOST_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Supposition:
    """A key result an initiative should move, from what to what, by when; values as stored."""

    key_result: Card
    unit: str
    decimals: int
    moves_from: Decimal | None
    moves_to: Decimal | None
    by_on: date | None


@dataclass(frozen=True, slots=True)
class InitiativeRow:
    """An initiative as lists show it; ``objective`` is ``None`` when there is none or it may not be seen."""

    initiative: Initiative
    objective: Card | None
    key_results: tuple[Card, ...]
    done: int
    tasks: int
    is_late: bool
    may_edit: bool


@dataclass(frozen=True, slots=True)
class InitiativeList:
    """A page of initiatives; ``after`` continues it, or is empty on the last page."""

    rows: tuple[InitiativeRow, ...]
    after: str
    may_create: bool


@dataclass(frozen=True, slots=True)
class InitiativePage:
    """One initiative with what it should move, its tasks, and the key results it could be linked to."""

    row: InitiativeRow
    suppositions: tuple[Supposition, ...]
    candidates: tuple[KeyResultRow, ...]
    tasks: tuple[TaskRow, ...]
    may_add_task: bool


def initiative_by_ref(*, actor: Actor, ref: str, on: date) -> Initiative:
    """One initiative the actor may see.

    :raises NotFound: no such initiative for this actor
    """
    found = _rows(actor.organization_id).filter(ref=ref).first() if is_ref(ref) else None
    if found is None or not _seen(actor, [found], on):
        raise NotFound("initiative_not_found")
    return found


def initiative_list(
    *, actor: Actor, on: date, after: str = "", is_open: bool = True, is_mine: bool = False
) -> InitiativeList:
    """Initiatives by priority, then due day, 50 a page; a bounded number of queries.

    :param is_open: only planned and running ones
    :param is_mine: only those the actor owns or sponsors
    """
    rows = _rows(actor.organization_id)
    if is_open:
        rows = rows.filter(state__in=OPEN)
    if is_mine:
        rows = rows.filter(Q(owner_id=actor.person_id) | Q(sponsor_id=actor.person_id))
    found = _page(actor, _ordered(rows), after, on)
    shown = found[:PAGE]
    return InitiativeList(
        rows=tuple(_shown(actor, shown, on)),
        after=shown[-1].ref if len(found) > PAGE else "",
        may_create=policies.may_create(actor),
    )


def initiatives_of(*, actor: Actor, objective: str, on: date) -> tuple[InitiativeRow, ...]:
    """The initiatives of one objective, for its page; at most 50.

    :param objective: its ref
    :raises NotFound: the objective is not visible
    """
    found = okr_queries.objective_row(actor=actor, ref=objective, on=on)
    rows = _ordered(_rows(actor.organization_id).filter(objective_id=found.id))[:PAGE]
    return tuple(_shown(actor, list(rows), on))


def initiative_page(*, actor: Actor, ref: str, on: date) -> InitiativePage:
    """Everything the page of one initiative prints.

    :raises NotFound: no such initiative for this actor
    """
    initiative = initiative_by_ref(actor=actor, ref=ref, on=on)
    row = _shown(actor, [initiative], on)[0]
    known = _key_results(actor, row.objective, on)
    suppositions = _suppositions(actor, initiative, known)
    taken = {one.key_result.ref for one in suppositions}
    tasks = Task.within(actor.organization_id).filter(initiative_id=initiative.pk)
    return InitiativePage(
        row=row,
        suppositions=suppositions,
        candidates=tuple(one for one in known if one.ref not in taken and one.state == "active"),
        tasks=task_rows_of(actor=actor, rows=tasks.order_by("created_at", "pk"), on=on),
        may_add_task=policies.may_create(actor),
    )


def initiative_cards(*, ids: Iterable[int], actor: Actor) -> dict[int, Card]:
    """Title and address of those initiatives the actor may see."""
    rows = _seen(actor, list(_rows(actor.organization_id).filter(pk__in=set(ids))), date.min)
    slug = org_queries.organization_of(organization_id=actor.organization_id).slug
    return {
        row.pk: Card(Subject("initiative", row.pk), row.ref, row.title, _url(slug, row.ref)) for row in rows
    }


def _rows(organization_id: int) -> QuerySet[Initiative]:
    return Initiative.within(organization_id).select_related("owner", "sponsor")


def _ordered(rows: QuerySet[Initiative]) -> QuerySet[Initiative]:
    dated = Case(When(due_on=None, then=Value(1)), default=Value(0), output_field=IntegerField())
    return rows.annotate(undated=dated).order_by(
        "priority", "undated", F("due_on").asc(nulls_last=True), "pk"
    )


def _page(actor: Actor, rows: QuerySet[Initiative], after: str, on: date) -> list[Initiative]:
    """One row more than a page of what may be seen; hidden rows are skipped, a few rounds at most."""
    found: list[Initiative] = []
    last = _place(rows, after)
    for _round in range(_MOST_ROUNDS):
        chunk = list((_beyond(rows, last) if last is not None else rows)[: PAGE + 1])
        found += _seen(actor, chunk, on)
        if len(chunk) <= PAGE or len(found) > PAGE:
            break
        last = chunk[-1]
    return found[: PAGE + 1]


def _place(rows: QuerySet[Initiative], after: str) -> Initiative | None:
    return rows.filter(ref=after).first() if is_ref(after) else None


def _beyond(rows: QuerySet[Initiative], last: Initiative) -> QuerySet[Initiative]:
    same = Q(priority=last.priority)
    if last.due_on is None:
        later = Q(due_on=None, pk__gt=last.pk)
    else:
        later = Q(due_on__gt=last.due_on) | Q(due_on=last.due_on, pk__gt=last.pk) | Q(due_on=None)
    return rows.filter(Q(priority__gt=last.priority) | (same & later))


def _seen(actor: Actor, rows: Sequence[Initiative], on: date) -> list[Initiative]:
    links = linked(actor=actor, objective_ids=[row.objective_id for row in rows], key_result_ids=())
    circle = circle_of(actor=actor, on=on, people=())
    return [row for row in rows if sees_initiative(circle=circle, row=row, links=links)]


def _shown(actor: Actor, rows: Sequence[Initiative], on: date) -> list[InitiativeRow]:
    ids = [row.pk for row in rows]
    moved = Hypothesis.within(actor.organization_id).filter(initiative_id__in=ids).order_by("pk")
    pairs = list(moved.values_list("initiative_id", "key_result_id"))
    objectives = [row.objective_id for row in rows]
    links = linked(actor=actor, objective_ids=objectives, key_result_ids=[pair[1] for pair in pairs])
    circle = circle_of(actor=actor, on=on, people=[row.owner_id for row in rows])
    counts = _task_counts(actor.organization_id, ids)
    return [_row(row, links, pairs, counts.get(row.pk, (0, 0)), circle, on) for row in rows]


def _row(
    row: Initiative,
    links: Linked,
    pairs: list[tuple[int, int]],
    counts: tuple[int, int],
    circle: Circle,
    on: date,
) -> InitiativeRow:
    moved = [
        links.key_result(key_result_id) for initiative_id, key_result_id in pairs if initiative_id == row.pk
    ]
    return InitiativeRow(
        initiative=row,
        objective=links.objective(row.objective_id),
        key_results=tuple(card for card in moved if card is not None),
        done=counts[0],
        tasks=counts[1],
        is_late=row.state in OPEN and row.due_on is not None and row.due_on < on,
        may_edit=policies.may_edit_initiative(circle.actor, stands_to_initiative(circle=circle, row=row)),
    )


def _task_counts(organization_id: int, ids: list[int]) -> dict[int, tuple[int, int]]:
    rows = Task.within(organization_id).filter(initiative_id__in=ids).values("initiative_id").order_by()
    finished = Count("pk", filter=Q(state__in=policies.FINISHED))
    return {
        row["initiative_id"]: (row["done"], row["total"])
        for row in rows.annotate(done=finished, total=Count("pk"))
    }


def _key_results(actor: Actor, objective: Card | None, on: date) -> list[KeyResultRow]:
    if objective is None:
        return []
    return okr_queries.key_results_of(actor=actor, objective_refs=[objective.ref], on=on)[objective.ref]


def _suppositions(actor: Actor, initiative: Initiative, known: list[KeyResultRow]) -> tuple[Supposition, ...]:
    rows = list(Hypothesis.within(actor.organization_id).filter(initiative_id=initiative.pk).order_by("pk"))
    links = linked(actor=actor, objective_ids=(), key_result_ids=[row.key_result_id for row in rows])
    units = {one.id: (one.unit, one.decimals) for one in known}
    found = []
    for row in rows:
        card = links.key_result(row.key_result_id)
        if card is not None:
            unit, decimals = units.get(row.key_result_id, ("count", 2))
            found.append(Supposition(card, unit, decimals, row.moves_from, row.moves_to, row.by_on))
    return tuple(found)


def _url(slug: str, ref: str) -> str:
    return reverse("work:initiative", kwargs={"organization": slug, "initiative": ref})
