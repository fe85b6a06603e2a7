"""People: lists, pages and look-ups."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from northing.features.org.models import Absence, Person
from northing.features.org.queries.addresses import person_url
from northing.features.org.queries.rows import AbsenceRow, PersonRow, absence_row, person_row
from northing.kit.actors import Actor, Role
from northing.kit.api.paging import after
from northing.kit.errors import NotFound
from northing.kit.storage.refs import is_ref
from northing.kit.subjects import Card, Subject

PAGE = 50


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """One page of a list; ``next_cursor`` is the ref after which the next one starts, or empty."""

    rows: tuple[PersonRow, ...]
    next_cursor: str


@dataclass(frozen=True, slots=True)
class PersonTeam:
    """A team a person is in or leads."""

    ref: str
    name: str
    is_lead: bool


def people(
    *, actor: Actor, text: str = "", after_ref: str = "", includes_inactive: bool = False, limit: int = PAGE
) -> PeoplePage:
    """A page of people by name, keyset-paged; ``text`` is looked for in name, mail and title.

    :param after_ref: ref of the last person of the page before; an unknown one starts from the beginning
    """
    last = Person.within(actor.organization_id).filter(ref=after_ref) if is_ref(after_ref) else None
    key = last.values_list("name", "ref").first() if last is not None else None
    found = people_after(
        actor=actor, key=key, limit=limit + 1, text=text, includes_inactive=includes_inactive
    )
    shown = tuple(found[:limit])
    return PeoplePage(shown, shown[-1].ref if len(found) > limit else "")


def people_after(
    *,
    actor: Actor,
    key: Sequence[object] | None,
    limit: int,
    text: str = "",
    includes_inactive: bool = False,
) -> list[PersonRow]:
    """At most ``limit`` people by name after the key ``(name, ref)``, for keyset pages."""
    rows = _matching(actor.organization_id, text, includes_inactive=includes_inactive)
    return [person_row(row) for row in after(rows, ("name", "ref"), key)[:limit]]


def person_by_ref(*, ref: str, seen_by: Actor) -> PersonRow:
    """One person of the actor's organization, active or not.

    :raises NotFound: no such person here
    """
    row = Person.within(seen_by.organization_id).filter(ref=ref).first() if is_ref(ref) else None
    if row is None:
        raise NotFound()
    return person_row(row)


def people_by_id(*, organization_id: int, ids: Iterable[int]) -> dict[int, PersonRow]:
    """People by id, in one statement; unknown ids are left out."""
    wanted = set(ids)
    if not wanted:
        return {}
    return {row.pk: person_row(row) for row in Person.within(organization_id).filter(pk__in=wanted)}


def active_people(*, organization_id: int) -> list[PersonRow]:
    """Everybody who is active, by name, for choosers and bulk work."""
    rows = Person.within(organization_id).filter(is_active=True).order_by("name", "id")
    return [person_row(row) for row in rows]


def guides(*, organization_id: int) -> list[PersonRow]:
    """Active principals, admins and coaches, by name: whose word counts everywhere."""
    rows = Person.within(organization_id).filter(
        is_active=True, role__in=(Role.PRINCIPAL, Role.ADMIN, Role.COACH)
    )
    return [person_row(row) for row in rows.order_by("name", "id")]


def people_named(*, organization_id: int, words: Iterable[str]) -> dict[str, tuple[PersonRow, ...]]:
    """Active people by mail address or name as a file writes them, in one statement.

    The answer has every word as given; several people may share a name, nobody may answer to it. Case and
    surrounding blanks do not count.
    """
    wanted = {word: _folded(word) for word in words if word.strip()}
    by_word: dict[str, list[PersonRow]] = {}
    if wanted:
        for row in active_people(organization_id=organization_id):
            for key in {_folded(row.name), _folded(row.email)} - {""}:
                by_word.setdefault(key, []).append(row)
    return {word: tuple(by_word.get(folded, ())) for word, folded in wanted.items()}


def awaits_invitation(*, person_id: int, seen_by: Actor) -> bool:
    """Whether an invitation would help a person: active, with a mail address, and never signed in yet."""
    rows = Person.within(seen_by.organization_id).filter(pk=person_id, is_active=True).exclude(email="")
    return rows.filter(Q(user=None) | Q(user__last_login=None)).exists()


def absences_of(*, person_id: int, seen_by: Actor) -> list[AbsenceRow]:
    """The absences of a person, latest first."""
    rows = Absence.within(seen_by.organization_id).filter(person_id=person_id).select_related("deputy")
    return [absence_row(row) for row in rows.order_by("-starts_on", "-id")]


def people_ids_by_user(*, user_id: int) -> dict[int, int]:
    """Which person a user is: ``{organization_id: person_id}``, active ones."""
    return dict(Person.of_user(user_id).filter(is_active=True).values_list("organization_id", "id"))


def person_cards(ids: Iterable[int], actor: Actor) -> dict[int, Card]:
    """Cards of people for feeds, search and comments: everybody sees who is in their organization."""
    rows = Person.within(actor.organization_id).filter(pk__in=set(ids)).values_list("id", "ref", "name")
    return {
        pk: Card(Subject("person", pk), ref, name, person_url(organization_id=actor.organization_id, ref=ref))
        for pk, ref, name in rows
    }


def _matching(organization_id: int, text: str, *, includes_inactive: bool) -> QuerySet[Person]:
    rows = Person.within(organization_id)
    if not includes_inactive:
        rows = rows.filter(is_active=True)
    for word in text.split():
        # A regular expression ignores the case of Cyrillic on both databases; LIKE on SQLite does not.
        pattern = re.escape(word)
        rows = rows.filter(Q(name__iregex=pattern) | Q(email__iregex=pattern) | Q(title__iregex=pattern))
    return rows


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
