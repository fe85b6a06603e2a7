"""Statements as the driver sees them: recorded while Northing runs, replayed without it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection

from northing.config.bench.timing import Took, since, started

_ROWS = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement with its parameters, in Django's placeholders."""

    sql: str
    parameters: tuple[Any, ...]

    @property
    def is_counted(self) -> bool:
        """Whether it reads or writes rows (BEGIN and SAVEPOINT do not)."""
        return self.sql.lstrip(" (\n").upper().startswith(_ROWS)


@contextmanager
def recorded() -> Iterator[list[Statement]]:
    """The statements run within."""
    found: list[Statement] = []

    def keep(execute: Callable[..., Any], sql: str, parameters: Any, many: bool, context: Any) -> Any:
        found.append(Statement(sql, tuple(parameters or ())))
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(keep):
        yield found


def replay(statements: Sequence[Statement], *, is_transaction: bool = True) -> Took:
    """Run them through the bare driver on the same connection and fetch every row.

    With ``is_transaction`` BEGIN and COMMIT go around it and count, as they do for Northing.
    """
    connection.ensure_connection()
    raw: Any = connection.connection
    is_sqlite = connection.vendor == "sqlite"
    begin = "BEGIN IMMEDIATE" if is_sqlite else "BEGIN"
    ready = [(_plain(one.sql) if is_sqlite else one.sql, one.parameters) for one in statements]
    cursor = raw.cursor()
    began = started()
    if is_transaction:
        cursor.execute(begin)
    for sql, parameters in ready:
        cursor.execute(sql, parameters)
        if cursor.description:
            cursor.fetchall()
    if is_transaction:
        cursor.execute("COMMIT")
    return since(began)


def _plain(sql: str) -> str:
    """SQLite's own placeholders; Django turns its own into them before each call."""
    return sql.replace("%s", "?").replace("%%", "%")
