"""A client of the tiny API, signed with a token of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from northing.kit.actors import Actor, Role, Scope
from northing.kit.api import auth
from northing.kit.api.models import ApiToken
from northing.kit.api.tokens import issue_token

ACME, ZENITH = 7, 8
ADA, LIN, LEFT = 70, 71, 72
ROLES = {(ACME, ADA): Role.ADMIN, (ACME, LIN): Role.MEMBER, (ZENITH, ADA): Role.PRINCIPAL}


@dataclass
class Caller:
    """Someone with a token. ``get("/notes")`` and friends speak JSON."""

    token: ApiToken
    secret: str

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        data = body if isinstance(body, bytes) else None
        return Client(raise_request_exception=False).generic(
            method,
            f"/api/v1{path}",
            data if data is not None else _json(body),
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.secret}", **told},
        )

    def get(self, path: str, **headers: str) -> Any:
        return self.send("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.send("POST", path, body, **headers)


def _json(body: Any) -> bytes:
    import orjson

    return b"" if body is None else orjson.dumps(body)


@pytest.fixture(autouse=True)
def _tiny_site(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ROOT_URLCONF = "tests.kit.api.notes_site"
    settings.MIDDLEWARE = ["django.middleware.locale.LocaleMiddleware"]
    monkeypatch.setattr(
        auth, "_resolvers", [lambda *, organization_id, person_id: ROLES.get((organization_id, person_id))]
    )
    cache.clear()


@pytest.fixture
def caller(db: None) -> Callable[..., Caller]:
    """``caller(person, scopes, organization)`` issues a token and returns who holds it."""

    def issue(
        person: int = ADA, scopes: frozenset[Scope] = frozenset(Scope), organization: int = ACME
    ) -> Caller:
        now = timezone.now()
        owner = Actor(organization, person, Role.ADMIN)
        return Caller(
            *issue_token(
                actor=owner,
                person_id=person,
                name="script",
                scopes=scopes,
                at=now,
                expires_at=now + timedelta(days=30),
            )
        )

    return issue


@pytest.fixture
def ada(caller: Callable[..., Caller]) -> Caller:
    return caller()
