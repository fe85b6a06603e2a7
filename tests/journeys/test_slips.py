"""A slip of the hand is told before anybody moves on, is asked about once, and stays out of the console."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
import time_machine

from northing.features.okrs import queries as okr_queries
from tests.features.checkins.scene import NOW, TODAY, a_week, a_weekly_key_result, an_agreed_objective
from tests.support.browser import PHONE, NewPage, sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from northing.features.okrs.models import KeyResult
    from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _monday() -> Any:
    with time_machine.travel(NOW, tick=True):
        yield


def _open(page: Page, live_server: Any, cast: Cast) -> None:
    sign_in(page, live_server, cast.mika.client)
    page.goto(live_server.url + cast.mika.path("check-in"))
    page.wait_for_load_state("networkidle")


def _score(cast: Cast) -> KeyResult:
    objective = an_agreed_objective(cast, cast.mika)
    return a_weekly_key_result(
        cast, objective, cast.mika, title="Score", start=Decimal("3.1"), target=Decimal(4), decimals=1
    )


def _value(cast: Cast, key_result: KeyResult) -> Decimal | None:
    reading = okr_queries.key_result_due(actor=cast.mika.actor, ref=key_result.ref, on=TODAY).reading
    return reading.value if reading else None


def _focus(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def test_equals_without_an_earlier_number_is_refused_where_it_was_typed(
    cast: Cast, live_server: Any, page: Page
) -> None:
    score = _score(cast)
    _open(page, live_server, cast)
    field = f"value-{score.ref}"
    page.keyboard.press("=")
    assert _focus(page) == field
    page.get_by_text("There is no earlier number to repeat.").wait_for()
    page.keyboard.press("Enter")
    assert _focus(page) == field
    assert page.get_attribute(f"#{field}", "aria-invalid") == "true"
    page.fill(f"#{field}", "3.2")
    assert page.get_attribute(f"#{field}", "aria-invalid") is None
    page.get_by_text("3.2 · +0.1 from the start, 3.1").wait_for()
    page.keyboard.press("Enter")
    page.keyboard.press("7")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#row-{score.ref}[data-state=saved]")
    assert _value(cast, score) == Decimal("3.2")


def test_a_number_far_outside_is_kept_by_the_second_enter(cast: Cast, live_server: Any, page: Page) -> None:
    score = _score(cast)
    _open(page, live_server, cast)
    page.fill(f"#value-{score.ref}", "82000")
    page.get_by_text("82,000 is far outside").wait_for()
    page.locator(f"#row-{score.ref} .confidence input[value='7']").check()
    page.keyboard.press("Enter")
    assert _focus(page) == f"value-{score.ref}"
    assert _value(cast, score) is None
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#row-{score.ref}[data-state=saved]")
    assert _value(cast, score) == 82000


def test_a_quick_hand_is_asked_by_the_server(cast: Cast, live_server: Any, page: Page) -> None:
    score = _score(cast)
    _open(page, live_server, cast)
    page.route("**/check-in/echo*", lambda route: route.fulfill(status=204))
    page.fill(f"#value-{score.ref}", "82000")
    page.locator(f"#row-{score.ref} .confidence input[value='7']").check()
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#row-{score.ref}[data-state=failed]")
    page.locator(f"#value-{score.ref}").press("Enter")
    page.wait_for_selector(f"#row-{score.ref}[data-state=saved]")
    assert _value(cast, score) == 82000


def test_a_note_that_was_pulled_larger_keeps_the_content_policy(
    cast: Cast, live_server: Any, page: Page
) -> None:
    """The browser writes the size of a pulled field into its style: htmx must not carry that over to a new row."""
    week = a_week(cast)
    _open(page, live_server, cast)
    row = page.locator(f"#row-{week.metric.ref}")
    row.locator("summary").click()
    note = f"note-{week.metric.ref}"
    page.evaluate(f"document.getElementById('{note}').style.height = '180px'")
    page.fill(f"#{note}", "a longer story")
    page.fill(f"#value-{week.metric.ref}", "12 kg")
    row.get_by_role("button", name="Save").click()
    page.wait_for_selector(f"#row-{week.metric.ref}[data-state=failed]")
    page.wait_for_timeout(200)  # htmx settles what it swapped; a violation would fail the test by the console
    assert page.input_value(f"#{note}") == "a longer story"


def test_on_a_phone_every_row_can_be_saved_and_nothing_sticks_out(
    cast: Cast, live_server: Any, new_page: NewPage
) -> None:
    week = a_week(cast)
    page = new_page(viewport={**PHONE, "width": 360})
    _open(page, live_server, cast)
    for key_result in (week.metric, week.stages, week.yes_no):
        assert page.locator(f"#row-{key_result.ref} .checkin__save").is_visible()
    field = page.locator(f"#value-{week.metric.ref}").bounding_box()
    ten = page.locator(f"#row-{week.metric.ref} .confidence__step").last.bounding_box()
    assert field is not None
    assert ten is not None
    assert ten["x"] + ten["width"] <= field["x"] + field["width"] + 0.5
    assert ten["width"] >= 24


def test_the_reason_is_asked_for_the_moment_a_term_differs(cast: Cast, live_server: Any, page: Page) -> None:
    score = _score(cast)
    sign_in(page, live_server, cast.ada.client)
    page.goto(live_server.url + cast.ada.path(f"okrs/key-results/{score.ref}/edit"))
    before, now = page.locator(".reason__before"), page.locator(".reason__now")
    assert before.is_visible()
    assert not now.is_visible()
    page.select_option("[name=updater]", label="Lin")  # who updates it is no term
    assert not now.is_visible()
    page.fill("[name=target]", "5")
    now.wait_for()
    assert page.locator("#id_reason").evaluate("field => field.required")
    page.fill("[name=target]", "4")
    assert before.is_visible()
