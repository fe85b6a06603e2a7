"""The way from the top to an objective, for lists that show matches out of their tree."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from django.db import connection

from northing.features.okrs import policies
from northing.features.okrs.models import Alignment, Objective
from northing.features.org import queries as org_queries
from northing.kit.actors import Actor

LONGEST = 6

Step = tuple[str, str]

# Supporting links lead up as well: a trail says where something belongs, not what counts.
_UP = """
WITH RECURSIVE up(child, parent, link) AS (
    SELECT a.child_id, a.parent_objective_id, a.id FROM {links} a
    WHERE a.organization_id = %s AND a.child_id IN ({children})
    UNION
    SELECT a.child_id, a.parent_objective_id, a.id
    FROM up JOIN {links} a ON a.child_id = up.parent AND a.organization_id = %s
)
SELECT child, parent FROM up ORDER BY link DESC
"""


def trails(*, actor: Actor, on: date, objective_ids: Collection[int]) -> dict[int, tuple[Step, ...]]:
    """For each objective the ``(ref, title)`` of those above it, topmost first, by its oldest links.

    What the actor may not see is left out. Two statements, none for no objectives; at most six steps.
    """
    ids = sorted(objective_ids)
    above = _first_parents(actor.organization_id, ids) if ids else {}
    if not above:
        return {}
    reach = org_queries.reach_of(actor=actor, on=on)
    seen = Objective.within(actor.organization_id).filter(policies.visible_to(actor, reach))
    named = {
        pk: (ref, title)
        for pk, ref, title in seen.filter(pk__in=set(above.values())).values_list("pk", "ref", "title")
    }
    return {pk: _trail(pk, above, named) for pk in ids if pk in above}


def _first_parents(organization_id: int, ids: Collection[int]) -> dict[int, int]:
    sql = _UP.format(links=Alignment._meta.db_table, children=", ".join(["%s"] * len(ids)))
    with connection.cursor() as cursor:
        cursor.execute(sql, [organization_id, *ids, organization_id])
        return dict(cursor.fetchall())  # the oldest link comes last and stays


def _trail(pk: int, above: Mapping[int, int], named: Mapping[int, Step]) -> tuple[Step, ...]:
    steps: list[Step] = []
    while pk in above and len(steps) < LONGEST:
        pk = above[pk]
        if pk in named:
            steps.append(named[pk])
    return tuple(reversed(steps))
