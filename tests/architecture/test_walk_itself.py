"""The tenancy walk asks what it says it asks."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import include, path, reverse

from tests.architecture import test_tenancy
from tests.architecture.addresses import _names
from tests.architecture.routes import EVERYONE, Route, api, get, post, within


def _view(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def test_every_address_is_found_and_a_nameless_one_is_told() -> None:
    inner = ([path("b", _view, name="b"), path("c", _view)], "inner")
    patterns = [path("a", _view, name="a"), path("in/", include(inner))]
    assert list(_names(patterns, "")) == ["a", "inner:b", "unnamed c"]


@pytest.mark.parametrize("status", [200, 204, 409, 422])
def test_an_answer_or_a_complaint_about_values_is_a_welcome(status: int) -> None:
    assert test_tenancy.is_welcome(HttpResponse(status=status))


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 500])
def test_a_refusal_is_not(status: int) -> None:
    assert not test_tenancy.is_welcome(HttpResponse(status=status))


def test_a_redirect_is_a_welcome_unless_it_leads_to_the_login() -> None:
    assert test_tenancy.is_welcome(HttpResponse(status=302, headers={"Location": "/acme/"}))
    assert not test_tenancy.is_welcome(
        HttpResponse(status=302, headers={"Location": reverse("account_login") + "?n"})
    )


class _Recorder:
    def __init__(self) -> None:
        self.asked: list[Any] = []

    def get(self, address: str, data: Any) -> None:
        self.asked += ["GET", address, data]

    def generic(self, method: str, address: str, **options: Any) -> None:
        self.asked += [method, address, options]


def _asked(monkeypatch: pytest.MonkeyPatch, name: str, route: Route) -> list[Any]:
    client = _Recorder()
    cast = SimpleNamespace(
        organization=SimpleNamespace(slug="acme"), client=lambda who: client, api_client=lambda who: client
    )
    monkeypatch.setattr(test_tenancy, "reverse", lambda name, kwargs: f"/{name}/{kwargs['ref']}")
    monkeypatch.setattr(test_tenancy, "api_root", lambda: "/api/v1")
    test_tenancy.ask(cast, "ada", name, route)  # type: ignore[arg-type]
    return client.asked


_NAMED = within(ref=lambda cast: "abc")


def test_pages_are_asked_with_their_names(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _asked(monkeypatch, "okrs:objective", get(_NAMED, EVERYONE))[:2] == ["GET", "/okrs:objective/abc"]


def test_forms_are_sent_as_browsers_send_them(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = _asked(monkeypatch, "okrs:objective", post(_NAMED, EVERYONE, data=lambda cast: {"title": "a b"}))
    assert asked[0] == "POST"
    assert asked[2]["data"] == "title=a+b"


def test_the_api_is_asked_under_its_root(monkeypatch: pytest.MonkeyPatch) -> None:
    route = api(_NAMED, EVERYONE, method="PATCH", data=lambda cast: {"title": "x"})
    asked = _asked(monkeypatch, "PATCH /objectives/{ref}", route)
    assert asked[:2] == ["PATCH", "/api/v1/objectives/abc"]
    assert '"title"' in str(asked)
