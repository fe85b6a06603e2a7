"""The main job: a document becomes a tracked quarter, people check in, and every number can be explained."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.cast import PASSWORD
from tests.journeys.steps import Visitor, a_visitor, percent, this_quarter

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.support.browser import NewPage

pytestmark = pytest.mark.django_db(transaction=True)

DOCUMENT = """\
# OKRs {quarter}

## The city reads with us

### Shops become places to meet [GROWTH]

- [ ] Visitors of evening readings: 40 -> 100
- Shops that host a circle
- [ ] A circle of readers is founded

### Letters are answered the same day [PLATFORM]

- [ ] Letters answered within a day: 50% -> 90%
"""


def test_a_document_becomes_a_quarter_that_is_tracked_and_explained(
    cast: Cast, live_server: Any, new_page: NewPage
) -> None:
    ada, lin = (a_visitor(new_page(), live_server) for _person in range(2))
    ada.signs_in(cast.ada.email, PASSWORD)
    lin.signs_in(cast.lin.email, PASSWORD)

    ada.imports(DOCUMENT.format(quarter=this_quarter()))
    ada.sees("Nothing is saved yet.")
    ada.sees("Shops that host a circle")
    ada.chooses("Owner of what names nobody", "Ada")
    ada.presses("Look again")
    ada.presses("Import")
    expect(ada.title).to_have_text("Imported")

    lin.opens_objective("Shops become places to meet")  # she leads Growth, so it is hers
    lin.gives_numbers("Shops that host a circle", start="0", target="20", unit="shops")
    expect(lin.row("Shops that host a circle")).to_contain_text("0 shops → 20 shops")
    lin.opens("check-in?all=1")
    lin.checks_in("Visitors of evening readings", "70", 7)
    lin.checks_in("Shops that host a circle", "5", 6)
    ada.opens("check-in?all=1")
    ada.checks_in("Letters answered within a day", "80%", 8)

    lin.opens_objective("Shops become places to meet")  # (50% + 25% + 0%) / 3
    expect(lin.tile("Progress")).to_contain_text("25%")
    ada.opens_objective("The city reads with us")  # (25% + 75%) / 2
    expect(ada.tile("Progress")).to_contain_text("50%")
    ada.asks_why()
    _the_lines_add_up_to(ada, 50)
    ada.sees_it_adds_up()


def _the_lines_add_up_to(reader: Visitor, shown: float) -> None:
    """What each part adds, read from the panel, is the number shown on the page."""
    progress = reader.page.locator(".trace-part").first
    added = [
        percent(text.partition("adds ")[2])
        for text in progress.get_by_text(re.compile("adds ")).all_inner_texts()
    ]
    assert len(added) == 2
    assert abs(sum(added) - shown) <= 0.5
    assert percent(reader.page.locator(".why-sum__number").inner_text()) == shown
