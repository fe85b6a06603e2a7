"""Every failure of the API in one shape: RFC 9457 ``application/problem+json`` with a stable ``code``.

``{type, code, title, status, detail, field, problems: [{code, field, detail}]}``; the sentences come from
:mod:`northing.kit.wording`, so the API says the same words as the pages, in the language asked for.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

import orjson
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from ninja.errors import AuthenticationError, AuthorizationError, HttpError, Throttled, ValidationError

from northing.kit.api.validation import problems_of
from northing.kit.api.wording import TITLES
from northing.kit.errors import Conflict, Invalid, NotAllowed, NotFound, Problems, Refusal
from northing.kit.wording import say, sentence_for

MEDIA_TYPE = "application/problem+json"

logger = logging.getLogger("northing.api")

_STATUS_OF_CLASS: tuple[tuple[type[Refusal], int], ...] = (
    (NotFound, 404),
    (NotAllowed, 403),
    (Conflict, 409),
    (Invalid, 422),
)
_STATUS_OF_CODE = {"token_needed": 401, "too_busy": 503, "body_too_large": 413, "unreadable_body": 400}
_CODE_OF_STATUS = {401: "token_needed", 403: "not_allowed", 404: "not_found", 413: "body_too_large"}


def status_of(error: Refusal, *, is_conditional: bool = False) -> int:
    """The HTTP status of a refusal.

    :param is_conditional: the request carried ``If-Match``; then a newer version is 412 instead of 409
    """
    if error.code == "changed_meanwhile" and is_conditional:
        return 412
    if error.code in _STATUS_OF_CODE:
        return _STATUS_OF_CODE[error.code]
    return next((status for kind, status in _STATUS_OF_CLASS if isinstance(error, kind)), 422)


def parts_of(error: Refusal) -> list[dict[str, Any]]:
    """The single problems inside ``error``, each with code, field and sentence (also for per-row results)."""
    parts = error.problems if isinstance(error, Problems) else []
    return [{"code": part.code, "field": part.field, "detail": say(part)} for part in parts]


def problem(
    status: int, code: str, detail: str, *, field: str | None = None, problems: Sequence[dict[str, Any]] = ()
) -> HttpResponse:
    """A problem answer."""
    body = {
        "type": f"urn:northing:problem:{code}",
        "code": code,
        "title": str(TITLES.get(status, TITLES[422])),
        "status": status,
        "detail": detail,
        "field": field,
        "problems": list(problems),
    }
    response = HttpResponse(orjson.dumps(body), status=status, content_type=MEDIA_TYPE)
    if status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="northing"'
    if status == 503:
        response["Retry-After"] = "1"
    return response


def refused(request: HttpRequest, error: Refusal) -> HttpResponse:
    """The answer to a refusal by an action or query."""
    status = status_of(error, is_conditional="If-Match" in request.headers)
    return problem(status, error.code, say(error), field=error.field, problems=parts_of(error))


def _unaccepted(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return refused(request, problems_of(error.errors))


def _throttled(request: HttpRequest, error: Throttled) -> HttpResponse:
    window = getattr(request, "rate_window", None)
    params = {"limit": window.limit if window else "?", "seconds": error.wait or 1}
    return problem(429, "too_many_requests", sentence_for("too_many_requests", params))


def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    if isinstance(error.__cause__, Refusal):
        return refused(request, error.__cause__)
    code = _CODE_OF_STATUS.get(error.status_code, "unreadable_body")
    return problem(error.status_code, code, sentence_for(code))


def _missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return refused(request, NotFound())


def _too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return problem(413, "body_too_large", sentence_for("body_too_large"))


def _unreadable(request: HttpRequest, error: Exception) -> HttpResponse:
    return problem(400, "unreadable_body", sentence_for("unreadable_body"))


def _busy(request: HttpRequest, error: OperationalError) -> HttpResponse:
    logger.warning("the database did not answer: %s", error)
    return problem(503, "too_busy", sentence_for("too_busy"))


def _broken(request: HttpRequest, error: Exception) -> HttpResponse:
    logger.exception("%s %s failed", request.method, request.path, exc_info=error)
    return problem(500, "unexpected", sentence_for("unexpected"))


HANDLERS: dict[type[Exception], Any] = {
    Refusal: refused,
    ValidationError: _unaccepted,
    Throttled: _throttled,
    AuthenticationError: _http_error,
    AuthorizationError: _http_error,
    HttpError: _http_error,
    Http404: _missing,
    RequestDataTooBig: _too_big,
    SuspiciousOperation: _unreadable,
    UnreadablePostError: _unreadable,
    OperationalError: _busy,
    Exception: _broken,
}
