"""What runs when. Called by the worker; nothing is scheduled at import."""

from __future__ import annotations

from datetime import time, timedelta

from northing.config.reactions import roll_the_day
from northing.features.home import actions as home_actions
from northing.features.okrs import actions as okr_actions
from northing.features.org import actions as org_actions
from northing.features.org import queries as org_queries
from northing.kit.api import idempotency
from northing.kit.jobs import schedule as jobs
from northing.kit.jobs.handlers import Run, periodic, register_job
from northing.kit.outbox import messages
from northing.kit.outbox.sending import send_due

MORNING = time(7)


def wire() -> None:
    """Register every job of the installation; twice changes nothing."""
    periodic("outbox.send", timedelta(seconds=10), send_mail)
    periodic("okrs.day_roll", timedelta(minutes=5), roll_days)
    periodic("okrs.fold_tally", timedelta(minutes=10), fold_tallies)
    periodic("home.digests", timedelta(minutes=20), mail_digests)
    register_job(okr_actions.RECOMPUTE_JOB, okr_actions.recompute_in_background)
    periodic("okrs.sweep_arrivals", timedelta(minutes=10), sweep_arrivals)
    periodic("kit.sweep", timedelta(hours=6), sweep)


def send_mail(run: Run) -> None:
    """Send the mail that is due, batch after batch while some leaves."""
    while send_due(at=run.at).sent:
        pass


def roll_days(run: Run) -> None:
    """Roll the day of every organization whose calendar has turned the page since."""
    for organization in org_queries.organizations():
        today = org_queries.today_in(organization=organization, at=run.at)
        if organization.rolled_on is None or organization.rolled_on < today:
            roll_the_day(org_actions.DayBegan(organization_id=organization.id, on=today, at=run.at))


def fold_tallies(run: Run) -> None:
    """Fold the appended counts into one row a cell."""
    for organization in org_queries.organizations():
        okr_actions.fold_tally(organization_id=organization.id)


def sweep_arrivals(run: Run) -> None:
    """Take back what imports left behind that broke off."""
    for organization in org_queries.organizations():
        okr_actions.sweep_arrivals(organization_id=organization.id, at=run.at)


def mail_digests(run: Run) -> None:
    """Mail the digests of every organization where the morning has come; once a day each."""
    for organization in org_queries.organizations():
        local = run.at.astimezone(org_queries.zone_of(organization=organization))
        if local.time() >= MORNING:
            home_actions.mail_digests(organization_id=organization.id, on=local.date(), at=run.at)


def sweep(run: Run) -> None:
    """Delete what is kept for a while only: answers of the API, finished jobs, settled mail."""
    idempotency.sweep(at=run.at)
    jobs.sweep(at=run.at)
    messages.sweep(at=run.at)
