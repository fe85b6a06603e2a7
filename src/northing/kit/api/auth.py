"""From ``Authorization: Bearer`` to an actor, in one place."""

from __future__ import annotations

from typing import Final, Protocol

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from northing.kit.actors import Actor, Role, Scope, Via
from northing.kit.api.tokens import recognise
from northing.kit.errors import NotAllowed


class PersonResolver(Protocol):
    """What the org feature offers."""

    def __call__(self, *, organization_id: int, person_id: int) -> Role | None: ...


_resolvers: list[PersonResolver] = []
_UNASKED: Final = object()


def set_person_resolver(resolver: PersonResolver) -> None:
    """Name the function ``(*, organization_id, person_id) -> Role | None``; ``None`` for people who left.

    Kit knows no people; the org feature calls this in ``apps.ready()``.
    """
    _resolvers[:] = [resolver]


def authenticated(request: HttpRequest) -> Actor | None:
    """The actor behind the request's token, asked for once a request; ``None`` without a valid one."""
    known = getattr(request, "_token_actor", _UNASKED)
    if known is _UNASKED:
        known = _actor_for(_secret_in(request), request)
        request._token_actor = known  # type: ignore[attr-defined]
    return known if isinstance(known, Actor) else None


def actor_of(request: HttpRequest, needs: Scope = Scope.READ) -> Actor:
    """The actor of an authenticated request.

    :raises NotAllowed: ``scope_missing`` when its token lacks ``needs``
    """
    actor = authenticated(request)
    if actor is None:
        raise NotAllowed("token_needed")
    if not actor.holds(needs):
        raise NotAllowed("scope_missing", scope=needs.value)
    return actor


class TokenAuth(HttpBearer):
    """Ninja's authentication: ``request.auth`` becomes the actor."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        return authenticated(request)


def _secret_in(request: HttpRequest) -> str:
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else ""


def _actor_for(secret: str, request: HttpRequest) -> Actor | None:
    holder = recognise(secret, at=timezone.now()) if secret else None
    if holder is None or not _resolvers:
        return None
    role = _resolvers[-1](organization_id=holder.organization_id, person_id=holder.person_id)
    if role is None:
        return None
    request.token_id = holder.token_id  # type: ignore[attr-defined]
    return Actor(holder.organization_id, holder.person_id, role, holder.scopes, Via.API)
