"""The loop of a worker process."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from threading import Event

from django.db import DatabaseError, close_old_connections, connection

from northing.kit.jobs.running import run_next
from northing.kit.jobs.schedule import schedule_periodic

POLL_SECONDS = 1.0
OUTAGE_SECONDS = 5.0

logger = logging.getLogger("northing.jobs")


def work(*, clock: Callable[[], datetime], stop: Event, poll_seconds: float = POLL_SECONDS) -> int:
    """Run due jobs until ``stop`` is set; the number of runs. A job in progress is finished first.

    A database that goes away is waited for: nothing is lost, because a job is settled only after it ran.
    """
    runs = 0
    is_prepared = False
    while not stop.is_set():
        try:
            if not is_prepared:
                schedule_periodic(at=clock())
                is_prepared = True
            while not stop.is_set() and run_next(at=clock()) is not None:
                runs += 1
        except DatabaseError:
            logger.exception("the database did not answer; trying again")
            connection.close()
            stop.wait(OUTAGE_SECONDS)
            continue
        close_old_connections()
        stop.wait(poll_seconds)
    return runs
