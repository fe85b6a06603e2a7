"""From refs, as doors know things, to the inner keys of neighbouring features."""

from __future__ import annotations

from collections.abc import Iterable

from northing.features.org import queries as org_queries
from northing.features.org.queries import TeamRow
from northing.features.strategy import queries as strategy_queries
from northing.kit.actors import Actor
from northing.kit.errors import Invalid, NotFound


def person_id(actor: Actor, ref: str | None, *, field: str) -> int | None:
    """The key of an active person; none for nobody.

    :raises Invalid: ``unknown_person``, ``inactive_person``
    """
    if not ref:
        return None
    try:
        row = org_queries.person_by_ref(ref=ref, seen_by=actor)
    except NotFound:
        raise Invalid("unknown_person", field=field) from None
    if not row.is_active:
        raise Invalid("inactive_person", field=field, name=row.name)
    return row.id


def team(actor: Actor, ref: str | None, *, field: str) -> TeamRow | None:
    """An active team; none for none.

    :raises Invalid: ``unknown_team``
    """
    if not ref:
        return None
    try:
        row = org_queries.team_by_ref(ref=ref, seen_by=actor)
    except NotFound:
        raise Invalid("unknown_team", field=field) from None
    if not row.is_active:
        raise Invalid("unknown_team", field=field)
    return row


def team_ids(actor: Actor, refs: Iterable[str], *, field: str) -> list[int]:
    """The keys of several teams."""
    found = [team(actor, ref, field=field) for ref in dict.fromkeys(refs)]
    return [row.id for row in found if row is not None]


def people_ids(actor: Actor, refs: Iterable[str], *, field: str) -> list[int]:
    """The keys of several people."""
    found = [person_id(actor, ref, field=field) for ref in dict.fromkeys(refs)]
    return [pk for pk in found if pk is not None]


def pillar_id(actor: Actor, ref: str | None) -> int | None:
    """The key of a pillar; none for none.

    :raises Invalid: ``unknown_pillar``
    """
    if not ref:
        return None
    try:
        return strategy_queries.pillar_by_ref(actor=actor, ref=ref).pk
    except NotFound:
        raise Invalid("unknown_pillar", field="pillar") from None


def kpi_id(actor: Actor, ref: str | None, *, field: str) -> int | None:
    """The key of a KPI; none for none.

    :raises Invalid: ``unknown_kpi``
    """
    if not ref:
        return None
    from northing.features.kpis import queries as kpi_queries

    try:
        return kpi_queries.kpi_by_ref(actor=actor, ref=ref).pk
    except NotFound:
        raise Invalid("unknown_kpi", field=field) from None
