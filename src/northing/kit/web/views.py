"""Doors of the web kit: theme, language, and the pattern page of developers."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_POST, require_safe

from northing.kit.web import patterns
from northing.kit.web.pages import page
from northing.kit.web.preferences import THEME_COOKIE, THEMES, YEAR_IN_SECONDS

DAY_IN_SECONDS = 24 * 3600


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Remember light, dark or the system's theme; answers with the page the reader came from."""
    response = HttpResponseRedirect(_way_back(request))
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        _remember(response, THEME_COOKIE, theme)
    return response


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the language of this browser; answers with the page the reader came from."""
    response = HttpResponseRedirect(_way_back(request))
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        _remember(response, settings.LANGUAGE_COOKIE_NAME, language)
    return response


@require_safe
def show_icon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for ``/favicon.ico`` where a page names no icon of its own, as on an answer that is no page."""
    response = HttpResponseRedirect(static("kit/mark.svg"))
    response["Cache-Control"] = f"public, max-age={DAY_IN_SECONDS}"
    return response


@require_GET
def show_patterns(request: HttpRequest) -> HttpResponse:
    """Every component in every state; ``?lang=`` shows another language."""
    language = request.GET.get("lang", "")
    with override(language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
        request.frame = patterns.frame(request.path)  # type: ignore[attr-defined]
        return page(request, "kit/patterns.html", patterns.context())


def _remember(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=YEAR_IN_SECONDS,
        samesite="Lax",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _way_back(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    own = {request.get_host()}
    if url_has_allowed_host_and_scheme(target, allowed_hosts=own, require_https=request.is_secure()):
        return target
    return "/"
