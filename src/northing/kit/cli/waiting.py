"""Processes that must not do the same thing at once."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def one_process_at_a_time(name: str) -> Iterator[None]:
    """Queue processes that use the same SQLite file; a database server has its own locks."""
    from django.db import connection

    file = str(connection.settings_dict.get("NAME") or "")
    if connection.vendor != "sqlite" or ":memory:" in file or "mode=memory" in file:
        yield
        return
    handle = os.open(f"{file}.{name}", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
