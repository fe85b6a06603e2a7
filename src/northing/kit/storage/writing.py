"""One way to write: a transaction behind a fair lock.

SQLite lets writers that wait for ``BEGIN IMMEDIATE`` starve for seconds, because its busy handler sleeps and
polls. An advisory lock on a file beside the database queues them in the kernel instead. PostgreSQL needs none.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import local

from django.db import connection, transaction

_held = local()


def _lock_path() -> Path | None:
    name = str(connection.settings_dict.get("NAME") or "")
    if connection.vendor != "sqlite" or not name or ":memory:" in name or "mode=memory" in name:
        return None
    return Path(f"{name}.lock")


@contextmanager
def _queued(path: Path) -> Iterator[None]:
    # flock is per open file: each outermost writer opens its own, so threads queue like processes do.
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextmanager
def writing() -> Iterator[None]:
    """Open (or join) the write transaction of this thread.

    The outermost use takes the fair lock before ``BEGIN`` and keeps it until after ``COMMIT``; inner uses join
    as savepoints. Keep it short: no writer may hold it longer than a second.
    """
    path = None if connection.in_atomic_block or getattr(_held, "is_held", False) else _lock_path()
    if path is None:
        with transaction.atomic():
            yield
        return
    with _queued(path):
        _held.is_held = True
        try:
            with transaction.atomic():
                yield
        finally:
            _held.is_held = False
