"""From what doors send to column values; every problem is found at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, TypedDict

from northing.domain.errors import DomainError
from northing.domain.numbers import checked
from northing.features.okrs import queries as okr_queries
from northing.features.org import queries as org_queries
from northing.features.work import queries
from northing.features.work.models import InitiativeState
from northing.kit.actors import Actor
from northing.kit.errors import Invalid, NotFound, Problems
from northing.kit.text import checked_text

_LIMITS = {"title": 300, "why": 4_000, "budget": 120, "completion_standard": 4_000}
_YEARS = (1990, 2200)
_MOST_WEIGHT = Decimal(100_000)


class InitiativeFields(TypedDict, total=False):
    """Fields of an initiative to set; what is absent stays. Objective and people by ref, ``None`` for none."""

    title: str
    why: str
    objective: str | None
    owner: str | None
    sponsor: str | None
    budget: str
    priority: int
    state: InitiativeState
    due_on: date | None


class TaskFields(TypedDict, total=False):
    """Fields of a task to set; what is absent stays. Initiative, key result and owner by ref, ``None`` for none."""

    title: str
    completion_standard: str
    initiative: str | None
    key_result: str | None
    owner: str | None
    weight: Decimal
    due_on: date | None


class Reader:
    """Turns fields into column values and collects what is wrong."""

    def __init__(self, actor: Actor, on: date) -> None:
        self.actor = actor
        self.on = on
        self.problems: list[Invalid] = []
        self.readers: dict[str, Callable[[str, Any], dict[str, Any]]] = {
            **dict.fromkeys(_LIMITS, self._text),
            **dict.fromkeys(("owner", "sponsor"), self._person),
            "objective": self._objective,
            "initiative": self._initiative,
            "key_result": self._key_result,
            "weight": self._weight,
            "priority": self._priority,
            "due_on": self._day,
        }

    def columns(self, fields: InitiativeFields | TaskFields) -> dict[str, Any]:
        """Column values of the fields given; what cannot be read is left out and kept as a problem."""
        found: dict[str, Any] = {}
        for name, value in fields.items():
            read = self.readers.get(name, self._plain)
            try:
                found.update(read(name, value))
            except Invalid as problem:
                self.problems.append(problem)
        return found

    def finish(self, title: str) -> None:
        """:raises Problems: the title is missing, or a field cannot be accepted"""
        if not title and not any(one.field == "title" for one in self.problems):
            self.problems.insert(0, Invalid("required", field="title"))
        if self.problems:
            raise Problems(self.problems)

    def _plain(self, name: str, value: Any) -> dict[str, Any]:
        return {name: value}

    def _text(self, name: str, value: Any) -> dict[str, Any]:
        return {name: checked_text(str(value), field=name, limit=_LIMITS[name])}

    def _person(self, name: str, ref: str | None) -> dict[str, Any]:
        if not ref:
            return {f"{name}_id": None}
        try:
            person = org_queries.person_by_ref(ref=ref, seen_by=self.actor)
        except NotFound:
            raise Invalid("unknown_person", field=name) from None
        if not person.is_active:
            raise Invalid("unknown_person", field=name)
        return {f"{name}_id": person.id}

    def _objective(self, name: str, ref: str | None) -> dict[str, Any]:
        if not ref:
            return {"objective_id": None}
        try:
            return {"objective_id": okr_queries.objective_row(actor=self.actor, ref=ref, on=self.on).id}
        except NotFound:
            raise Invalid("unknown_objective", field=name) from None

    def _initiative(self, name: str, ref: str | None) -> dict[str, Any]:
        if not ref:
            return {"initiative": None}
        try:
            return {"initiative": queries.initiative_by_ref(actor=self.actor, ref=ref, on=self.on)}
        except NotFound:
            raise Invalid("unknown_initiative", field=name) from None

    def _key_result(self, name: str, ref: str | None) -> dict[str, Any]:
        if not ref:
            return {"key_result_id": None}
        try:
            row = okr_queries.key_result_row(actor=self.actor, ref=ref, on=self.on)
        except NotFound:
            raise Invalid("unknown_key_result", field=name) from None
        if row.kind != "tasks":
            raise Invalid("key_result_takes_no_tasks", field=name, title=row.title)
        return {"key_result_id": row.id}

    def _weight(self, name: str, value: Decimal) -> dict[str, Any]:
        number = exact(value=value, field=name)
        if not 0 < number <= _MOST_WEIGHT:
            raise Invalid("weight_out_of_range", field=name)
        return {name: number}

    def _priority(self, name: str, value: int) -> dict[str, Any]:
        if value not in (0, 1, 2):
            raise Invalid("unknown_choice", field=name, value=str(value))
        return {name: value}

    def _day(self, name: str, value: date | None) -> dict[str, Any]:
        if value is not None and not _YEARS[0] <= value.year <= _YEARS[1]:
            raise Invalid("year_out_of_range", field=name, first=_YEARS[0], last=_YEARS[1])
        return {name: value}


def exact(*, value: Decimal, field: str) -> Decimal:
    """The number as it may be stored.

    :raises Invalid: ``not_finite`` or ``too_precise``, at ``field``
    """
    try:
        return checked(value, field=field)
    except DomainError as problem:
        raise Invalid(problem.code, field=field) from None
