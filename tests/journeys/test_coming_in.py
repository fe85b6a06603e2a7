"""The first day of an empty installation, signing in, and coming back after a forgotten password."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import Message as Mail
from email.policy import default as modern
from typing import TYPE_CHECKING, Any

import pytest
from aiosmtpd.controller import Controller
from django.core.cache import cache
from playwright.sync_api import expect

from northing.features.org import actions
from northing.kit.outbox.messages import UNDO_WINDOW
from northing.kit.outbox.sending import send_due
from tests.cast import PASSWORD, QUICK_HASHERS
from tests.journeys.steps import a_visitor

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django import Settings

    from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)


class Sink:
    """A mail server that keeps what it gets."""

    def __init__(self) -> None:
        self.mails: list[Mail] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.mails.append(message_from_bytes(envelope.content, policy=modern))
        return "250 OK"


@pytest.fixture
def sink(settings: Settings) -> Iterator[Sink]:
    """A real mail server on loopback, which Northing is told of."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    kept = Sink()
    server = Controller(kept, hostname="127.0.0.1", port=port)
    server.start()
    yield kept
    server.stop()


@pytest.fixture(autouse=True)
def _no_memory_of_tries() -> None:
    cache.clear()


def test_the_first_day(db: None, settings: Settings, live_server: Any, page: Page) -> None:
    settings.PASSWORD_HASHERS = QUICK_HASHERS
    nora = a_visitor(page, live_server)
    nora.slug = "harbour"
    token = actions.issue_setup_link(at=datetime.now(UTC))
    nora.follows(f"/welcome/{token}")
    nora.writes("Organization", "Harbour Books")
    nora.writes("Its name in addresses", "harbour")
    nora.writes("Your name", "Nora")
    nora.writes("Mail address", "nora@harbour.example")
    nora.writes("Password", "a tall lighthouse")
    nora.presses("Set up Northing")
    expect(page).to_have_url(re.compile("/harbour/"))

    nora.opens("cycles/new")
    today = datetime.now(UTC).date()
    nora.writes("Name", "This season")
    page.locator("#id_starts_on").fill((today - timedelta(days=20)).isoformat())
    page.locator("#id_ends_on").fill((today + timedelta(days=60)).isoformat())
    nora.presses_primary()
    nora.starts_the_cycle()

    nora.opens("okrs/new")
    nora.writes("Objective", "The city reads with us")
    nora.presses("Save the draft")
    expect(nora.title).to_have_text("The city reads with us")
    nora.presses("Add the first key result")
    nora.picks_kind("metric")
    nora.writes("Key result", "Visitors of evening readings")
    page.locator("#id_start").fill("40")
    page.locator("#id_target").fill("100")
    nora.presses("Add the key result")
    nora.presses("Agree")

    nora.opens("check-in")  # nobody ever said anything about it, so it is asked for at once
    nora.checks_in("Visitors of evening readings", "55", 8)
    nora.opens_objective("The city reads with us")
    expect(nora.tile("Progress")).to_contain_text("25%")


def test_a_wrong_password_is_told_kindly_and_guessing_is_slowed(
    cast: Cast, live_server: Any, page: Page
) -> None:
    lin = a_visitor(page, live_server)
    for _try in range(5):
        lin.signs_in(cast.lin.email, "not the one")
        lin.sees("Mail address and password do not belong together.")
        expect(page.get_by_label("Mail address")).to_have_value(cast.lin.email)
    lin.signs_in(cast.lin.email, PASSWORD)
    lin.sees("Wait five minutes")


def test_a_forgotten_password_is_replaced_by_mail(
    cast: Cast, live_server: Any, page: Page, sink: Sink, settings: Settings
) -> None:
    settings.SITE_URL = live_server.url
    lin = a_visitor(page, live_server)
    lin.follows("/account/login/")
    lin.clicks("New password?")
    lin.writes("Mail address", cast.lin.email)
    lin.presses("Mail me a link")
    lin.sees("If somebody signs in here with that address, a link is on its way.")
    send_due(at=datetime.now(UTC) + UNDO_WINDOW)
    assert [mail["To"] for mail in sink.mails] == [cast.lin.email]

    lin.follows(_link_in(sink.mails[0]))
    page.locator("#id_password1").fill("a tall lighthouse")
    page.locator("#id_password2").fill("a tall lighthouse")
    lin.presses("Save the password")
    lin.sees("Your new password works from now on.")
    lin.signs_in(cast.lin.email, "a tall lighthouse")
    expect(page).to_have_url(re.compile("/acme/"))


def _link_in(mail: Mail) -> str:
    """The path of the address in the mail."""
    body = mail.get_body(("plain",))  # type: ignore[attr-defined]
    found = re.search(r"https?://[^/\s]+(/account/\S+)", body.get_content())
    assert found
    return found[1]
