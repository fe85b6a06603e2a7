"""The history of decisions: every change of a named row leaves a version, and versions are the optimistic lock.

django-simple-history was tried and dropped: it dates back-dated rows today, shows today's value of excluded
fields in the past, and bulk writes leave no trace (docs/adr/0004).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import models

from northing.kit.actors import Actor
from northing.kit.errors import Conflict
from northing.kit.storage.bulk import insert_instances, insert_rows, json_text
from northing.kit.storage.models import Version
from northing.kit.storage.rows import NamedRow
from northing.kit.subjects import Subject

_UNTOLD = frozenset({"id", "organization", "ref", "version", "arrival"})


def as_json(value: Any) -> Any:
    """A field value as JSON keeps it: exact texts for decimals and dates, keys for related rows."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value


def _is_same(before: Any, after: Any) -> bool:
    """Whether nothing changed; 1 as typed and 1.000000 as stored are the same number."""
    if isinstance(before, Decimal) and isinstance(after, Decimal):
        return before == after
    return bool(as_json(before) == as_json(after))


@cache
def _told_fields(kind: type[models.Model]) -> tuple[tuple[str, str], ...]:
    """The columns whose history is kept: field name and attribute."""
    fields = kind._meta.concrete_fields
    return tuple((field.name, field.attname) for field in fields if field.name not in _UNTOLD)


def kind_of(row: models.Model) -> str:
    """The subject kind of a row: its model's name in snake case, e.g. ``key_result``."""
    name = type(row).__name__
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")


def subject_of(row: models.Model) -> Subject:
    """The subject that names ``row``."""
    return Subject(kind_of(row), row.pk)


def _append(row: NamedRow, changes: Mapping[str, Any], actor: Actor, at: datetime) -> None:
    Version.within(row.organization_id).create(
        organization_id=row.organization_id,
        subject_kind=kind_of(row),
        subject_id=row.pk,
        number=row.version,
        at=at,
        by_id=actor.person_id,
        via=actor.via,
        changes=dict(changes),
    )


def create(row: NamedRow, *, actor: Actor, at: datetime) -> None:
    """Insert ``row`` and its first version."""
    row.save(force_insert=True)
    _append(row, _first_values(row), actor, at)


def create_many(rows: Sequence[NamedRow], *, actor: Actor, at: datetime) -> None:
    """Insert ``rows`` of one kind and the first version of each, in few statements; they get their keys."""
    insert_instances(rows)
    first_versions(rows, actor=actor, at=at)


def first_versions(rows: Sequence[NamedRow], *, actor: Actor, at: datetime) -> None:
    """The first version of each of ``rows``, whose kind may differ and which were inserted already."""
    kinds = {type(row): kind_of(row) for row in rows}
    insert_rows(
        Version,
        ["organization_id", "subject_kind", "subject_id", "number", "at", "by_id", "via", "changes"],
        (
            (
                *(row.organization_id, kinds[type(row)], row.pk, row.version, at, actor.person_id),
                *(actor.via, json_text(_first_values(row))),
            )
            for row in rows
        ),
    )


def _first_values(row: NamedRow) -> dict[str, Any]:
    values = ((name, getattr(row, attname)) for name, attname in _told_fields(type(row)))
    return {name: [None, as_json(value)] for name, value in values if value not in (None, "", [], {})}


def change(
    row: NamedRow, fields: Mapping[str, Any], *, actor: Actor, at: datetime, expected: int | None = None
) -> dict[str, Any]:
    """Set ``fields`` on ``row``, save them and append a version; nothing happens when nothing differs.

    :param expected: the version the person had on screen, if known
    :returns: ``{field: [old, new]}`` of what really changed
    :raises Conflict: ``changed_meanwhile`` when the row has another version by now
    """
    if expected is not None and expected != row.version:
        raise Conflict("changed_meanwhile", current=row.version)
    before = {name: getattr(row, row._meta.get_field(name).attname) for name in fields}  # type: ignore[union-attr]
    for name, value in fields.items():
        setattr(row, name, value)
    after = {name: getattr(row, row._meta.get_field(name).attname) for name in fields}  # type: ignore[union-attr]
    changes = {
        name: [as_json(before[name]), as_json(after[name])]
        for name in fields
        if not _is_same(before[name], after[name])
    }
    if not changes:
        return {}
    known = row.version
    values = {name: getattr(row, name) for name in changes}
    saved = type(row).within(row.organization_id).filter(pk=row.pk, version=known)
    if not saved.update(version=known + 1, **values):
        raise Conflict("changed_meanwhile", current=known)
    row.version = known + 1
    _append(row, changes, actor, at)
    return changes


@dataclass(frozen=True, slots=True)
class Past:
    """One earlier change, newest first in lists."""

    number: int
    at: datetime
    by_id: int | None
    via: str
    changes: dict[str, Any]


def history(row: NamedRow, *, limit: int = 50) -> list[Past]:
    """The latest versions of ``row``, newest first."""
    rows = (
        Version.within(row.organization_id)
        .filter(subject_kind=kind_of(row), subject_id=row.pk)
        .order_by("-number")[:limit]
    )
    return [Past(version.number, version.at, version.by_id, version.via, version.changes) for version in rows]
