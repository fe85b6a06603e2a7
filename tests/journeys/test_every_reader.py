"""The same pages for two people at once, for the keyboard alone, without JavaScript, and on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from playwright.sync_api import expect

from tests.features.checkins.scene import NOW, Week, a_week
from tests.journeys.steps import a_visitor
from tests.support.browser import PHONE, NewPage

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)
TITLE = "Readers recommend us"


@pytest.fixture(autouse=True)
def _monday() -> Any:
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def week(cast: Cast) -> Week:
    """Mika's objective with a key result of each kind."""
    return a_week(cast)


def test_two_people_edit_one_objective(cast: Cast, week: Week, live_server: Any, new_page: NewPage) -> None:
    address = f"okrs/{week.objective.ref}/edit"
    ada, lin = (a_visitor(new_page(), live_server, player) for player in (cast.ada, cast.lin))
    ada.opens(address)
    lin.opens(address)
    ada.writes("Why now", "The festival starts in May.")
    ada.presses("Save")
    ada.sees("The festival starts in May.")

    lin.writes("Why now", "Two shops asked for it.")
    lin.presses("Save")
    expect(lin.page.get_by_label("Why now")).to_have_value("Two shops asked for it.")
    lin.sees("The festival starts in May.")
    lin.presses("Save")
    expect(lin.title).to_have_text(TITLE)
    lin.sees("Two shops asked for it.")


def test_everything_by_keyboard(cast: Cast, week: Week, live_server: Any, page: Page) -> None:
    mika = a_visitor(page, live_server, cast.mika)
    mika.opens("okrs")
    mika.tabs_to("Skip to the content")
    page.keyboard.press("Enter")
    mika.tabs_to(f"Parts of “{TITLE}”")
    page.keyboard.press("Enter")
    mika.sees("Paying subscribers")
    mika.tabs_to(TITLE)
    page.keyboard.press("Enter")
    expect(mika.title).to_have_text(TITLE)

    mika.tabs_to("Trial sign-ups that convert")
    page.keyboard.press("Enter")
    expect(page.locator("#picked h2").first).to_have_text("Trial sign-ups that convert")
    page.wait_for_load_state("networkidle")  # swapped in a moment ago: links need a blink to wake up
    mika.tabs_to("why?")
    page.keyboard.press("Enter")
    expect(page.locator("dialog#explanation")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog#explanation")).to_be_hidden()


def test_without_javascript(cast: Cast, week: Week, live_server: Any, new_page: NewPage) -> None:
    lin, mika = (
        a_visitor(new_page(java_script_enabled=False), live_server, player)
        for player in (cast.lin, cast.mika)
    )
    mika.opens("check-in")
    row = mika.check_in_row("Paying subscribers")
    row.locator("input[name=value]").fill("84900")
    row.get_by_role("button", name="Save").click()
    expect(mika.check_in_row("Paying subscribers")).to_have_attribute("data-state", "saved")

    mika.opens("okrs/new")
    mika.writes("Objective", "Letters are answered the same day")
    mika.presses("Save the draft")
    expect(mika.title).to_have_text("Letters are answered the same day")
    mika.presses("Add the first key result")
    mika.picks_kind("binary")
    mika.writes("Key result", "A desk for letters is open")
    mika.presses("Add the key result")
    mika.sees("A desk for letters is open")

    lin.imports("# OKRs 2026 Q4\n\n## Shops become places to meet [GROWTH]\n\n- Visitors: 40 -> 100\n")
    lin.presses("Import")
    expect(lin.title).to_have_text("Imported")
    lin.presses("Open the OKRs")
    lin.sees("Shops become places to meet")


def test_on_a_phone(cast: Cast, week: Week, live_server: Any, new_page: NewPage) -> None:
    page = new_page(viewport=PHONE, has_touch=True)
    mika = a_visitor(page, live_server, cast.mika)
    mika.opens("check-in")
    mika.sees_no_sideways_scroll()
    mika.checks_in("Paying subscribers", "84900", 8)
    mika.sees_no_sideways_scroll()
    mika.opens_objective(TITLE)
    mika.sees("84,900")
    mika.sees_no_sideways_scroll()
    mika.asks_why()
    mika.sees_it_adds_up()
    mika.sees_no_sideways_scroll()
