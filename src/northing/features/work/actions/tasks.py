"""Making, changing, finishing, accepting and returning tasks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from northing.features.work import policies, queries
from northing.features.work.actions.fields import Reader, TaskFields
from northing.features.work.actions.moving import Moved, move_key_result
from northing.features.work.models import Task, TaskState
from northing.features.work.policies import Stand
from northing.kit.activity.record import record
from northing.kit.actors import Actor
from northing.kit.errors import Conflict, Invalid
from northing.kit.storage import search, versions
from northing.kit.storage.writing import writing
from northing.kit.text import checked_text

_COUNTS = {"weight", "key_result_id", "state"}
NOTE_LENGTH = 2_000


@dataclass(frozen=True, slots=True)
class TaskResult:
    """A task after an act; ``moved`` tells of each key result that had to be counted again."""

    task: Task
    moved: tuple[Moved, ...] = ()


def create_task(
    *, actor: Actor, fields: TaskFields, at: datetime, on: date, ref: str | None = None
) -> TaskResult:
    """A new task, to do; without an owner named it belongs to whoever makes it, who is also who asked for it.

    :param ref: only for a restore or an import that keeps names of things
    :raises NotAllowed: ``work_needs_a_member``; ``task_for_somebody_else``: only leads, guides and those who run
        the initiative give tasks to others
    :raises Problems: every field that cannot be accepted
    """
    policies.require(policies.may_create(actor), "work_needs_a_member")
    reader = Reader(actor, on)
    columns = {"owner_id": actor.person_id, **reader.columns(fields)}
    reader.finish(columns.get("title", ""))
    row = Task(
        organization_id=actor.organization_id,
        asked_by_id=actor.person_id,
        created_at=at,
        **columns,
        **({"ref": ref} if ref else {}),
    )
    policies.require(
        policies.may_ask(actor, _stands(actor, row, on) - {Stand.ASKER}), "task_for_somebody_else"
    )
    with writing():
        versions.create(row, actor=actor, at=at)
        record(actor, "task.created", on=row, at=at)
        _index(row)
        return TaskResult(row, _moved(actor, {row.key_result_id}, at, on))


def change_task(
    *, actor: Actor, ref: str, fields: TaskFields, at: datetime, on: date, expected: int | None = None
) -> TaskResult:
    """Change a task; another owner only by those who may give tasks to them.

    :param expected: the version the person had on screen
    :raises NotFound: no such task for this actor
    :raises NotAllowed: ``task_not_yours``, ``task_for_somebody_else``
    :raises Problems: every field that cannot be accepted
    :raises Conflict: ``changed_meanwhile``
    """
    with writing():
        row = _held(actor, ref, on)
        policies.require(policies.may_edit_task(actor, _stands(actor, row, on)), "task_not_yours")
        reader = Reader(actor, on)
        columns = _differing(row, reader.columns(fields))
        reader.finish(columns.get("title", row.title))
        key_results = {row.key_result_id}
        changed = versions.change(row, columns, actor=actor, at=at, expected=expected)
        if "owner_id" in changed:
            may_give = policies.may_ask(actor, _stands(actor, row, on) - {Stand.ASKER})
            policies.require(may_give, "task_for_somebody_else")
        if changed:
            record(actor, "task.changed", on=row, at=at, fields=sorted(changed))
            _index(row)
        is_counted_again = bool(_COUNTS & set(changed))
        moved = _moved(actor, key_results | {row.key_result_id}, at, on) if is_counted_again else ()
        return TaskResult(row, moved)


def move_task(
    *,
    actor: Actor,
    ref: str,
    to: TaskState,
    at: datetime,
    on: date,
    note: str = "",
    expected: int | None = None,
) -> TaskResult:
    """Bring a task to another state; a second person accepts what is done, or returns it and says why.

    :param note: why it is returned; kept in the history
    :raises NotFound: no such task for this actor
    :raises NotAllowed: ``task_not_yours``; ``second_person_needed``: nobody accepts their own work
    :raises Invalid: ``reason_needed`` when it is returned, ``too_long``
    :raises Conflict: ``task_state_order``, ``changed_meanwhile``
    """
    said = checked_text(note, field="note", limit=NOTE_LENGTH)
    with writing():
        row = _held(actor, ref, on)
        before = TaskState(row.state)
        if before is to:
            return TaskResult(row)
        _require_may_move(actor, row, to, on)
        if to not in policies.NEXT_STATES[before]:
            raise Conflict("task_state_order", title=row.title)
        if to is TaskState.RETURNED and not said:
            raise Invalid("reason_needed", field="note")
        fields = {"state": to, "accepted_by_id": actor.person_id if to is TaskState.ACCEPTED else None}
        versions.change(row, fields, actor=actor, at=at, expected=expected)
        told = {"note": said} if said else {}
        record(actor, "task.moved", on=row, at=at, before=before.value, after=to.value, **told)
        return TaskResult(row, _moved(actor, {row.key_result_id}, at, on))


def _require_may_move(actor: Actor, row: Task, to: TaskState, on: date) -> None:
    stands = _stands(actor, row, on)
    is_own = to in policies.JUDGEMENTS and Stand.OWNER in stands
    policies.require(
        policies.may_move(actor, stands, to), "second_person_needed" if is_own else "task_not_yours"
    )


def _held(actor: Actor, ref: str, on: date) -> Task:
    known = queries.task_by_ref(actor=actor, ref=ref, on=on)
    Task.within(actor.organization_id).select_for_update().get(pk=known.pk)
    return queries.task_by_ref(actor=actor, ref=ref, on=on)


def _stands(actor: Actor, row: Task, on: date) -> frozenset[Stand]:
    circle = queries.circle_of(actor=actor, on=on, people=[row.owner_id])
    return queries.stands_to_task(circle=circle, row=row)


def _moved(actor: Actor, key_results: set[int | None], at: datetime, on: date) -> tuple[Moved, ...]:
    """In the order of their keys, as every lock is taken."""
    ids = sorted(pk for pk in key_results if pk is not None)
    return tuple(move_key_result(actor=actor, key_result_id=pk, at=at, on=on) for pk in ids)


def _differing(row: Task, columns: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in columns.items() if getattr(row, name) != value}


def _index(row: Task) -> None:
    text = f"{row.title} {row.completion_standard}"
    search.index(versions.subject_of(row), organization_id=row.organization_id, text=text)
