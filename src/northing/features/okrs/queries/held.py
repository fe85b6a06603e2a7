"""A key result held for writing: seen, locked with everything its number travels through, and with its terms."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from northing.domain.codes import Phase
from northing.domain.terms import Terms
from northing.features.okrs import policies, storage
from northing.features.okrs.models import KeyResult, Objective, Stage
from northing.features.okrs.models.values import cycle_span, terms_of
from northing.features.okrs.policies import Tie
from northing.features.okrs.queries.access import find_key_result, key_result_rows, sharing_cycles
from northing.features.okrs.storage import Path
from northing.features.okrs.storage.evidence import stages_for
from northing.features.org import queries as org_queries
from northing.kit.actors import Actor
from northing.kit.storage.refs import is_ref


@dataclass(frozen=True, slots=True)
class HeldKeyResult:
    """One key result inside a write transaction. ``terms`` are ``None`` while it asks for its numbers.

    ``path``, ``row``, ``ties`` and ``stages`` are for the ledger's own acts.
    """

    id: int
    ref: str
    title: str
    objective_ref: str
    objective_title: str
    kind: str
    unit: str
    decimals: int
    state: str
    owner_id: int | None
    updater_id: int | None
    cycle_phase: Phase | None
    terms: Terms | None
    confidence: int | None
    may_check_in: bool
    actor: Actor
    on: date
    row: KeyResult
    objective: Objective
    path: Path
    ties: frozenset[Tie]
    stages: list[Stage]


def hold_key_results(*, actor: Actor, refs: Collection[str], on: date) -> None:
    """Lock several key results with everything their numbers travel through, at once and in the one lock order.

    Whoever writes many of them in one transaction asks for this first; one after the other, two such writers
    could wait for each other. Refs the actor cannot see are passed over: each row says so when its turn comes.
    """
    reach = org_queries.reach_of(actor=actor, on=on)
    rows = sharing_cycles(key_result_rows(actor, reach)).filter(ref__in=[ref for ref in refs if is_ref(ref)])
    found = [(row.pk, row.objective_id) for row in rows.order_by("pk")]
    if found:
        storage.hold_path(
            actor.organization_id,
            key_result_ids=[pk for pk, _objective in found],
            objective_ids={objective for _pk, objective in found},
        )


def key_result_for_update(*, actor: Actor, ref: str, on: date) -> HeldKeyResult:
    """The key result ``actor`` may see, locked with its way up; inside ``writing()``.

    :raises NotFound: ``key_result_not_found``: none for this actor, or of another organization
    """
    seen = find_key_result(actor=actor, ref=ref, on=on, shares_cycle=True)
    path = storage.hold_path(
        actor.organization_id, key_result_ids=[seen.row.pk], objective_ids=[seen.row.objective_id]
    )
    row, objective = path.key_results[seen.row.pk], path.objectives[seen.row.objective_id]
    if objective.cycle is not None and seen.cycle is not None:
        objective.cycle.phase = seen.cycle.phase
    stages = stages_for(actor.organization_id, [row]).get(row.pk, [])
    return HeldKeyResult(
        id=row.pk,
        ref=row.ref,
        title=row.title,
        objective_ref=objective.ref,
        objective_title=objective.title,
        kind=row.kind,
        unit=row.unit,
        decimals=row.decimals,
        state=row.state,
        owner_id=row.owner_id,
        updater_id=row.updater_id,
        cycle_phase=Phase(objective.cycle.phase) if objective.cycle else None,
        terms=terms_of(row, ambition=objective.ambition, cycle=cycle_span(objective), stages=stages)
        if row.kind
        else None,
        confidence=row.standing.confidence,
        may_check_in=policies.may_check_in(actor, seen.ties),
        actor=actor,
        on=on,
        row=row,
        objective=objective,
        path=path,
        ties=seen.ties,
        stages=stages,
    )
