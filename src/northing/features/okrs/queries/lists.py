"""Lists of objectives: keyset pages, children below their parents, key results below their objectives."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When

from northing.domain.codes import Driver, KeyResultState, LinkKind
from northing.features.okrs import policies
from northing.features.okrs.models import Alignment, KeyResult, Objective
from northing.features.okrs.queries.filters import ObjectiveFilters, narrowed, sorted_by
from northing.features.okrs.queries.pages import shares_of
from northing.features.okrs.queries.records import (
    PARTS,
    key_result_rows_of,
    objective_records,
    objective_row_of,
    with_parts,
)
from northing.features.okrs.queries.rows import KeyResultRow, LinkOf, ObjectiveRow
from northing.features.okrs.storage.parts import contributions_of, parts_of
from northing.features.org import queries as org_queries
from northing.features.org.queries import Reach
from northing.kit.actors import Actor
from northing.kit.api import paging
from northing.kit.errors import NotFound
from northing.kit.storage.refs import is_ref

PAGE = 50
MOST_CHILDREN = 200  # below one parent
MOST_KEY_RESULTS = 2_000  # below all objectives that are open at once

_LINK = (
    "kind",
    "parent_objective_id",
    "parent_objective__ref",
    "parent_objective__driver",
    "parent_key_result__ref",
)


@dataclass(frozen=True, slots=True)
class ObjectiveList:
    """One page; ``next_cursor`` is None on the last one."""

    rows: tuple[ObjectiveRow, ...]
    next_cursor: str | None


def objectives_list(
    *,
    actor: Actor,
    on: date,
    filters: ObjectiveFilters,
    sort: str = "position",
    cursor: str | None = None,
    limit: int = PAGE,
) -> ObjectiveList:
    """A page of the objectives ``actor`` may see: one statement, two with a text.

    :param sort: position, title, progress, status, freshness, owner, changed; ``-`` in front descends
    :raises Invalid: ``bad_cursor`` (of another sort or filter), ``unknown_sort``
    """
    reach = org_queries.reach_of(actor=actor, on=on)
    told = filters.told()
    key = paging.last_key(cursor, sort=sort, filters=told)
    rows, order = sorted_by(narrowed(_seen(actor, reach), filters, actor=actor, reach=reach), sort)
    rows = with_parts(rows, actor, reach)
    found = objective_records(paging.after(rows, order, key)[: limit + 1], extra=(*PARTS, "sort_key"))
    page = paging.page_of(
        found, limit=limit, sort=sort, filters=told, key=lambda one: (one["sort_key"], one["pk"])
    )
    return ObjectiveList(tuple(objective_row_of(record) for record in page.rows), page.next)


def _seen(actor: Actor, reach: Reach) -> QuerySet[Objective]:
    return Objective.within(actor.organization_id).filter(policies.visible_to(actor, reach))


def objective_row(*, actor: Actor, ref: str, on: date) -> ObjectiveRow:
    """One objective as lists show it. :raises NotFound: ``objective_not_found``"""
    found = objective_rows_named(actor=actor, refs=[ref], on=on)
    if not found:
        raise NotFound("objective_not_found")
    return found[0]


def objective_rows_named(*, actor: Actor, refs: Collection[str], on: date) -> list[ObjectiveRow]:
    """Those of ``refs`` that exist and may be seen, in no particular order; one statement, none for no refs."""
    wanted = [ref for ref in refs if is_ref(ref)]
    if not wanted:
        return []
    reach = org_queries.reach_of(actor=actor, on=on)
    rows = with_parts(_seen(actor, reach).filter(ref__in=wanted), actor, reach)
    return [objective_row_of(record) for record in objective_records(rows, extra=PARTS)]


def key_result_row(*, actor: Actor, ref: str, on: date) -> KeyResultRow:
    """One key result as lists show it. :raises NotFound: ``key_result_not_found``"""
    reach = org_queries.reach_of(actor=actor, on=on)
    rows = _seen_key_results(actor, reach).filter(ref=ref) if is_ref(ref) else None
    found = key_result_rows_of(rows, actor.organization_id) if rows is not None else []
    if not found:
        raise NotFound("key_result_not_found")
    return found[0]


def _seen_key_results(actor: Actor, reach: Reach) -> QuerySet[KeyResult]:
    seen = policies.visible_to(actor, reach, prefix="objective__")
    return KeyResult.within(actor.organization_id).filter(seen)


def key_results_of(
    *, actor: Actor, objective_refs: Collection[str], on: date
) -> dict[str, list[KeyResultRow]]:
    """The key results of these objectives by the objective's ref, in their order, dropped ones last.

    One statement; an objective that may not be seen has none.
    """
    found: dict[str, list[KeyResultRow]] = {ref: [] for ref in objective_refs}
    wanted = [ref for ref in found if is_ref(ref)]
    if not wanted:
        return found
    reach = org_queries.reach_of(actor=actor, on=on)
    ended = (KeyResultState.DROPPED.value, KeyResultState.POSTPONED.value)
    is_ended = Case(When(state__in=ended, then=Value(1)), default=Value(0), output_field=IntegerField())
    rows = _seen_key_results(actor, reach).filter(objective__ref__in=wanted)
    rows = rows.order_by("objective_id", is_ended, "position", "pk")[:MOST_KEY_RESULTS]
    for row in key_result_rows_of(rows, actor.organization_id):
        found[row.objective_ref].append(row)
    return found


def child_rows(*, actor: Actor, ref: str, on: date, limit: int = MOST_CHILDREN) -> list[ObjectiveRow]:
    """The objectives aligned to one objective or to its key results; see :func:`child_rows_of`."""
    return child_rows_of(actor=actor, refs=[ref], on=on, limit=limit)[ref]


def child_rows_of(
    *, actor: Actor, refs: Sequence[str], on: date, limit: int = MOST_CHILDREN
) -> dict[str, list[ObjectiveRow]]:
    """The visible children of each of these objectives, with the ``link`` they hang by; three statements.

    A child with several parents is a row under each, but only once under one. At most ``limit`` a parent.
    """
    found: dict[str, list[ObjectiveRow]] = {ref: [] for ref in refs}
    wanted = [ref for ref in found if is_ref(ref)]
    if not wanted:
        return found
    reach = org_queries.reach_of(actor=actor, on=on)
    links = Alignment.within(actor.organization_id).filter(
        policies.visible_to(actor, reach, prefix="parent_objective__"),
        policies.visible_to(actor, reach, prefix="child__"),
        parent_objective__ref__in=wanted,
    )
    ordered = with_parts(links, actor, reach, to="child_id").order_by(
        "parent_objective_id", "child__position", "child_id", "pk"
    )
    records = objective_records(ordered[: limit * len(wanted)], prefix="child__", extra=(*PARTS, *_LINK))
    shares = _shares(actor.organization_id, records)
    seen: set[tuple[str, str]] = set()
    for record in records:
        parent = record["parent_objective__ref"]
        if (parent, record["ref"]) not in seen and len(found[parent]) < limit:
            seen.add((parent, record["ref"]))
            found[parent].append(objective_row_of(record, link=_link(record, shares)))
    return found


def _shares(organization_id: int, records: Sequence[Mapping[str, Any]]) -> dict[int, dict[str, Decimal]]:
    """What each counted child contributes to each parent, by the parent's key and the child's ref."""
    drivers = {
        record["parent_objective_id"]: Driver(record["parent_objective__driver"])
        for record in records
        if record["kind"] == LinkKind.CONTRIBUTES and record["parent_key_result__ref"] is None
    }
    if not drivers:
        return {}
    parts = parts_of(organization_id, drivers)
    return {
        pk: shares_of(contributions_of(parts.key_results[pk], parts.children[pk], driver), driver)
        for pk, driver in drivers.items()
    }


def _link(record: Mapping[str, Any], shares: Mapping[int, Mapping[str, Decimal]]) -> LinkOf:
    key_result = record["parent_key_result__ref"] or ""
    own = {} if key_result else shares.get(record["parent_objective_id"], {})
    return LinkOf(LinkKind(record["kind"]), key_result, own.get(record["ref"]))
