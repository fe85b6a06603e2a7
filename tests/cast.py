"""The named cast: Acme and its people, and Zoe of another organization. Told through actions, like real life.

Acme (slug ``acme``): Pia (principal), Ada (admin), Carl (coach), Lin (leads Growth, which holds Funnel), Mika
(member of Growth), Oleg (member of Platform), Olga (observer). Zenith (slug ``zenith``): Zoe (principal).
Everybody signs in as ``<name>@<slug>.example`` with :data:`PASSWORD`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

import pytest
from django.test import Client
from pytest_django import Settings

from northing.features.org import actions, queries
from northing.features.org.queries import OrganizationRow, PersonRow, TeamRow
from northing.kit.actors import ALL_SCOPES, Actor, Role, Scope, Via, system_actor
from northing.kit.api.tokens import issue_token

QUICK_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # Argon2id is meant to be slow
PASSWORD = "north-star-2026"
FOUNDED_AT = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Player:
    """One of the cast: their person, their login, who they act as, and a browser of their own."""

    row: PersonRow
    organization: OrganizationRow
    email: str
    user_id: int

    @property
    def ref(self) -> str:
        return self.row.ref

    @property
    def id(self) -> int:
        return self.row.id

    @property
    def name(self) -> str:
        return self.row.name

    @property
    def actor(self) -> Actor:
        """Acting through the web, with every scope."""
        return Actor(self.organization.id, self.row.id, self.row.role, via=Via.WEB)

    @cached_property
    def client(self) -> Client:
        """A browser that is signed in; made on first use."""
        from django.contrib.auth import get_user_model

        browser = Client()
        browser.force_login(get_user_model().objects.get(pk=self.user_id))
        return browser

    def path(self, rest: str = "") -> str:
        """An address within the player's organization."""
        return f"/{self.organization.slug}/{rest}"


@dataclass(frozen=True)
class Cast:
    """Everybody, by name, with their teams."""

    acme: OrganizationRow
    zenith: OrganizationRow
    pia: Player
    ada: Player
    carl: Player
    lin: Player
    mika: Player
    oleg: Player
    olga: Player
    zoe: Player
    growth: TeamRow
    funnel: TeamRow
    platform: TeamRow
    orbit: TeamRow  # of Zenith

    @property
    def organization(self) -> OrganizationRow:
        """Ada's organization."""
        return self.acme

    def player(self, who: str) -> Player:
        """One of the cast by their name in lower case."""
        found: Player = getattr(self, who)
        return found

    def client(self, who: str) -> Client:
        """The signed-in browser of somebody; with an empty name one that nobody signed in with."""
        return self.player(who).client if who else Client()

    def api_client(self, who: str) -> Client:
        """A script of somebody, with a token that holds every scope; with an empty name without a token."""
        return Client(headers={"Authorization": f"Bearer {self.token(who)}"}) if who else Client()

    def token(self, who: str, *scopes: Scope) -> str:
        """A fresh API token of somebody, with every scope unless some are named."""
        player = self.player(who)
        _row, secret = issue_token(
            actor=player.actor,
            person_id=player.id,
            name="script",
            scopes=scopes or ALL_SCOPES,
            at=datetime.now(UTC),
            expires_at=None,
        )
        return secret

    @property
    def of_acme(self) -> tuple[Player, ...]:
        return (self.pia, self.ada, self.carl, self.lin, self.mika, self.oleg, self.olga)

    @property
    def everybody(self) -> tuple[Player, ...]:
        return (*self.of_acme, self.zoe)


@pytest.fixture
def cast(db: None, settings: Settings) -> Cast:
    """The whole cast, freshly founded."""
    settings.PASSWORD_HASHERS = QUICK_HASHERS
    return make_cast()


def make_cast() -> Cast:
    """Found both organizations, through actions; a few hundredths of a second with :data:`QUICK_HASHERS`."""
    pia, acme = _found("Acme", "acme", "Pia")
    zoe, zenith = _found("Zenith", "zenith", "Zoe")
    people = {name: _join(acme, name, role) for name, role in _ROLES.items()}
    growth = _team(acme, "Growth", lead=people["lin"], members=[people["lin"], people["mika"]])
    funnel = _team(acme, "Funnel", parent=growth)
    platform = _team(acme, "Platform", members=[people["oleg"]])
    orbit = _team(zenith, "Orbit")
    return Cast(
        acme, zenith, pia, growth=growth, funnel=funnel, platform=platform, orbit=orbit, zoe=zoe, **people
    )


_ROLES = {
    "ada": Role.ADMIN,
    "carl": Role.COACH,
    "lin": Role.MEMBER,
    "mika": Role.MEMBER,
    "oleg": Role.MEMBER,
    "olga": Role.OBSERVER,
}


def _found(name: str, slug: str, principal: str) -> tuple[Player, OrganizationRow]:
    email = f"{principal.lower()}@{slug}.example"
    founded = actions.found_organization(
        name=name,
        slug=slug,
        principal_name=principal,
        principal_email=email,
        password=PASSWORD,
        at=FOUNDED_AT,
    )
    assert founded.person is not None
    assert founded.user_id is not None
    return Player(founded.person, founded.organization, email, founded.user_id), founded.organization


def _join(organization: OrganizationRow, name: str, role: Role) -> Player:
    actor = system_actor(organization.id, via=Via.WEB)
    email = f"{name}@{organization.slug}.example"
    person = actions.add_person(actor=actor, name=name.title(), email=email, role=role, at=FOUNDED_AT)
    user_id = actions.link_user(actor=actor, ref=person.ref, password=PASSWORD, at=FOUNDED_AT)
    known = queries.person_by_ref(ref=person.ref, seen_by=actor)
    return Player(known, organization, email, user_id)


def _team(
    organization: OrganizationRow,
    name: str,
    *,
    parent: TeamRow | None = None,
    lead: Player | None = None,
    members: list[Player] | None = None,
) -> TeamRow:
    actor = system_actor(organization.id, via=Via.WEB)
    team = actions.create_team(
        actor=actor,
        name=name,
        parent=parent.ref if parent else None,
        lead=lead.ref if lead else None,
        at=FOUNDED_AT,
    )
    for player in members or []:
        actions.join_team(actor=actor, team=team.ref, person=player.ref, at=FOUNDED_AT)
    return team
