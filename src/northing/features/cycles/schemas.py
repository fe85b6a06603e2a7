"""Cycles as JSON."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from ninja import Field, Schema
from pydantic import ConfigDict

from northing.domain.terms import CycleKind, Phase
from northing.features.cycles.queries import Cycle, cycle_row

Ref = Annotated[str | None, Field(min_length=12, max_length=12)]


class CycleOut(Schema):
    """A cycle and where it stands today; both dates belong to it."""

    ref: str
    name: str
    kind: CycleKind
    starts_on: date
    ends_on: date
    phase: Phase
    parent: str | None
    submit_by_organization_on: date | None
    submit_by_team_on: date | None
    submit_by_person_on: date | None
    week: int | None
    weeks: int
    days_left: int
    version: int


class CyclesOut(Schema):
    """A page of cycles; ``next`` continues the list."""

    items: list[dict[str, Any]]
    next: str | None


class CycleIn(Schema):
    """A new cycle."""

    model_config = ConfigDict(extra="forbid")

    name: str
    kind: CycleKind = CycleKind.QUARTER
    starts_on: date
    ends_on: date
    parent: Ref = None
    submit_by_organization_on: date | None = None
    submit_by_team_on: date | None = None
    submit_by_person_on: date | None = None


class CyclePatch(Schema):
    """What to change; absent fields stay."""

    model_config = ConfigDict(extra="forbid")

    name: str = ""
    kind: CycleKind = CycleKind.QUARTER
    starts_on: date = date.min
    ends_on: date = date.min
    parent: Ref = None
    submit_by_organization_on: date | None = None
    submit_by_team_on: date | None = None
    submit_by_person_on: date | None = None


class PhaseIn(Schema):
    """The phase to move to; from ``closed`` back to ``closing`` needs a reason."""

    model_config = ConfigDict(extra="forbid")

    phase: Phase
    reason: Annotated[str, Field(max_length=2_000)] = ""


def shown(cycle: Cycle, on: date) -> dict[str, Any]:
    """A cycle as the API shows it."""
    row = cycle_row(cycle=cycle, on=on)
    return {
        "ref": row.ref,
        "name": row.name,
        "kind": row.kind,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "phase": row.phase,
        "parent": row.parent_ref,
        "submit_by_organization_on": cycle.submit_by_organization_on,
        "submit_by_team_on": cycle.submit_by_team_on,
        "submit_by_person_on": cycle.submit_by_person_on,
        "week": row.week,
        "weeks": row.weeks,
        "days_left": row.days_left,
        "version": row.version,
    }
