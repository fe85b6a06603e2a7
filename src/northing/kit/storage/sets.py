"""Rows of plain values in one statement, where making objects and SQL of them takes longer than writing them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from django.db import connection, models

BATCH: Final = 300
_READY: Final = frozenset({int, str, bool, Decimal, type(None)})  # both drivers take these as they are


def insert_values(
    table: type[models.Model],
    names: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    unique: Sequence[str] = (),
    updated: Sequence[str] = (),
) -> None:
    """Insert rows of the columns ``names``, which are all it has besides its key; a statement for ``BATCH`` of them.

    A row that is there already, by ``unique``, gets the columns ``updated`` instead.
    """
    fields = _fields(table, names)
    columns = [_quoted(field.column) for field in fields]
    row = f"({', '.join(['%s'] * len(names))})"
    conflict = ""
    if unique:
        sets = ", ".join(f"{_quoted(name)} = EXCLUDED.{_quoted(name)}" for name in updated)
        conflict = f" ON CONFLICT ({', '.join(map(_quoted, unique))}) DO UPDATE SET {sets}"
    for batch in _batches(rows):
        sql = (
            f"INSERT INTO {_quoted(table._meta.db_table)} ({', '.join(columns)}) "  # noqa: S608 - own names only
            f"VALUES {', '.join([row] * len(batch))}{conflict}"
        )
        _execute(
            sql, [_stored(field, value) for one in batch for field, value in zip(fields, one, strict=True)]
        )


def update_from_values(
    table: type[models.Model], organization_id: int, key: str, rows: Mapping[int, Mapping[str, Any]]
) -> None:
    """Set the given columns of every row named by ``key``; one statement for up to ``BATCH`` rows."""
    items = sorted(rows.items())
    if not items:
        return
    names = list(items[0][1])
    fields = _fields(table, names)
    is_postgresql = connection.vendor == "postgresql"
    sets = ", ".join(
        f"{_quoted(field.column)} = v.column{place}"
        + (f"::{field.db_type(connection)}" if is_postgresql else "")
        for place, field in enumerate(fields, start=2)
    )
    row = f"({', '.join(['%s'] * (len(names) + 1))})"
    (key_field,) = _fields(table, [key])
    for batch in _batches(items):
        sql = (
            f"UPDATE {_quoted(table._meta.db_table)} AS t SET {sets} "  # noqa: S608 - own names only
            f"FROM (VALUES {', '.join([row] * len(batch))}) AS v "
            f"WHERE t.{_quoted(key_field.column)} = v.column1 AND t.organization_id = %s"
        )
        parameters: list[Any] = []
        for pk, values in batch:
            parameters.append(pk)
            parameters += [_stored(field, values[field.attname]) for field in fields]
        _execute(sql, [*parameters, organization_id])


def _fields(table: type[models.Model], names: Sequence[str]) -> list[models.Field[Any, Any]]:
    known = {field.attname: field for field in table._meta.concrete_fields}
    return [known[name] for name in names]


def _stored(field: models.Field[Any, Any], value: Any) -> Any:
    return value if type(value) in _READY else field.get_db_prep_save(value, connection)


def _quoted(name: str | None) -> str:
    return connection.ops.quote_name(str(name))


def _batches(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


def _execute(sql: str, parameters: Sequence[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
