"""The way up: which objectives and key results a number travels through, held in the one lock order.

Lock order everywhere: organization row (alignment edits only) → cycle → key results by id → objectives by id.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet

from northing.features.okrs.models import Alignment, KeyResult, Objective
from northing.kit.errors import Conflict
from northing.kit.storage.prepared import Prepared

MOST_RESTARTS = 8


class Edge(NamedTuple):
    """A contributing link: the child's number enters the parent, or the parent's key result driven by children."""

    child: int
    parent: int
    key_result: int | None


@dataclass(frozen=True, slots=True)
class Path:
    """What was held: rows by id, and the contributing links among them."""

    objectives: dict[int, Objective]
    key_results: dict[int, KeyResult]
    edges: tuple[Edge, ...]
    is_whole: bool = False  # holds every key result of its objectives

    @property
    def driven(self) -> frozenset[int]:
        """Key results on the way that are driven by their children."""
        return frozenset(edge.key_result for edge in self.edges if edge.key_result is not None)

    def bottom_up(self) -> list[int]:
        """Objective ids, every child before each of its parents; with several parents "per level" is wrong."""
        return topological(self.objectives, self.edges)


# A link to a key result carries a number only while that key result is driven by its children.
_UP = """
WITH RECURSIVE up(child, parent, key_result) AS (
    SELECT a.child_id, a.parent_objective_id, a.parent_key_result_id
    FROM {links} a LEFT JOIN {key_results} k ON k.id = a.parent_key_result_id
    WHERE a.organization_id = %s AND a.kind = 'contributes' AND a.child_id IN ({children})
      AND (k.id IS NULL OR k.driver = 'children')
    UNION
    SELECT a.child_id, a.parent_objective_id, a.parent_key_result_id
    FROM up JOIN {links} a ON a.child_id = up.parent AND a.organization_id = %s AND a.kind = 'contributes'
    LEFT JOIN {key_results} k ON k.id = a.parent_key_result_id
    WHERE k.id IS NULL OR k.driver = 'children'
)
SELECT child, parent, key_result FROM up
"""


def edges_above(organization_id: int, objective_ids: Collection[int]) -> tuple[Edge, ...]:
    """Every contributing link above these objectives, by one recursive statement."""
    ids = sorted(objective_ids)
    if not ids:
        return ()
    sql = _UP.format(
        links=Alignment._meta.db_table,
        key_results=KeyResult._meta.db_table,
        children=", ".join(["%s"] * len(ids)),
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [organization_id, *ids, organization_id])
        return tuple(sorted((Edge(*row) for row in cursor.fetchall()), key=_order))


def _order(edge: Edge) -> tuple[int, int, int]:
    return edge.child, edge.parent, edge.key_result or 0


def hold_path(
    organization_id: int, *, key_result_ids: Collection[int] = (), objective_ids: Collection[int] = ()
) -> Path:
    """Lock these key results and objectives with everything their numbers travel through.

    What lies above is read again after the lock; if it changed meanwhile, it starts again.

    :raises Conflict: ``too_busy`` when others keep re-aligning the same objectives
    """
    for _ in range(MOST_RESTARTS):
        edges = edges_above(organization_id, objective_ids)
        path = _held(organization_id, key_result_ids, objective_ids, edges)
        # SQLite has one writer at a time: what was read inside the transaction cannot have changed.
        if connection.vendor == "sqlite" or edges_above(organization_id, objective_ids) == edges:
            return path
    raise Conflict("too_busy")


def _held(
    organization_id: int,
    key_result_ids: Collection[int],
    objective_ids: Collection[int],
    edges: tuple[Edge, ...],
) -> Path:
    wanted = {*key_result_ids, *(edge.key_result for edge in edges if edge.key_result is not None)}
    on_the_way = {*objective_ids, *(edge.parent for edge in edges)}
    # The standings are locked with their rows: PostgreSQL gives the newest version only of what is locked.
    key_results = _held_key_results(organization_id=organization_id, ids=sorted(wanted)) if wanted else []
    objectives = _held_objectives(organization_id=organization_id, ids=sorted(on_the_way))
    return Path({row.pk: row for row in objectives}, {row.pk: row for row in key_results}, edges)


@Prepared
def _held_key_results(organization_id: int, ids: list[int]) -> QuerySet[KeyResult]:
    rows = KeyResult.within(organization_id).filter(pk__in=ids, standing__isnull=False)
    rows = rows.select_related("standing").select_for_update(of=("self", "standing"), no_key=True)
    return rows.order_by("pk")


@Prepared
def _held_objectives(organization_id: int, ids: list[int]) -> QuerySet[Objective]:
    rows = Objective.within(organization_id).filter(pk__in=ids, standing__isnull=False)
    rows = rows.select_related("cycle", "standing").select_for_update(of=("self", "standing"), no_key=True)
    return rows.order_by("pk")


def topological(nodes: Iterable[int], edges: Iterable[Edge]) -> list[int]:
    """``nodes`` with every child before its parents; ties by id, so that every run has the same order.

    :raises Conflict: ``alignment_loop`` when the links lead back to where they began
    """
    parents: dict[int, set[int]] = {node: set() for node in nodes}
    waiting_for = dict.fromkeys(parents, 0)
    for edge in edges:
        if edge.child in parents and edge.parent in parents and edge.parent not in parents[edge.child]:
            parents[edge.child].add(edge.parent)
            waiting_for[edge.parent] += 1
    ready = sorted((node for node, count in waiting_for.items() if not count), reverse=True)
    ordered: list[int] = []
    while ready:
        node = ready.pop()
        ordered.append(node)
        freed = []
        for parent in parents[node]:
            waiting_for[parent] -= 1
            if not waiting_for[parent]:
                freed.append(parent)
        ready.extend(sorted(freed, reverse=True))
    if len(ordered) != len(parents):
        raise Conflict("alignment_loop")
    return ordered


def reaches(organization_id: int, *, above: int, wanted: int) -> bool:
    """Whether following *all* links (also supporting ones) up from ``above`` leads to ``wanted``."""
    sql = f"""
    WITH RECURSIVE up(id) AS (
        SELECT CAST(%s AS bigint)
        UNION
        SELECT a.parent_objective_id FROM up JOIN {Alignment._meta.db_table} a
        ON a.child_id = up.id AND a.organization_id = %s
    )
    SELECT 1 FROM up WHERE id = %s
    """  # noqa: S608 - the only name put in is our own table's
    with connection.cursor() as cursor:
        cursor.execute(sql, [above, organization_id, wanted])
        return cursor.fetchone() is not None


def hold_organization(organization_id: int, objective_id: int) -> None:
    """Lock the organization row through one of its objectives: two people cannot close a loop at once.

    Without its key: inserting a check-in shares the key, and must not wait for whoever waits for its objective.
    """
    rows = Objective.within(organization_id).filter(pk=objective_id).select_related("organization")
    list(rows.select_for_update(of=("organization",), no_key=True))
