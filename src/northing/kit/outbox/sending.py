"""Sending what is due through Django's mail backend.

A message is taken (with a lease), sent outside any transaction, and settled one by one: a sender that dies
leaves at most the one message it was sending in doubt, and that one keeps its Message-ID when sent again.
"""

from __future__ import annotations

import logging
import smtplib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from northing.kit.outbox.models import Message, State
from northing.kit.storage.writing import writing

BATCH = 50
LEASE = timedelta(minutes=15)
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1_440))
MOST_ATTEMPTS = len(BACK_OFF) + 1

logger = logging.getLogger("northing.outbox")


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one round did: sent, put off to a later round, given up."""

    sent: int = 0
    postponed: int = 0
    failed: int = 0


def send_due(*, at: datetime) -> Delivery:
    """Send up to 50 messages due at ``at`` over one connection; a silent mail server puts all of them off."""
    messages = _take(at)
    if not messages:
        return Delivery()
    connection: BaseEmailBackend = get_connection(fail_silently=False)
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as problem:
        logger.warning("the mail server did not answer: %s", problem)
        states = [_put_off(message, problem, at) for message in messages]
    else:
        try:
            states = [_send(message, connection, at) for message in messages]
        finally:
            _close(connection)
    return Delivery(states.count(State.SENT), states.count(State.WAITING), states.count(State.FAILED))


def _take(at: datetime) -> list[Message]:
    if not Message.due(at).exists():
        return []  # an idle round never takes the write lock
    with writing():
        messages = list(Message.due(at).select_for_update(skip_locked=True)[:BATCH])
        for message in messages:
            message.state = State.SENDING
            message.attempts += 1
            message.next_at = at + LEASE
            message.save(update_fields=["state", "attempts", "next_at"])
    return messages


def _send(message: Message, connection: BaseEmailBackend, at: datetime) -> State:
    try:
        _as_mail(message, connection).send()
    except (OSError, smtplib.SMTPException, ValueError) as problem:
        _close(connection)  # whatever state the talk was in, the next message starts a new one
        return _give_up(message, problem, at) if _is_final(problem) else _put_off(message, problem, at)
    return _settle(message, State.SENT, "", at)


def _as_mail(message: Message, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        to=[message.to],
        connection=connection,
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
    )
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    return mail


def _is_final(problem: Exception) -> bool:
    """Whether the server refused this message for good (a 5xx answer, or a message it cannot carry)."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in problem.recipients.values())
    if isinstance(problem, smtplib.SMTPSenderRefused | smtplib.SMTPDataError):
        return problem.smtp_code >= 500
    return isinstance(problem, ValueError)


def _put_off(message: Message, problem: Exception, at: datetime) -> State:
    if message.attempts >= MOST_ATTEMPTS:
        return _give_up(message, problem, at)
    pause = BACK_OFF[min(message.attempts, len(BACK_OFF)) - 1]
    return _settle(message, State.WAITING, _reason(problem), at, next_at=at + pause)


def _give_up(message: Message, problem: Exception, at: datetime) -> State:
    return _settle(message, State.FAILED, _reason(problem), at)


def _settle(
    message: Message, state: State, error: str, at: datetime, *, next_at: datetime | None = None
) -> State:
    with writing():
        mine = Message.within(message.organization_id).filter(pk=message.pk, attempts=message.attempts)
        mine.update(
            state=state,
            error=error,
            next_at=next_at or message.next_at,
            settled_at=None if state is State.WAITING else at,
        )
    return state


def _reason(problem: Exception) -> str:
    return f"{type(problem).__name__}: {problem}"[:1_000]


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):
        logger.debug("the mail server closed the line first")
