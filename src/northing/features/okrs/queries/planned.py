"""The objectives of a cycle as a plan states them: terms and structure without history, for files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from northing.domain.codes import KeyResultState, LinkKind, ObjectiveState
from northing.features.okrs import policies
from northing.features.okrs.models import Alignment, KeyResult, Objective, Stage
from northing.features.okrs.queries.access import is_agreed
from northing.features.org import queries as org_queries
from northing.features.org.queries import Reach
from northing.kit.actors import Actor

_GONE = (ObjectiveState.DROPPED.value,)


@dataclass(frozen=True, slots=True)
class PlannedKeyResult:
    """A key result with its stages; ``row`` has owner and updater loaded."""

    row: KeyResult
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class PlannedParent:
    """What an objective is aligned to; ``key_result_ref`` is empty for the objective itself."""

    ref: str
    title: str
    key_result_ref: str
    kind: LinkKind


@dataclass(frozen=True, slots=True)
class PlannedObjective:
    """An objective with its key results and visible parents; ``row`` has cycle, team, person, owner, pillar."""

    row: Objective
    is_agreed: bool
    key_results: tuple[PlannedKeyResult, ...]
    parents: tuple[PlannedParent, ...]


def planned_objectives(
    *, actor: Actor, on: date, cycle_id: int | None = None, refs: Sequence[str] | None = None
) -> list[PlannedObjective]:
    """The objectives the actor may see of a cycle (``None``: the backlog), or those named by ``refs``.

    By position, then ref; dropped ones are left out. Four statements and the reach, however many there are.
    """
    reach = org_queries.reach_of(actor=actor, on=on)
    rows = Objective.within(actor.organization_id).filter(policies.visible_to(actor, reach))
    if refs is not None:
        rows = rows.filter(ref__in=refs)
    else:
        rows = rows.filter(cycle__isnull=True) if cycle_id is None else rows.filter(cycle_id=cycle_id)
    rows = rows.exclude(state__in=_GONE).select_related("cycle", "team", "person", "owner", "pillar")
    found = list(rows.order_by("position", "ref"))
    ids = [row.pk for row in found]
    key_results = _key_results(actor.organization_id, ids)
    parents = _parents(actor, reach, ids)
    return [
        PlannedObjective(
            row, is_agreed(row), tuple(key_results.get(row.pk, ())), tuple(parents.get(row.pk, ()))
        )
        for row in found
    ]


def _key_results(organization_id: int, ids: Iterable[int]) -> dict[int, list[PlannedKeyResult]]:
    rows = (
        KeyResult.within(organization_id).filter(objective_id__in=ids).exclude(state=KeyResultState.DROPPED)
    )
    rows = rows.select_related("owner", "updater").order_by("objective_id", "position", "ref")
    known = list(rows)
    stages: dict[int, list[Stage]] = {}
    for stage in Stage.within(organization_id).filter(key_result__objective_id__in=ids).order_by("number"):
        stages.setdefault(stage.key_result_id, []).append(stage)
    found: dict[int, list[PlannedKeyResult]] = {}
    for row in known:
        found.setdefault(row.objective_id, []).append(PlannedKeyResult(row, tuple(stages.get(row.pk, ()))))
    return found


def _parents(actor: Actor, reach: Reach, ids: Iterable[int]) -> dict[int, list[PlannedParent]]:
    links = Alignment.within(actor.organization_id).filter(child_id__in=ids)
    links = links.filter(policies.visible_to(actor, reach, prefix="parent_objective__"))
    found: dict[int, list[PlannedParent]] = {}
    for link in links.select_related("parent_objective", "parent_key_result").order_by("pk"):
        key_result_ref = link.parent_key_result.ref if link.parent_key_result else ""
        parent = PlannedParent(
            link.parent_objective.ref, link.parent_objective.title, key_result_ref, LinkKind(link.kind)
        )
        found.setdefault(link.child_id, []).append(parent)
    return found
