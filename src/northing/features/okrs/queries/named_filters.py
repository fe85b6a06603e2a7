"""Filters as doors name them: refs become the inner keys of a list's filters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from northing.features.cycles import queries as cycle_queries
from northing.features.okrs.queries.filters import ObjectiveFilters
from northing.features.org import queries as org_queries
from northing.features.strategy import queries as strategy_queries
from northing.kit.actors import Actor

CURRENT: Final = "current"


def filters_named(
    *,
    actor: Actor,
    on: date,
    filters: ObjectiveFilters,
    cycle: str = "",
    team: str = "",
    person: str = "",
    owner: str = "",
    pillar: str = "",
) -> ObjectiveFilters:
    """``filters`` narrowed to things named by ref; ``cycle`` may be ``current``. One statement for each one given.

    :raises NotFound: a ref that names nothing in this organization; ``cycle_not_found`` when none is current
    """
    found = filters
    if cycle:
        found = replace(found, cycle_id=_cycle_id(actor, cycle, on))
    if team:
        found = replace(found, team_id=org_queries.team_by_ref(ref=team, seen_by=actor).id)
    if person:
        found = replace(found, person_id=org_queries.person_by_ref(ref=person, seen_by=actor).id)
    if owner:
        found = replace(found, owner_id=org_queries.person_by_ref(ref=owner, seen_by=actor).id)
    if pillar:
        found = replace(found, pillar_id=strategy_queries.pillar_by_ref(actor=actor, ref=pillar).pk)
    return found


def _cycle_id(actor: Actor, ref: str, on: date) -> int:
    current = (
        cycle_queries.current_cycle(organization_id=actor.organization_id, on=on) if ref == CURRENT else None
    )
    return (current or cycle_queries.cycle_by_ref(actor=actor, ref=ref)).pk
