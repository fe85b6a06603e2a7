"""Subjects: how comments, feed, search, notices and audit name a thing without knowing its feature.

Each feature registers its kinds in ``apps.ready()``. Titles and addresses are always asked for, never stored,
so a renamed or hidden thing is never told by an old row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from northing.kit.actors import Actor


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """A thing named from outside its feature: ``kind`` (``objective``, ``key_result`` …) and integer id."""

    kind: str
    id: int


@dataclass(frozen=True, slots=True)
class Card:
    """What a reader may know of a subject: its title and where it lives."""

    subject: Subject
    ref: str
    title: str
    url: str


CardsOf = Callable[[Iterable[int], Actor], dict[int, Card]]
IdOf = Callable[[str, Actor, date], int | None]

_kinds: dict[str, CardsOf] = {}
_named: dict[str, IdOf] = {}


def register_subject(kind: str, cards: CardsOf, *, named: IdOf | None = None) -> None:
    """Register ``cards(ids, actor) -> {id: Card}``: only visible ones are in the answer; one bounded query.

    :param named: ``named(ref, actor, on) -> id`` of a visible one, for kinds that people can talk about
    """
    _kinds[kind] = cards
    if named is not None:
        _named[kind] = named


def subject_named(kind: str, ref: str, *, seen_by: Actor, on: date) -> Subject | None:
    """The subject of that kind called ``ref``, if there is one that the actor may see on the day ``on``."""
    find = _named.get(kind)
    found = find(ref, seen_by, on) if find else None
    return None if found is None else Subject(kind, found)


def cards(subjects: Iterable[Subject], *, seen_by: Actor) -> dict[Subject, Card]:
    """The cards of those ``subjects`` the actor may see; one query a kind."""
    by_kind: dict[str, list[int]] = {}
    for subject in subjects:
        by_kind.setdefault(subject.kind, []).append(subject.id)
    found: dict[Subject, Card] = {}
    for kind, ids in by_kind.items():
        if kind in _kinds:
            found.update({card.subject: card for card in _kinds[kind](ids, seen_by).values()})
    return found


def kinds() -> frozenset[str]:
    """The registered kinds."""
    return frozenset(_kinds)
