"""The floors: answers of the same bytes without the work, on the same server with the same middleware."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_POST

from northing.config.bench.driver import recorded
from northing.config.bench.server import BODIES
from northing.kit.web.frame import frame_of
from northing.kit.web.requests import actor_of

GetResponse = Callable[[HttpRequest], HttpResponse]


@cache
def _body(name: str) -> bytes:
    return (Path(os.environ[BODIES]) / Path(name).name).read_bytes()


def bare(request: HttpRequest, name: str) -> HttpResponse:
    """The bytes of a page, for nobody in particular."""
    return HttpResponse(_body(name))


def framed(request: HttpRequest, organization: str, name: str) -> HttpResponse:
    """The bytes of a page for somebody signed in: the actor is known and every query of the frame is done."""
    actor_of(request)
    frame_of(request)
    get_token(request)
    return HttpResponse(_body(name))


@require_POST
def nothing(request: HttpRequest, organization: str) -> HttpResponse:
    """A form of somebody signed in, read and thrown away."""
    actor_of(request)
    request.POST.dict()
    return HttpResponse(b"ok")


class CountStatements:
    """Tells how many statements an answer cost, when the question asks for it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "X-Bench-Count" not in request.headers:
            return self.get_response(request)
        connection.ensure_connection()
        with recorded() as statements:
            response = self.get_response(request)
        response["X-Bench-Statements"] = str(sum(one.is_counted for one in statements))
        return response
