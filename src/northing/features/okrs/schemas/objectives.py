"""Objectives as JSON; related things are refs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from ninja import Field, Schema
from pydantic import ConfigDict

from northing.domain.codes import Ambition, Driver, HolderKind, LinkKind, ObjectiveState, Status, Visibility
from northing.features.okrs.queries import AlignedRow, ObjectiveDetail, ObjectiveRow
from northing.features.okrs.schemas.standings import ObjectiveStandingOut, exact, objective_standing

Ref = Annotated[str, Field(min_length=12, max_length=12)]
Refs = Annotated[list[Ref], Field(max_length=200)]
Reason = Annotated[str, Field(max_length=2_000, description="Why; it stays in the history.")]


class ObjectiveOut(Schema):
    """An objective and where it stands. `holder` says which of `team` and `person` it belongs to."""

    ref: str
    title: str
    description: str
    why_now: str
    outcome: str
    origin: str
    state: ObjectiveState
    ambition: Ambition
    driver: Driver
    cycle: str | None = Field(description="Null: in the backlog.")
    holder: HolderKind
    team: str | None
    person: str | None
    holder_name: str
    owner: str | None
    owner_name: str
    pillar: str | None
    visibility: Visibility
    publishes_number: bool
    weight: Decimal
    is_pinned: bool
    is_agreed: bool = Field(description="From now on its terms change only with a `reason`.")
    agreed_on: date | None
    agreed_alone: bool
    version: int
    standing: ObjectiveStandingOut


class ObjectivesOut(Schema):
    """A page: `items` are objectives without their longer texts; `next` continues the list."""

    items: list[dict[str, Any]]
    next: str | None


class ObjectiveIn(Schema):
    """A new objective, a draft. Without `holder` it belongs to the `person` or `team` given."""

    model_config = ConfigDict(extra="forbid")

    title: str
    description: str = ""
    why_now: str = ""
    outcome: str = ""
    origin: str = ""
    cycle: Ref | None = Field(None, description="Null: into the backlog.")
    holder: HolderKind = HolderKind.ORGANIZATION
    team: Ref | None = None
    person: Ref | None = None
    owner: Ref | None = Field(None, description="Else the person it belongs to, or whoever writes it.")
    pillar: Ref | None = None
    ambition: Ambition = Ambition.ASPIRATIONAL
    driver: Driver = Driver.BOTH
    publishes_number: bool = False
    weight: Decimal = Decimal(1)
    is_pinned: bool = False
    visibility: Visibility = Visibility.ORGANIZATION
    visible_teams: Refs = []
    visible_people: Refs = []


class ObjectivePatch(Schema):
    """What to change; absent fields stay. Title, ambition and driver need a `reason` once agreed."""

    model_config = ConfigDict(extra="forbid")

    title: str = ""
    description: str = ""
    why_now: str = ""
    outcome: str = ""
    origin: str = ""
    holder: HolderKind = HolderKind.ORGANIZATION
    team: Ref | None = None
    person: Ref | None = None
    owner: Ref | None = None
    pillar: Ref | None = None
    ambition: Ambition = Ambition.ASPIRATIONAL
    driver: Driver = Driver.BOTH
    publishes_number: bool = False
    weight: Decimal = Decimal(1)
    is_pinned: bool = False
    reason: Reason = ""


class ReasonIn(Schema):
    """Why something is done."""

    model_config = ConfigDict(extra="forbid")

    reason: Reason


class MoveIn(Schema):
    """The cycle to move to; null is the backlog. Agreed objectives need a `reason`."""

    model_config = ConfigDict(extra="forbid")

    cycle: Ref | None
    reason: Reason = ""


class AudienceIn(Schema):
    """Who may read it. `teams` and `people` name the readers of `teams` and `named`."""

    model_config = ConfigDict(extra="forbid")

    visibility: Visibility
    teams: Refs = []
    people: Refs = []


class AudienceOut(Schema):
    """Who may read it, and how many of its contributions only support since the last change."""

    visibility: Visibility
    teams: list[str]
    people: list[str]
    demoted: int = 0


class AlignmentIn(Schema):
    """A link up: `parent` is the ref of an objective or of a key result."""

    model_config = ConfigDict(extra="forbid")

    parent: Ref
    kind: LinkKind | None = Field(
        None, description="Else it contributes, unless the parent's cycle is longer or its readers are more."
    )
    weight: Decimal = Decimal(1)
    is_pinned: bool = False


class AlignedOut(Schema):
    """An objective above or below. A private one that counts keeps its numbers and has no ref and no title."""

    ref: str | None
    title: str
    is_private: bool
    kind: LinkKind
    weight: Decimal
    is_pinned: bool
    weight_share: Decimal | None
    key_result: str | None = Field(description="The key result it is linked to, if not the whole objective.")
    status: Status
    progress: Decimal | None


class AlignmentsOut(Schema):
    """What an objective is aligned to, and what is aligned to it; at most 100 each."""

    parents: list[AlignedOut]
    children: list[AlignedOut]


def objective_shown(detail: ObjectiveDetail) -> dict[str, Any]:
    """One objective as the API shows it."""
    same = (
        *("ref", "title", "description", "why_now", "outcome", "origin", "state", "ambition", "driver"),
        *("holder", "visibility", "publishes_number", "is_pinned", "is_agreed", "agreed_on", "agreed_alone"),
        "version",
    )
    return {
        **{name: getattr(detail, name) for name in same},
        "cycle": detail.cycle.ref if detail.cycle else None,
        "team": detail.team.ref or None,
        "person": detail.person.ref or None,
        "holder_name": detail.team.name or detail.person.name,
        "owner": detail.owner.ref or None,
        "owner_name": detail.owner.name,
        "pillar": detail.pillar.ref or None,
        "weight": exact(detail.weight),
        "standing": objective_standing(detail.standing),
    }


def objective_item(row: ObjectiveRow) -> dict[str, Any]:
    """One objective as lists show it."""
    return {
        "ref": row.ref,
        "title": row.title,
        "state": row.state,
        "ambition": row.ambition,
        "driver": row.driver,
        "cycle": row.cycle_ref or None,
        "holder": row.holder,
        "team": row.team_ref or None,
        "person": row.person_ref or None,
        "holder_name": row.holder_name,
        "owner": row.owner_ref or None,
        "owner_name": row.owner_name,
        "pillar": row.pillar_ref or None,
        "visibility": row.visibility,
        "agreed_on": row.agreed_on,
        "version": row.version,
        "standing": objective_standing(row.standing),
    }


def aligned_shown(row: AlignedRow) -> dict[str, Any]:
    """One objective above or below as the API shows it."""
    return {
        "ref": row.ref or None,
        "title": row.title,
        "is_private": row.is_private,
        "kind": row.kind,
        "weight": exact(row.weight),
        "is_pinned": row.is_pinned,
        "weight_share": exact(row.weight_share),
        "key_result": row.key_result.ref or None,
        "status": row.status,
        "progress": exact(row.progress),
    }
