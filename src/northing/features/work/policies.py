"""Who may do what with initiatives and tasks.

``Stand`` says how an actor stands to one of them; it is worked out by the queries, so that the rules are pure.
"""

from __future__ import annotations

from collections.abc import Set
from enum import StrEnum

from northing.features.work.models import TaskState
from northing.kit.actors import Actor, Role, Scope
from northing.kit.errors import NotAllowed


class Stand(StrEnum):
    """How an actor stands to an initiative or a task; deputies stand like those they stand in for."""

    OWNER = "owner"  # of the initiative, or of the task
    SPONSOR = "sponsor"  # of the initiative
    ASKER = "asker"  # asked for the task
    RUNS_INITIATIVE = "runs_initiative"  # owner or sponsor of the task's initiative
    LEAD = "lead"  # leads a team of its owner, or one above


NEXT_STATES: dict[TaskState, frozenset[TaskState]] = {
    TaskState.TO_DO: frozenset({TaskState.DOING, TaskState.DONE}),
    TaskState.DOING: frozenset({TaskState.TO_DO, TaskState.DONE}),
    TaskState.DONE: frozenset({TaskState.DOING, TaskState.ACCEPTED, TaskState.RETURNED}),
    TaskState.RETURNED: frozenset({TaskState.DOING, TaskState.DONE}),
    TaskState.ACCEPTED: frozenset({TaskState.RETURNED}),
}
JUDGEMENTS = frozenset({TaskState.ACCEPTED, TaskState.RETURNED})
FINISHED = frozenset({TaskState.DONE, TaskState.ACCEPTED})


def may_create(actor: Actor) -> bool:
    """Initiatives, and tasks for oneself: everybody but observers."""
    return actor.role is not Role.OBSERVER and actor.holds(Scope.PLAN)


def may_edit_initiative(actor: Actor, stands: Set[Stand]) -> bool:
    """Owner, sponsor, lead of the owner, guides."""
    if not may_create(actor):
        return False
    return actor.is_guide or bool(stands & {Stand.OWNER, Stand.SPONSOR, Stand.LEAD})


def may_ask(actor: Actor, stands: Set[Stand]) -> bool:
    """Give a task to somebody: to oneself, to people one leads, within one's own initiative; guides to anybody.

    :param stands: the stands to the new task, its owner set
    """
    if not may_create(actor):
        return False
    return actor.is_guide or bool(stands & {Stand.OWNER, Stand.LEAD, Stand.RUNS_INITIATIVE})


def may_edit_task(actor: Actor, stands: Set[Stand]) -> bool:
    """Change a task's title, standard, due day, weight and places: its owner, who asked for it, and as above."""
    if not may_create(actor):
        return False
    return actor.is_guide or bool(stands)


def may_work(actor: Actor, stands: Set[Stand]) -> bool:
    """Move a task between to do, doing and done."""
    if actor.role is Role.OBSERVER or not actor.holds(Scope.CHECKIN):
        return False
    return actor.is_guide or bool(stands & {Stand.OWNER, Stand.LEAD, Stand.RUNS_INITIATIVE})


def may_judge(actor: Actor, stands: Set[Stand]) -> bool:
    """Accept or return a finished task: a second person, never its owner."""
    if actor.role is Role.OBSERVER or not actor.holds(Scope.CHECKIN) or Stand.OWNER in stands:
        return False
    return actor.is_guide or bool(stands)


def may_move(actor: Actor, stands: Set[Stand], to: TaskState) -> bool:
    """Whether the actor may bring a task to the state ``to``; the order of states is checked apart."""
    return may_judge(actor, stands) if to in JUDGEMENTS else may_work(actor, stands)


def require(allowed: bool, code: str) -> None:
    """:raises NotAllowed: with ``code``, unless allowed"""
    if not allowed:
        raise NotAllowed(code)
