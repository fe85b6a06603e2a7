"""Which function does which job. Wired in ``config/jobs.py``; nothing is scheduled at import."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

LEASE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Run:
    """What a handler is given. ``at`` is the worker's clock when the job was picked; ``attempt`` starts at 1."""

    organization_id: int
    name: str
    slot: str
    payload: dict[str, Any]
    at: datetime
    attempt: int


Handler = Callable[[Run], None]


@dataclass(frozen=True, slots=True)
class Registered:
    """A handler with its bounds: ``lease`` is the longest it may take, ``every`` the pause of a periodic job."""

    handle: Handler
    lease: timedelta
    every: timedelta | None = None


_handlers: dict[str, Registered] = {}


def register_job(name: str, handler: Handler, *, lease: timedelta = LEASE) -> None:
    """Have ``handler(run)`` do the jobs called ``name``. It must be safe to run twice: a worker may die midway.

    :param lease: the longest a run may take; afterwards another worker may start the job again
    """
    _handlers[name] = Registered(handler, lease)


def periodic(name: str, every: timedelta, handler: Handler, *, lease: timedelta = LEASE) -> None:
    """Have ``handler(run)`` called again and again, ``every`` after the last run ended; one at a time anywhere."""
    _handlers[name] = Registered(handler, lease, every)


def registered(name: str) -> Registered | None:
    """What is wired for ``name``."""
    return _handlers.get(name)


def periodic_names() -> list[str]:
    """The names of the periodic jobs."""
    return [name for name, entry in _handlers.items() if entry.every is not None]


def job_names() -> list[str]:
    """Every wired name, for the docs and the doctor."""
    return sorted(_handlers)
