"""The checks behind ``northing doctor``. Each says what it found and, when that is not fine, the next step."""

from __future__ import annotations

import os
import shutil
import smtplib
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.core.mail import get_connection
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from northing.kit.cli.setup import pending_migrations
from northing.kit.jobs.health import queue_health
from northing.kit.outbox.messages import backlog

LATE = timedelta(minutes=5)
TIGHT_BYTES, SCARCE_BYTES = 200 * 1024**2, 1024**3


class Verdict(StrEnum):
    FINE = "fine"
    WARNING = "warning"
    WRONG = "wrong"


_VERDICTS = {
    Verdict.FINE: gettext_lazy("fine"),
    Verdict.WARNING: gettext_lazy("look at this"),
    Verdict.WRONG: gettext_lazy("wrong"),
}
_AREAS = {
    "configuration": gettext_lazy("settings"),
    "disk": gettext_lazy("disk"),
    "secret": gettext_lazy("secret"),
    "database": gettext_lazy("database"),
    "migrations": gettext_lazy("migrations"),
    "queue": gettext_lazy("jobs"),
    "outbox": gettext_lazy("outbox"),
    "mail": gettext_lazy("mail server"),
}


def verdict_word(verdict: Verdict) -> str:
    """How bad it is, in a word."""
    return str(_VERDICTS[verdict])


def area_word(name: str) -> str:
    """What was looked at, in a word."""
    return str(_AREAS.get(name, name))


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor; ``next_step`` is empty when nothing needs to be done."""

    name: str
    verdict: Verdict
    told: str
    next_step: str = ""


def examine(*, at: datetime, with_mail: bool = True) -> list[Finding]:
    """Everything there is to know about this installation at ``at``; never raises."""
    findings = [*configuration(), *folder(), *secret_file()]
    reached = list(database())
    findings += reached
    if all(finding.verdict is Verdict.FINE for finding in reached):
        findings += [*queue(at), *outbox(at)]
    if with_mail:
        findings += mail_server()
    return findings


def configuration() -> Iterator[Finding]:
    """Secrets and switches."""
    if not settings.HAS_SECRET:
        yield Finding(
            "configuration",
            Verdict.WRONG,
            _("There is no secret to sign sessions with."),
            _("Set NORTHING_SECRET to at least 32 characters, the same on every machine."),
        )
    elif settings.DEBUG:
        yield Finding(
            "configuration",
            Verdict.WARNING,
            _("NORTHING_DEBUG is on: errors show their code to everybody."),
            _("Unset NORTHING_DEBUG except while developing."),
        )
    else:
        told = _("Settings are complete; people use %(address)s.") % {"address": settings.SITE_URL}
        yield Finding("configuration", Verdict.FINE, told)


def _sqlite_file() -> Path | None:
    name = str(connection.settings_dict.get("NAME") or "")
    is_file = connection.vendor == "sqlite" and ":memory:" not in name and "mode=memory" not in name
    return Path(name) if is_file else None


def folder() -> Iterator[Finding]:
    """Whether the data has room and may be written."""
    file = _sqlite_file()
    place = file.parent if file else Path.cwd()
    if not place.is_dir():
        told = _("The folder %(folder)s does not exist.") % {"folder": place}
        yield Finding("disk", Verdict.WRONG, told, _("Create it, or change DATABASE_URL."))
        return
    if file and not (os.access(place, os.W_OK) and (not file.exists() or os.access(file, os.W_OK))):
        told = _("%(file)s cannot be written.") % {"file": file}
        yield Finding(
            "disk", Verdict.WRONG, told, _("Give this user the right to write the file and its folder.")
        )
    free = shutil.disk_usage(place).free
    verdict = (
        Verdict.WRONG if free < TIGHT_BYTES else Verdict.WARNING if free < SCARCE_BYTES else Verdict.FINE
    )
    step = "" if verdict is Verdict.FINE else _("Free some space before the disk is full.")
    yield Finding("disk", verdict, _("%(free)s MB free.") % {"free": free // 1024**2}, step)


def secret_file() -> Iterator[Finding]:
    """Whether others on this machine can read the secret beside the SQLite file."""
    file = _sqlite_file()
    path = file.with_name("northing.secret") if file else None
    if path is None or not path.exists():
        return
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        told = _("%(file)s can be read by others.") % {"file": path}
        yield Finding("secret", Verdict.WRONG, told, f"chmod 600 {path}")
    else:
        yield Finding("secret", Verdict.FINE, _("The secret file is private."))


def database() -> Iterator[Finding]:
    """Whether the database answers and has today's shape."""
    file = _sqlite_file()
    if file and not file.exists():
        told = _("There is no database at %(file)s yet.") % {"file": file}
        yield Finding("database", Verdict.WARNING, told, _("`northing serve` or `northing init` makes it."))
        return
    try:
        connection.ensure_connection()
        pending = pending_migrations()
    except DatabaseError as problem:
        told = _("The database does not answer: %(reason)s") % {"reason": _first_line(problem)}
        yield Finding("database", Verdict.WRONG, told, _("Check DATABASE_URL and that the server runs."))
        return
    version = ".".join(str(part) for part in connection.get_database_version())
    told = _("%(vendor)s %(version)s answers.") % {"vendor": connection.display_name, "version": version}
    yield Finding("database", Verdict.FINE, told)
    if pending:
        told = _("%(count)s migrations are pending.") % {"count": len(pending)}
        yield Finding("migrations", Verdict.WRONG, told, _("Run `northing migrate`."))
    else:
        yield Finding("migrations", Verdict.FINE, _("The database is up to date."))


def queue(at: datetime) -> Iterator[Finding]:
    """Whether a worker keeps up."""
    health = queue_health(at=at)
    if health.oldest_due_at and health.oldest_due_at < at - LATE:
        told = _("%(count)s jobs wait, the oldest since %(since)s.") % {
            "count": health.overdue,
            "since": health.oldest_due_at.isoformat(timespec="minutes"),
        }
        yield Finding("queue", Verdict.WRONG, told, _("Start `northing worker` (or `northing serve`)."))
    elif health.failed:
        told = _("%(count)s jobs were given up; the last: %(error)s") % {
            "count": health.failed,
            "error": health.last_error[:200],
        }
        yield Finding(
            "queue", Verdict.WARNING, told, _("Mend the cause, then `northing worker --retry-failed`.")
        )
    elif not health.is_ever_run:
        told = _("No job has run yet.")
        yield Finding("queue", Verdict.WARNING, told, _("Start `northing worker` (or `northing serve`)."))
    else:
        yield Finding("queue", Verdict.FINE, _("%(count)s jobs wait.") % {"count": health.overdue})


def outbox(at: datetime) -> Iterator[Finding]:
    """Whether mail leaves."""
    held = backlog(at=at)
    if held.oldest_at and held.oldest_at < at - LATE:
        told = _("%(count)s messages wait, the oldest since %(since)s. %(error)s") % {
            "count": held.overdue,
            "since": held.oldest_at.isoformat(timespec="minutes"),
            "error": held.last_error[:200],
        }
        step = _("Check the mail server below and that the worker runs; nothing is lost meanwhile.")
        yield Finding("outbox", Verdict.WRONG, told.strip(), step)
    elif held.failed:
        told = _("%(count)s messages were given up; the last: %(error)s") % {
            "count": held.failed,
            "error": held.last_error[:200],
        }
        yield Finding(
            "outbox", Verdict.WARNING, told, _("Mend the cause, then `northing worker --retry-failed`.")
        )
    else:
        yield Finding("outbox", Verdict.FINE, _("%(count)s messages wait.") % {"count": held.overdue})


def mail_server() -> Iterator[Finding]:
    """Whether the mail server takes a connection."""
    place = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    mail = get_connection(fail_silently=False)
    try:
        mail.open()
        mail.close()
    except (OSError, smtplib.SMTPException) as problem:
        told = _("The mail server %(place)s does not answer: %(reason)s") % {
            "place": place,
            "reason": _first_line(problem),
        }
        step = _("Set NORTHING_MAIL_HOST and its neighbours; mail waits in the outbox meanwhile.")
        yield Finding("mail", Verdict.WARNING, told, step)
    else:
        yield Finding("mail", Verdict.FINE, _("The mail server %(place)s answers.") % {"place": place})


def _first_line(problem: Exception) -> str:
    text = str(problem).strip()
    return text.splitlines()[0] if text else type(problem).__name__
