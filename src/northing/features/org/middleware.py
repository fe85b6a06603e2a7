"""From a session to a user, and from an organization's slug in the path to an actor.

A page costs one statement for the session and one for the user with all memberships; pages that need no user
(static files, API calls with a token) cost none.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject
from django_htmx.http import HttpResponseClientRedirect

from northing.features.org import queries
from northing.features.org.actions import DayBegan
from northing.features.org.models import User
from northing.kit.actors import Actor, Role
from northing.kit.errors import NotFound
from northing.kit.events import announce
from northing.kit.web.errors import handle
from northing.kit.web.requests import now_of, today_of

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class SignedInMiddleware:
    """Puts ``request.user`` there, asked for on first use, together with everything the user belongs to."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.user = SimpleLazyObject(lambda: user_of(request))  # type: ignore[assignment]
        with queries.remembering():
            return self.get_response(request)


class OrganizationMiddleware:
    """Below a slug: ``request.actor``, ``request.visit`` and ``request.time_zone``, or a way to sign in.

    Strangers to an organization and visitors of one that does not exist get the same 404. Anonymous readers are
    sent to sign in whatever the slug, so nothing can be learned from the difference.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Django's hook, once the address is resolved."""
        if "organization" not in kwargs:
            return None
        who = signed_in_of(request)
        if who is None:
            return _to_login(request)
        _speak(request, who.user.language)
        visit = queries.visit_from(who=who, slug=kwargs["organization"])
        if visit is None:
            return handle(request, NotFound())
        request.visit = visit  # type: ignore[attr-defined]
        request.actor = queries.actor_in(visit=visit)  # type: ignore[attr-defined]
        request.time_zone = queries.zone_of(organization=visit.organization)  # type: ignore[attr-defined]
        _begin_day(request, visit)
        return None


def _speak(request: HttpRequest, language: str) -> None:
    """The language somebody chose goes with them: it beats what this browser remembers of whoever sat here before."""
    if language in dict(settings.LANGUAGES) and language != translation.get_language():
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()


def _begin_day(request: HttpRequest, visit: queries.Visit) -> None:
    begin_day(visit.organization, on=today_of(request), at=now_of(request))


def begin_day(organization: queries.OrganizationRow, *, on: date, at: datetime) -> None:
    """Whoever comes first on a new calendar day, by whichever door, has yesterday's judgements renewed."""
    if organization.rolled_on is None or organization.rolled_on < on:
        announce(DayBegan(organization_id=organization.id, on=on, at=at))


def role_behind_token(*, organization_id: int, person_id: int) -> Role | None:
    """The role of whoever holds an API token; their day has begun. ``None`` for people who left."""
    role = queries.role_of_person(organization_id=organization_id, person_id=person_id)
    if role is not None:
        _begin_now(queries.organization_of(organization_id=organization_id))
    return role


def operator(*, slug: str | None, email: str | None) -> Actor:
    """The actor of a command; their day has begun.

    :raises NotFound: ``no_organization``, or no such organization or person
    """
    actor = queries.operator(slug=slug, email=email)
    _begin_now(queries.organization_of(organization_id=actor.organization_id))
    return actor


def _begin_now(organization: queries.OrganizationRow) -> None:
    at = timezone.now()
    begin_day(organization, on=queries.today_in(organization=organization, at=at), at=at)


def user_of(request: HttpRequest) -> User | AnonymousUser:
    """The user of the session, or nobody."""
    who = signed_in_of(request)
    return who.user if who else AnonymousUser()


def signed_in_of(request: HttpRequest) -> queries.SignedIn | None:
    """The user of the session with their memberships, asked for once; ``None`` for anonymous readers."""
    if not hasattr(request, "signed_in"):
        request.signed_in = _signed_in(request)  # type: ignore[attr-defined]
    who: queries.SignedIn | None = request.signed_in  # type: ignore[attr-defined]
    return who


def _signed_in(request: HttpRequest) -> queries.SignedIn | None:
    user_id = request.session.get(SESSION_KEY)
    if user_id is None:
        return None
    who = queries.signed_in(user_id=int(user_id))
    if who is None or not _is_session_of(request, who.user):
        request.session.flush()
        return None
    return who


def _is_session_of(request: HttpRequest, user: User) -> bool:
    """Whether the session began with the present password; a change of it ends all other sessions."""
    known = request.session.get(HASH_SESSION_KEY, "")
    if constant_time_compare(known, user.get_session_auth_hash()):
        return True
    if any(constant_time_compare(known, older) for older in user.get_session_auth_fallback_hash()):
        request.session.cycle_key()
        request.session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        return True
    return False


def _to_login(request: HttpRequest) -> HttpResponse:
    """Sign in, then come back; a write comes back to the page its form was on."""
    if getattr(request, "htmx", None):
        here = request.headers.get("HX-Current-URL", "")
        return HttpResponseClientRedirect(redirect_to_login(_path(here)).url)
    if request.method in ("GET", "HEAD"):
        return redirect_to_login(request.get_full_path())
    return redirect_to_login(_path(request.headers.get("Referer", "")))


def _path(address: str) -> str:
    parts = urlsplit(address)
    path = parts.path or resolve_url(settings.LOGIN_REDIRECT_URL)
    return f"{path}?{parts.query}" if parts.query else path
