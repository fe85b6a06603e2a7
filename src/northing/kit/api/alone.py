"""One request a key at a time, over all threads and processes, released by a crash."""

from __future__ import annotations

import fcntl
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from northing.kit.errors import Conflict

_SET_LOCK: int | None = getattr(fcntl, "F_OFD_SETLK", None)


@contextmanager
def alone(digest: bytes) -> Iterator[None]:
    """Hold the key ``digest`` on SQLite while inside; enter it before ``writing()``.

    :raises Conflict: ``still_running`` when another request holds it
    """
    name = str(connection.settings_dict.get("NAME") or "")
    if connection.vendor != "sqlite" or _SET_LOCK is None or ":memory:" in name or "mode=memory" in name:
        yield  # PostgreSQL: see claim_in_transaction; memory: one process, writers wait for each other
        return
    handle = os.open(f"{name}.keys", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock_byte(handle, int.from_bytes(digest[:7], "big"))
        yield
    finally:
        os.close(handle)


def _lock_byte(handle: int, place: int) -> None:
    # One byte of an empty file per key: an open-file lock, so threads exclude each other like processes do.
    wanted = struct.pack("hhqqixxxx", fcntl.F_WRLCK, os.SEEK_SET, place, 1, 0)
    try:
        fcntl.fcntl(handle, fcntl.F_OFD_SETLK, wanted)
    except (BlockingIOError, PermissionError):
        raise Conflict("still_running") from None


def claim_in_transaction(digest: bytes) -> None:
    """Hold the key on PostgreSQL until this transaction ends.

    :raises Conflict: ``still_running`` when another transaction holds it
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_xact_lock(%s)", [int.from_bytes(digest[:8], "big", signed=True)]
        )
        if not cursor.fetchone()[0]:
            raise Conflict("still_running")
