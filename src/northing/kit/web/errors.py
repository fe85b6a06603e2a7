"""Refusals and failures as pages: what happened, why, and the next step.

Settings name :class:`ErrorPages` as middleware (below the session and language middleware) and
``CSRF_FAILURE_VIEW``; ``config.urls`` names ``bad_request``, ``forbidden``, ``missing`` and ``failed`` as
``handler400``, ``handler403``, ``handler404`` and ``handler500``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import is_valid_path
from django.utils.http import escape_leading_slashes
from django.utils.translation import gettext as _

from northing.kit.errors import Conflict, Invalid, NotAllowed, NotFound, Refusal
from northing.kit.web.frame import Frame, frame_of
from northing.kit.web.pages import page, part, wants_fragment
from northing.kit.wording import say

STATUS_OF: tuple[tuple[type[Refusal], int], ...] = (
    (NotFound, 404),
    (NotAllowed, 403),
    (Conflict, 409),
    (Invalid, 422),
)


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What an error page prints."""

    status: int
    title: str
    text: str


class ErrorPages:
    """Middleware that turns a refusal which no view handled into a page, or into a toast for htmx."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Django's hook: ``None`` lets every other error take its usual way."""
        return handle(request, error)


def handle(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """The answer to a refusal, or ``None`` when ``error`` is not one."""
    if not isinstance(error, Refusal):
        return None
    status = status_of(error)
    return _answer(request, ErrorPage(status=status, title=_title(status), text=say(error)))


def status_of(error: Refusal) -> int:
    """The HTTP status of a refusal."""
    return next((status for kind, status in STATUS_OF if isinstance(error, kind)), 400)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the browser sent something we cannot read."""
    text = _("Your browser sent something that cannot be read here. Go back and try again.")
    return _answer(request, ErrorPage(400, _title(400), text))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return _answer(request, ErrorPage(403, _title(403), say(NotAllowed())))


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, also for what belongs to another organization. An address with a slash too many leads to the right one."""
    plain = request.path_info.rstrip("/")
    if request.method in ("GET", "HEAD") and plain != request.path_info and is_valid_path(plain):
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(escape_leading_slashes(f"{plain}?{query}" if query else plain))
    return _answer(request, ErrorPage(404, _title(404), say(NotFound())))


def failed(request: HttpRequest) -> HttpResponse:
    """500: asks neither database nor session, which may be what failed."""
    text = _("Something broke on our side; it has been written to the log. What you saved before is safe.")
    return _plain(request, ErrorPage(500, _title(500), text))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form that was open too long or lost its cookie."""
    text = _(
        "This page was open for too long, or cookies are switched off. "
        "Go back, reload the page and send it once more."
    )
    return _answer(request, ErrorPage(403, _("The form has expired"), text))


def _title(status: int) -> str:
    titles = {
        400: _("That was not readable"),
        403: _("Not allowed"),
        404: _("Not found"),
        409: _("Changed meanwhile"),
        422: _("That cannot be saved like this"),
        500: _("Something went wrong"),
    }
    return titles.get(status, titles[500])


def _answer(request: HttpRequest, shown: ErrorPage) -> HttpResponse:
    if wants_fragment(request):
        return _toast(request, shown)
    if _frame_or_none(request) is None:
        return _plain(request, shown)
    return page(request, "kit/error.html", {"error": shown, "layout": "kit/frame.html"}, status=shown.status)


def _toast(request: HttpRequest, shown: ErrorPage) -> HttpResponse:
    response = HttpResponse(part(request, "kit/error.html", "toast", {"error": shown}), status=shown.status)
    response["HX-Retarget"] = "#toasts"
    response["HX-Reswap"] = "beforeend"
    return response


def _plain(request: HttpRequest, shown: ErrorPage) -> HttpResponse:
    return page(request, "kit/error.html", {"error": shown, "layout": "kit/plain.html"}, status=shown.status)


def _frame_or_none(request: HttpRequest) -> Frame | None:
    """The frame if this reader has one here; a refused organization must not stop its own error page."""
    try:
        frame = frame_of(request)
    except Refusal:
        return None
    return frame if frame.slug else None
