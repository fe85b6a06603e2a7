"""Nobody is shut out of any page: axe in both themes, no policy violation, nothing wider than a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.architecture.routes import PUBLIC
from tests.support.browser import DESKTOP, PHONE, NewPage, axe_findings, sign_in
from tests.support.demo_cast import every_page, in_their_cycle, tell_demo

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)

OUTSIDE = [
    "/account/login/",
    "/account/password/reset/",
    "/account/password/reset/done/",
    "/account/inactive/",
    "/account/signup/",
    "/nobody-here/",
]


def test_every_page_is_for_everybody(live_server: Any, new_page: NewPage) -> None:
    cast = tell_demo()
    readers = {who: new_page() for who in ("ada", "lin")}
    for who, page in readers.items():
        sign_in(page, live_server, cast.client(who))
        in_their_cycle(page, live_server.url, cast)
    findings = [
        finding
        for place in every_page(cast)
        for finding in findings_on(readers[place.who], live_server.url + place.path, place.name)
    ]
    assert not findings, "\n".join(findings)


@pytest.mark.parametrize("path", OUTSIDE)
def test_the_doors_are_for_everybody(path: str, live_server: Any, page: Page) -> None:
    assert findings_on(page, live_server.url + path, path) == []


def test_the_outside_is_known() -> None:
    assert {name for name in PUBLIC if name.startswith("account_")} >= {"account_login", "account_inactive"}


def findings_on(page: Page, address: str, name: str) -> list[str]:
    """What is wrong with one page, each with the page's name: one load, then the other theme, then a phone."""
    page.set_viewport_size(DESKTOP)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")  # a colour on its way is no colour
    answer = page.goto(address)
    assert answer is not None
    if "<html" not in answer.text():
        return []  # a fragment, a picture, a download: looked at on the page that asks for it
    found = [] if answer.status in {200, 404} else [f"answered {answer.status}"]
    found += [f"light: {finding}" for finding in axe_findings(page)]
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found += [f"dark: {finding}" for finding in axe_findings(page, "color-contrast")]
    page.set_viewport_size(PHONE)
    width = page.evaluate("document.documentElement.scrollWidth")
    found += [f"phone: {width} px wide"] if width > PHONE["width"] else []
    return [f"{name}: {finding}" for finding in found]
