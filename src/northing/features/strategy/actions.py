"""Writing strategy: the statement and its pillars."""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict

from northing.features.org.actions import lock_organization
from northing.features.strategy import policies, queries
from northing.features.strategy.models import Pillar, Strategy
from northing.kit.activity.record import record
from northing.kit.actors import Actor
from northing.kit.errors import Conflict, Invalid
from northing.kit.storage import search, versions
from northing.kit.storage.writing import writing
from northing.kit.text import checked_text

NAME_LENGTH = 120
TEXT_LENGTH = 4_000


class StatementChanges(TypedDict, total=False):
    """Parts of the statement to set; what is absent stays."""

    mission: str
    vision: str
    purpose: str


class PillarChanges(TypedDict, total=False):
    """Fields of a pillar to set; what is absent stays. ``is_active=False`` retires it: links stay, forms hide it."""

    name: str
    description: str
    is_active: bool


def write_statement(
    *, actor: Actor, changes: StatementChanges, at: datetime, expected: int | None = None
) -> queries.Statement:
    """Set mission, vision or purpose.

    :param expected: the version the person had on screen; 0 when nothing was written yet
    :raises NotAllowed: ``strategy_needs_a_guide``
    :raises Invalid: ``too_long`` or ``control_characters``, at the part
    :raises Conflict: ``changed_meanwhile``
    """
    policies.require_may_edit_strategy(actor)
    fields = {name: checked_text(str(text), field=name, limit=TEXT_LENGTH) for name, text in changes.items()}
    with writing():
        lock_organization(organization_id=actor.organization_id)  # two people write the first words at once
        row = Strategy.within(actor.organization_id).select_for_update().first()
        if row is None:
            if expected:
                raise Conflict("changed_meanwhile", current=0)
            row = Strategy(organization_id=actor.organization_id, **fields)
            versions.create(row, actor=actor, at=at)
            changed: object = fields
        else:
            changed = versions.change(row, fields, actor=actor, at=at, expected=expected)
        if changed:
            record(actor, "strategy.written", on=row, at=at, fields=sorted(fields))
    return queries.statement(actor=actor)


def create_pillar(
    *, actor: Actor, name: str, at: datetime, description: str = "", ref: str | None = None
) -> Pillar:
    """A new pillar, last in order.

    :param ref: only for a restore or an import that keeps names of things
    :raises NotAllowed: ``strategy_needs_a_guide``
    :raises Invalid: ``required``, ``too_long``, ``control_characters`` or ``pillar_name_taken``
    """
    policies.require_may_edit_strategy(actor)
    row = Pillar(
        organization_id=actor.organization_id,
        name=_name(name),
        description=checked_text(description, field="description", limit=TEXT_LENGTH),
        created_at=at,
        **({"ref": ref} if ref else {}),
    )
    with writing():
        lock_organization(organization_id=actor.organization_id)
        _require_free(row)
        row.position = _last_position(actor.organization_id) + 1
        versions.create(row, actor=actor, at=at)
        record(actor, "pillar.created", on=row, at=at)
        _index(row)
    return row


def change_pillar(
    *, actor: Actor, ref: str, changes: PillarChanges, at: datetime, expected: int | None = None
) -> Pillar:
    """Rename, describe, retire or bring back a pillar.

    :raises NotFound: no such pillar here
    :raises NotAllowed: ``strategy_needs_a_guide``
    :raises Invalid: as :func:`create_pillar`
    :raises Conflict: ``changed_meanwhile``
    """
    known = queries.pillar_by_ref(actor=actor, ref=ref)
    policies.require_may_edit_strategy(actor)
    fields: dict[str, object] = dict(changes)
    if "name" in changes:
        fields["name"] = _name(changes["name"])
    if "description" in changes:
        fields["description"] = checked_text(changes["description"], field="description", limit=TEXT_LENGTH)
    with writing():
        lock_organization(organization_id=actor.organization_id)
        row = Pillar.within(actor.organization_id).get(pk=known.pk)
        _require_free(
            Pillar(pk=row.pk, organization_id=row.organization_id, name=str(fields.get("name", row.name)))
        )
        changed = versions.change(row, fields, actor=actor, at=at, expected=expected)
        if changed:
            record(actor, "pillar.changed", on=row, at=at, fields=sorted(changed))
            _index(row)
    return row


def move_pillar(*, actor: Actor, ref: str, is_up: bool, at: datetime) -> None:
    """Swap a pillar with its neighbour in the order people see; at the end nothing happens.

    :raises NotFound: no such pillar here
    :raises NotAllowed: ``strategy_needs_a_guide``
    """
    queries.pillar_by_ref(actor=actor, ref=ref)
    policies.require_may_edit_strategy(actor)
    with writing():
        lock_organization(organization_id=actor.organization_id)
        rows = list(Pillar.within(actor.organization_id).filter(is_active=True).order_by("position", "pk"))
        place = next((index for index, row in enumerate(rows) if row.ref == ref), None)
        if place is None:
            return
        other = place - 1 if is_up else place + 1
        if not 0 <= other < len(rows):
            return
        rows[place], rows[other] = rows[other], rows[place]
        for position, row in enumerate(rows, 1):
            versions.change(row, {"position": position}, actor=actor, at=at)
        record(actor, "pillar.moved", on=rows[other], at=at)


def _name(name: str) -> str:
    return checked_text(name, field="name", limit=NAME_LENGTH, is_required=True)


def _require_free(row: Pillar) -> None:
    if Pillar.within(row.organization_id).filter(name=row.name).exclude(pk=row.pk).exists():
        raise Invalid("pillar_name_taken", field="name", name=row.name)


def _last_position(organization_id: int) -> int:
    last = Pillar.within(organization_id).order_by("-position").values_list("position", flat=True).first()
    return last or 0


def _index(row: Pillar) -> None:
    text = f"{row.name} {row.description}"
    search.index(versions.subject_of(row), organization_id=row.organization_id, text=text)
