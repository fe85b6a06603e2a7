"""The doctor: each line says what is wrong and the next step."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from django.db import OperationalError, connection
from django.utils import translation

from northing.config import health
from northing.config.health import Finding, Verdict
from northing.kit.jobs import handlers
from northing.kit.jobs.running import BACK_OFF, run_due
from northing.kit.jobs.schedule import schedule
from northing.kit.outbox.messages import UNDO_WINDOW, enqueue
from northing.kit.outbox.sending import send_due

NINE = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
LATE = NINE + timedelta(minutes=6)
ACME = 7

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english_and_no_jobs(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[None]:
    monkeypatch.setattr(handlers, "_handlers", {})
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    with translation.override("en"):
        yield


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def only(findings: Iterator[Finding]) -> Finding:
    (finding,) = findings
    assert bool(finding.next_step) == (finding.verdict is not Verdict.FINE), "trouble comes with a next step"
    return finding


def test_a_sound_installation_is_examined_line_by_line(settings: Any) -> None:
    settings.HAS_SECRET = True
    handlers.register_job("note", lambda run: None)
    schedule("note", "a", organization_id=ACME, at=NINE)
    run_due(at=NINE)
    controller = Controller(Sink(), hostname="127.0.0.1", port=settings.EMAIL_PORT)
    controller.start()
    try:
        findings = health.examine(at=LATE)
    finally:
        controller.stop()
    names = [finding.name for finding in findings if finding.name != "secret"]
    assert names == ["configuration", "disk", "database", "migrations", "queue", "outbox", "mail"]
    assert {finding.verdict for finding in findings} == {Verdict.FINE}


def test_a_missing_secret_is_wrong_and_debugging_a_warning(settings: Any) -> None:
    settings.HAS_SECRET, settings.DEBUG = False, False
    finding = only(health.configuration())
    assert finding.verdict is Verdict.WRONG
    assert "NORTHING_SECRET" in finding.next_step
    settings.HAS_SECRET, settings.DEBUG = True, True
    assert only(health.configuration()).verdict is Verdict.WARNING


def test_jobs_nobody_runs() -> None:
    assert only(health.queue(NINE)).told == "No job has run yet."
    schedule("note", "a", organization_id=ACME, at=NINE)
    finding = only(health.queue(LATE))
    assert finding.verdict is Verdict.WRONG
    assert finding.told == "1 jobs wait, the oldest since 2026-10-05T09:00+00:00."
    assert "northing worker" in finding.next_step


def test_jobs_that_were_given_up() -> None:
    schedule("forgotten", "a", organization_id=ACME, at=NINE)
    at = NINE
    for pause in (*BACK_OFF, timedelta(0)):
        run_due(at=at)
        at += pause
    finding = only(health.queue(at))
    assert finding.verdict is Verdict.WARNING
    assert "no handler is registered for job 'forgotten'" in finding.told
    assert "--retry-failed" in finding.next_step


def test_mail_that_does_not_leave() -> None:
    assert only(health.outbox(NINE)).told == "0 messages wait."
    enqueue(organization_id=ACME, kind="note", to="mika@acme.example", subject="s", text="t", at=NINE)
    assert only(health.outbox(NINE)).verdict is Verdict.FINE, "the undo window is no backlog"
    send_due(at=NINE + UNDO_WINDOW)
    finding = only(health.outbox(LATE))
    assert finding.verdict is Verdict.WRONG
    assert finding.told.startswith(
        "1 messages wait, the oldest since 2026-10-05T09:00+00:00. ConnectionRefusedError"
    )
    mail = only(health.mail_server())
    assert mail.verdict is Verdict.WARNING
    assert "NORTHING_MAIL_HOST" in mail.next_step


def test_a_database_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OperationalError("connection refused\nIs the server running?")

    monkeypatch.setattr(connection, "ensure_connection", refuse)
    finding = only(health.database())
    assert (finding.verdict, finding.told) == (
        Verdict.WRONG,
        "The database does not answer: connection refused",
    )
    names = [finding.name for finding in health.examine(at=NINE, with_mail=False)]
    assert "queue" not in names, "what cannot be asked is not guessed"


def test_pending_migrations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "pending_migrations", lambda: ["okrs.0002_more"])
    _reached, finding = health.database()
    assert (finding.name, finding.verdict, finding.next_step) == (
        "migrations",
        Verdict.WRONG,
        "Run `northing migrate`.",
    )


def test_a_secret_others_can_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(health, "_sqlite_file", lambda: tmp_path / "northing.db")
    assert list(health.secret_file()) == []
    secret = tmp_path / "northing.secret"
    secret.write_text("x" * 40)
    secret.chmod(0o644)
    finding = only(health.secret_file())
    assert (finding.verdict, finding.next_step) == (Verdict.WRONG, f"chmod 600 {secret}")
    secret.chmod(0o600)
    assert only(health.secret_file()).verdict is Verdict.FINE


def test_a_folder_that_is_not_there_or_full(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(health, "_sqlite_file", lambda: tmp_path / "nowhere" / "northing.db")
    assert only(health.folder()).verdict is Verdict.WRONG
    monkeypatch.setattr(health, "_sqlite_file", lambda: tmp_path / "northing.db")
    for free, verdict in [
        (10**6, Verdict.WRONG),
        (500 * 1024**2, Verdict.WARNING),
        (2 * 1024**3, Verdict.FINE),
    ]:
        monkeypatch.setattr(
            health.shutil, "disk_usage", lambda place, free=free: type("Usage", (), {"free": free})
        )
        assert only(health.folder()).verdict is verdict


def test_a_database_file_that_is_not_there_yet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(health, "_sqlite_file", lambda: tmp_path / "northing.db")
    assert only(health.database()).verdict is Verdict.WARNING
    assert not (tmp_path / "northing.db").exists(), "looking makes nothing"
