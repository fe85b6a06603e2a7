"""Making a cycle and changing its name, dates, parent and deadlines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from northing.domain.terms import CycleKind, Phase
from northing.features.cycles import policies, queries
from northing.features.cycles.actions.checks import CycleChanges, check_cycle, checked_name
from northing.features.cycles.models import Cycle
from northing.features.org.actions import lock_organization
from northing.kit import events
from northing.kit.activity.record import record
from northing.kit.actors import Actor
from northing.kit.errors import Invalid, NotFound
from northing.kit.storage import search, versions
from northing.kit.storage.writing import writing


@dataclass(frozen=True, slots=True)
class CycleDatesChanged:
    """The first or last day of a cycle moved, or it lies in another parent: time is shared out anew."""

    organization_id: int
    cycle_id: int
    before: tuple[date, date]
    after: tuple[date, date]
    at: datetime
    by: Actor


def create_cycle(
    *,
    actor: Actor,
    name: str,
    kind: CycleKind,
    starts_on: date,
    ends_on: date,
    at: datetime,
    parent_ref: str | None = None,
    submit_by_organization_on: date | None = None,
    submit_by_team_on: date | None = None,
    submit_by_person_on: date | None = None,
    ref: str | None = None,
) -> Cycle:
    """A new cycle in planning; both dates belong to it.

    :param ref: only for a restore or an import that keeps names of things
    :raises NotAllowed: the actor does not run cycles
    :raises Invalid: a name that is empty, too long or taken, or (as ``Problems``) dates that do not fit
    """
    policies.require_may_run_cycles(actor)
    row = Cycle(
        organization_id=actor.organization_id,
        name=checked_name(name=name),
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
        submit_by_organization_on=submit_by_organization_on,
        submit_by_team_on=submit_by_team_on,
        submit_by_person_on=submit_by_person_on,
        created_at=at,
        **({"ref": ref} if ref else {}),
    )
    with writing():
        lock_organization(organization_id=actor.organization_id)  # a name is taken once, also by two at once
        row.parent = _parent(actor, parent_ref)
        check_cycle(row=row, parent=row.parent)
        versions.create(row, actor=actor, at=at)
        record(actor, "cycle.created", on=row, at=at)
        _index(row)
    return row


def change_cycle(
    *, actor: Actor, ref: str, changes: CycleChanges, at: datetime, expected: int | None = None
) -> Cycle:
    """Change a cycle that is not closed. Moved dates of a cycle people work in are told in its history.

    :param expected: the version the person had on screen
    :raises NotFound: no such cycle, or no such parent
    :raises Conflict: ``cycle_closed``, or ``changed_meanwhile``
    :raises Invalid: as :func:`create_cycle`, and ``children_outside``
    """
    policies.require_may_run_cycles(actor)
    with writing():
        lock_organization(organization_id=actor.organization_id)
        known = queries.cycle_by_ref(actor=actor, ref=ref)
        row = queries.cycle_for_update(organization_id=actor.organization_id, cycle_id=known.pk)
        queries.require_open(cycle=row)
        fields = _fields(actor, changes)
        before, parent_before = (row.starts_on, row.ends_on), row.parent_id
        proposed = _proposed(row, fields)
        check_cycle(row=proposed, parent=proposed.parent)
        changed = versions.change(row, fields, actor=actor, at=at, expected=expected)
        if changed:
            record(actor, "cycle.changed", on=row, at=at, fields=sorted(changed))
            _index(row)
        if before != (row.starts_on, row.ends_on):
            _record_new_dates(row, before, actor, at)
        if before != (row.starts_on, row.ends_on) or parent_before != row.parent_id:
            after = (row.starts_on, row.ends_on)
            events.announce(CycleDatesChanged(row.organization_id, row.pk, before, after, at, actor))
    return row


def _fields(actor: Actor, changes: CycleChanges) -> dict[str, Any]:
    fields: dict[str, Any] = {key: value for key, value in changes.items() if key != "parent_ref"}
    if "name" in changes:
        fields["name"] = checked_name(name=changes["name"])
    if "parent_ref" in changes:
        fields["parent"] = _parent(actor, changes["parent_ref"])
    return fields


def _proposed(row: Cycle, fields: dict[str, Any]) -> Cycle:
    """The row as it would be, so that nothing is set on the real one before it is checked."""
    values = {
        name: getattr(row, name) for name in ("id", "organization_id", "name", "kind", "phase", "parent")
    }
    for name in ("starts_on", "ends_on", *queries.DEADLINES):
        values[name] = getattr(row, name)
    return Cycle(**{**values, **fields})


def _parent(actor: Actor, ref: str | None) -> Cycle | None:
    if not ref:
        return None
    try:
        return queries.cycle_by_ref(actor=actor, ref=ref)
    except NotFound:
        raise Invalid("cycle_not_found", field="parent") from None


def _record_new_dates(row: Cycle, before: tuple[date, date], actor: Actor, at: datetime) -> None:
    if row.phase == Phase.PLANNING:
        return
    after = (row.starts_on, row.ends_on)
    told = {"before": [day.isoformat() for day in before], "after": [day.isoformat() for day in after]}
    record(actor, "cycle.dates_changed", on=row, at=at, phase=str(row.phase), **told)


def _index(row: Cycle) -> None:
    search.index(versions.subject_of(row), organization_id=row.organization_id, text=row.name)
