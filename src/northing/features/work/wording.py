"""Codes of initiatives and tasks as words and sentences."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from northing.domain.units import Unit, parse_unit
from northing.features.work.actions import Moved
from northing.features.work.queries import InitiativeState, Supposition, TaskState, Whose
from northing.kit.activity.record import Act
from northing.kit.web.figures import day_text, number_text, value_text
from northing.kit.wording import register_sentences, say

PRIORITIES = {0: _("P0, first"), 1: _("P1, normal"), 2: _("P2, when there is time")}
INITIATIVE_STATES = {
    InitiativeState.PLANNED: _("planned"),
    InitiativeState.RUNNING: _("running"),
    InitiativeState.DONE: _("done"),
    InitiativeState.STOPPED: _("stopped"),
}
TASK_STATES = {
    TaskState.TO_DO: _("to do"),
    TaskState.DOING: _("doing"),
    TaskState.DONE: _("done"),
    TaskState.ACCEPTED: _("accepted"),
    TaskState.RETURNED: _("returned"),
}
TASK_STEPS = {
    TaskState.TO_DO: _("Not begun"),
    TaskState.DOING: _("Begin"),
    TaskState.DONE: _("Done"),
    TaskState.ACCEPTED: _("Accept"),
    TaskState.RETURNED: _("Return"),
}
# The status whose shape and colour a state borrows.
INITIATIVE_MARKS = {
    InitiativeState.PLANNED: "draft",
    InitiativeState.RUNNING: "active",
    InitiativeState.DONE: "met",
    InitiativeState.STOPPED: "dropped",
}
TASK_MARKS = {
    TaskState.TO_DO: "pending",
    TaskState.DOING: "behind",
    TaskState.DONE: "agreed",
    TaskState.ACCEPTED: "met",
    TaskState.RETURNED: "returned",
}
VIEWS = {
    Whose.MINE: _("Mine"),
    Whose.ASKED: _("Asked by me"),
    Whose.TO_JUDGE: _("To accept"),
    Whose.ALL: _("All"),
}
VERBS = {
    "task.created": _("created the task"),
    "task.changed": _("changed the task"),
    "task.moved": _("moved it to “%(state)s”"),
}


def day(value: date | None) -> str:
    """A day with its year, or a dash."""
    return day_text(value, _language(), "medium")


def number(value: Decimal) -> str:
    """A bare number, such as a weight."""
    return number_text(value, _language(), decimals=6)


def supposed(row: Supposition) -> str:
    """ "61,000 → 100,000 by 31 Dec 2026"; parts that are not said are left out."""
    known = parse_unit(row.unit)
    unit = Unit(known.kind, known.code, row.decimals)
    values = ""
    if row.moves_from is not None or row.moves_to is not None:
        told = {
            "first": value_text(row.moves_from, unit, _language()),
            "last": value_text(row.moves_to, unit, _language()),
        }
        values = _("%(first)s → %(last)s") % told
    if row.by_on is None:
        return values
    return _("%(values)s by %(day)s") % {"values": values, "day": day(row.by_on)}


def told(act: Act) -> str:
    """What somebody did to a task, to be read after their name."""
    state = str(act.details.get("after", ""))
    sentence = str(VERBS.get(act.verb, act.verb))
    named = str(TASK_STATES[TaskState(state)]) if state in set(TaskState) else ""
    return sentence % {"state": named} if "%(state)s" in sentence else sentence


def unmoved(moved: tuple[Moved, ...]) -> list[str]:
    """Why key results did not take the new count; empty when all did."""
    refusals = [one.refusal for one in moved if one.refusal is not None]
    return [
        _("The key result was not counted again. %(why)s") % {"why": say(refusal)} for refusal in refusals
    ]


def _language() -> str:
    return get_language() or "en"


register_sentences(
    {
        "initiative_not_found": _("There is no such initiative here, or it is not visible to you."),
        "task_not_found": _("There is no such task here, or it is not visible to you."),
        "work_needs_a_member": _("Observers read. Ask a member or an admin to write this down."),
        "initiative_not_yours": _(
            "An initiative is changed by its owner and sponsor, the lead of the owner, admins and coaches."
        ),
        "task_not_yours": _("A task is worked by its owner, their lead, and those who run its initiative."),
        "task_for_somebody_else": _(
            "You can give tasks to yourself, to people you lead and within your own initiatives. "
            "Ask the lead of this person."
        ),
        "second_person_needed": _("Somebody else accepts or returns your work: a second pair of eyes."),
        "task_state_order": _("“%(title)s” cannot take this step now. Reload to see where it stands."),
        "unknown_objective": _("There is no such objective here. Choose from the list."),
        "unknown_initiative": _("There is no such initiative here. Choose from the list."),
        "unknown_key_result": _("There is no such key result here. Choose from the list."),
        "key_result_takes_no_tasks": _("“%(title)s” is not measured by tasks. Choose one that is."),
        "weight_out_of_range": _("A weight is larger than 0 and at most 100000."),
    }
)
