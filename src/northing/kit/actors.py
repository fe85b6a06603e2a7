"""Who acts: resolved once per request from the path and session, or from a token; never from a form field."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person may do across one organization (design: who may do what)."""

    PRINCIPAL = "principal"
    ADMIN = "admin"
    COACH = "coach"
    MEMBER = "member"
    OBSERVER = "observer"


class Scope(StrEnum):
    """What a token or signed link may be used for; a signed-in browser holds all of them."""

    READ = "read"
    CHECKIN = "checkin"
    PLAN = "plan"
    PEOPLE = "people"
    ADMIN = "admin"


class Via(StrEnum):
    """The door an act came through; kept in activity and versions."""

    WEB = "web"
    API = "api"
    CLI = "cli"
    IMPORT = "import"
    JOB = "job"
    DEMO = "demo"
    AGENT = "agent"


ALL_SCOPES = frozenset(Scope)


@dataclass(frozen=True, slots=True)
class Actor:
    """One person acting in one organization.

    ``person_id`` is ``None`` only for the system itself (jobs, the command line of the operator),
    which then has the rights of a principal.
    """

    organization_id: int
    person_id: int | None
    role: Role
    scopes: frozenset[Scope] = ALL_SCOPES
    via: Via = Via.WEB

    @property
    def is_steward(self) -> bool:
        """Admins and principals: they run the organization."""
        return self.role in (Role.PRINCIPAL, Role.ADMIN)

    @property
    def is_guide(self) -> bool:
        """Stewards and coaches: they run the cycle."""
        return self.is_steward or self.role is Role.COACH

    def holds(self, scope: Scope) -> bool:
        """Whether the door this actor came through lets it use ``scope``."""
        return scope in self.scopes


def system_actor(organization_id: int, *, via: Via = Via.JOB) -> Actor:
    """The organization's own hand, for jobs and the operator's command line."""
    return Actor(organization_id=organization_id, person_id=None, role=Role.PRINCIPAL, via=via)
