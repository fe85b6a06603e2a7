"""The whole ledger in chunks: memory stays flat, only ids and links are held at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db import connection
from django.db.models import Field

from northing.domain.codes import KeyResultDriver, LinkKind
from northing.features.okrs.models import (
    Alignment,
    KeyResult,
    KeyResultStanding,
    Objective,
    ObjectiveStanding,
)
from northing.features.okrs.models.derived import Standing
from northing.features.okrs.storage.paths import Edge, Path, topological
from northing.kit.storage.rows import TenantRow


def _with_standing(table: type[Standing], *names: str) -> tuple[str, ...]:
    return (*names, *(f"standing__{field.name}" for field in table._meta.concrete_fields))


# What settling reads; texts stay where they are.
_KEY_RESULT_COLUMNS = _with_standing(
    KeyResultStanding,
    *(
        "ref",
        "organization",
        "objective",
        "owner",
        "updater",
        "kind",
        "starts_on",
        "due_on",
        "start",
        "target",
    ),
    *("start_unknown_until", "commit", "stretch", "lower", "upper", "required_share", "ambition", "weight"),
    *(
        "is_pinned",
        "is_guardrail",
        "cadence_days",
        "measured_every",
        "curve",
        "plan_points",
        "driver",
        "state",
    ),
    *("override_status", "override_at", "agreed_on"),
)
_OBJECTIVE_COLUMNS = _with_standing(
    ObjectiveStanding,
    *("ref", "organization", "cycle", "team", "pillar", "visibility", "state", "closed_status", "driver"),
    *("ambition", "override_status", "override_on", "override_at", "agreed_at", "cycle__starts_on"),
    "cycle__ends_on",
)


def all_edges(organization_id: int) -> list[Edge]:
    """Every link that carries a number."""
    rows = Alignment.within(organization_id).filter(kind=LinkKind.CONTRIBUTES.value)
    found = rows.values_list(
        "child_id", "parent_objective_id", "parent_key_result_id", "parent_key_result__driver"
    )
    return [
        Edge(child, parent, key_result)
        for child, parent, key_result, driver in found.iterator(chunk_size=5_000)
        if key_result is None or driver == KeyResultDriver.CHILDREN
    ]


def all_in_order(organization_id: int, *, below: Collection[int] | None = None) -> list[int]:
    """Every objective's id, children before parents; ``below``: only these and what lies above them."""
    edges = all_edges(organization_id)
    if below is not None:
        return topological(_upwards(below, edges), edges)
    ids = Objective.within(organization_id).order_by("pk").values_list("pk", flat=True)
    return topological(ids.iterator(chunk_size=5_000), edges)


def _upwards(below: Collection[int], edges: Iterable[Edge]) -> set[int]:
    parents: dict[int, list[int]] = {}
    for edge in edges:
        parents.setdefault(edge.child, []).append(edge.parent)
    found, waiting = set(below), list(below)
    while waiting:
        for parent in parents.get(waiting.pop(), ()):
            if parent not in found:
                found.add(parent)
                waiting.append(parent)
    return found


def loaded_path(organization_id: int, ids: Collection[int], *, holds: bool) -> Path:
    """These objectives with all their key results and the links among them; ``holds`` locks them in order."""
    key_results = KeyResult.within(organization_id).filter(objective_id__in=ids, standing__isnull=False)
    key_results = key_results.select_related("standing").only(*_KEY_RESULT_COLUMNS).order_by("pk")
    objectives = Objective.within(organization_id).filter(pk__in=ids, standing__isnull=False)
    objectives = objectives.select_related("cycle", "standing").only(*_OBJECTIVE_COLUMNS).order_by("pk")
    if holds:
        key_results = key_results.select_for_update(of=("self", "standing"), no_key=True)
        objectives = objectives.select_for_update(of=("self", "standing"), no_key=True)
    held = {row.pk: row for row in key_results}
    return Path({row.pk: row for row in objectives}, held, _edges_among(organization_id, ids, held), True)


def _edges_among(
    organization_id: int, ids: Collection[int], key_results: dict[int, KeyResult]
) -> tuple[Edge, ...]:
    rows = Alignment.within(organization_id).filter(
        kind=LinkKind.CONTRIBUTES.value, child_id__in=ids, parent_objective_id__in=ids
    )
    found = rows.order_by("pk").values_list("child_id", "parent_objective_id", "parent_key_result_id")
    return tuple(
        Edge(child, parent, key_result)
        for child, parent, key_result in found
        if key_result is None or _is_driven(key_results.get(key_result))
    )


def _is_driven(row: KeyResult | None) -> bool:
    return row is not None and row.driver == KeyResultDriver.CHILDREN


def ensure_standings(organization_id: int) -> None:
    """Give whatever was inserted in bulk (imports, restores, seeds) its empty standing, in two statements."""
    _ensure(organization_id, KeyResultStanding, KeyResult, "key_result_id")
    _ensure(organization_id, ObjectiveStanding, Objective, "objective_id")


def _ensure(organization_id: int, table: type[Standing], owner: type[TenantRow], key: str) -> None:
    fields = [
        field for field in table._meta.concrete_fields if field.attname not in ("id", key, "organization_id")
    ]
    quoted = connection.ops.quote_name
    name = quoted(table._meta.db_table)
    sql = (
        f"INSERT INTO {name} (organization_id, {quoted(key)}, {', '.join(quoted(str(f.column)) for f in fields)}) "  # noqa: S608 - own names only
        f"SELECT o.organization_id, o.id, {', '.join(_placeholder(field) for field in fields)} "
        f"FROM {quoted(owner._meta.db_table)} o LEFT JOIN {name} s ON s.{quoted(key)} = o.id "
        f"WHERE o.organization_id = %s AND s.id IS NULL"
    )
    defaults = [field.get_db_prep_save(field.get_default(), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*defaults, organization_id])


def _placeholder(field: Field[Any, Any]) -> str:
    return f"%s::{field.db_type(connection)}" if connection.vendor == "postgresql" else "%s"
