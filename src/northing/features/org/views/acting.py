"""What the pages of people and teams share: trying a form's action, and acting by one button."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from northing.features.org.views.addresses import address
from northing.kit.errors import Conflict, Invalid
from northing.kit.web.requests import actor_of, now_of
from northing.kit.web.typed import Typed
from northing.kit.wording import say

Row = TypeVar("Row")
_LAST_VERSION = 2_000_000_000


def expected_version(form: Typed) -> int | None:
    """The version that was on screen when the form was opened."""
    return form.whole("version", low=1, high=_LAST_VERSION, is_required=False)


def tried(form: Typed, act: Callable[[], Row], *, fields: frozenset[str]) -> Row | None:
    """What ``act`` gives; ``None`` where the form has a problem by then, shown at its field."""
    if not form.is_valid:
        return None
    try:
        return act()
    except (Invalid, Conflict) as refused:
        form.refuse(refused, fields=fields)
        return None


def acted(request: HttpRequest, act: Any, *, done: str, **subject: str) -> HttpResponse:
    """Do one thing to a person or team (``person=ref`` or ``team=ref``), say so, and show it again."""
    (kind, ref) = next(iter(subject.items()))
    try:
        act(actor=actor_of(request), ref=ref, at=now_of(request))
    except (Invalid, Conflict) as refused:
        messages.error(request, say(refused))
    else:
        messages.success(request, done)
    return redirect(address(request, kind, **subject))
