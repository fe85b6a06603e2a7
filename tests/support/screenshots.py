"""``make screenshots``: every page in every language, both themes, desktop and phone, to be looked at.

Not a test of anything but "it can be drawn": the files under ``var/screenshots`` are for eyes. The demo company fills
the pages. ``NORTHING_SCREENSHOTS=okrs:objective,home`` draws only the addresses whose names begin so.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

import pytest

from northing.features.org import actions
from tests.support.browser import DESKTOP, PHONE, NewPage, sign_in
from tests.support.demo_cast import Place, every_page, in_their_cycle, tell_demo
from tests.support.messages import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)
FOLDER = ROOT / "var" / "screenshots"
LANGUAGES = ("en", "zh-hans", "zh-hant", "ru")
SCREENS = {
    "desktop-light": (DESKTOP, "light"),
    "desktop-dark": (DESKTOP, "dark"),
    "phone-light": (PHONE, "light"),
}
WANTED = tuple(filter(None, os.environ.get("NORTHING_SCREENSHOTS", "").split(",")))


def test_every_page_is_drawn(live_server: Any, new_page: NewPage) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    cast = tell_demo()
    places = [place for place in every_page(cast) if not WANTED or place.name.startswith(WANTED)]
    for language in LANGUAGES:
        for who in {place.who for place in places}:
            actions.set_preferences(user_id=cast.player(who).user_id, language=language)
        for screen, (viewport, theme) in SCREENS.items():
            look = {
                "viewport": viewport,
                "color_scheme": theme,
                "locale": language,
                "reduced_motion": "reduce",
            }
            readers = {who: new_page(**look) for who in ("ada", "lin")}
            for who, page in readers.items():
                sign_in(page, live_server, cast.client(who))
                in_their_cycle(page, live_server.url, cast)
            for number, place in enumerate(places):
                file = re.sub(r"\W+", "-", f"{place.name}-{number}-{screen}-{language}")
                _draw(readers[place.who], live_server.url, place, f"{FOLDER / file}.png")
            for page in readers.values():
                page.context.close()


def _draw(page: Page, site: str, place: Place, file: str) -> None:
    answer = page.goto(site + place.path)
    if answer is None or "<html" not in answer.text():
        return
    page.wait_for_load_state("networkidle")
    page.screenshot(path=file, full_page=True)
