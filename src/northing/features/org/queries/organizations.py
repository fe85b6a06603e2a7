"""Organizations: their rules, their calendar, their today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import BigIntegerField, QuerySet, Value

from northing.domain.calendar import Calendar, Days
from northing.domain.policy import Policy
from northing.features.org.models import Absence, Organization, Person, QuietDays
from northing.features.org.queries.known import once, remember
from northing.features.org.queries.rows import OrganizationRow, QuietDaysRow, organization_row, quiet_days_row
from northing.kit.errors import NotFound
from northing.kit.storage.prepared import Prepared


def organization_of(*, organization_id: int) -> OrganizationRow:
    """One organization, asked for once a request.

    :raises NotFound: there is none with this id
    """
    return once(key=("organization", organization_id), ask=lambda: _organization(id=organization_id))


def organization_by_slug(*, slug: str) -> OrganizationRow:
    """The organization of a slug; for the operator's command line.

    :raises NotFound: there is none
    """
    return _organization(slug=slug)


def oldest_organization() -> OrganizationRow:
    """The organization made first: the default of the command line.

    :raises NotFound: the installation is empty; code ``no_organization``
    """
    row = Organization.every().order_by("id").first()
    if row is None:
        raise NotFound("no_organization")
    return organization_row(row)


def organizations(*, limit: int = 1000) -> list[OrganizationRow]:
    """All organizations of the installation, oldest first; for the operator and for jobs."""
    return [organization_row(row) for row in Organization.every().order_by("id")[:limit]]


def is_slug_free(*, slug: str) -> bool:
    """Whether no organization is called ``slug``."""
    return not Organization.every().filter(slug=slug).exists()


def is_installation_empty() -> bool:
    """Whether nobody has set this installation up yet: it holds no organization."""
    return not Organization.every().exists()


def zone_of(*, organization: OrganizationRow) -> ZoneInfo:
    """The time zone an organization's days are counted in."""
    return ZoneInfo(organization.time_zone)


def policy_of(*, organization_id: int) -> Policy:
    """The complete policy of an organization, asked for once a request."""
    return organization_of(organization_id=organization_id).policy


def today_in(*, organization: OrganizationRow, at: datetime) -> date:
    """The calendar day it is in an organization at the moment ``at``."""
    return at.astimezone(zone_of(organization=organization)).date()


def today_of_organization(*, organization_id: int, at: datetime) -> date:
    """The same, by id."""
    return today_in(organization=organization_of(organization_id=organization_id), at=at)


def people_count(*, organization_id: int) -> int:
    """How many active people the organization has; small ones need no second pair of eyes (policy)."""
    return Person.within(organization_id).filter(is_active=True).count()


_EVERYBODY = 0  # no person's id


@dataclass(frozen=True, slots=True)
class Calendars:
    """The days that age nothing, as the domain counts them: for everybody, and for one person."""

    quiet: Calendar
    away: dict[int, tuple[Days, ...]]

    def of(self, person_id: int | None) -> Calendar:
        """Quiet days plus the absences of ``person_id`` (``None``: only quiet days)."""
        absences = self.away.get(person_id, ()) if person_id is not None else ()
        return self.quiet.joined_with(absences) if absences else self.quiet


def calendar_of(*, organization_id: int) -> Calendar:
    """The organization's quiet days, asked for once a request."""
    return once(
        key=("quiet", organization_id), ask=lambda: Calendar.of(_quiet(organization_id=organization_id))
    )


def calendars_of(*, organization_id: int, person_ids: frozenset[int] | None = None) -> Calendars:
    """Quiet days and absences of ``person_ids`` (``None``: of everybody), in one statement."""
    given = {} if person_ids is None else {"person_ids": sorted(person_ids)}
    away: dict[int, tuple[Days, ...]] = {_EVERYBODY: ()}
    for person_id, first, last in _days_off(organization_id=organization_id, **given):
        away[person_id] = (*away.get(person_id, ()), (first, last))
    quiet = Calendar.of(away.pop(_EVERYBODY))
    remember(("quiet", organization_id), quiet)
    return Calendars(quiet, away)


def quiet_days(*, organization_id: int) -> list[QuietDaysRow]:
    """The quiet days of an organization, by date."""
    return [quiet_days_row(row) for row in QuietDays.within(organization_id).order_by("starts_on", "id")]


def _organization(**wanted: object) -> OrganizationRow:
    row = Organization.every().filter(**wanted).first()
    if row is None:
        raise NotFound()
    return organization_row(row)


@Prepared
def _days_off(
    organization_id: int, person_ids: list[int] | None = None
) -> QuerySet[Absence, tuple[int, date, date]]:
    absences = Absence.within(organization_id)
    if person_ids is not None:
        absences = absences.filter(person_id__in=person_ids)
    everybody = Value(_EVERYBODY, output_field=BigIntegerField())
    quiet = QuietDays.within(organization_id).values_list(everybody, "starts_on", "ends_on")
    if person_ids is not None and not person_ids:
        return quiet  # type: ignore[return-value]
    return absences.values_list("person_id", "starts_on", "ends_on").union(quiet, all=True)


@Prepared
def _quiet(organization_id: int) -> QuerySet[QuietDays, tuple[date, date]]:
    return QuietDays.within(organization_id).values_list("starts_on", "ends_on")
