"""What the pages of KPIs show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from northing.domain.cadence import freshness
from northing.domain.calendar import Calendar
from northing.domain.policy import Policy
from northing.domain.terms import Freshness
from northing.domain.units import Unit
from northing.features.kpis import policies
from northing.features.kpis.models import Kpi
from northing.features.kpis.queries.readings import (
    Band,
    ReadingRow,
    band_state,
    readings_of,
    recent_readings,
    unit_of,
)
from northing.features.kpis.queries.rows import kpi_by_ref, kpis_after
from northing.features.org import queries as org_queries
from northing.features.org.queries import PersonRow, Reach, TeamRow
from northing.kit.actors import Actor

PAGE = 50
HISTORY = 60


@dataclass(frozen=True, slots=True)
class KpiRow:
    """One KPI as a list shows it. ``readings`` are the last days, oldest first; ``age`` skips quiet days."""

    kpi: Kpi
    unit: Unit
    readings: tuple[ReadingRow, ...]
    band: Band
    age: int | None
    freshness: Freshness
    may_edit: bool
    may_record: bool

    @property
    def last(self) -> ReadingRow | None:
        """The value of the last day."""
        return self.readings[-1] if self.readings else None

    @property
    def is_late(self) -> bool:
        """Whether a new number is overdue."""
        return self.freshness in (Freshness.OVERDUE, Freshness.STALE)


@dataclass(frozen=True, slots=True)
class KpiList:
    """A page of KPIs; ``after`` continues it, or is empty on the last page."""

    rows: tuple[KpiRow, ...]
    after: str
    may_create: bool


@dataclass(frozen=True, slots=True)
class KpiPage:
    """One KPI with its history (latest first) and the names of who wrote it."""

    row: KpiRow
    history: tuple[ReadingRow, ...]
    authors: dict[int, str]


@dataclass(frozen=True, slots=True)
class KpiEntry:
    """What the form of a KPI offers, and the KPI being edited."""

    kpi: Kpi | None
    people: tuple[PersonRow, ...]
    teams: tuple[TeamRow, ...]
    currency: str


def kpi_list(*, actor: Actor, on: date, after: str = "", includes_retired: bool = False) -> KpiList:
    """KPIs by title with their last readings, 50 a page. A fixed number of queries, whatever the page holds."""
    found = kpis_after(actor=actor, after=after, limit=PAGE + 1, includes_retired=includes_retired)
    shown = found[:PAGE]
    return KpiList(
        rows=tuple(_rows(actor, shown, on)),
        after=shown[-1].ref if len(found) > PAGE else "",
        may_create=policies.may_create_kpi(actor),
    )


def kpi_page(*, actor: Actor, ref: str, on: date) -> KpiPage:
    """One KPI with its last 60 days of readings.

    :raises NotFound: no such KPI here
    """
    kpi = kpi_by_ref(actor=actor, ref=ref)
    history = readings_of(organization_id=actor.organization_id, kpi_ids=[kpi.pk]).get(kpi.pk, [])[-HISTORY:]
    ids = {reading.author_id for reading in history if reading.author_id is not None}
    people = org_queries.people_by_id(organization_id=actor.organization_id, ids=ids)
    return KpiPage(
        row=_rows(actor, [kpi], on)[0],
        history=tuple(reversed(history)),
        authors={person_id: person.name for person_id, person in people.items()},
    )


def kpi_entry(*, actor: Actor, on: date, ref: str | None = None) -> KpiEntry:
    """What the form of a new KPI (or of the one called ``ref``) needs.

    :raises NotFound: no such KPI here
    :raises NotAllowed: ``kpi_not_yours`` or ``kpi_needs_a_member``
    """
    kpi = kpi_by_ref(actor=actor, ref=ref) if ref else None
    if kpi is None:
        policies.require_may_create_kpi(actor)
    else:
        policies.require_may_edit_kpi(actor, kpi, org_queries.reach_of(actor=actor, on=on))
    return KpiEntry(
        kpi=kpi,
        people=tuple(org_queries.active_people(organization_id=actor.organization_id)),
        teams=tuple(org_queries.teams(organization_id=actor.organization_id)),
        currency=org_queries.organization_of(organization_id=actor.organization_id).currency,
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """What every row of a page is judged by, asked for once."""

    actor: Actor
    reach: Reach
    calendar: Calendar
    policy: Policy
    on: date


def _rows(actor: Actor, found: list[Kpi], on: date) -> list[KpiRow]:
    organization_id = actor.organization_id
    reader = _Reader(
        actor=actor,
        reach=org_queries.reach_of(actor=actor, on=on),
        calendar=org_queries.calendar_of(organization_id=organization_id),
        policy=org_queries.policy_of(organization_id=organization_id),
        on=on,
    )
    readings = recent_readings(organization_id=organization_id, kpi_ids=[kpi.pk for kpi in found])
    return [_row(kpi, tuple(readings.get(kpi.pk, ())), reader) for kpi in found]


def _row(kpi: Kpi, readings: tuple[ReadingRow, ...], reader: _Reader) -> KpiRow:
    last = readings[-1] if readings else None
    age = reader.calendar.age(last.on if last else kpi.created_at.date(), reader.on)
    may_record = policies.may_record_reading(reader.actor, kpi, reader.reach)
    return KpiRow(
        kpi=kpi,
        unit=unit_of(kpi=kpi),
        readings=readings,
        band=band_state(kpi=kpi, value=last.value if last else None),
        age=age if last else None,
        freshness=freshness(age, kpi.cadence_days, is_never_read=last is None, policy=reader.policy),
        may_edit=policies.may_edit_kpi(reader.actor, kpi, reader.reach),
        may_record=may_record and kpi.is_active,
    )
