"""Whole tables at once, for the bench: rows of plain values, without an object a row.

Measured five to ten times as fast as ``bulk_create`` on the widest table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

import orjson
from django.core.management.color import no_style
from django.db import connection, models

_BATCH = 2_000
_SQLITE: dict[type, Callable[[Any], Any]] = {
    Decimal: str,
    date: date.isoformat,
    datetime: lambda moment: str(moment.astimezone(UTC).replace(tzinfo=None)),
}


def next_id(table: type[models.Model]) -> int:
    """The first free key of a table; the caller holds the write lock and gives its rows keys from here on."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT MAX(id) FROM {connection.ops.quote_name(table._meta.db_table)}")  # noqa: S608
        return int(cursor.fetchone()[0] or 0) + 1


def insert_rows(table: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert ``rows`` of the columns ``names``; every other column gets its default. JSON comes as text."""
    fields = [field for field in table._meta.concrete_fields if not (field.primary_key and "id" not in names)]
    places = {name: place for place, name in enumerate(names)}
    rest = [
        (place, _plain(field.get_db_prep_save(field.get_default(), connection)))
        for place, field in enumerate(fields)
        if field.attname not in places
    ]
    order = [places.get(field.attname) for field in fields]

    def whole(row: Sequence[Any]) -> list[Any]:
        values = [None if place is None else row[place] for place in order]
        for place, value in rest:
            values[place] = value
        return values

    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(str(field.column)) for field in fields)
    target = f"{quoted(table._meta.db_table)} ({columns})"
    (_copy if connection.vendor == "postgresql" else _execute)(target, len(fields), map(whole, rows))


def _plain(value: Any) -> Any:
    """JSON as the text that COPY takes, instead of the driver's wrapper."""
    return orjson.dumps(value.obj).decode() if hasattr(value, "obj") else value


def _execute(target: str, width: int, rows: Iterable[list[Any]]) -> None:
    sql = f"INSERT INTO {target} VALUES ({', '.join(['%s'] * width)})"  # noqa: S608 - own names only
    source = iter(rows)
    with connection.cursor() as cursor:
        while batch := [[_adapted(value) for value in row] for row in islice(source, _BATCH)]:
            cursor.executemany(sql, batch)


def _adapted(value: Any) -> Any:
    adapt = _SQLITE.get(type(value))
    return adapt(value) if adapt else value


def _copy(target: str, _width: int, rows: Iterable[list[Any]]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {target} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def keep_counting(tables: Iterable[type[models.Model]]) -> None:
    """Tell the database's own counters of keys what was given out here; SQLite keeps count by itself."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(sql)
