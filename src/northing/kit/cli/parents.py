"""Child processes that end when the process that started them is gone, even by ``kill -9``."""

from __future__ import annotations

import os
from collections.abc import Callable
from threading import Event, Thread

POLL_SECONDS = 1.0


def follow(parent: int, act: Callable[[], object]) -> None:
    """Call ``act`` once, from a thread of its own, when ``parent`` is no longer this process's parent."""
    Thread(target=_watch, args=(parent, act), name="parent-watch", daemon=True).start()


def _watch(parent: int, act: Callable[[], object]) -> None:
    pause = Event()
    while os.getppid() == parent:
        pause.wait(POLL_SECONDS)
    act()
