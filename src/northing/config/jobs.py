"""What runs when. Called by the worker; nothing is scheduled at import."""

from __future__ import annotations

from datetime import timedelta

from northing.kit.api import idempotency
from northing.kit.jobs import schedule as jobs
from northing.kit.jobs.handlers import Run, periodic
from northing.kit.outbox import messages
from northing.kit.outbox.sending import send_due


def wire() -> None:
    """Register every job of the installation; twice changes nothing."""
    periodic("outbox.send", timedelta(seconds=10), send_mail)
    periodic("kit.sweep", timedelta(hours=6), sweep)


def send_mail(run: Run) -> None:
    """Send the mail that is due, batch after batch while some leaves."""
    while send_due(at=run.at).sent:
        pass


def sweep(run: Run) -> None:
    """Delete what is kept for a while only: answers of the API, finished jobs, settled mail."""
    idempotency.sweep(at=run.at)
    jobs.sweep(at=run.at)
    messages.sweep(at=run.at)
