"""What is there already: objectives, key results and initiatives as a plan finds them again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from northing.domain.codes import HolderKind
from northing.domain.plan import Plan
from northing.features.exchange.actions.names import folded
from northing.features.okrs import queries as okr_queries
from northing.features.okrs.queries import PlannedKeyResult, PlannedObjective
from northing.features.work import queries as work_queries
from northing.features.work.queries import Initiative
from northing.kit.actors import Actor

HolderKey = tuple[HolderKind, int | str | None]


class Known:
    """The objectives the actor sees of some cycles and of the refs a plan names.

    Each is found once: what a document states twice finds two, in order, or is new the second time.
    """

    def __init__(self, actor: Actor, plan: Plan, cycle_ids: Iterable[int | None], on: date) -> None:
        self.actor = actor
        self.by_ref: dict[str, PlannedObjective] = {}
        for one in self._loaded(plan, cycle_ids, on):
            self.by_ref.setdefault(one.row.ref, one)
        self._parents = {part.row.ref: one for one in self.by_ref.values() for part in one.key_results}
        ids = [one.row.pk for one in self.by_ref.values()]
        self.initiatives = work_queries.planned_initiatives(
            organization_id=actor.organization_id, objective_ids=ids
        )
        self.editable = (
            okr_queries.editable_refs(actor=actor, on=on, refs=self.by_ref.keys()) if ids else frozenset()
        )
        self.done = okr_queries.done_refs(organization_id=actor.organization_id, objective_ids=ids)
        self.taken = self._taken(plan)
        self._by_title: dict[tuple[Any, ...], list[PlannedObjective]] = {}
        for one in self.by_ref.values():
            self._by_title.setdefault(_key_of(one), []).append(one)
        self._found: set[str] = set()

    def _loaded(self, plan: Plan, cycle_ids: Iterable[int | None], on: date) -> Iterable[PlannedObjective]:
        for cycle_id in cycle_ids:
            yield from okr_queries.planned_objectives(actor=self.actor, on=on, cycle_id=cycle_id)
        refs = {one.ref for one in plan.objectives if one.ref}
        refs |= {one.parent.ref for one in plan.objectives if one.parent and one.parent.ref}
        if refs - self.by_ref.keys():
            yield from okr_queries.planned_objectives(actor=self.actor, on=on, refs=sorted(refs))

    def _taken(self, plan: Plan) -> frozenset[str]:
        """Refs of the plan that name something already, also what the actor may not see."""
        refs = {one.ref for one in plan.objectives} | {
            part.ref for one in plan.objectives for part in one.key_results
        }
        organization_id = self.actor.organization_id
        taken = okr_queries.taken_refs(organization_id=organization_id, refs=refs - {""})
        own = {part.ref for one in plan.objectives for part in one.initiatives} - {""}
        return taken | work_queries.taken_initiative_refs(organization_id=organization_id, refs=own)

    def objective(
        self, ref: str, title: str, holder: HolderKey, cycle_id: int | None, parent: str
    ) -> PlannedObjective | None:
        """By its ref, else by title, holder and cycle; of several first the one under the same parent."""
        if ref:
            found = self.by_ref.get(ref)
        else:
            several = self._by_title.get((folded(title), *holder, cycle_id), [])
            free = [one for one in several if one.row.ref not in self._found]
            under = [one for one in free if parent in {link.ref for link in one.parents}] if parent else []
            found = next(iter(under or free), None)
        if found is not None:
            self._found.add(found.row.ref)
        return found

    def held_by_anybody(
        self, title: str, level: HolderKind | None, cycle_id: int | None
    ) -> PlannedObjective | None:
        """The only one of this title in the cycle that the level or the organization holds, whoever that is."""
        kinds = (level, HolderKind.ORGANIZATION)
        several = [
            one
            for key, rows in self._by_title.items()
            if cycle_id is not None and key[0] == folded(title) and key[1] in kinds and key[3] == cycle_id
            for one in rows
            if one.row.ref not in self._found
        ]
        if len(several) != 1:
            return None
        self._found.add(several[0].row.ref)
        return several[0]

    def objective_titled(self, title: str) -> PlannedObjective | None:
        """The only objective of this title."""
        found = [one for one in self.by_ref.values() if folded(one.row.title) == folded(title)]
        return found[0] if len(found) == 1 else None

    def has_parent(self, ref: str) -> bool:
        """Whether the ref names a known objective or key result."""
        return ref in self.by_ref or ref in self._parents


class Parts:
    """The key results and initiatives of one known objective, each found once."""

    def __init__(self, known: Known, objective: PlannedObjective | None) -> None:
        self._key_results = list(objective.key_results) if objective else []
        self._initiatives = list(known.initiatives.get(objective.row.pk, [])) if objective else []

    def key_result(self, ref: str, title: str) -> PlannedKeyResult | None:
        """By its ref, else by its title."""
        found = next((one for one in self._key_results if _is_meant(one.row, ref, title)), None)
        if found is not None:
            self._key_results.remove(found)
        return found

    def initiative(self, ref: str, title: str) -> Initiative | None:
        """By its ref, else by its title."""
        found = next((one for one in self._initiatives if _is_meant(one, ref, title)), None)
        if found is not None:
            self._initiatives.remove(found)
        return found


def _is_meant(row: Any, ref: str, title: str) -> bool:
    return row.ref == ref if ref else folded(row.title) == folded(title)


def _key_of(one: PlannedObjective) -> tuple[Any, ...]:
    row = one.row
    kind = HolderKind(row.holder_kind)
    holder = {HolderKind.TEAM: row.team_id, HolderKind.PERSON: row.person_id}.get(kind)
    return folded(row.title), kind, holder, row.cycle_id
