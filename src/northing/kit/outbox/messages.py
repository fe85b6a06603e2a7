"""Writing messages and taking them back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import make_msgid, parseaddr

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q

from northing.kit.errors import Invalid
from northing.kit.outbox.models import Message, State
from northing.kit.storage.writing import writing

UNDO_WINDOW = timedelta(seconds=15)
KEPT = timedelta(days=30)


def enqueue(
    *,
    organization_id: int,
    kind: str,
    to: str,
    subject: str,
    text: str,
    html: str = "",
    at: datetime,
    hold: timedelta = UNDO_WINDOW,
    cancel_key: str = "",
) -> int:
    """Add a mail in the caller's transaction; it is sent ``hold`` after ``at``, so that an undone act sends none.

    :param kind: what it is for, e.g. ``checkin.reminder``; shown by the doctor
    :param cancel_key: names the act, for :func:`cancel`
    :returns: the id of the message
    :raises Invalid: ``not_a_mail_address``
    """
    try:
        validate_email(to)
    except ValidationError:
        raise Invalid("not_a_mail_address", field="to", value=to[:80]) from None
    with writing():
        row = Message.within(organization_id).create(
            organization_id=organization_id,
            kind=kind,
            to=to,
            subject=" ".join(subject.split())[:250],  # a line break would smuggle in a header
            text=text,
            html=html,
            cancel_key=cancel_key,
            message_id=make_msgid(idstring="northing", domain=_sender_domain()),
            next_at=at + hold,
            created_at=at,
        )
    return row.pk


def _sender_domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"


def cancel(*, organization_id: int, cancel_key: str, at: datetime) -> int:
    """Take back what was not sent yet for this act; the number of messages taken back."""
    if not cancel_key:
        return 0
    with writing():
        waiting = Message.within(organization_id).filter(cancel_key=cancel_key, state=State.WAITING)
        return waiting.update(state=State.CANCELLED, settled_at=at)


def is_known(*, organization_id: int, cancel_key: str) -> bool:
    """Whether a message of this act was ever written, sent or not."""
    return Message.within(organization_id).filter(cancel_key=cancel_key).exists()


@dataclass(frozen=True, slots=True)
class Backlog:
    """Messages that should have left, since when, and messages given up with the latest reason."""

    overdue: int
    oldest_at: datetime | None
    failed: int
    last_error: str


def backlog(*, at: datetime) -> Backlog:
    """The state of the outbox over the whole installation."""
    unsent = Message.everywhere().filter(state__in=[State.WAITING, State.SENDING])
    stuck = unsent.filter(Q(next_at__lte=at) | Q(attempts__gt=0)).order_by("created_at")
    given_up = Message.everywhere().filter(state=State.FAILED).order_by("-settled_at")
    oldest = stuck.first()
    latest = stuck.exclude(error="").last() or given_up.first()
    return Backlog(
        overdue=stuck.count(),
        oldest_at=oldest.created_at if oldest else None,
        failed=given_up.count(),
        last_error=latest.error if latest else "",
    )


def retry_failed(*, at: datetime) -> int:
    """Let every message that was given up be tried again now; the number of them."""
    with writing():
        given_up = Message.everywhere().filter(state=State.FAILED)
        return given_up.update(state=State.WAITING, attempts=0, next_at=at, settled_at=None)


def sweep(*, at: datetime) -> int:
    """Delete messages settled more than 30 days ago; the number of them."""
    with writing():
        return Message.everywhere().filter(settled_at__lt=at - KEPT).delete()[0]
