"""Initiatives and tasks: made, changed, worked off, accepted; key results of kind *tasks* follow."""

from northing.features.work.actions.fields import InitiativeFields, TaskFields
from northing.features.work.actions.initiatives import (
    change_initiative,
    check_initiative,
    create_initiative,
    suppose,
    suppose_no_more,
)
from northing.features.work.actions.moving import Moved, move_key_result
from northing.features.work.actions.tasks import TaskResult, change_task, create_task, move_task

__all__ = [
    "InitiativeFields",
    "Moved",
    "TaskFields",
    "TaskResult",
    "change_initiative",
    "change_task",
    "check_initiative",
    "create_initiative",
    "create_task",
    "move_key_result",
    "move_task",
    "suppose",
    "suppose_no_more",
]
