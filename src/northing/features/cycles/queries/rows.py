"""Cycles by name, by day and in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from northing.domain.terms import Phase
from northing.features.cycles.models import Cycle
from northing.kit.actors import Actor
from northing.kit.errors import NotFound

CYCLE_COOKIE = "northing_cycle"


def cycle_by_ref(*, actor: Actor, ref: str) -> Cycle:
    """One cycle of the actor's organization, with its parent.

    :raises NotFound: no such cycle here
    """
    found = _rows(actor.organization_id).filter(ref=ref).first()
    if found is None:
        raise NotFound("cycle_not_found")
    return found


def cycle_by_id(*, organization_id: int, cycle_id: int) -> Cycle:
    """One cycle by its inner key, for features that hold the key.

    :raises NotFound: no such cycle in this organization
    """
    found = _rows(organization_id).filter(pk=cycle_id).first()
    if found is None:
        raise NotFound("cycle_not_found")
    return found


def cycle_by_name(*, actor: Actor, name: str) -> Cycle | None:
    """The cycle called exactly ``name`` (spaces around it aside), for imports and the command line."""
    return _rows(actor.organization_id).filter(name=name.strip()).first()


def cycles_by_id(*, organization_id: int, ids: Iterable[int]) -> dict[int, Cycle]:
    """These cycles by inner key; keys of other organizations are left out. One query."""
    return {cycle.pk: cycle for cycle in Cycle.within(organization_id).filter(pk__in=set(ids))}


def cycle_for_update(*, organization_id: int, cycle_id: int) -> Cycle:
    """One cycle, locked until the end of the transaction (lock order: cycle before key results, objectives).

    :raises NotFound: no such cycle in this organization
    """
    found = Cycle.within(organization_id).select_for_update().filter(pk=cycle_id).first()
    if found is None:
        raise NotFound("cycle_not_found")
    return found


def cycles(*, actor: Actor) -> list[Cycle]:
    """All cycles of the organization: latest start first, longer before shorter, then by name. One query."""
    return list(_rows(actor.organization_id).order_by("-starts_on", "-ends_on", "name"))


def cycles_after(
    *, actor: Actor, key: Sequence[object] | None, limit: int, phase: Phase | None = None
) -> list[Cycle]:
    """The next ``limit`` cycles after the one with this key (first day, ref), latest start first. One query."""
    rows = _rows(actor.organization_id)
    if phase is not None:
        rows = rows.filter(phase=phase)
    if key is not None:
        first_day, ref = key
        rows = rows.filter(Q(starts_on__lt=first_day) | Q(starts_on=first_day, ref__gt=ref))
    return list(rows.order_by("-starts_on", "ref")[:limit])


def current_cycle(*, organization_id: int, on: date) -> Cycle | None:
    """The cycle people most likely mean on a day, or ``None`` when there is none at all.

    In this order: running and holding the day, running, planned and holding the day, closing, the next
    planned one, the latest; of several the shortest, then the one that began last. One query.
    """
    return chosen_among(cycles=_rows(organization_id), ref=None, on=on)


def chosen_cycle(*, actor: Actor, ref: str | None, on: date) -> Cycle | None:
    """The cycle named by ``ref`` when it exists in this organization, else the current one."""
    return chosen_among(cycles=list(_rows(actor.organization_id)), ref=ref, on=on)


def chosen_among(*, cycles: Iterable[Cycle], ref: str | None, on: date) -> Cycle | None:
    """The same among cycles already read. No query."""
    known = list(cycles)
    named = next((cycle for cycle in known if ref and cycle.ref == ref), None)
    return named or min(known, key=lambda cycle: _distance(cycle, on), default=None)


def wanted_cycle_ref(*, query: Mapping[str, str], cookies: Mapping[str, str]) -> str | None:
    """Which cycle a page was asked for: ``?cycle=`` first, then what this browser chose last."""
    return query.get("cycle") or cookies.get(CYCLE_COOKIE) or None


def _rows(organization_id: int) -> QuerySet[Cycle]:
    return Cycle.within(organization_id).select_related("parent")


def _distance(cycle: Cycle, on: date) -> tuple[int, int, int, int]:
    """How far a cycle is from being meant; the smallest wins."""
    length = (cycle.ends_on - cycle.starts_on).days
    rank = _rank(cycle, on)
    if rank == _NEXT_PLANNED:
        return rank, (cycle.starts_on - on).days, length, -cycle.pk
    return rank, length if rank < _LATEST else 0, -cycle.starts_on.toordinal(), length


_NEXT_PLANNED, _LATEST = 4, 5


def _rank(cycle: Cycle, on: date) -> int:
    holds_day = cycle.starts_on <= on <= cycle.ends_on
    match Phase(cycle.phase):
        case Phase.ACTIVE:
            return 0 if holds_day else 1
        case Phase.PLANNING if holds_day:
            return 2
        case Phase.CLOSING:
            return 3
        case Phase.PLANNING if cycle.starts_on > on:
            return _NEXT_PLANNED
    return _LATEST
