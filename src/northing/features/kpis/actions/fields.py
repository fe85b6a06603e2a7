"""What a KPI's fields must satisfy; every problem is found at once."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, TypedDict

from northing.domain.errors import DomainError
from northing.domain.numbers import checked
from northing.domain.units import MAX_DECIMALS, UnknownUnit, parse_unit, print_unit
from northing.features.kpis.models import Direction, Kpi
from northing.features.org import queries as org_queries
from northing.kit.actors import Actor
from northing.kit.errors import Invalid, NotFound, Problems
from northing.kit.text import checked_text

_LINES = {"title": 200, "source": 200, "definition": 4_000}
_LONGEST_CADENCE = 366


class KpiFields(TypedDict, total=False):
    """Fields of a KPI to set; what is absent stays. People and teams by ref, ``None`` for nobody."""

    title: str
    definition: str
    source: str
    team: str | None
    owner: str | None
    updater: str | None
    unit: str
    decimals: int
    direction: Direction
    lower: Decimal | None
    upper: Decimal | None
    cadence_days: int
    is_active: bool


class Reader:
    """Turns :class:`KpiFields` into column values and collects what is wrong."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.problems: list[Invalid] = []

    def columns(self, fields: KpiFields) -> dict[str, Any]:
        """Column values of the fields given."""
        found: dict[str, Any] = {}
        for name, value in fields.items():
            try:
                column, read = self._column(name, value)
                found[column] = read
            except Invalid as problem:
                self.problems.append(problem)
        return found

    def finish(self, row: Kpi) -> None:
        """Check what concerns several fields of ``row``, then refuse everything that is wrong.

        :raises Problems: one or more fields cannot be accepted
        """
        if not row.title and not any(one.field == "title" for one in self.problems):
            self.problems.append(Invalid("required", field="title"))
        self.problems.extend(_bounds(row))
        if self.problems:
            raise Problems(self.problems)

    def _column(self, name: str, value: Any) -> tuple[str, Any]:
        if name in _LINES:
            return name, checked_text(str(value), field=name, limit=_LINES[name])
        if name in ("owner", "updater"):
            return f"{name}_id", self._person(value, name)
        if name == "team":
            return "team_id", self._team(value)
        if name in ("lower", "upper"):
            return name, None if value is None else exact(value=value, field=name)
        if name == "unit":
            return name, _unit(str(value))
        if name == "cadence_days":
            return name, _whole(value, name, 1, _LONGEST_CADENCE)
        if name == "decimals":
            return name, _whole(value, name, 0, MAX_DECIMALS)
        return name, value

    def _person(self, ref: str | None, field: str) -> int | None:
        if not ref:
            return None
        try:
            person = org_queries.person_by_ref(ref=ref, seen_by=self.actor)
        except NotFound:
            raise Invalid("unknown_person", field=field) from None
        if not person.is_active:
            raise Invalid("unknown_person", field=field)
        return person.id

    def _team(self, ref: str | None) -> int | None:
        if not ref:
            return None
        try:
            return org_queries.team_by_ref(ref=ref, seen_by=self.actor).id
        except NotFound:
            raise Invalid("unknown_team", field="team") from None


def exact(*, value: Decimal, field: str) -> Decimal:
    """The number as it may be stored.

    :raises Invalid: ``not_finite`` or ``too_precise``, at ``field``
    """
    try:
        return checked(value, field=field)
    except DomainError as problem:
        raise Invalid(problem.code, field=field) from None


def _unit(code: str) -> str:
    try:
        return print_unit(parse_unit(code))
    except UnknownUnit:
        raise Invalid("kpi_unit_unknown", field="unit", value=code[:40]) from None


def _whole(value: int, field: str, low: int, high: int) -> int:
    if not low <= value <= high:
        raise Invalid("kpi_number_out_of_range", field=field, low=low, high=high)
    return value


def _bounds(row: Kpi) -> list[Invalid]:
    if row.lower is not None and row.upper is not None and row.lower > row.upper:
        return [Invalid("kpi_bounds_crossed", field="upper")]
    if row.direction == Direction.INSIDE and (row.lower is None or row.upper is None):
        return [Invalid("kpi_needs_both_bounds", field="lower" if row.lower is None else "upper")]
    return []
