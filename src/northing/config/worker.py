"""``northing worker``."""

from __future__ import annotations

import signal
from threading import Event
from typing import Annotated

import typer

from northing.kit.cli.language import gettext as _
from northing.kit.cli.parents import follow


def worker(
    once: Annotated[bool, typer.Option("--once", help=_("Run what is due now, then stop."))] = False,
    retry_failed: Annotated[
        bool,
        typer.Option("--retry-failed", help=_("First let jobs and mail that were given up be tried again.")),
    ] = False,
    parent: Annotated[int, typer.Option(hidden=True)] = 0,
) -> None:
    from northing.kit.cli.setup import load_django, prepare, require_secret

    stop = _stop_on_signals(parent)
    load_django()
    require_secret()
    prepare()
    from django.utils import timezone

    from northing.config.jobs import wire
    from northing.kit.jobs.running import run_due
    from northing.kit.jobs.schedule import schedule_periodic
    from northing.kit.jobs.worker import work

    wire()
    if retry_failed:
        _retry()
    if once:
        schedule_periodic(at=timezone.now())
        runs = len(run_due(at=timezone.now()))
        typer.echo(_("%(count)s jobs run.") % {"count": runs})
    else:
        work(clock=timezone.now, stop=stop)


def _retry() -> None:
    from django.utils import timezone

    from northing.kit.jobs import schedule
    from northing.kit.outbox import messages

    now = timezone.now()
    count = schedule.retry_failed(at=now) + messages.retry_failed(at=now)
    typer.echo(_("%(count)s jobs and messages will be tried again.") % {"count": count})


def _stop_on_signals(parent: int) -> Event:
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if parent:
        follow(parent, stop.set)
    return stop
