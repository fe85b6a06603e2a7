"""How many SQL statements a page costs: written down, and the same for 10 rows as for 200."""

from __future__ import annotations

import os
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from tests.architecture.routes import ADMIN, API, PAGES
from tests.architecture.test_tenancy import ask
from tests.support.baselines import check_json
from tests.support.statements import counted

if TYPE_CHECKING:
    from tests.cast import Cast

READS = {
    f"GET {name}" if not route.is_api else f"api {name}": (name, route)
    for table in (PAGES, API)
    for name, routes in table.items()
    for route in routes
    if route.method == "GET" and ADMIN in route.may
}
FEW, MANY = 10, 200


@pytest.mark.skipif(not READS, reason="no route has an entry yet")
@pytest.mark.django_db
def test_statements_are_few_and_do_not_grow(cast: Cast) -> None:
    from tests.builders import crowd

    crowd(cast, rows=FEW)
    few = {title: _cost(cast, title) for title in READS}
    crowd(cast, rows=MANY - FEW)
    many = {title: _cost(cast, title) for title in READS}
    assert {title: (few[title], many[title]) for title in READS if few[title] != many[title]} == {}
    check_json("statements.json", many)


def _cost(cast: Cast, title: str) -> int:
    name, route = READS[title]
    ask(cast, ADMIN, name, route)  # the first request of a session fills caches that later ones find
    with counted() as statements:
        ask(cast, ADMIN, name, route)
    if os.environ.get("NORTHING_SHOW_SQL"):
        print(f"\n== {title}", *statements.sql, sep="\n")
    return len(statements)


def test_the_crowd_exists_once_there_are_routes() -> None:
    assert not READS or find_spec("tests.builders"), (
        "tests/builders.py: crowd(cast, rows=…) adds that many of everything"
    )
