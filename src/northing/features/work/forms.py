"""What the browser sends about initiatives and tasks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from northing.domain.units import COUNT, Unit, parse_unit
from northing.features.work.actions import InitiativeFields, TaskFields
from northing.features.work.queries import (
    Initiative,
    InitiativeEntry,
    InitiativePage,
    InitiativeState,
    Task,
    TaskEntry,
)
from northing.kit.web.typed import Typed, as_typed

INITIATIVE = ("title", "why", "objective", "owner", "sponsor", "budget", "priority", "state", "due_on")
TASK = ("title", "completion_standard", "initiative", "key_result", "owner", "weight", "due_on")


class InitiativeForm(Typed):
    """Create or edit an initiative."""

    fields: InitiativeFields

    def __init__(self, data: Mapping[str, str]) -> None:
        super().__init__({**dict.fromkeys(INITIATIVE, ""), "version": "", **data})

    @classmethod
    def of(cls, entry: InitiativeEntry, *, owner: str, title: str = "") -> InitiativeForm:
        """The form of an initiative as it is, or of a new one called ``title`` that belongs to ``owner``."""
        objective = entry.objective.ref if entry.objective else ""
        row = entry.initiative
        if row is None:
            begun = {"title": title, "owner": owner, "objective": objective}
            return cls({**begun, "priority": "1", "state": "planned"})
        return cls({**_of_initiative(row), "objective": objective})

    def read(self) -> bool:
        """Read what was typed into ``fields``; ``False`` when something is wrong."""
        priority = self.whole("priority", low=0, high=2)
        self.fields = InitiativeFields(
            title=self.text("title", is_required=True, limit=300),
            why=self.text("why", limit=4_000),
            objective=self.value("objective") or None,
            owner=self.value("owner") or None,
            sponsor=self.value("sponsor") or None,
            budget=self.text("budget", limit=120),
            priority=1 if priority is None else priority,
            state=self.choice("state", InitiativeState, InitiativeState.PLANNED),
            due_on=self.day("due_on"),
        )
        return self.is_valid


class SuppositionForm(Typed):
    """Which key result an initiative should move."""

    moves_from: Decimal | None = None
    moves_to: Decimal | None = None
    by_on: date | None = None

    def __init__(self, data: Mapping[str, str]) -> None:
        super().__init__({"key_result": "", "moves_from": "", "moves_to": "", "by_on": "", **data})

    def read(self, shown: InitiativePage) -> bool:
        """Read what was typed, in the unit of the key result chosen; ``False`` when something is wrong."""
        chosen = next((one for one in shown.candidates if one.ref == self.value("key_result")), None)
        unit = unit_of(chosen.unit, chosen.decimals) if chosen else COUNT
        if not self.value("key_result"):
            self.add("key_result", "required")
        self.moves_from = self.amount("moves_from", unit=unit)
        self.moves_to = self.amount("moves_to", unit=unit)
        self.by_on = self.day("by_on")
        return self.is_valid


class TaskForm(Typed):
    """Create or edit a task."""

    fields: TaskFields

    def __init__(self, data: Mapping[str, str]) -> None:
        super().__init__({**dict.fromkeys(TASK, ""), "version": "", **data})

    @classmethod
    def of(cls, entry: TaskEntry, *, owner: str) -> TaskForm:
        """The form of a task as it is, or of a new one that belongs to ``owner``."""
        places = {
            "initiative": entry.initiative.ref if entry.initiative else "",
            "key_result": entry.key_result.ref if entry.key_result else "",
        }
        if entry.task is None:
            return cls({"owner": owner, "weight": "1", **places})
        return cls({**_of_task(entry.task), **places})

    def read(self) -> bool:
        """Read what was typed into ``fields``; ``False`` when something is wrong."""
        weight = self.amount("weight", is_required=True)
        self.fields = TaskFields(
            title=self.text("title", is_required=True, limit=300),
            completion_standard=self.text("completion_standard", limit=4_000),
            initiative=self.value("initiative") or None,
            key_result=self.value("key_result") or None,
            owner=self.value("owner") or None,
            weight=weight if weight is not None else Decimal(1),
            due_on=self.day("due_on"),
        )
        return self.is_valid


def unit_of(code: str, decimals: int) -> Unit:
    """A unit from its code, with the decimals it shows."""
    known = parse_unit(code)
    return Unit(known.kind, known.code, decimals)


def _of_initiative(row: Initiative) -> dict[str, str]:
    return {
        "title": row.title,
        "why": row.why,
        "owner": row.owner.ref if row.owner else "",
        "sponsor": row.sponsor.ref if row.sponsor else "",
        "budget": row.budget,
        "priority": str(row.priority),
        "state": row.state,
        "due_on": row.due_on.isoformat() if row.due_on else "",
        "version": str(row.version),
    }


def _of_task(row: Task) -> dict[str, str]:
    return {
        "title": row.title,
        "completion_standard": row.completion_standard,
        "owner": row.owner.ref if row.owner else "",
        "weight": as_typed(row.weight, COUNT),
        "due_on": row.due_on.isoformat() if row.due_on else "",
        "version": str(row.version),
    }
