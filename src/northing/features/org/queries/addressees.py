"""Whom mail reaches: active people with an address, and the language they read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from northing.features.org.models import Person
from northing.features.org.queries.rows import PersonRow, person_row


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody mail can be sent to, and the language it should be in. ``has_entered``: they signed in once at least."""

    person: PersonRow
    email: str
    language: str
    has_entered: bool


def addressees(*, organization_id: int, ids: Iterable[int] | None = None) -> list[Addressee]:
    """Active people with a mail address and a login, by id; all of them, or those of ``ids``. One statement."""
    rows = Person.within(organization_id).filter(is_active=True, user__is_active=True).exclude(email="")
    if ids is not None:
        rows = rows.filter(pk__in=set(ids))
    rows = rows.select_related("user", "organization").order_by("pk")
    return [
        Addressee(
            person_row(row),
            row.email,
            (row.user.language if row.user else "") or row.organization.locale,
            has_entered=row.user is not None and row.user.last_login is not None,
        )
        for row in rows
    ]


def people_spelled(*, organization_id: int, spellings: Iterable[str]) -> dict[str, list[PersonRow]]:
    """Active people whose name or mail address is exactly one of ``spellings``, by spelling; one statement."""
    wanted = set(spellings)
    if not wanted:
        return {}
    mails = {word.lower() for word in wanted if "@" in word}
    rows = Person.within(organization_id).filter(is_active=True)
    found: dict[str, list[PersonRow]] = {}
    for row in rows.filter(Q(name__in=wanted) | Q(email__in=mails)).order_by("pk"):
        for word in (row.name, row.email):
            spelled = next((one for one in wanted if one in (word, word.lower()) or one.lower() == word), "")
            if spelled:
                found.setdefault(spelled, []).append(person_row(row))
    return found
