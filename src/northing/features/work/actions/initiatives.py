"""Making and changing initiatives, and saying what they should move."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from northing.features.okrs import queries as okr_queries
from northing.features.work import policies, queries
from northing.features.work.actions.fields import InitiativeFields, Reader, exact
from northing.features.work.models import Hypothesis, Initiative
from northing.kit.activity.record import record
from northing.kit.actors import Actor
from northing.kit.errors import Invalid, NotFound, Refusal
from northing.kit.storage import search, versions
from northing.kit.storage.writing import writing


def create_initiative(
    *, actor: Actor, fields: InitiativeFields, at: datetime, on: date, ref: str | None = None
) -> Initiative:
    """A new initiative; without an owner named it belongs to whoever makes it.

    :param ref: only for a restore or an import that keeps names of things
    :raises NotAllowed: ``work_needs_a_member``
    :raises Problems: every field that cannot be accepted
    """
    policies.require(policies.may_create(actor), "work_needs_a_member")
    reader = Reader(actor, on)
    columns = {"owner_id": actor.person_id, **reader.columns(fields)}
    reader.finish(columns.get("title", ""))
    row = Initiative(
        organization_id=actor.organization_id, created_at=at, **columns, **({"ref": ref} if ref else {})
    )
    with writing():
        versions.create(row, actor=actor, at=at)
        record(actor, "initiative.created", on=row, at=at)
        _index(row)
    return row


def check_initiative(*, actor: Actor, fields: InitiativeFields, on: date) -> list[Refusal]:
    """What would be refused of these fields of an initiative. Writes nothing."""
    reader = Reader(actor, on)
    columns = reader.columns(fields)
    try:
        policies.require(policies.may_create(actor), "work_needs_a_member")
        reader.finish(columns.get("title", "–" if "title" not in fields else ""))
    except Refusal as refusal:
        return [refusal]
    return []


def change_initiative(
    *, actor: Actor, ref: str, fields: InitiativeFields, at: datetime, on: date, expected: int | None = None
) -> Initiative:
    """Change an initiative. Its due day may lie outside the cycle: it is linked again, not copied.

    :param expected: the version the person had on screen
    :raises NotFound: no such initiative for this actor
    :raises NotAllowed: ``initiative_not_yours``
    :raises Problems: every field that cannot be accepted
    :raises Conflict: ``changed_meanwhile``
    """
    with writing():
        row = _held(actor, ref, on)
        reader = Reader(actor, on)
        columns = reader.columns(fields)
        reader.finish(columns.get("title", row.title))
        changed = versions.change(row, _differing(row, columns), actor=actor, at=at, expected=expected)
        if changed:
            record(actor, "initiative.changed", on=row, at=at, fields=sorted(changed))
            _index(row)
    return row


def suppose(
    *,
    actor: Actor,
    ref: str,
    key_result: str,
    at: datetime,
    on: date,
    moves_from: Decimal | None = None,
    moves_to: Decimal | None = None,
    by_on: date | None = None,
) -> None:
    """Say which key result an initiative should move, from what to what, by when; said again, it replaces.

    :param key_result: its ref; values are in its unit, as stored
    :raises NotFound: no such initiative for this actor
    :raises NotAllowed: ``initiative_not_yours``
    :raises Invalid: ``unknown_key_result``, ``not_finite``, ``too_precise``
    """
    values = {
        "moves_from": None if moves_from is None else exact(value=moves_from, field="moves_from"),
        "moves_to": None if moves_to is None else exact(value=moves_to, field="moves_to"),
        "by_on": by_on,
    }
    with writing():
        row = _held(actor, ref, on)
        target = _key_result_id(actor, key_result, on)
        Hypothesis.within(row.organization_id).update_or_create(
            organization_id=row.organization_id, initiative_id=row.pk, key_result_id=target, defaults=values
        )
        record(actor, "initiative.supposed", on=row, at=at, key_result=target)


def suppose_no_more(*, actor: Actor, ref: str, key_result: str, at: datetime, on: date) -> None:
    """Take back that an initiative should move a key result.

    :raises NotFound: no such initiative for this actor
    :raises NotAllowed: ``initiative_not_yours``
    :raises Invalid: ``unknown_key_result``
    """
    with writing():
        row = _held(actor, ref, on)
        target = _key_result_id(actor, key_result, on)
        found = Hypothesis.within(row.organization_id).filter(initiative_id=row.pk, key_result_id=target)
        if found.delete()[0]:
            record(actor, "initiative.supposed_no_more", on=row, at=at, key_result=target)


def _held(actor: Actor, ref: str, on: date) -> Initiative:
    known = queries.initiative_by_ref(actor=actor, ref=ref, on=on)
    Initiative.within(actor.organization_id).select_for_update().get(pk=known.pk)
    row = queries.initiative_by_ref(actor=actor, ref=ref, on=on)
    circle = queries.circle_of(actor=actor, on=on, people=[row.owner_id])
    stands = queries.stands_to_initiative(circle=circle, row=row)
    policies.require(policies.may_edit_initiative(actor, stands), "initiative_not_yours")
    return row


def _key_result_id(actor: Actor, ref: str, on: date) -> int:
    try:
        return okr_queries.key_result_row(actor=actor, ref=ref, on=on).id
    except NotFound:
        raise Invalid("unknown_key_result", field="key_result") from None


def _differing(row: Initiative, columns: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in columns.items() if getattr(row, name) != value}


def _index(row: Initiative) -> None:
    search.index(versions.subject_of(row), organization_id=row.organization_id, text=f"{row.title} {row.why}")
