"""Tasks: lists, pages, and what is owed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.db.models import F, Q, QuerySet, Sum
from django.urls import reverse

from northing.features.okrs import queries as okr_queries
from northing.features.org import queries as org_queries
from northing.features.work import policies
from northing.features.work.models import Initiative, Task, TaskState
from northing.features.work.queries.links import (
    Circle,
    Linked,
    circle_of,
    linked,
    sees_initiative,
    sees_task,
    stands_to_task,
)
from northing.kit.activity.record import Act, acts_on
from northing.kit.actors import Actor
from northing.kit.errors import NotFound
from northing.kit.storage.refs import is_ref
from northing.kit.storage.versions import subject_of
from northing.kit.subjects import Card, Subject

PAGE = 50
OPEN = (TaskState.TO_DO, TaskState.DOING, TaskState.RETURNED)


class Whose(StrEnum):
    """Which tasks a list holds."""

    MINE = "mine"
    ASKED = "asked"  # by the actor
    TO_JUDGE = "to_judge"  # done, waiting for the actor's word
    ALL = "all"


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task as lists show it, with the states this actor may bring it to; what may not be seen is ``None``."""

    task: Task
    initiative: Initiative | None
    key_result: Card | None
    is_late: bool
    may_edit: bool
    next_states: tuple[TaskState, ...]


@dataclass(frozen=True, slots=True)
class TaskList:
    """The tasks of one view, at most 200; ``has_more`` says that there are others."""

    rows: tuple[TaskRow, ...]
    has_more: bool
    may_create: bool


@dataclass(frozen=True, slots=True)
class ToldAct:
    """One line of a task's history, with the name of who did it ("" is the system)."""

    act: Act
    by_name: str


@dataclass(frozen=True, slots=True)
class TaskPage:
    """One task and what happened to it."""

    row: TaskRow
    history: tuple[ToldAct, ...]


MOST_LISTED = 200


def task_by_ref(*, actor: Actor, ref: str, on: date) -> Task:
    """One task the actor may see, with its initiative and people.

    :raises NotFound: no such task for this actor
    """
    found = _rows(actor.organization_id).filter(ref=ref).first() if is_ref(ref) else None
    if found is None or not _seen(actor, [found], on):
        raise NotFound("task_not_found")
    return found


def task_list(*, actor: Actor, on: date, whose: Whose = Whose.MINE, is_open: bool = True) -> TaskList:
    """Tasks by due day (undated last). A fixed number of queries.

    :param is_open: leave out what is done and accepted; *to judge* ignores it
    """
    rows = _rows(actor.organization_id).filter(_whose(actor, whose))
    if is_open and whose is not Whose.TO_JUDGE:
        rows = rows.filter(state__in=OPEN)
    found = list(rows.order_by(F("due_on").asc(nulls_last=True), "pk")[: MOST_LISTED + 1])
    shown = _rows_shown(actor, _seen(actor, found[:MOST_LISTED], on), on)
    if whose is Whose.TO_JUDGE:
        shown = [row for row in shown if TaskState.ACCEPTED in row.next_states]
    return TaskList(tuple(shown), has_more=len(found) > MOST_LISTED, may_create=policies.may_create(actor))


def tasks_due(*, actor: Actor, on: date, until: date) -> tuple[TaskRow, ...]:
    """The actor's open tasks that are due by a day, for "what I owe". A fixed number of queries."""
    rows = _rows(actor.organization_id).filter(owner_id=actor.person_id, state__in=OPEN, due_on__lte=until)
    return tuple(_rows_shown(actor, list(rows.order_by("due_on", "pk")[:MOST_LISTED]), on))


def task_page(*, actor: Actor, ref: str, on: date) -> TaskPage:
    """One task with its history.

    :raises NotFound: no such task for this actor
    """
    task = task_by_ref(actor=actor, ref=ref, on=on)
    acts = acts_on(actor.organization_id, [subject_of(task)], limit=20)
    ids = {act.by_id for act in acts if act.by_id is not None}
    people = org_queries.people_by_id(organization_id=actor.organization_id, ids=ids)
    names = {person_id: person.name for person_id, person in people.items()}
    told = [ToldAct(act, names.get(act.by_id, "") if act.by_id is not None else "") for act in acts]
    return TaskPage(_rows_shown(actor, [task], on)[0], tuple(told))


def task_rows_of(*, actor: Actor, rows: QuerySet[Task], on: date) -> tuple[TaskRow, ...]:
    """These tasks as this actor sees them, at most 200."""
    found = list(rows.select_related("initiative", "owner", "asked_by", "accepted_by")[:MOST_LISTED])
    return tuple(_rows_shown(actor, _seen(actor, found, on), on))


def tasks_of_key_result(*, actor: Actor, key_result: str, on: date) -> tuple[TaskRow, ...]:
    """The tasks that drive one key result, for its page.

    :param key_result: its ref
    :raises NotFound: the key result is not visible
    """
    row = okr_queries.key_result_row(actor=actor, ref=key_result, on=on)
    rows = Task.within(actor.organization_id).filter(key_result_id=row.id).order_by("created_at", "pk")
    return task_rows_of(actor=actor, rows=rows, on=on)


def weights_of(*, organization_id: int, key_result_id: int) -> tuple[Decimal, Decimal]:
    """The finished and the whole weight of the tasks of a key result. One query."""
    rows = Task.within(organization_id).filter(key_result_id=key_result_id)
    found = rows.aggregate(done=Sum("weight", filter=Q(state__in=policies.FINISHED)), total=Sum("weight"))
    return found["done"] or Decimal(0), found["total"] or Decimal(0)


def task_cards(*, ids: Iterable[int], actor: Actor) -> dict[int, Card]:
    """Title and address of those tasks the actor may see."""
    rows = _seen(actor, list(_rows(actor.organization_id).filter(pk__in=set(ids))), date.min)
    slug = org_queries.organization_of(organization_id=actor.organization_id).slug
    return {row.pk: Card(Subject("task", row.pk), row.ref, row.title, _url(slug, row.ref)) for row in rows}


def _rows(organization_id: int) -> QuerySet[Task]:
    return Task.within(organization_id).select_related("initiative", "owner", "asked_by", "accepted_by")


def _whose(actor: Actor, whose: Whose) -> Q:
    match whose:
        case Whose.MINE:
            return Q(owner_id=actor.person_id)
        case Whose.ASKED:
            return Q(asked_by_id=actor.person_id) & ~Q(owner_id=actor.person_id)
        case Whose.TO_JUDGE:
            return Q(state=TaskState.DONE) & ~Q(owner_id=actor.person_id)
    return Q()


def _seen(actor: Actor, rows: Sequence[Task], on: date) -> list[Task]:
    above = [row.initiative.objective_id for row in rows if row.initiative]
    links = linked(actor=actor, objective_ids=above, key_result_ids=[row.key_result_id for row in rows])
    circle = circle_of(actor=actor, on=on, people=())
    return [row for row in rows if sees_task(circle=circle, row=row, links=links)]


def _rows_shown(actor: Actor, rows: Sequence[Task], on: date) -> list[TaskRow]:
    above = [row.initiative.objective_id for row in rows if row.initiative]
    links = linked(actor=actor, objective_ids=above, key_result_ids=[row.key_result_id for row in rows])
    circle = circle_of(actor=actor, on=on, people=[row.owner_id for row in rows])
    return [_row(row, links, circle, on) for row in rows]


def _row(row: Task, links: Linked, circle: Circle, on: date) -> TaskRow:
    stands = stands_to_task(circle=circle, row=row)
    state = TaskState(row.state)
    above = row.initiative is not None and sees_initiative(circle=circle, row=row.initiative, links=links)
    possible = [to for to in TaskState if to in policies.NEXT_STATES[state]]
    return TaskRow(
        task=row,
        initiative=row.initiative if above else None,
        key_result=links.key_result(row.key_result_id),
        is_late=state in OPEN and row.due_on is not None and row.due_on < on,
        may_edit=policies.may_edit_task(circle.actor, stands),
        next_states=tuple(to for to in possible if policies.may_move(circle.actor, stands, to)),
    )


def _url(slug: str, ref: str) -> str:
    return reverse("work:task", kwargs={"organization": slug, "task": ref})
