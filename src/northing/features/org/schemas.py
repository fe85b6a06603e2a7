"""Organizations, people and teams as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from ninja import Field, Schema
from pydantic import ConfigDict

from northing.features.org.queries import AbsenceRow, OrganizationRow, PersonRow, QuietDaysRow, TeamRow
from northing.kit.actors import Role

Ref = Annotated[str, Field(min_length=12, max_length=12)]


class OrganizationOut(Schema):
    """An organization; ``policy`` holds every rule with its value here."""

    ref: str
    slug: str
    name: str
    time_zone: str
    locale: str
    week_start: int
    fiscal_year_start: int
    currency: str
    policy: dict[str, Any]


class OrganizationsOut(Schema):
    """The organizations of a token: one."""

    items: list[OrganizationOut]
    next: str | None


class OrganizationPatch(Schema):
    """What to change; absent fields stay. ``policy`` replaces all overrides; an empty object restores defaults."""

    model_config = ConfigDict(extra="forbid")

    name: str = ""
    time_zone: str = ""
    locale: str = ""
    week_start: int = 0
    fiscal_year_start: int = 1
    currency: str = ""
    policy: dict[str, Any] = {}


class QuietDaysOut(Schema):
    """Days that age nothing, both included."""

    id: int
    name: str
    starts_on: date
    ends_on: date


class QuietDaysIn(Schema):
    """Days that shall age nothing, both included."""

    model_config = ConfigDict(extra="forbid")

    name: str
    starts_on: date
    ends_on: date


class PersonOut(Schema):
    """A person; ``manager`` is a ref."""

    ref: str
    name: str
    email: str
    title: str
    role: Role
    manager: str | None
    is_active: bool
    has_login: bool
    version: int


class ListOut(Schema):
    """A page; ``next`` continues the list."""

    items: list[dict[str, Any]]
    next: str | None


class PersonIn(Schema):
    """A new person; ``invite`` mails them a way in."""

    model_config = ConfigDict(extra="forbid")

    name: str
    email: str = ""
    title: str = ""
    role: Role = Role.MEMBER
    manager: Ref | None = None
    invite: bool = False


class PersonPatch(Schema):
    """What to change; absent fields stay."""

    model_config = ConfigDict(extra="forbid")

    name: str = ""
    email: str = ""
    title: str = ""
    role: Role = Role.MEMBER
    manager: Ref | None = None


class HeldOut(Schema):
    """Something a person who left held, and somebody must take."""

    kind: str
    ref: str
    title: str


class LeftOut(Schema):
    """The hand-over list of a person who left."""

    person: PersonOut
    held: list[HeldOut]


class AbsenceOut(Schema):
    """Days a person is away, both included."""

    id: int
    starts_on: date
    ends_on: date
    deputy: str | None


class AbsenceIn(Schema):
    """Days a person will be away, both included, and who stands in (a ref)."""

    model_config = ConfigDict(extra="forbid")

    starts_on: date
    ends_on: date
    deputy: Ref | None = None


class TeamOut(Schema):
    """A team; ``parent`` and ``lead`` are refs."""

    ref: str
    name: str
    parent: str | None
    lead: str | None
    is_active: bool
    version: int


class TeamIn(Schema):
    """A new team, below ``parent`` or at the top."""

    model_config = ConfigDict(extra="forbid")

    name: str
    parent: Ref | None = None
    lead: Ref | None = None
    members: list[Ref] = []


class TeamPatch(Schema):
    """What to change; absent fields stay. Moving a team takes everything below it along."""

    model_config = ConfigDict(extra="forbid")

    name: str = ""
    parent: Ref | None = None
    lead: Ref | None = None
    members: list[Ref] = []


def organization_shown(row: OrganizationRow) -> dict[str, Any]:
    """An organization as the API shows it; numbers of the policy as exact text."""
    policy = {entry.name: getattr(row.policy, entry.name) for entry in type(row.policy).registry()}
    told = {name: value if isinstance(value, bool | int) else str(value) for name, value in policy.items()}
    names = ("ref", "slug", "name", "time_zone", "locale", "week_start", "fiscal_year_start", "currency")
    return {**{name: getattr(row, name) for name in names}, "policy": told}


def person_shown(row: PersonRow, managers: Mapping[int, PersonRow]) -> dict[str, Any]:
    """A person as the API shows them; ``managers`` by id."""
    manager = managers.get(row.manager_id) if row.manager_id else None
    names = ("ref", "name", "email", "title", "role", "is_active", "has_login", "version")
    return {**{name: getattr(row, name) for name in names}, "manager": manager.ref if manager else None}


def team_shown(row: TeamRow) -> dict[str, Any]:
    """A team as the API shows it."""
    return {
        "ref": row.ref,
        "name": row.name,
        "parent": row.parent_ref or None,
        "lead": row.lead_ref or None,
        "is_active": row.is_active,
        "version": row.version,
    }


def absence_shown(row: AbsenceRow, deputies: Mapping[int, PersonRow]) -> dict[str, Any]:
    """An absence as the API shows it; ``deputies`` by id."""
    deputy = deputies.get(row.deputy_id) if row.deputy_id else None
    return {
        "id": row.id,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "deputy": deputy.ref if deputy else None,
    }


def quiet_days_shown(row: QuietDaysRow) -> dict[str, Any]:
    """Quiet days as the API shows them."""
    return {"id": row.id, "name": row.name, "starts_on": row.starts_on, "ends_on": row.ends_on}
