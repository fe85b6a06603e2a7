"""Keys of whole tables for the bench, whose rows it numbers itself; the rows go in by ``kit.storage.bulk``."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.management.color import no_style
from django.db import connection, models

from northing.kit.storage.bulk import insert_rows

__all__ = ["insert_rows", "keep_counting", "next_id"]


def next_id(table: type[models.Model]) -> int:
    """The first free key of a table; the caller holds the write lock and gives its rows keys from here on."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT MAX(id) FROM {connection.ops.quote_name(table._meta.db_table)}")  # noqa: S608
        return int(cursor.fetchone()[0] or 0) + 1


def keep_counting(tables: Iterable[type[models.Model]]) -> None:
    """Tell the database's own counters of keys what was given out here; SQLite keeps count by itself."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(sql)
