"""The day of a request: when it began, and keys that make a double Enter write once."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, time

from django.http import HttpRequest

from northing.kit.web.requests import today_of


def day_begins(request: HttpRequest) -> datetime:
    """The first moment of today in the organization's calendar."""
    return datetime.combine(today_of(request), time.min, getattr(request, "time_zone", UTC))


def new_key() -> str:
    """An idempotency key for one rendered row."""
    return secrets.token_urlsafe(12)
