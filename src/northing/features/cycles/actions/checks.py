"""What a cycle's fields must satisfy together; every problem is found at once, so a form shows all of them."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from northing.domain.terms import CycleKind
from northing.features.cycles.models import Cycle
from northing.features.cycles.queries.suggested import DEADLINES, holds
from northing.kit.errors import Invalid, Problems
from northing.kit.text import checked_text

NAME_LENGTH = 80
LONGEST_DAYS = 5 * 366
FIRST_YEAR, LAST_YEAR = 1990, 2200


class CycleChanges(TypedDict, total=False):
    """Fields of a cycle to set; what is absent stays. ``parent_ref`` ``None`` takes it out of its parent."""

    name: str
    kind: CycleKind
    starts_on: date
    ends_on: date
    parent_ref: str | None
    submit_by_organization_on: date | None
    submit_by_team_on: date | None
    submit_by_person_on: date | None


def checked_name(*, name: str) -> str:
    """The name without spaces around it and in canonical form.

    :raises Invalid: ``required``, ``too_long`` or ``control_characters``, at ``name``
    """
    return checked_text(name, field="name", limit=NAME_LENGTH, is_required=True, kept="")


def check_cycle(*, row: Cycle, parent: Cycle | None) -> None:
    """Refuse a cycle whose dates, parent, name or deadlines do not fit.

    :raises Problems: everything that is wrong
    """
    problems = [*_dates(row), *_deadlines(row)]
    if parent is not None and not holds(cycle=parent, starts_on=row.starts_on, ends_on=row.ends_on):
        problems.append(Invalid("outside_parent", field="parent", parent=parent.name))
    if Cycle.within(row.organization_id).filter(name=row.name).exclude(pk=row.pk).exists():
        problems.append(Invalid("cycle_name_taken", field="name", name=row.name))
    problems.extend(_children(row))
    if problems:
        raise Problems(problems)


def _dates(row: Cycle) -> list[Invalid]:
    if row.ends_on < row.starts_on:
        return [Invalid("cycle_dates_crossed", field="ends_on")]
    problems = []
    for name in ("starts_on", "ends_on"):
        if not FIRST_YEAR <= getattr(row, name).year <= LAST_YEAR:
            problems.append(Invalid("year_out_of_range", field=name, first=FIRST_YEAR, last=LAST_YEAR))
    if (row.ends_on - row.starts_on).days > LONGEST_DAYS:
        problems.append(Invalid("cycle_too_long", field="ends_on"))
    return problems


def _deadlines(row: Cycle) -> list[Invalid]:
    return [
        Invalid("deadline_after_end", field=name)
        for name in DEADLINES
        if (day := getattr(row, name)) is not None and day > row.ends_on
    ]


def _children(row: Cycle) -> list[Invalid]:
    if not row.pk:
        return []
    children = Cycle.within(row.organization_id).filter(parent_id=row.pk)
    outside = [
        child.name
        for child in children
        if not holds(cycle=row, starts_on=child.starts_on, ends_on=child.ends_on)
    ]
    return [Invalid("children_outside", field="ends_on", names=", ".join(outside))] if outside else []
