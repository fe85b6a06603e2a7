"""The outbox against a real mail server on loopback: sent after the undo window, once, and never lost."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import Message as Mail
from email.policy import default as modern
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.db import transaction

from northing.kit.errors import Invalid
from northing.kit.outbox import sending
from northing.kit.outbox.messages import UNDO_WINDOW, backlog, cancel, enqueue, retry_failed, sweep
from northing.kit.outbox.models import Message, State
from northing.kit.outbox.sending import BACK_OFF, BATCH, LEASE, MOST_ATTEMPTS, Delivery, send_due
from northing.kit.storage.writing import writing

NINE = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
LATER = NINE + UNDO_WINDOW
ACME = 7

pytestmark = pytest.mark.django_db


class Sink:
    """Takes mail; refuses an address that holds a three-digit answer, e.g. ``550@acme.example``."""

    def __init__(self) -> None:
        self.mails: list[Mail] = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # type: ignore[no-untyped-def]
        name = address.partition("@")[0]
        if name.isdigit():
            return f"{name} not here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # type: ignore[no-untyped-def]
        self.mails.append(message_from_bytes(envelope.content, policy=modern))
        return "250 OK"


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(autouse=True)
def _mail_settings(settings: Any, free_port: int) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port
    settings.DEFAULT_FROM_EMAIL = "Northing <north@acme.example>"


@pytest.fixture
def sink(free_port: int) -> Iterator[Sink]:
    handler = Sink()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port)
    controller.start()
    yield handler
    controller.stop()


def a_mail(to: str = "mika@acme.example", **other: str) -> Message:
    told = {"kind": "checkin.reminder", "subject": "Two numbers are due", "text": "Hello Mika", **other}
    return Message.within(ACME).get(pk=enqueue(organization_id=ACME, to=to, at=NINE, **told))  # type: ignore[arg-type]


def test_a_mail_leaves_after_the_undo_window_and_only_once(sink: Sink) -> None:
    message = a_mail(html="<p>Hello <b>Mika</b></p>")
    assert send_due(at=LATER - timedelta(seconds=1)) == Delivery()
    assert send_due(at=LATER) == Delivery(sent=1)
    assert send_due(at=LATER + timedelta(days=3)) == Delivery()

    (mail,) = sink.mails
    assert (mail["To"], mail["From"], mail["Subject"]) == (
        "mika@acme.example",
        "Northing <north@acme.example>",
        "Two numbers are due",
    )
    assert mail["Message-ID"] == message.message_id
    assert mail["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]  # type: ignore[attr-defined]
    message.refresh_from_db()
    assert (message.state, message.settled_at, message.attempts) == (State.SENT, LATER, 1)


def test_every_script_arrives_as_written(sink: Sink) -> None:
    a_mail(subject="本周要更新两个数字 · Проверьте 🧭", text="你好，Мика — 10 %\n")
    send_due(at=LATER)
    (mail,) = sink.mails
    assert mail["Subject"].strip() == "本周要更新两个数字 · Проверьте 🧭"
    assert mail.get_content().strip() == "你好，Мика — 10 %"  # type: ignore[attr-defined]


def test_an_undone_act_sends_nothing(sink: Sink) -> None:
    undone = a_mail(cancel_key="checkin:41")
    a_mail(to="lin@acme.example", cancel_key="checkin:42")
    assert cancel(organization_id=ACME + 1, cancel_key="checkin:41", at=NINE) == 0, (
        "another organization's key"
    )
    assert cancel(organization_id=ACME, cancel_key="checkin:41", at=NINE) == 1
    assert cancel(organization_id=ACME, cancel_key="", at=NINE) == 0
    assert send_due(at=LATER) == Delivery(sent=1)
    assert [mail["To"] for mail in sink.mails] == ["lin@acme.example"]
    undone.refresh_from_db()
    assert undone.state == State.CANCELLED
    assert cancel(organization_id=ACME, cancel_key="checkin:42", at=LATER) == 0, "what was sent stays sent"


def test_a_mail_of_a_transaction_that_is_rolled_back_never_existed(sink: Sink) -> None:
    with writing():
        a_mail()
        transaction.set_rollback(True)
    assert send_due(at=LATER) == Delivery()


def test_a_silent_mail_server_puts_mail_off_and_nothing_is_lost(free_port: int) -> None:
    message = a_mail()
    at = LATER
    for attempt, pause in enumerate(BACK_OFF[:3], 1):
        assert send_due(at=at) == Delivery(postponed=1)
        message.refresh_from_db()
        assert (message.state, message.attempts, message.next_at) == (State.WAITING, attempt, at + pause)
        assert "ConnectionRefusedError" in message.error
        at += pause
    held = backlog(at=at)
    assert (held.overdue, held.oldest_at, held.failed) == (1, NINE, 0)
    assert "ConnectionRefusedError" in held.last_error

    handler = Sink()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port)
    controller.start()
    try:
        assert send_due(at=at) == Delivery(sent=1)
    finally:
        controller.stop()
    assert len(handler.mails) == 1
    assert backlog(at=at).overdue == 0


def test_a_mail_nobody_takes_is_given_up_and_can_be_tried_again() -> None:
    message = a_mail()
    at = LATER
    for pause in BACK_OFF:
        assert send_due(at=at) == Delivery(postponed=1)
        at += pause
    assert send_due(at=at) == Delivery(failed=1)
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.FAILED, MOST_ATTEMPTS)
    assert backlog(at=at).failed == 1
    assert retry_failed(at=at) == 1
    assert send_due(at=at) == Delivery(postponed=1)


def test_one_refused_address_does_not_stop_the_others(sink: Sink) -> None:
    gone, full = a_mail(to="550@acme.example"), a_mail(to="451@acme.example")
    a_mail()
    assert send_due(at=LATER) == Delivery(sent=1, postponed=1, failed=1)
    assert [mail["To"] for mail in sink.mails] == ["mika@acme.example"]
    gone.refresh_from_db()
    full.refresh_from_db()
    assert (gone.state, full.state) == (State.FAILED, State.WAITING)
    assert "550" in gone.error
    assert "451" in full.error


def test_a_round_takes_a_batch(sink: Sink, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "BATCH", 2)
    for name in ("mika", "lin", "oleg"):
        a_mail(to=f"{name}@acme.example")
    assert send_due(at=LATER) == Delivery(sent=2)
    assert send_due(at=LATER) == Delivery(sent=1)
    assert [mail["To"] for mail in sink.mails] == [
        "mika@acme.example",
        "lin@acme.example",
        "oleg@acme.example",
    ]
    assert BATCH == 50


def test_a_sender_that_dies_leaves_its_mail_to_the_next_one_with_the_same_message_id(
    sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = a_mail()

    def killed(*_: object) -> State:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(sending, "_settle", killed)
        with pytest.raises(SystemExit):
            send_due(at=LATER)
    assert send_due(at=LATER + LEASE - timedelta(seconds=1)) == Delivery()
    assert send_due(at=LATER + LEASE) == Delivery(sent=1)
    assert [mail["Message-ID"] for mail in sink.mails] == [message.message_id] * 2


def test_a_subject_cannot_smuggle_in_a_header(sink: Sink) -> None:
    a_mail(subject="Hello\r\nBcc: oleg@acme.example")
    send_due(at=LATER)
    (mail,) = sink.mails
    assert (mail["Subject"], mail["Bcc"]) == ("Hello Bcc: oleg@acme.example", None)


@pytest.mark.parametrize("to", ["", "mika", "a@b@c", "mika@acme.example\nBcc: x@y.example"])
def test_an_address_that_is_none_is_refused_at_once(to: str) -> None:
    with pytest.raises(Invalid) as refused:
        enqueue(organization_id=ACME, kind="note", to=to, subject="s", text="t", at=NINE)
    assert (refused.value.code, refused.value.field) == ("not_a_mail_address", "to")
    assert not Message.within(ACME).exists()


def test_old_settled_mail_is_swept(sink: Sink) -> None:
    a_mail()
    send_due(at=LATER)
    a_mail()
    assert sweep(at=LATER + timedelta(days=30)) == 0
    assert sweep(at=LATER + timedelta(days=31)) == 1
    assert Message.within(ACME).count() == 1
