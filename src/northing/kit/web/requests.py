"""What a web door knows of its request: who acts and what time it is. The only clocks of the web.

The org feature's middleware puts ``actor`` and ``time_zone`` on every request below an organization's slug.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo

from django.http import HttpRequest

from northing.kit.actors import Actor


def actor_of(request: HttpRequest) -> Actor:
    """Who acts, in which organization.

    :raises LookupError: the address has no organization slug, so no middleware resolved an actor
    """
    actor = actor_or_none(request)
    if actor is None:
        raise LookupError(f"nobody acts on {request.path}")
    return actor


def actor_or_none(request: HttpRequest) -> Actor | None:
    """Who acts, or ``None`` outside an organization and for strangers (error pages, sign-in)."""
    actor: Actor | None = getattr(request, "actor", None)
    return actor


def now_of(request: HttpRequest) -> datetime:
    """The moment of this request, aware, in UTC; the clock is read once a request."""
    known: datetime | None = getattr(request, "moment", None)
    if known is None:
        known = datetime.now(UTC)
        request.moment = known  # type: ignore[attr-defined]
    return known


def today_of(request: HttpRequest) -> date:
    """The day it is in the organization's calendar (its time zone); outside of any, the day in UTC."""
    zone: tzinfo = getattr(request, "time_zone", UTC)
    return now_of(request).astimezone(zone).date()
