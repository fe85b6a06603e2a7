"""Putting jobs into the table, in the caller's transaction."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from northing.kit.jobs.handlers import periodic_names
from northing.kit.jobs.models import INSTALLATION, Job, State
from northing.kit.storage.writing import writing

PERIODIC_SLOT = "again"
KEPT = timedelta(days=30)


def schedule(
    name: str,
    slot: str,
    *,
    organization_id: int,
    at: datetime,
    not_before: datetime | None = None,
    payload: dict[str, Any] | None = None,
) -> bool:
    """Schedule a job once; it runs after the caller's transaction is committed, not before ``not_before``.

    :param slot: what makes the job unique within its name, e.g. the calendar day of a day roll
    :returns: whether it is new; a known slot, done or not, changes nothing
    """
    with writing():
        _, is_new = Job.within(organization_id).get_or_create(
            organization_id=organization_id,
            name=name,
            slot=slot,
            defaults={"payload": payload or {}, "next_at": not_before or at, "created_at": at},
        )
    return is_new


def schedule_periodic(*, at: datetime) -> None:
    """Give every periodic job its row; rows that exist keep their time."""
    known = set(Job.within(INSTALLATION).filter(slot=PERIODIC_SLOT).values_list("name", flat=True))
    for name in periodic_names():
        if name not in known:
            schedule(name, PERIODIC_SLOT, organization_id=INSTALLATION, at=at)


def retry_failed(*, at: datetime) -> int:
    """Let every job that was given up be tried again now; the number of them."""
    with writing():
        return (
            Job.queue()
            .filter(state=State.FAILED)
            .update(state=State.WAITING, attempts=0, next_at=at, finished_at=None)
        )


def sweep(*, at: datetime) -> int:
    """Delete jobs done more than 30 days ago; the number of them."""
    with writing():
        return Job.queue().filter(state=State.DONE, finished_at__lt=at - KEPT).delete()[0]
