"""Rate limits: a fixed window of one minute per token, told in headers.

The count lives in Django's cache. The default cache is a process's own memory, so the limit then holds per
process; a shared cache makes it exact. It protects the server from a runaway script, it is no quota.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase
from ninja.throttling import BaseThrottle

WINDOW_SECONDS: Final = 60
DEFAULT_LIMIT: Final = 600


@dataclass(frozen=True, slots=True)
class Window:
    """Requests allowed and left in this minute, and the seconds until the next one."""

    limit: int
    remaining: int
    resets_in: int


def count_request(token_id: int, *, now: float, limit: int) -> Window | None:
    """Count one request at ``now`` (seconds); the window, or ``None`` once the limit is passed."""
    minute, into = divmod(int(now), WINDOW_SECONDS)
    key = f"northing:rate:{token_id}:{minute}"
    cache.add(key, 0, timeout=2 * WINDOW_SECONDS)
    try:
        used = cache.incr(key)
    except ValueError:  # the cache dropped the key between the two calls
        used = 1
    return Window(limit, limit - used, WINDOW_SECONDS - into) if used <= limit else None


class PerToken(BaseThrottle):
    """Ninja's throttle: 600 requests a minute and token, or ``settings.NORTHING_API_RATE``."""

    def allow_request(self, request: HttpRequest) -> bool:
        token_id = getattr(request, "token_id", None)
        if token_id is None:
            return True
        limit: int = getattr(settings, "NORTHING_API_RATE", DEFAULT_LIMIT)
        now = time.time()
        window = count_request(token_id, now=now, limit=limit)
        spent = Window(limit, 0, WINDOW_SECONDS - int(now) % WINDOW_SECONDS)
        request.rate_window = window or spent  # type: ignore[attr-defined]
        return window is not None

    def wait(self) -> float | None:
        return WINDOW_SECONDS - time.time() % WINDOW_SECONDS


def tell_window(request: HttpRequest, response: HttpResponseBase) -> None:
    """Add ``RateLimit-*`` headers to an answer."""
    window: Window | None = getattr(request, "rate_window", None)
    if window is not None:
        response["RateLimit-Limit"] = str(window.limit)
        response["RateLimit-Remaining"] = str(window.remaining)
        response["RateLimit-Reset"] = str(window.resets_in)
