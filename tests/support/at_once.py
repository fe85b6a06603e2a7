"""Several people act at the same moment, each in a thread with a connection of its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connection

Answer = TypeVar("Answer")


def together(acts: list[Callable[[], Answer]]) -> list[Answer]:
    """What each act answers, all started at once in threads and connections of their own."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Answer]) -> Answer:
        start.wait()
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))
