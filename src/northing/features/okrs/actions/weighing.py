"""Weights of the parts of one parent: its key results and the children that contribute to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from northing.domain.codes import LinkKind
from northing.domain.weights import Weight, divided
from northing.features.okrs import policies
from northing.features.okrs.actions.fields import (
    WeightFields,
    clean_reason,
    clean_weight,
    refusing_domain_errors,
)
from northing.features.okrs.actions.scene import Scene, hold_objectives, require_terms_open, settle_objectives
from northing.features.okrs.actions.terms import log_terms, reopen_agreement
from northing.features.okrs.models import Alignment, KeyResult, Objective
from northing.features.okrs.queries.access import find_objective, is_agreed
from northing.features.okrs.storage import Path
from northing.features.okrs.storage.parts import ENDED_KEY_RESULTS
from northing.kit.activity.record import record
from northing.kit.actors import Actor
from northing.kit.errors import NotFound
from northing.kit.storage import versions
from northing.kit.storage.writing import writing


def set_weights(
    *,
    actor: Actor,
    ref: str,
    weights: Mapping[str, WeightFields],
    at: datetime,
    on: date,
    reason: str = "",
) -> None:
    """Divide an objective among its parts: keys are refs of its key results and of contributing children.

    Unpinned weights are proportions; pinned ones are fixed shares, the rest is shared pro rata to the others.

    :raises Invalid: ``weights_do_not_fit`` at ``weight``, ``out_of_range``, ``reason_needed`` once agreed
    :raises NotFound: ``part_not_found``: a ref is no part of this objective
    :raises Conflict: ``cycle_closed``, ``cycle_closing``
    """
    scene = Scene(actor, at, on)
    with writing():
        seen = find_objective(actor=actor, ref=ref, on=on, shares_cycle=True)
        policies.require(policies.may_edit(actor, seen.ties))
        require_terms_open(seen.cycle)
        path = hold_objectives(scene, [seen.row.pk])
        objective = path.objectives[seen.row.pk]
        key_results, links = _parts(path, objective)
        _require_known(weights, key_results, links)
        told = clean_reason(
            reason, is_needed=is_agreed(objective) and bool(weights.keys() & key_results.keys())
        )
        changed = {
            ref: _reweigh(scene, key_results[ref], given)
            for ref, given in weights.items()
            if ref in key_results
        }
        for child_ref, link in links.items():
            if child_ref in weights:
                _reweigh_link(link, weights[child_ref])
        _require_fit([*(row for row in key_results.values() if not row.is_guardrail), *links.values()])
        settled = settle_objectives(scene, [objective.pk])
        moved = next(one for one in settled.objectives if one.subject_id == objective.pk)
        effect = (moved.before.get("progress"), moved.after.get("progress"))
        if is_agreed(objective) and any(changed.values()):
            for part_ref, changes in changed.items():
                log_terms(scene, objective, key_results[part_ref], changes, told, effect)
            reopen_agreement(scene, objective, seen.ties)
        record(actor, "objective.weighed", on=objective, at=at)


def _parts(path: Path, objective: Objective) -> tuple[dict[str, KeyResult], dict[str, Alignment]]:
    key_results = {
        row.ref: row
        for row in path.key_results.values()
        if row.objective_id == objective.pk and row.state not in ENDED_KEY_RESULTS
    }
    links = Alignment.within(objective.organization_id).filter(
        parent_objective_id=objective.pk, parent_key_result__isnull=True, kind=LinkKind.CONTRIBUTES.value
    )
    return key_results, {link.child.ref: link for link in links.select_related("child").order_by("pk")}


def _require_known(
    weights: Mapping[str, WeightFields], key_results: Mapping[str, KeyResult], links: Mapping[str, Alignment]
) -> None:
    for ref in weights:
        if ref not in key_results and ref not in links:
            raise NotFound("part_not_found", field="weights")


def _given(row: KeyResult | Alignment, given: WeightFields) -> tuple[Decimal, bool]:
    is_pinned = given.get("is_pinned", row.is_pinned)
    return clean_weight(given.get("weight", row.weight), is_pinned=is_pinned), is_pinned


def _reweigh(scene: Scene, row: KeyResult, given: WeightFields) -> dict[str, Any]:
    weight, is_pinned = _given(row, given)
    return versions.change(row, {"weight": weight, "is_pinned": is_pinned}, actor=scene.actor, at=scene.at)


def _reweigh_link(link: Alignment, given: WeightFields) -> None:
    link.weight, link.is_pinned = _given(link, given)
    Alignment.within(link.organization_id).filter(pk=link.pk).update(
        weight=link.weight, is_pinned=link.is_pinned
    )


def _require_fit(parts: list[KeyResult | Alignment]) -> None:
    with refusing_domain_errors():
        divided(
            [Weight(pinned=row.weight) if row.is_pinned else Weight(previous=row.weight) for row in parts]
        )
