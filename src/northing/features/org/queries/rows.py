"""The values this feature publishes: what others may know of organizations, people, teams and logins."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from northing.domain.policy import DEFAULT_POLICY, Policy
from northing.features.org.models import Absence, Organization, Person, QuietDays, Team
from northing.kit.actors import Role


@dataclass(frozen=True, slots=True)
class OrganizationRow:
    """One organization; ``policy`` is complete: its overrides over the defaults of the registry."""

    id: int
    ref: str
    slug: str
    name: str
    time_zone: str
    locale: str
    week_start: int
    fiscal_year_start: int
    currency: str
    policy: Policy
    rolled_on: date | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person of one organization."""

    id: int
    ref: str
    name: str
    email: str
    title: str
    role: Role
    is_active: bool
    has_login: bool
    manager_id: int | None
    version: int


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team in its tree: ``path`` starts the paths of its whole subtree, ``depth`` is 0 at a root."""

    id: int
    ref: str
    name: str
    parent_id: int | None
    parent_ref: str
    path: str
    depth: int
    lead_id: int | None
    lead_ref: str
    lead_name: str
    is_active: bool
    version: int


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """Days a person is away, both included; ``deputy_name`` is empty when nobody stands in."""

    id: int
    person_id: int
    starts_on: date
    ends_on: date
    deputy_id: int | None
    deputy_name: str


@dataclass(frozen=True, slots=True)
class QuietDaysRow:
    """Days that age no number, both included."""

    id: int
    name: str
    starts_on: date
    ends_on: date


@lru_cache(maxsize=256)
def _policy(overrides: str) -> Policy:
    return Policy.from_overrides(json.loads(overrides))


def policy_from(overrides: dict[str, object]) -> Policy:
    """The complete policy of stored overrides; parsing is remembered."""
    return _policy(json.dumps(overrides, sort_keys=True)) if overrides else DEFAULT_POLICY


def organization_row(row: Organization) -> OrganizationRow:
    """The published value of an organization."""
    return OrganizationRow(
        id=row.pk,
        ref=row.ref,
        slug=row.slug,
        name=row.name,
        time_zone=row.time_zone,
        locale=row.locale,
        week_start=row.week_start,
        fiscal_year_start=row.fiscal_year_start,
        currency=row.currency,
        policy=policy_from(row.policy),
        rolled_on=row.rolled_on,
    )


def person_row(row: Person) -> PersonRow:
    """The published value of a person."""
    return PersonRow(
        id=row.pk,
        ref=row.ref,
        name=row.name,
        email=row.email,
        title=row.title,
        role=Role(row.role),
        is_active=row.is_active,
        has_login=row.user_id is not None,
        manager_id=row.manager_id,
        version=row.version,
    )


def team_row(row: Team) -> TeamRow:
    """The published value of a team; ``lead`` and ``parent`` must be selected with it."""
    return TeamRow(
        id=row.pk,
        ref=row.ref,
        name=row.name,
        parent_id=row.parent_id,
        parent_ref=row.parent.ref if row.parent else "",
        path=row.path,
        depth=row.path.count("/") - 2,
        lead_id=row.lead_id,
        lead_ref=row.lead.ref if row.lead else "",
        lead_name=row.lead.name if row.lead else "",
        is_active=row.is_active,
        version=row.version,
    )


def absence_row(row: Absence) -> AbsenceRow:
    """The published value of an absence; ``deputy`` must be selected with it."""
    return AbsenceRow(
        id=row.pk,
        person_id=row.person_id,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        deputy_id=row.deputy_id,
        deputy_name=row.deputy.name if row.deputy else "",
    )


def quiet_days_row(row: QuietDays) -> QuietDaysRow:
    """The published value of quiet days."""
    return QuietDaysRow(id=row.pk, name=row.name, starts_on=row.starts_on, ends_on=row.ends_on)
