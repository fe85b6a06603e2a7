"""Founding an organization and changing its rules and calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypedDict
from zoneinfo import ZoneInfo

from northing.features.org.actions import typed
from northing.features.org.actions.events import CalendarChanged, PolicyChanged
from northing.features.org.actions.people import insert_person
from northing.features.org.actions.users import user_for
from northing.features.org.models import Organization, QuietDays
from northing.features.org.policies import require_may_manage_organization
from northing.features.org.queries import OrganizationRow, PersonRow, QuietDaysRow, forget
from northing.features.org.queries.rows import organization_row, quiet_days_row
from northing.kit import events
from northing.kit.activity.record import record
from northing.kit.actors import Actor, Role, Via, system_actor
from northing.kit.errors import Conflict, Invalid, NotFound
from northing.kit.storage.refs import new_ref
from northing.kit.storage.writing import writing
from northing.kit.subjects import Subject


@dataclass(frozen=True, slots=True)
class Founded:
    """A new organization and who may act there: its principal, or the operator while it has no people."""

    organization: OrganizationRow
    person: PersonRow | None
    user_id: int | None
    actor: Actor


class OrganizationChanges(TypedDict, total=False):
    """What may be changed; names left out stay. ``policy`` replaces all overrides."""

    name: str
    time_zone: str
    locale: str
    week_start: int
    fiscal_year_start: int
    currency: str
    policy: Mapping[str, object]


def found_organization(
    *,
    name: str,
    slug: str,
    at: datetime,
    principal_name: str = "",
    principal_email: str = "",
    password: str | None = None,
    language: str = "",
    time_zone: str = "UTC",
    locale: str = "en",
    currency: str = "EUR",
    via: Via = Via.WEB,
    ref: str | None = None,
) -> Founded:
    """Make an organization and its principal; without ``principal_name`` it has no people (restore).

    The principal gets a login when a mail address is given: the user of that address, or a new one with
    ``password`` (``None``: none yet, a one-time link lets them in).

    :raises Invalid: a field cannot be used; ``slug_taken``; ``required`` (mail) when a password is given
    """
    if password is not None and not principal_email.strip():
        raise Invalid("required", field="email")
    row = Organization(
        ref=ref or new_ref(),
        slug=typed.slug(slug),
        name=typed.line(name, field="name"),
        time_zone=typed.time_zone(time_zone),
        locale=typed.language(locale),
        currency=typed.currency(currency),
        created_at=at,
    )
    row.rolled_on = at.astimezone(ZoneInfo(row.time_zone)).date()  # nothing is here yet that could age
    with writing():
        if Organization.every().filter(slug=row.slug).exists():
            raise Invalid("slug_taken", field="slug", value=row.slug)
        row.save(force_insert=True)
        actor = system_actor(row.pk, via=via)
        record(actor, "organization.founded", on=Subject("organization", row.pk), at=at)
        founded = Founded(organization_row(row), None, None, actor)
        if not principal_name.strip():
            return founded
        return _with_principal(founded, principal_name, principal_email, password, language or locale, at)


def _with_principal(
    founded: Founded, name: str, email: str, password: str | None, language: str, at: datetime
) -> Founded:
    address = typed.mail_address(email)
    user = user_for(email=address, password=password, language=language, at=at) if address else None
    person = insert_person(
        actor=founded.actor,
        name=name,
        email=address,
        role=Role.PRINCIPAL,
        user_id=user.pk if user else None,
        at=at,
    )
    actor = replace(founded.actor, person_id=person.id)
    return Founded(founded.organization, person, user.pk if user else None, actor)


def change_organization(*, actor: Actor, changes: OrganizationChanges, at: datetime) -> OrganizationRow:
    """Change some of an organization's settings; only what is named in ``changes``.

    :raises NotAllowed: only admins and principals
    :raises Invalid: a value cannot be used; ``policy`` names the field of the registry
    """
    require_may_manage_organization(actor)
    wanted = _checked(changes)
    with writing():
        row = organization_for_update(actor.organization_id)
        changed = {name: value for name, value in wanted.items() if getattr(row, name) != value}
        if not changed:
            return organization_row(row)
        touched = _policy_fields(row.policy, changed.get("policy"))
        for name, value in changed.items():
            setattr(row, name, value)
        row.save(update_fields=list(changed))
        forget()
        subject = Subject("organization", row.pk)
        record(
            actor, "organization.changed", on=subject, at=at, fields=sorted(changed), policy=sorted(touched)
        )
        if touched:
            events.announce(PolicyChanged(actor, row.pk, touched, at))
        if "time_zone" in changed:
            events.announce(CalendarChanged(actor, row.pk, None, at))
    return organization_row(row)


def _checked(changes: OrganizationChanges) -> dict[str, Any]:
    readers: dict[str, Any] = {
        "name": lambda value: typed.line(value, field="name"),
        "time_zone": typed.time_zone,
        "locale": typed.language,
        "week_start": lambda value: typed.within(value, 0, 6, field="week_start"),
        "fiscal_year_start": lambda value: typed.within(value, 1, 12, field="fiscal_year_start"),
        "currency": typed.currency,
        "policy": typed.policy,
    }
    return {name: readers[name](value) for name, value in changes.items()}


def _policy_fields(before: Mapping[str, object], after: Mapping[str, object] | None) -> frozenset[str]:
    if after is None:
        return frozenset()
    return frozenset(name for name in {*before, *after} if before.get(name) != after.get(name))


def add_quiet_days(*, actor: Actor, name: str, starts_on: date, ends_on: date, at: datetime) -> QuietDaysRow:
    """Add days on which nobody is expected to update; both days included.

    :raises NotAllowed: only admins and principals
    :raises Invalid: ``ends_before_start``, ``too_many_days``, or the name
    """
    require_may_manage_organization(actor)
    typed.span(starts_on, ends_on)
    row = QuietDays(
        organization_id=actor.organization_id,
        name=typed.line(name, field="name"),
        starts_on=starts_on,
        ends_on=ends_on,
    )
    with writing():
        row.save(force_insert=True)
        _calendar_changed(actor, "quiet_days.added", row.pk, at)
    return quiet_days_row(row)


def remove_quiet_days(*, actor: Actor, quiet_days_id: int, at: datetime) -> None:
    """Take quiet days back.

    :raises NotAllowed: only admins and principals
    :raises NotFound: none with this id here
    """
    require_may_manage_organization(actor)
    with writing():
        gone, _rows = QuietDays.within(actor.organization_id).filter(pk=quiet_days_id).delete()
        if not gone:
            raise NotFound()
        _calendar_changed(actor, "quiet_days.removed", quiet_days_id, at)


def _calendar_changed(actor: Actor, verb: str, quiet_days_id: int, at: datetime) -> None:
    forget()
    record(actor, verb, on=Subject("quiet_days", quiet_days_id), at=at)
    events.announce(CalendarChanged(actor, actor.organization_id, None, at))


def mark_rolled(*, organization_id: int, on: date) -> None:
    """Note that the day roll of ``on`` is done, so that nobody does it again."""
    with writing():
        Organization.every().filter(pk=organization_id).update(rolled_on=on)
    forget()


def lock_organization(*, organization_id: int) -> None:
    """Lock the organization's row until the end of the transaction: the first lock of alignment edits."""
    organization_for_update(organization_id)


def organization_for_update(organization_id: int) -> Organization:
    """The locked row.

    :raises NotFound: there is none
    """
    row = Organization.every().select_for_update().filter(pk=organization_id).first()
    if row is None:
        raise NotFound()
    return row


def require_no_organization() -> None:
    """:raises Conflict: ``already_set_up``"""
    if Organization.every().exists():
        raise Conflict("already_set_up")
