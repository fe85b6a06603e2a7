"""Whom one may mean while typing ``@``."""

from __future__ import annotations

from dataclasses import dataclass

from northing.features.org import queries as org_queries
from northing.kit.actors import Actor

MOST_SUGGESTED = 8


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One person to name; ``spelled`` is what goes into the text: the name, or the address where names repeat."""

    ref: str
    name: str
    note: str
    spelled: str


def suggestions(*, actor: Actor, text: str) -> list[Suggestion]:
    """Active people whose name, address or title has ``text``; one statement."""
    found = org_queries.people(actor=actor, text=text[:80], limit=MOST_SUGGESTED).rows
    names = [row.name for row in found]
    return [
        Suggestion(
            row.ref,
            row.name,
            row.title or row.email,
            row.email if names.count(row.name) > 1 and row.email else row.name,
        )
        for row in found
    ]
