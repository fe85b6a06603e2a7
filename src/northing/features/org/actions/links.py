"""Links that open the door once: setting up an empty installation, signing one user in, inviting a person.

Only a hash of the token is kept; whoever reads the database cannot use a link. Opening the page changes nothing,
its button does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe

from django.urls import reverse

from northing.features.org.actions.mails import mail_invitation, mail_password_reset
from northing.features.org.actions.organizations import Founded, found_organization, require_no_organization
from northing.features.org.actions.people import link_user, person_for_update
from northing.features.org.models import OneTimeLink, Organization, Person, User
from northing.features.org.policies import require_may_change_person
from northing.features.org.queries.links import hash_of
from northing.kit.activity.record import record
from northing.kit.actors import Actor, Role
from northing.kit.errors import Conflict, Invalid, NotFound
from northing.kit.storage.writing import writing

SETUP_LASTS = timedelta(days=7)
LOGIN_LASTS = timedelta(hours=24)
INVITATION_LASTS = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class UsedLink:
    """Who may be signed in now, how they like their pages, and where they go."""

    user_id: int
    path: str
    language: str
    theme: str


@dataclass(frozen=True, slots=True)
class SetUp:
    """What the set-up page asks for; the person becomes the principal."""

    organization: str
    slug: str
    name: str
    email: str
    password: str
    language: str
    time_zone: str


def issue_setup_link(*, at: datetime) -> str:
    """The token of a link that sets up this empty installation; earlier ones stop working.

    :raises Conflict: ``already_set_up``
    """
    with writing():
        require_no_organization()
        OneTimeLink.every().filter(purpose=OneTimeLink.Purpose.SETUP, used_at__isnull=True).delete()
        return _issue(OneTimeLink.Purpose.SETUP, user=None, path="/", at=at, lasts=SETUP_LASTS)


def setup_link_if_empty(*, base_url: str, at: datetime) -> str | None:
    """The address that sets up an empty installation, for the console of ``serve``; ``None`` when it has people."""
    try:
        token = issue_setup_link(at=at)
    except Conflict:
        return None
    return base_url.rstrip("/") + reverse("welcome", args=[token])


def claim_setup_link(*, token: str, wanted: SetUp, at: datetime) -> Founded:
    """Make the first organization and its principal; the link is used up only when everything was right.

    :raises NotFound: ``link_unusable``
    :raises Conflict: ``already_set_up``
    :raises Invalid: a field cannot be used
    """
    with writing():
        _use(token, OneTimeLink.Purpose.SETUP, at)
        require_no_organization()
        if not wanted.name.strip():
            raise Invalid("required", field="name")
        return found_organization(
            name=wanted.organization,
            slug=wanted.slug,
            principal_name=wanted.name,
            principal_email=wanted.email,
            password=wanted.password,
            language=wanted.language,
            locale=wanted.language,
            time_zone=wanted.time_zone,
            at=at,
        )


def issue_login_link(*, user_id: int, at: datetime, path: str = "/", lasts: timedelta = LOGIN_LASTS) -> str:
    """The token of a link that signs one user in once; only for the operator's console and for mails to the user.

    :raises NotFound: no active user of this id
    """
    with writing():
        user = User.every().filter(pk=user_id, is_active=True).first()
        if user is None:
            raise NotFound()
        return _issue(OneTimeLink.Purpose.LOGIN, user=user, path=path, at=at, lasts=lasts)


def use_login_link(*, token: str, at: datetime) -> UsedLink:
    """Use a login link up; the caller starts the session.

    :raises NotFound: ``link_unusable``: never issued, used, expired, or its user is locked
    """
    with writing():
        link = _use(token, OneTimeLink.Purpose.LOGIN, at)
        if link.user is None or not link.user.is_active:
            raise NotFound("link_unusable")
    return UsedLink(link.user.pk, link.path, link.user.language, link.user.theme)


def invite(*, actor: Actor, ref: str, at: datetime) -> None:
    """Give a person a login, if they have none, and mail them a link that lets them in once.

    :raises NotAllowed: only admins and principals; a principal only by a principal
    :raises Invalid: ``required``: the person has no mail address
    :raises Conflict: ``person_inactive``, ``login_taken``
    """
    with writing():
        person, organization = _with_login(actor, ref, at)
        mail_invitation(
            person=person,
            user=person.user,  # type: ignore[arg-type]  # _with_login made sure
            organization=organization,
            path=_way_in(person, organization, at),
            at=at,
        )
        record(actor, "person.invited", on=person, at=at)


def invitation_link(*, actor: Actor, ref: str, at: datetime) -> str:
    """The same link, for whoever hands it over where no mail goes out: its path, shown once and never again.

    Only for somebody who never chose a password and belongs nowhere else: a link would sign in as them there too.

    :raises NotAllowed, Invalid: as :func:`invite`
    :raises Conflict: ``person_inactive``, ``login_taken``; ``link_by_mail_only``
    """
    with writing():
        person, organization = _with_login(actor, ref, at)
        assert person.user is not None
        elsewhere = Person.of_user(person.user.pk).exclude(organization_id=person.organization_id)
        if person.user.has_usable_password() or elsewhere.exists():
            raise Conflict("link_by_mail_only")
        record(actor, "person.invited", on=person, at=at, by_hand=True)
        return _way_in(person, organization, at)


def _with_login(actor: Actor, ref: str, at: datetime) -> tuple[Person, Organization]:
    person = person_for_update(actor, ref)
    require_may_change_person(actor, role=Role(person.role))
    if not person.is_active:
        raise Conflict("person_inactive")
    if person.user_id is None:
        link_user(actor=actor, ref=ref, at=at)
        person.refresh_from_db()
    return person, Organization.every().get(pk=person.organization_id)


def _way_in(person: Person, organization: Organization, at: datetime) -> str:
    """The path of a link that signs a person in once, to choose a password if they have none."""
    assert person.user is not None
    is_new = not person.user.has_usable_password()
    path = reverse("account_set_password") if is_new else f"/{organization.slug}/"
    token = _issue(OneTimeLink.Purpose.LOGIN, user=person.user, path=path, at=at, lasts=INVITATION_LASTS)
    return reverse("enter", args=[token])


def send_password_reset(*, user_id: int, link: str, at: datetime) -> None:
    """Mail a user the link of a password reset, if they still belong to an organization."""
    with writing():
        person = Person.of_user(user_id).filter(is_active=True).select_related("user").order_by("id").first()
        if person is not None and person.user is not None:
            mail_password_reset(user=person.user, organization_id=person.organization_id, link=link, at=at)


def _issue(
    purpose: OneTimeLink.Purpose, *, user: User | None, path: str, at: datetime, lasts: timedelta
) -> str:
    token = token_urlsafe(24)
    OneTimeLink(
        purpose=purpose,
        token_hash=hash_of(token),
        user=user,
        path=path,
        created_at=at,
        expires_at=at + lasts,
    ).save(force_insert=True)
    return token


def _use(token: str, purpose: OneTimeLink.Purpose, at: datetime) -> OneTimeLink:
    # One UPDATE decides who was first, so a link opened twice at once works once.
    wanted = OneTimeLink.every().filter(token_hash=hash_of(token), purpose=purpose)
    if not wanted.filter(used_at__isnull=True, expires_at__gt=at).update(used_at=at):
        raise NotFound("link_unusable")
    return wanted.select_related("user").get()
