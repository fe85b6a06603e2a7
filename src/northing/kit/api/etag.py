"""Optimistic locking over HTTP: the ETag is the row's version."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse

from northing.kit.errors import Invalid

_ETAG = re.compile(r'(?:W/)?"v(\d{1,9})"')


def etag_of(version: int) -> str:
    """The ETag of a row with this version: ``"v3"``."""
    return f'"v{version}"'


def tell_etag(response: HttpResponse, version: int) -> None:
    """Put the row's version on an answer (ninja routes take ``response: HttpResponse`` as an argument)."""
    response["ETag"] = etag_of(version)


def expected_version(request: HttpRequest) -> int | None:
    """The version the client says it saw (``If-Match``); ``None`` without one or with ``*``.

    Hand it to the action as ``expected``; a newer row then answers 412.

    :raises Invalid: ``bad_etag``
    """
    given = request.headers.get("If-Match", "*").strip()
    if given == "*":
        return None
    match = _ETAG.fullmatch(given)
    if match is None:
        raise Invalid("bad_etag", field="If-Match")
    return int(match[1])
