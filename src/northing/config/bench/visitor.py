"""Somebody with a browser: signs in with a one-time link and keeps the session, its cookies and one connection."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from time import perf_counter
from urllib.parse import urlencode

from northing.config.bench.scene import Scene
from northing.config.bench.server import Server
from northing.features.org import actions as org_actions
from northing.features.org import queries as org_queries

COUNT_HEADER = "X-Bench-Count"
_FINE = 400


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: how long it took, what came, and how many statements it cost if that was asked."""

    seconds: float
    status: int
    body: bytes
    statements: int


class Visitor:
    """One browser. Every answer that is not fine ends the run: a fast error page is no result."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=120)
        self._cookies: dict[str, str] = {}

    def get(self, path: str, *, counts: bool = False) -> Answer:
        """Open a page."""
        return self._ask("GET", path, headers={COUNT_HEADER: "1"} if counts else {})

    def post(self, path: str, form: dict[str, str]) -> float:
        """Send a form as htmx does; seconds."""
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-CSRFToken": self._cookies.get("csrftoken", ""),
            "HX-Request": "true",
        }
        return self._ask("POST", path, urlencode(form), headers).seconds

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def _ask(
        self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None
    ) -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        began = perf_counter()
        self._connection.request(method, path, body, {"Cookie": cookies, **(headers or {})})
        response = self._connection.getresponse()
        content = response.read()
        took = perf_counter() - began
        for line in response.headers.get_all("Set-Cookie") or ():
            self._cookies |= {name: one.value for name, one in SimpleCookie(line).items()}
        if response.status >= _FINE:
            raise RuntimeError(f"{method} {path} answered {response.status}: {content[:400]!r}")
        return Answer(took, response.status, content, int(response.headers.get("X-Bench-Statements", "0")))


@contextmanager
def signed_in(server: Server, scene: Scene, person: str) -> Iterator[Visitor]:
    """A browser in which ``person`` (a ref) has signed in through the front door."""
    row = org_queries.person_by_ref(ref=person, seen_by=scene.actor)
    user_id = org_queries.logins_of(organization_id=scene.organization.id, emails=[row.email]).get(row.email)
    if user_id is None:
        user_id = org_actions.link_user(actor=scene.actor, ref=person, at=scene.at, language="en")
    home = f"/{scene.organization.slug}/"
    path = f"/enter/{org_actions.issue_login_link(user_id=user_id, at=scene.at, path=home)}"
    visitor = Visitor(server.port)
    try:
        visitor.get(path)
        visitor.post(path, {})
        yield visitor
    finally:
        visitor.close()
