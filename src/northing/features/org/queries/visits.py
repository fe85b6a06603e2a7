"""Who visits: from a session's user, or a token's person, to an actor in one organization."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest

from northing.features.org.models import Person, User
from northing.features.org.queries.known import remember
from northing.features.org.queries.organizations import oldest_organization, organization_by_slug
from northing.features.org.queries.rows import OrganizationRow, PersonRow, organization_row, person_row
from northing.kit.actors import ALL_SCOPES, Actor, Role, Scope, Via, system_actor
from northing.kit.errors import NotFound


@dataclass(frozen=True, slots=True)
class Membership:
    """One organization a user belongs to, and the person they are there."""

    organization: OrganizationRow
    person: PersonRow

    def actor(self, *, via: Via = Via.WEB, scopes: frozenset[Scope] = ALL_SCOPES) -> Actor:
        """This person acting here."""
        return Actor(self.organization.id, self.person.id, self.person.role, scopes=scopes, via=via)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A user with a session, and every organization they may enter, by name."""

    user: User
    memberships: tuple[Membership, ...]

    def within(self, slug: str) -> Membership | None:
        """The membership in the organization called ``slug``, if there is one."""
        return next((one for one in self.memberships if one.organization.slug == slug), None)


@dataclass(frozen=True, slots=True)
class Visit:
    """One page view inside an organization: what the frame and the pages may print without asking again."""

    user_id: int
    email: str
    language: str
    theme: str
    organization: OrganizationRow
    person: PersonRow
    organizations: tuple[OrganizationRow, ...]  # all the user may switch to, this one among them


def signed_in(*, user_id: int) -> SignedIn | None:
    """An active user with their memberships, in one statement; ``None`` for nobody or a locked login.

    A user who belongs to no organization any more costs a second statement.
    """
    rows = list(
        Person.of_user(user_id)
        .filter(is_active=True, user__is_active=True)
        .select_related("user", "organization")
        .order_by("organization__name", "organization_id")
    )
    if rows and rows[0].user is not None:
        memberships = tuple(Membership(organization_row(row.organization), person_row(row)) for row in rows)
        return SignedIn(rows[0].user, memberships)
    user = User.every().filter(pk=user_id, is_active=True).first()
    return SignedIn(user, ()) if user else None


def visit_of(*, request: HttpRequest) -> Visit:
    """The visit the middleware found; for the frame and for pages that greet by name.

    :raises LookupError: the address has no organization slug
    """
    visit = visit_or_none(request=request)
    if visit is None:
        raise LookupError(f"nobody visits {request.path}")
    return visit


def visit_or_none(*, request: HttpRequest) -> Visit | None:
    """The visit, or ``None`` outside organizations and for strangers."""
    visit: Visit | None = getattr(request, "visit", None)
    return visit


def visit_from(*, who: SignedIn, slug: str) -> Visit | None:
    """The visit of a signed-in user to the organization ``slug``; ``None`` for a stranger there."""
    membership = who.within(slug)
    if membership is None:
        return None
    remember(("organization", membership.organization.id), membership.organization)
    return Visit(
        user_id=who.user.pk,
        email=who.user.email,
        language=who.user.language,
        theme=who.user.theme,
        organization=membership.organization,
        person=membership.person,
        organizations=tuple(one.organization for one in who.memberships),
    )


def actor_in(*, visit: Visit) -> Actor:
    """The actor of a visit: a signed-in browser holds every scope."""
    return Membership(visit.organization, visit.person).actor()


def resolve_actor(
    *, user_id: int, slug: str, via: Via = Via.WEB, scopes: frozenset[Scope] = ALL_SCOPES
) -> Actor:
    """The actor a user is in the organization ``slug``, in one statement.

    :raises NotFound: no such organization, or the user is nobody there (the same answer for both)
    """
    person = (
        Person.of_user(user_id)
        .filter(is_active=True, user__is_active=True, organization__slug=slug)
        .values_list("organization_id", "id", "role")
        .first()
    )
    if person is None:
        raise NotFound()
    return Actor(person[0], person[1], Role(person[2]), scopes=scopes, via=via)


def actor_for_person(
    *, organization_id: int, person_id: int, via: Via, scopes: frozenset[Scope] = ALL_SCOPES
) -> Actor:
    """An active person acting through a token, the command line or a job, in one statement.

    :raises NotFound: no such person here, or deactivated
    """
    role = (
        Person.within(organization_id)
        .filter(pk=person_id, is_active=True)
        .values_list("role", flat=True)
        .first()
    )
    if role is None:
        raise NotFound()
    return Actor(organization_id, person_id, Role(role), scopes=scopes, via=via)


def role_of_person(*, organization_id: int, person_id: int) -> Role | None:
    """The role of an active person, for the API's tokens; ``None`` for people who left."""
    try:
        return actor_for_person(organization_id=organization_id, person_id=person_id, via=Via.API).role
    except NotFound:
        return None


def logins_of(*, organization_id: int, emails: Iterable[str]) -> dict[str, int]:
    """The user ids of active people by their mail address in this organization; without a login: absent."""
    rows = Person.within(organization_id).filter(email__in=list(emails), is_active=True, user__isnull=False)
    return {email: user_id for email, user_id in rows.values_list("email", "user_id") if user_id is not None}


def operator(*, slug: str | None, email: str | None) -> Actor:
    """The actor of a command: a person of an organization by mail address, or the organization's own hand.

    :raises NotFound: ``no_organization``, ``nobody_with_mail``, or no such organization
    """
    row = organization_by_slug(slug=slug) if slug else oldest_organization()
    if not email:
        return system_actor(row.id, via=Via.CLI)
    person_id = (
        Person.within(row.id)
        .filter(email=email.strip().lower(), is_active=True)
        .values_list("id", flat=True)
        .first()
    )
    if person_id is None:
        raise NotFound("nobody_with_mail", email=email[:80])
    return actor_for_person(organization_id=row.id, person_id=person_id, via=Via.CLI)
