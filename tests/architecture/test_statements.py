"""How many SQL statements a page costs: written down, and the same for 10 rows as for 200."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

import pytest
import time_machine

from tests.architecture.routes import ADMIN, API, PAGES, Named, Route
from tests.architecture.test_tenancy import ask, is_welcome
from tests.builders import TODAY
from tests.crowd import Crowd
from tests.support.baselines import check_json
from tests.support.statements import counted

if TYPE_CHECKING:
    from tests.cast import Cast

FEW, MANY = 10, 200
MOST = 16
"""Statements of any page or API answer, of which the frame takes five at most (design 6.2)."""
MOST_ELSEWHERE = {
    "GET exchange:preview": 30,  # it tries the whole import, against all there is
    "GET home:audit": 26,  # it names things of every kind, each kind asked once (docs/adr/0015)
    "GET home:audit_file": 26,
}

# Which of the crowd's things stands in an address; the others show what ``tests/architecture/walked`` names.
FULL = {
    "okrs:key_result": "key_result",
    "okrs:key_result_edit": "key_result",
    "okrs:key_result_drop": "key_result",
    "okrs:key_result_postpone": "key_result",
    "okrs:key_result_resume": "key_result",
    "kpis:page": "kpi",
    "kpis:edit": "kpi",
    "work:initiative": "initiative",
    "work:edit_initiative": "initiative",
    "work:task": "task",
    "work:edit_task": "task",
}
# Below these every other address is one of an objective.
OBJECTIVES = ("okrs:", "work:objective_panel", "GET /objectives/{ref}")
KEY_RESULTS = ("GET /key-results/{ref}", "checkins:row", "checkins:submit")

READS = {
    f"api {name}" if route.is_api else f"GET {name}": (name, route)
    for table in (PAGES, API)
    # The audit log last: asking for the other pages writes acts of more kinds, so both rounds find the same kinds.
    for name, routes in sorted(table.items(), key=lambda entry: entry[0].startswith("home:audit"))
    for route in routes[:1]
    if route.method == "GET" and ADMIN in route.may
}


@pytest.fixture(autouse=True)
def _a_monday_of_the_cycle() -> Iterator[None]:
    with time_machine.travel(datetime.combine(TODAY, time(9, 0), tzinfo=UTC), tick=True):
        yield


def test_statements_are_few_and_do_not_grow(cast: Cast) -> None:
    crowd = Crowd(cast)
    crowd.grow(FEW)
    few = {title: _cost(cast, crowd, title) for title in READS}
    crowd.grow(MANY)
    many = {title: _cost(cast, crowd, title) for title in READS}
    assert {title: (few[title], many[title]) for title in READS if few[title] != many[title]} == {}
    assert {title: count for title, count in many.items() if count > MOST_ELSEWHERE.get(title, MOST)} == {}
    check_json("statements.json", many)


def _cost(cast: Cast, crowd: Crowd, title: str) -> int:
    name, route = READS[title]
    named = _named(cast, crowd, name, route)
    again: Named = lambda _cast: named  # noqa: E731 - what it names is made before the counting starts
    route = replace(route, named=again)
    ask(cast, ADMIN, name, route)  # the first request of a session fills caches that later ones find
    with counted() as statements:
        response = ask(cast, ADMIN, name, route)
    assert is_welcome(response), f"{title}: {response.status_code}"
    if os.environ.get("NORTHING_SHOW_SQL") in {"1", name}:
        print(f"\n== {title}", *statements.sql, sep="\n")
    return len(statements)


def _named(cast: Cast, crowd: Crowd, name: str, route: Route) -> dict[str, Any]:
    """The values of the address: the crowd's where it has one, so that the page is full."""
    named = route.named(cast)
    known = FULL.get(name)
    if known is None and name.startswith(KEY_RESULTS):
        known = "key_result"
    if known is None and name.startswith(OBJECTIVES):
        known = "objective"
    for key in named.keys() & {"ref", "key_result", "kpi", "initiative", "task"}:
        named[key] = getattr(crowd, known) if known else named[key]
    return named
