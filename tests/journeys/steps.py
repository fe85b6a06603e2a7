"""What a person does in a browser, in plain words; where to click is known here and nowhere else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from tests.support.browser import PHONE, sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.cast import Player


_WIDER_THAN_THE_PAGE = """[...document.querySelectorAll('main *')]
  .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .slice(0, 8).map(one => one.tagName + '.' + (one.getAttribute('class') || one.id))"""


@dataclass
class Visitor:
    """Somebody in front of a browser; ``slug`` is the organization they are in."""

    page: Page
    site: str
    slug: str = "acme"

    # --- Coming in -------------------------------------------------------------------------------------------------

    def opens(self, path: str) -> None:
        """Go to an address of the organization."""
        self.page.goto(f"{self.site}/{self.slug}/{path}")

    def follows(self, address: str) -> None:
        """Open a link that came from elsewhere: the console, a mail."""
        self.page.goto(self.site + address)

    def signs_in(self, email: str, password: str) -> None:
        """Fill the form in and send it."""
        if "/account/login/" not in self.page.url:
            self.page.goto(f"{self.site}/account/login/")
        self.page.get_by_label("Mail address").fill(email)
        self.page.get_by_label("Password").fill(password)
        self.page.get_by_role("button", name="Sign in").click()

    # --- Plain doings ----------------------------------------------------------------------------------------------

    def writes(self, label: str, text: str) -> None:
        """Fill the field of that label in."""
        self.page.get_by_label(label).first.fill(text)

    def chooses(self, label: str, option: str) -> None:
        """Choose from a select."""
        self.page.get_by_label(label).first.select_option(label=option)

    def presses(self, name: str) -> None:
        """Press a button of the page itself, or follow a link that looks like one."""
        button = self.main.get_by_role("button", name=name, exact=True)
        (button if button.count() else self.main.get_by_role("link", name=name, exact=True)).first.click()

    def presses_primary(self) -> None:
        """Press the one thing the form is for."""
        self.main.locator("form .button--primary").first.click()

    def tabs_to(self, name: str) -> None:
        """Press the tabulator until the focus is on what is called so; anybody would have given up after 120."""
        for _key in range(120):
            self.page.keyboard.press("Tab")
            focused = self.page.evaluate(
                "(element => element.getAttribute('aria-label') || element.innerText || element.title || '')"
                "(document.activeElement)"
            )
            if name in " ".join(str(focused).split()):
                return
        raise AssertionError(f"no way by keyboard to {name!r}")

    def clicks(self, name: str) -> None:
        """Follow a link of the page."""
        self.main.get_by_role("link", name=name).first.click()

    @property
    def main(self) -> Locator:
        """The page without its frame."""
        return self.page.locator("main")

    # --- OKRs ------------------------------------------------------------------------------------------------------

    def imports(self, text: str) -> None:
        """Paste a document and look at what it becomes."""
        self.opens("import")
        self.writes("Or paste the text", text)
        self.presses("Look at it")
        expect(self.title).to_have_text("What this document becomes")

    def opens_objective(self, title: str) -> None:
        """Find it in the list of everything, wherever it stands in the tree."""
        self.page.goto(f"{self.site}/{self.slug}/okrs?q={title}")
        self.main.get_by_role("link", name=title, exact=True).first.click()
        expect(self.title).to_have_text(title)

    def row(self, title: str) -> Locator:
        """The line of a key result on the page of its objective."""
        return self.page.locator("#key-results tbody tr").filter(has_text=title)

    def tile(self, name: str) -> Locator:
        """One of the big numbers."""
        return self.page.locator(".tiles > *").filter(has_text=name).first

    def card(self, name: str) -> Locator:
        """A card of the page by its heading."""
        return self.page.locator("section.card, .card").filter(
            has=self.page.get_by_role("heading", name=name, exact=True)
        )

    def picks_kind(self, kind: str) -> None:
        """Answer whether it must get there or must stay, by one of the kinds."""
        self.page.locator(f"a[href='?kind={kind}']").click()

    def starts_the_cycle(self) -> None:
        """Say on the cycle's page that it runs."""
        self.main.get_by_role("link", name=re.compile("Start")).first.click()
        self.presses_primary()

    def gives_numbers(self, key_result: str, *, start: str, target: str, unit: str = "") -> None:
        """Tell how a key result that was written without numbers is measured."""
        self.row(key_result).get_by_role("link", name="Give it numbers").click()
        self.picks_kind("metric")
        self.writes("Unit", unit)
        self.page.locator("#id_start").fill(start)
        self.page.locator("#id_target").fill(target)
        reason = self.page.locator("#id_reason")
        if reason.count():
            reason.fill("It was written without numbers.")
        self.presses("Save")

    def asks_why(self) -> None:
        """Open the derivation of the objective's progress."""
        self.tile("Progress").get_by_role("link", name="why?").click()
        expect(self.page.locator(".why-sum")).to_be_visible()

    def sees_it_adds_up(self) -> None:
        """The panel worked every step out again and found no difference."""
        expect(self.page.locator(".why-check")).to_contain_text("it adds up")

    # --- The minute a week -----------------------------------------------------------------------------------------

    def check_in_row(self, key_result: str) -> Locator:
        """The line of a key result on the weekly page."""
        return self.page.locator("li.checkin").filter(has_text=key_result)

    def checks_in(self, key_result: str, value: str, confidence: int) -> None:
        """Type a value, choose a confidence, save; wait until it says saved."""
        row = self.check_in_row(key_result)
        row.locator("input[name=value]").fill(value)
        row.locator(f".confidence input[value='{confidence}']").check(force=True)
        row.locator("input[name=value]").press("Enter")
        expect(self.check_in_row(key_result)).to_have_attribute("data-state", "saved")

    # --- What is seen ----------------------------------------------------------------------------------------------

    @property
    def title(self) -> Locator:
        """The heading of the page."""
        return self.main.locator("h1").first

    def sees(self, text: str | re.Pattern[str]) -> None:
        """These words are on the page."""
        expect(self.main).to_contain_text(text)

    def sees_no_sideways_scroll(self) -> None:
        """Nothing is wider than the phone."""
        self.page.wait_for_load_state("networkidle")  # panels that come later are part of the page
        wide = self.page.evaluate(_WIDER_THAN_THE_PAGE)
        assert self.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], wide


def a_visitor(page: Page, live_server: Any, player: Player | None = None) -> Visitor:
    """Somebody of the cast who is signed in already, or nobody yet."""
    if player is None:
        return Visitor(page, live_server.url)
    sign_in(page, live_server, player.client)
    return Visitor(page, live_server.url, player.organization.slug)


def quarter_of(day: date) -> str:
    """``2026 Q4``"""
    return f"{day.year} Q{(day.month + 2) // 3}"


def this_quarter() -> str:
    """The quarter that runs, whatever day the tests are run on."""
    return quarter_of(datetime.now(UTC).date())


def percent(text: str) -> float:
    """``20.4`` of ``adds 20.4%``; the typographic minus counts."""
    found = re.search(r"([−-]?\d+(?:\.\d+)?)%", text)
    assert found, f"no percentage in {text!r}"
    return float(found[1].replace("−", "-"))
