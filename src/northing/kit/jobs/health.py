"""What the doctor asks of the queue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from northing.kit.jobs.models import Job, State


@dataclass(frozen=True, slots=True)
class QueueHealth:
    """Jobs overdue now, when the oldest of them was due, and jobs given up with their last error."""

    overdue: int
    oldest_due_at: datetime | None
    failed: int
    last_error: str
    is_ever_run: bool


def queue_health(*, at: datetime) -> QueueHealth:
    """The state of the queue over the whole installation."""
    due = Job.due(at)
    oldest = due.first()
    given_up = Job.queue().filter(state=State.FAILED)
    latest = given_up.order_by("-finished_at").first()
    return QueueHealth(
        overdue=due.count(),
        oldest_due_at=oldest.next_at if oldest else None,
        failed=given_up.count(),
        last_error=f"{latest.name}: {latest.error}" if latest else "",
        is_ever_run=Job.queue().filter(finished_at__isnull=False).exists(),
    )
