"""Pages of initiatives and tasks."""

from northing.features.work.views.initiatives import (
    drop_supposition,
    edit_initiative,
    show_initiative,
    show_initiatives,
    show_objective_panel,
)
from northing.features.work.views.tasks import edit_task, show_task, show_tasks

__all__ = [
    "drop_supposition",
    "edit_initiative",
    "edit_task",
    "show_initiative",
    "show_initiatives",
    "show_objective_panel",
    "show_task",
    "show_tasks",
]
