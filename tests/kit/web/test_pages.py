"""Pages, fragments, error pages, preferences and the pattern page."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django_htmx.middleware import HtmxMiddleware

from northing.kit.errors import Conflict, Invalid, NotAllowed, NotFound
from northing.kit.web import errors, views
from northing.kit.web.frame import Frame, frame_of
from northing.kit.web.icons import STATUSES
from northing.kit.web.names import initials
from northing.kit.web.pages import page
from northing.kit.web.patterns import WORDS

STATIC = Path(views.__file__).parent / "static" / "kit"


def a_request(path: str = "/acme/okrs", **headers: str) -> HttpRequest:
    """A request that passed the htmx middleware and has no frame provider's organization."""
    request = RequestFactory().get(path, headers=headers)
    request.frame = Frame()  # type: ignore[attr-defined]
    request.user = AnonymousUser()
    HtmxMiddleware(lambda _request: HttpResponse())(request)
    return request


def an_error_page(request: HttpRequest, fragment: str | None) -> HttpResponse:
    shown = errors.ErrorPage(status=409, title="Changed meanwhile", text="Reload.")
    return page(
        request, "kit/error.html", {"error": shown, "layout": "kit/plain.html"}, fragment=fragment, status=409
    )


def test_a_browser_gets_the_whole_page() -> None:
    response = an_error_page(a_request(), "toast")
    text = response.content.decode()
    assert response.status_code == 409
    assert text.startswith("<!doctype html>")
    assert 'lang="en"' in text
    assert response["Vary"] == "HX-Request"


def test_htmx_gets_only_the_named_block() -> None:
    text = an_error_page(a_request(**{"HX-Request": "true"}), "toast").content.decode()
    assert text.lstrip().startswith('<div class="toast toast--bad"')
    assert "<html" not in text


@pytest.mark.parametrize("header", ["HX-Boosted", "HX-History-Restore-Request"])
def test_a_boosted_or_restored_page_is_whole(header: str) -> None:
    text = an_error_page(a_request(**{"HX-Request": "true", header: "true"}), "toast").content.decode()
    assert "<html" in text


@pytest.mark.parametrize(
    ("refusal", "status"),
    [(NotFound(), 404), (NotAllowed(), 403), (Conflict(), 409), (Invalid("required"), 422)],
)
def test_a_refusal_is_a_page_for_browsers_and_a_toast_for_htmx(refusal: Exception, status: int) -> None:
    whole = errors.handle(a_request(), refusal)
    assert whole is not None
    assert whole.status_code == status
    assert f'data-error="{status}"' in whole.content.decode()

    toast = errors.handle(a_request(**{"HX-Request": "true"}), refusal)
    assert toast is not None
    assert (toast.status_code, toast["HX-Retarget"], toast["HX-Reswap"]) == (status, "#toasts", "beforeend")


def test_other_errors_take_their_usual_way() -> None:
    assert errors.handle(a_request(), KeyError("x")) is None


def test_a_member_sees_the_error_inside_the_frame() -> None:
    request = a_request()
    request.frame = Frame(organization="Acme", slug="acme", home_url="/acme/")  # type: ignore[attr-defined]
    response = errors.missing(request)
    assert 'class="rail"' in response.content.decode()
    assert 'href="/acme/"' in response.content.decode()


def test_the_failure_page_needs_no_frame() -> None:
    request = RequestFactory().get("/acme/okrs")
    response = errors.failed(request)
    assert response.status_code == 500
    assert "rail" not in response.content.decode()


def test_the_frame_is_asked_for_once() -> None:
    request = a_request()
    assert frame_of(request) is frame_of(request)


@pytest.mark.parametrize("language", [*WORDS])
def test_every_pattern_renders_under_the_strict_policy(language: str) -> None:
    request = a_request(f"/-/patterns?lang={language}")
    text = views.show_patterns(request).content.decode()
    assert not re.search(r"\sstyle=|\son\w+=|<style|javascript:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    shapes = set(re.findall(r'<svg class="shape"[^>]*>(.*?)</svg>', text))
    assert len(shapes) >= 14  # colour never stands alone: outlines differ
    assert len(re.findall(r'class="pill ', text)) >= 2 * len(STATUSES)


def test_status_shapes_of_pace_are_all_different() -> None:
    pace = ("on_track", "behind", "at_risk", "off_track", "unknown", "pending")
    assert len({STATUSES[status][0] for status in pace}) == len(pace)


def posted(path: str, **fields: str) -> HttpRequest:
    return RequestFactory().post(path, fields)


def test_theme_and_language_are_remembered_and_lead_back() -> None:
    chosen = views.choose_theme(posted("/-/theme", theme="dark", next="/account/login/"))
    assert (chosen.status_code, chosen["Location"]) == (302, "/account/login/")
    assert chosen.cookies["northing_theme"].value == "dark"

    language = views.choose_language(posted("/-/language", language="ru", next="https://evil.example/"))
    assert language["Location"] == "/"
    assert language.cookies[settings.LANGUAGE_COOKIE_NAME].value == "ru"


def test_an_unknown_theme_or_language_changes_nothing() -> None:
    assert not views.choose_theme(posted("/-/theme", theme="<b>")).cookies
    assert not views.choose_language(posted("/-/language", language="tlh")).cookies


@pytest.mark.parametrize("view", [views.choose_theme, views.choose_language])
def test_a_preference_is_never_changed_by_looking(view: Callable[[HttpRequest], HttpResponse]) -> None:
    assert view(RequestFactory().get("/-/theme")).status_code == 405


def test_a_chosen_theme_is_in_the_first_byte_that_is_painted() -> None:
    request = a_request()
    request.COOKIES["northing_theme"] = "dark"
    assert 'data-theme="dark"' in an_error_page(request, None).content.decode()


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Lin Wei", "LW"),
        ("林晓", "林"),
        ("欧阳 晓", "欧"),
        ("Олег Петров", "ОП"),
        ("Ada", "AD"),
        ("Anna (HR)", "AN"),
        ("  ", "?"),
    ],
)
def test_initials(name: str, short: str) -> None:
    assert initials(name) == short


def test_every_sheet_and_script_of_the_skeleton_exists_and_is_small() -> None:
    base = (STATIC.parent.parent / "jinja2" / "kit" / "base.html").read_text()
    sheets, scripts = (
        re.findall(r'"([\w-]+)"', line) for line in re.findall(r"{% for \w+ in \(([^)]*)\)", base)
    )
    files = [STATIC / "css" / f"{name}.css" for name in sheets] + [
        STATIC / "js" / f"{name}.js" for name in scripts
    ]
    assert len(files) > 12
    assert all(len(file.read_text().splitlines()) <= 400 for file in files)
