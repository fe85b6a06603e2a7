"""Initiatives as a plan states them, for files."""

from __future__ import annotations

from collections.abc import Collection

from northing.features.work.models import Hypothesis, Initiative


def planned_initiatives(
    *, organization_id: int, objective_ids: Collection[int]
) -> dict[int, list[Initiative]]:
    """The initiatives of objectives (whoever asks sees them), each with its owner, as ordered. One statement."""
    rows = Initiative.within(organization_id).filter(objective_id__in=objective_ids).select_related("owner")
    found: dict[int, list[Initiative]] = {}
    for row in rows.order_by("position", "id"):
        if row.objective_id is not None:
            found.setdefault(row.objective_id, []).append(row)
    return found


def moved_key_results(*, organization_id: int, initiative_ids: Collection[int]) -> dict[int, tuple[int, ...]]:
    """The keys of the key results each initiative should move. One statement."""
    rows = Hypothesis.within(organization_id).filter(initiative_id__in=initiative_ids).order_by("id")
    found: dict[int, tuple[int, ...]] = {}
    for initiative_id, key_result_id in rows.values_list("initiative_id", "key_result_id"):
        found[initiative_id] = (*found.get(initiative_id, ()), key_result_id)
    return found


def taken_initiative_refs(*, organization_id: int, refs: Collection[str]) -> frozenset[str]:
    """Those of ``refs`` that name an initiative already. One statement."""
    if not refs:
        return frozenset()
    rows = Initiative.within(organization_id).filter(ref__in=set(refs))
    return frozenset(rows.values_list("ref", flat=True))
