"""From ``@Ada Lovelace`` in a text to the people meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from northing.features.org import queries as org_queries
from northing.features.org.queries import PersonRow
from northing.kit.actors import Actor
from northing.kit.errors import Invalid, NotFound
from northing.kit.subjects import Subject, cards

MOST_MENTIONS = 20
_LONGEST_NAME = 60
_SIGN = re.compile(r"(?<![\w./])[@＠](?=\S)")


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a text names, by what it writes, and those of them who may not see what it is about."""

    people: dict[str, PersonRow]
    blind: tuple[PersonRow, ...]


def people_meant(*, actor: Actor, text: str, subject: Subject) -> Meant:
    """The people ``text`` names with ``@`` and a full name or mail address; the longest fitting name counts.

    Chinese is written without blanks, so every beginning after the sign is tried. A name that several people
    share means none of them: their addresses tell them apart.

    :raises Invalid: ``too_many_mentions``
    """
    tails = [text[found.end() : found.end() + _LONGEST_NAME] for found in _SIGN.finditer(text)]
    if len(set(tails)) > MOST_MENTIONS:
        raise Invalid("too_many_mentions", field="text", limit=MOST_MENTIONS)
    spellings = {beginning for tail in tails for beginning in _beginnings(tail)}
    known = org_queries.people_spelled(organization_id=actor.organization_id, spellings=spellings)
    people: dict[str, PersonRow] = {}
    for tail in tails:
        spelled = next((one for one in _beginnings(tail) if len(known.get(one, ())) == 1), None)
        if spelled is not None:
            people[spelled] = known[spelled][0]
    return Meant(people, _blind(actor, people.values(), subject))


def _beginnings(tail: str) -> list[str]:
    """Every beginning of ``tail`` that may be a name, the longest first."""
    line = tail.splitlines()[0] if tail else ""
    return [line[:end] for end in range(len(line), 1, -1) if not line[end - 1].isspace()]


def _blind(actor: Actor, people: Iterable[PersonRow], subject: Subject) -> tuple[PersonRow, ...]:
    return tuple(
        person for person in {one.id: one for one in people}.values() if not _sees(actor, person, subject)
    )


def _sees(actor: Actor, person: PersonRow, subject: Subject) -> bool:
    try:
        reader = org_queries.actor_for_person(
            organization_id=actor.organization_id, person_id=person.id, via=actor.via
        )
    except NotFound:
        return False
    return subject in cards([subject], seen_by=reader)
