"""Making and changing KPIs, and writing down what was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from northing.features.kpis import policies, queries
from northing.features.kpis.actions.fields import KpiFields, Reader, exact
from northing.features.kpis.models import Kpi, Reading
from northing.features.org import queries as org_queries
from northing.kit import events
from northing.kit.activity.record import record
from northing.kit.actors import Actor
from northing.kit.errors import Conflict, Invalid
from northing.kit.storage import search, versions
from northing.kit.storage.writing import writing

NOTE_LENGTH = 2_000


@dataclass(frozen=True, slots=True)
class KpiReadingRecorded:
    """A KPI has a value for a day (a later one for the same day replaces it); linked key results may move."""

    organization_id: int
    kpi_id: int
    kpi_ref: str
    on: date
    value: Decimal
    at: datetime
    by: Actor


def create_kpi(*, actor: Actor, fields: KpiFields, at: datetime, ref: str | None = None) -> Kpi:
    """A new KPI; without an owner named it belongs to whoever makes it.

    :param ref: only for a restore or an import that keeps names of things
    :raises NotAllowed: ``kpi_needs_a_member``
    :raises Problems: every field that cannot be accepted
    """
    policies.require_may_create_kpi(actor)
    reader = Reader(actor)
    columns = {"owner_id": actor.person_id, **reader.columns(fields)}
    row = Kpi(
        organization_id=actor.organization_id, created_at=at, **columns, **({"ref": ref} if ref else {})
    )
    reader.finish(row)
    with writing():
        versions.create(row, actor=actor, at=at)
        record(actor, "kpi.created", on=row, at=at)
        _index(row)
    return queries.kpi_by_ref(actor=actor, ref=row.ref)


def change_kpi(
    *, actor: Actor, ref: str, fields: KpiFields, at: datetime, on: date, expected: int | None = None
) -> Kpi:
    """Change a KPI; ``is_active=False`` retires it: readings stay, forms no longer offer it.

    :param on: today, for deputies
    :param expected: the version the person had on screen
    :raises NotFound: no such KPI here
    :raises NotAllowed: ``kpi_not_yours``
    :raises Problems: every field that cannot be accepted
    :raises Conflict: ``changed_meanwhile``
    """
    with writing():
        row = _locked(actor, ref)
        policies.require_may_edit_kpi(actor, row, org_queries.reach_of(actor=actor, on=on))
        reader = Reader(actor)
        columns = reader.columns(fields)
        reader.finish(_proposed(row, columns))
        changed = versions.change(row, _differing(row, columns), actor=actor, at=at, expected=expected)
        if changed:
            record(actor, "kpi.changed", on=row, at=at, fields=sorted(changed))
            _index(row)
    return queries.kpi_by_ref(actor=actor, ref=ref)


def record_kpi_reading(
    *,
    actor: Actor,
    kpi: str,
    value: Decimal,
    on: date,
    today: date,
    at: datetime,
    note: str = "",
    source: str = "person",
) -> queries.ReadingRow:
    """Write down the value of a day; a later row for the same day counts instead of the earlier one.

    :param kpi: its ref
    :param value: in the KPI's unit as stored (durations in seconds)
    :raises NotFound: no such KPI here
    :raises NotAllowed: ``kpi_reading_not_yours``
    :raises Invalid: ``day_in_future``, ``too_precise``, ``not_finite``, ``too_long``
    :raises Conflict: ``kpi_retired``
    """
    number = exact(value=value, field="value")
    if on > today:
        raise Invalid("day_in_future", field="on", today=today.isoformat())
    if len(note) > NOTE_LENGTH:
        raise Invalid("too_long", field="note", limit=NOTE_LENGTH)
    with writing():
        row = _locked(actor, kpi)
        policies.require_may_record_reading(actor, row, org_queries.reach_of(actor=actor, on=today))
        if not row.is_active:
            raise Conflict("kpi_retired", kpi=row.title)
        reading = Reading(
            organization_id=row.organization_id,
            kpi=row,
            on=on,
            value=number,
            note=note.strip(),
            source=source,
            author_id=actor.person_id,
            created_at=at,
        )
        reading.save(force_insert=True)
        record(actor, "kpi.read", on=row, at=at, day=on.isoformat(), value=format(number, "f"))
        events.announce(KpiReadingRecorded(row.organization_id, row.pk, row.ref, on, number, at, actor))
    return queries.reading_row(row=reading)


def _locked(actor: Actor, ref: str) -> Kpi:
    known = queries.kpi_by_ref(actor=actor, ref=ref)
    Kpi.within(actor.organization_id).select_for_update().get(pk=known.pk)
    return queries.kpi_by_ref(actor=actor, ref=ref)


def _proposed(row: Kpi, columns: dict[str, object]) -> Kpi:
    """The row as it would be, so that nothing is set on the real one before it is checked."""
    values = {name: getattr(row, name) for name in ("title", "direction", "lower", "upper")}
    return Kpi(**{**values, **columns})


def _differing(row: Kpi, columns: dict[str, object]) -> dict[str, object]:
    """Only what really differs: 12 and 12.000000 are one number but two texts."""
    return {name: value for name, value in columns.items() if getattr(row, name) != value}


def _index(row: Kpi) -> None:
    text = f"{row.title} {row.definition} {row.source}"
    search.index(versions.subject_of(row), organization_id=row.organization_id, text=text)
