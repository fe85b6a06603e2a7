"""``make screenshots``: every page in every language, both themes, desktop and phone, to be looked at.

Not a test of anything but "it can be drawn": the files under ``var/screenshots`` are for eyes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from tests.architecture.routes import ADMIN, PAGES
from tests.support.browser import DESKTOP, PHONE, NewPage, sign_in
from tests.support.messages import ROOT

if TYPE_CHECKING:
    from tests.cast import Cast

FOLDER = ROOT / "var" / "screenshots"
LANGUAGES = ("en", "zh-hans", "zh-hant", "ru")
SCREENS = {
    "desktop-light": (DESKTOP, "light"),
    "desktop-dark": (DESKTOP, "dark"),
    "phone-light": (PHONE, "light"),
}
READ = {
    name: routes[0] for name, routes in PAGES.items() if routes[0].method == "GET" and ADMIN in routes[0].may
}


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_drawn(
    language: str, screen: str, cast: Cast, live_server: Any, new_page: NewPage
) -> None:
    viewport, theme = SCREENS[screen]
    page = new_page(viewport=viewport, color_scheme=theme, locale=language)
    sign_in(page, live_server, cast.client(ADMIN))
    page.context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, route in READ.items():
        page.goto(live_server.url + reverse(name, kwargs=route.named(cast)))
        page.wait_for_load_state("networkidle")
        file = re.sub(r"\W+", "-", f"{name}-{screen}-{language}")
        page.screenshot(path=str(FOLDER / f"{file}.png"), full_page=True)
