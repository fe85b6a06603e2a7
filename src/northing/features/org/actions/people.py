"""People: joining, changing, being away, leaving."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypedDict

from northing.features.org.actions import typed
from northing.features.org.actions.events import CalendarChanged, HandOver
from northing.features.org.actions.users import user_for
from northing.features.org.models import Absence, Person
from northing.features.org.policies import (
    require_may_change_person,
    require_may_give_role,
    require_may_plan_absence,
)
from northing.features.org.queries import AbsenceRow, PersonRow, forget
from northing.features.org.queries.rows import absence_row, person_row
from northing.kit import events
from northing.kit.activity.record import record
from northing.kit.actors import Actor, Role
from northing.kit.errors import Conflict, Invalid, NotFound
from northing.kit.storage import search, versions
from northing.kit.storage.refs import new_ref
from northing.kit.storage.writing import writing
from northing.kit.subjects import Subject

LONGEST_ABSENCE = 731  # days: a long parental leave


class PersonChanges(TypedDict, total=False):
    """What may be changed about a person; names left out stay. ``manager`` is a ref, or ``None``."""

    name: str
    email: str
    title: str
    manager: str | None
    role: Role


def add_person(
    *,
    actor: Actor,
    name: str,
    at: datetime,
    email: str = "",
    title: str = "",
    role: Role = Role.MEMBER,
    manager: str | None = None,
    user_id: int | None = None,
    ref: str | None = None,
) -> PersonRow:
    """Add a person to the organization, with or without a login (:func:`northing.features.org.actions.invite`).

    :raises NotAllowed: only admins and principals; only principals add principals
    :raises Invalid: name, mail address (``email_taken``), or manager
    """
    require_may_change_person(actor, role=role)
    with writing():
        manager_id = person_for_update(actor, manager, field="manager").pk if manager else None
        return insert_person(
            actor=actor,
            name=name,
            email=email,
            title=title,
            role=role,
            manager_id=manager_id,
            user_id=user_id,
            ref=ref,
            at=at,
        )


def insert_person(
    *,
    actor: Actor,
    name: str,
    at: datetime,
    email: str = "",
    title: str = "",
    role: Role = Role.MEMBER,
    manager_id: int | None = None,
    user_id: int | None = None,
    ref: str | None = None,
) -> PersonRow:
    """Insert a checked person without asking who may; for founding, and for :func:`add_person`."""
    row = Person(
        organization_id=actor.organization_id,
        ref=ref or new_ref(),
        name=typed.line(name, field="name"),
        email=typed.mail_address(email),
        title=typed.line(title, field="title", is_required=False),
        role=role,
        manager_id=manager_id,
        user_id=user_id,
        created_at=at,
    )
    with writing():
        _require_mail_free(row.organization_id, row.email, but=None)
        versions.create(row, actor=actor, at=at)
        record(actor, "person.added", on=row, at=at)
        _index(row)
        forget()
    return person_row(row)


def change_person(
    *, actor: Actor, ref: str, changes: PersonChanges, at: datetime, expected: int | None = None
) -> PersonRow:
    """Change name, mail address, title, manager or role of a person. A login keeps its own address.

    :param expected: the version on screen, to notice another edit
    :raises NotFound: no such person here
    :raises NotAllowed: only admins and principals; only principals make or unmake principals
    :raises Invalid: a value cannot be used; ``manages_themself``
    :raises Conflict: ``changed_meanwhile``; ``last_principal``: an organization keeps at least one
    """
    with writing():
        row = person_for_update(actor, ref)
        require_may_give_role(actor, before=Role(row.role), after=changes.get("role", Role(row.role)))
        changed = versions.change(row, _checked(actor, row, changes), actor=actor, at=at, expected=expected)
        if changed:
            record(actor, "person.changed", on=row, at=at, fields=sorted(changed))
            _index(row)
            forget()
    return person_row(row)


def _checked(actor: Actor, row: Person, changes: PersonChanges) -> dict[str, Any]:
    wanted: dict[str, Any] = {}
    if "name" in changes:
        wanted["name"] = typed.line(changes["name"], field="name")
    if "title" in changes:
        wanted["title"] = typed.line(changes["title"], field="title", is_required=False)
    if "email" in changes:
        wanted["email"] = typed.mail_address(changes["email"])
        _require_mail_free(row.organization_id, wanted["email"], but=row.pk)
    if "manager" in changes:
        manager = changes["manager"]
        wanted["manager"] = _manager(actor, row, manager) if manager else None
    if "role" in changes:
        wanted["role"] = changes["role"]
        if wanted["role"] is not Role.PRINCIPAL:
            _require_other_principal(row)
    return wanted


def _manager(actor: Actor, row: Person, ref: str) -> Person:
    """The manager of that ref, unless ``row`` manages them already, directly or not."""
    wanted = person_for_update(actor, ref, field="manager")
    managers = dict(Person.within(actor.organization_id).values_list("id", "manager_id"))
    above: int | None = wanted.pk
    seen: set[int] = set()
    while above is not None and above not in seen:
        if above == row.pk:
            raise Invalid("manages_themself", field="manager")
        seen.add(above)
        above = managers.get(above)
    return wanted


def set_role(*, actor: Actor, ref: str, role: Role, at: datetime) -> PersonRow:
    """Give a person another role; refuses as :func:`change_person`."""
    return change_person(actor=actor, ref=ref, changes={"role": role}, at=at)


def deactivate_person(*, actor: Actor, ref: str, at: datetime) -> tuple[Subject, ...]:
    """Let a person leave: they cannot sign in here any more, and their past stays theirs.

    :returns: what they hold and somebody else must take (hand-over); until then it has no owner
    :raises NotAllowed: only admins and principals; a principal only by a principal
    :raises Conflict: ``last_principal``; ``leaves_themself``: somebody else must do that
    """
    with writing():
        row = person_for_update(actor, ref)
        require_may_change_person(actor, role=Role(row.role))
        if row.pk == actor.person_id:
            raise Conflict("leaves_themself")
        _require_other_principal(row)
        if not versions.change(row, {"is_active": False}, actor=actor, at=at):
            return ()
        record(actor, "person.deactivated", on=row, at=at)
        search.remove(Subject("person", row.pk), organization_id=row.organization_id)
        forget()
        hand_over = HandOver(actor, row.organization_id, row.pk, at)
        events.announce(hand_over)
    return tuple(hand_over.held)


def reactivate_person(*, actor: Actor, ref: str, at: datetime) -> PersonRow:
    """Let a person come back, with the login and teams they had.

    :raises NotAllowed: only admins and principals; a principal only by a principal
    """
    with writing():
        row = person_for_update(actor, ref)
        require_may_change_person(actor, role=Role(row.role))
        if versions.change(row, {"is_active": True}, actor=actor, at=at):
            record(actor, "person.reactivated", on=row, at=at)
            _index(row)
            forget()
    return person_row(row)


def link_user(
    *, actor: Actor, ref: str, at: datetime, password: str | None = None, language: str = ""
) -> int:
    """Give a person a login: the user of their mail address, made if there is none; the id of the user.

    :raises NotAllowed: only admins and principals
    :raises Invalid: ``required``: the person has no mail address; ``weak_password``
    :raises Conflict: ``has_login`` already, or ``login_taken`` by another person here
    """
    with writing():
        row = person_for_update(actor, ref)
        require_may_change_person(actor, role=Role(row.role))
        if row.user_id is not None:
            raise Conflict("has_login")
        user = user_for(email=row.email, password=password, language=language, at=at)
        if Person.within(row.organization_id).filter(user_id=user.pk).exists():
            raise Conflict("login_taken")
        versions.change(row, {"user": user}, actor=actor, at=at)
        record(actor, "person.login_linked", on=row, at=at)
        forget()
    return user.pk


def add_absence(
    *, actor: Actor, person: str, starts_on: date, ends_on: date, at: datetime, deputy: str | None = None
) -> AbsenceRow:
    """Say when a person is away, both days included; a deputy may check in for them meanwhile.

    :raises NotAllowed: only the person, admins and principals
    :raises Invalid: ``ends_before_start``, ``too_many_days``, ``deputy_is_self``, or the deputy is not found
    """
    typed.span(starts_on, ends_on, longest=LONGEST_ABSENCE)
    with writing():
        row = person_for_update(actor, person)
        require_may_plan_absence(actor, person_id=row.pk)
        stand_in = person_for_update(actor, deputy, field="deputy") if deputy else None
        if stand_in is not None and stand_in.pk == row.pk:
            raise Invalid("deputy_is_self", field="deputy")
        absence = Absence(
            organization_id=actor.organization_id,
            person=row,
            starts_on=starts_on,
            ends_on=ends_on,
            deputy=stand_in,
        )
        absence.save(force_insert=True)
        _absence_changed(actor, "absence.added", row, at)
    return absence_row(absence)


def remove_absence(*, actor: Actor, absence_id: int, at: datetime) -> str:
    """Take an absence back; the ref of the person who is there after all.

    :raises NotFound: none with this id here
    :raises NotAllowed: only the person, admins and principals
    """
    with writing():
        found = Absence.within(actor.organization_id).filter(pk=absence_id).select_related("person").first()
        if found is None:
            raise NotFound()
        require_may_plan_absence(actor, person_id=found.person_id)
        found.delete()
        _absence_changed(actor, "absence.removed", found.person, at)
    return found.person.ref


def person_for_update(actor: Actor, ref: str | None, *, field: str | None = None) -> Person:
    """The locked row of a person of the actor's organization.

    :param field: names the input a ref came from; then an unknown one is :class:`Invalid` there
    :raises NotFound: no such person here
    """
    row = Person.within(actor.organization_id).select_for_update().filter(ref=ref or "").first()
    if row is not None:
        return row
    if field is not None:
        raise Invalid("unknown_person", field=field)
    raise NotFound()


def _require_mail_free(organization_id: int, email: str, *, but: int | None) -> None:
    holders = (
        Person.within(organization_id).filter(email=email) if email else Person.within(organization_id).none()
    )
    if holders.exclude(pk=but or 0).exists():
        raise Invalid("email_taken", field="email", value=email)


def _require_other_principal(row: Person) -> None:
    if row.role != Role.PRINCIPAL or not row.is_active:
        return
    others = Person.within(row.organization_id).filter(role=Role.PRINCIPAL, is_active=True).exclude(pk=row.pk)
    if not others.exists():
        raise Conflict("last_principal")


def _absence_changed(actor: Actor, verb: str, person: Person, at: datetime) -> None:
    forget()
    record(actor, verb, on=person, at=at)
    events.announce(CalendarChanged(actor, person.organization_id, person.pk, at))


def _index(row: Person) -> None:
    subject = Subject("person", row.pk)
    search.index(subject, organization_id=row.organization_id, text=f"{row.name} {row.email} {row.title}")
