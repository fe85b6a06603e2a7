"""A real browser for journeys: ``page`` fails its test on any script error, broken file or policy violation.

``live_server`` is pytest-django's, over the same database file. ``sign_in(page, live_server, client)`` carries a
test client's session over; ``axe_findings(page)`` names what a screen reader or a keyboard would stumble over.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.test import Client
    from playwright.sync_api import Browser, ConsoleMessage, Page, Response

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}
SERIOUS = frozenset({"serious", "critical"})
_LISTEN = """
document.addEventListener('securitypolicyviolation', (event) =>
  console.error(`policy violation: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
"""


def chromium() -> str:
    """The installed Chromium, or a failure that says what to install."""
    named = os.environ.get("NORTHING_CHROMIUM", "")
    for name in (named, "chromium", "chromium-browser", "google-chrome"):
        if name and (found := shutil.which(name)):
            return found
    pytest.fail(
        "No Chromium found: `apt-get install chromium`, or name one in NORTHING_CHROMIUM", pytrace=False
    )


@dataclass
class Complaints:
    """What the browser complained about while a test used it."""

    told: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Listen to ``page`` from now on."""
        page.add_init_script(_LISTEN)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.told.append(f"script error: {error}"))
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        # A refused form answers 4xx, which the browser reports too; broken files are seen in _response.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.told.append(f"console: {message.text}")

    def _response(self, response: Response) -> None:
        is_broken_file = response.status >= 400 and "/static/" in response.url
        if response.status >= 500 or is_broken_file:
            self.told.append(f"{response.status} from {response.url}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    from playwright.sync_api import sync_playwright

    # Playwright runs an event loop in this thread; the tests themselves stay synchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield running
        running.close()


NewPage = Callable[..., "Page"]


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """Open pages with options of ``browser.new_context`` (``viewport=PHONE``, ``locale="ru"``, ``color_scheme``…)."""
    complaints, contexts = Complaints(), []

    def open_page(**options: Any) -> Page:
        context = browser.new_context(
            **{"viewport": DESKTOP, "locale": "en", "timezone_id": "UTC", **options}
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        complaints.watch(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints.told, "\n".join(complaints.told)


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """One desktop page."""
    return new_page()


def sign_in(page: Page, live_server: Any, client: Client) -> None:
    """Carry the session of a signed-in test client over to the browser."""
    cookies = [
        {"name": name, "value": morsel.value, "url": live_server.url}
        for name, morsel in client.cookies.items()
    ]
    page.context.add_cookies(cookies)  # type: ignore[arg-type]


def axe_findings(page: Page, *rules: str) -> list[str]:
    """Serious and critical findings of axe on the page as it is now: rule, help and the first elements.

    ``rules`` asks for these alone, e.g. ``"color-contrast"`` after a change of theme.
    """
    from axe_playwright_python.sync_playwright import Axe

    options = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else None
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{finding['id']} ({finding['impact']}): {finding['help']} — "
        + "; ".join(" ".join(map(str, node["target"])) for node in finding["nodes"][:5])
        for finding in found
        if finding["impact"] in SERIOUS
    ]
