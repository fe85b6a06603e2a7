"""The tenancy walk: every address as each of the cast, allowed and refused, and nothing of another organization."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from tests.architecture.addresses import api_root, operations, page_names
from tests.architecture.routes import API, CAST, PAGES, PUBLIC, STRANGER, Route

if TYPE_CHECKING:
    from tests.cast import Cast

ADMIN_MAIL = "ada@acme.example"

STEPS = [
    pytest.param(name, route, who, id=f"{who}-{route.method}-{name}")
    for table in (PAGES, API)
    for name, routes in table.items()
    for route in routes
    for who in CAST
]


def test_every_page_has_an_entry() -> None:
    assert page_names() - set(PAGES) - set(PUBLIC) == set(), "add them to tests/architecture/routes.py"


def test_every_api_route_has_an_entry() -> None:
    assert operations() - set(API) == set(), "add them to tests/architecture/routes.py"


def test_no_entry_is_left_over() -> None:
    optional = {"kit_web:patterns"}  # exists in development only
    assert (set(PAGES) | set(PUBLIC)) - page_names() - optional == set()
    assert set(API) - operations() == set()


def test_every_entry_refuses_somebody() -> None:
    """Zoe is refused everywhere; an entry that lets her in belongs into PUBLIC, with its reason."""
    assert not [
        name for name, routes in {**PAGES, **API}.items() for route in routes if STRANGER in route.may
    ]


@pytest.mark.parametrize(("name", "route", "who"), STEPS)
def test_walk(name: str, route: Route, who: str, cast: Cast) -> None:
    response = ask(cast, who, name, route)
    if who == STRANGER and route.is_api and not route.named(cast):
        assert ADMIN_MAIL not in response.content.decode(), "she sees only what is her own"
    elif who == STRANGER:
        assert response.status_code == 404, "another organization's things do not exist"
    elif who in route.may:
        assert is_welcome(response), f"{who} may, but got {response.status_code} {location(response)}"
    else:
        assert response.status_code == route.denied


@pytest.mark.parametrize(
    ("name", "route"),
    [pytest.param(name, routes[0], id=name) for table in (PAGES, API) for name, routes in table.items()],
)
def test_without_signing_in_there_is_nothing(name: str, route: Route, cast: Cast) -> None:
    response = ask(cast, "", name, route)
    is_sent_to_login = response.status_code == 302 and location(response).startswith(reverse("account_login"))
    assert response.status_code in {401, 403, 404} or is_sent_to_login


def ask(cast: Cast, who: str, name: str, route: Route) -> Any:
    """Use a route as one of the cast (or as nobody, with an empty name)."""
    named, data = route.named(cast), route.data(cast)
    if not route.is_api:
        client = cast.client(who)
        return client.generic(route.method, reverse(name, kwargs=named), **_form(client, route, data))
    address = api_root() + name.partition(" ")[2].format(**named)
    client = cast.api_client(who)
    if route.method == "GET":
        return client.get(address, data)
    return client.generic(route.method, address, data=_json(data), content_type="application/json")


def _form(client: Any, route: Route, data: dict[str, Any]) -> dict[str, Any]:
    from urllib.parse import urlencode

    if route.method == "GET":
        return {"QUERY_STRING": urlencode(data, doseq=True)}
    return {"data": urlencode(data, doseq=True), "content_type": "application/x-www-form-urlencoded"}


def _json(data: dict[str, Any]) -> str:
    import json

    return json.dumps(data, default=str)


def location(response: Any) -> str:
    return str(response.headers.get("Location", ""))


def is_welcome(response: Any) -> bool:
    """Answered: a page, a redirect that is not to the login, or a complaint about the values sent."""
    status = response.status_code
    if 300 <= status < 400:
        return not location(response).startswith(reverse("account_login"))
    return status < 300 or status in {409, 422}
