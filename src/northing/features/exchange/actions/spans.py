"""Which cycle every objective belongs to: chosen, named by the document, or the present one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from northing.domain.codes import CycleKind, Phase
from northing.domain.plan import PlanCycle, PlanObjective, PlanProblem
from northing.features.cycles import actions as cycle_actions
from northing.features.cycles import queries as cycle_queries
from northing.features.cycles.queries import Cycle
from northing.features.exchange import policies
from northing.features.exchange.actions.names import folded
from northing.kit.actors import Actor
from northing.kit.errors import NotFound

_KINDS = ((360, CycleKind.YEAR), (175, CycleKind.HALF), (85, CycleKind.QUARTER), (27, CycleKind.MONTH))
_SLACK = 15  # days a cycle may be longer than its kind and still be called so
_LENGTHS = {CycleKind.YEAR: 366, CycleKind.HALF: 184, CycleKind.QUARTER: 92, CycleKind.MONTH: 31}


class Spans:
    """The cycles of one import. Those that must be made are unsaved rows until :meth:`create`."""

    def __init__(self, actor: Actor, chosen: str | None, stated: PlanCycle | None, on: date) -> None:
        self.actor = actor
        self.on = on
        self.stated = stated
        self.known = cycle_queries.cycles(actor=actor)
        self.new: dict[str, Cycle] = {}
        self.problems: list[PlanProblem] = []
        self._chosen = self._by_ref(chosen) if chosen else None

    def _by_ref(self, ref: str) -> Cycle:
        found = next((cycle for cycle in self.known if cycle.ref == ref), None)
        if found is None:
            raise NotFound("cycle_not_found")
        return found

    def of(self, objective: PlanObjective) -> Cycle | None:
        """The cycle of an objective; none (and a problem) when there is none to be had."""
        if self._chosen is not None:
            return self._chosen
        stated = objective.cycle or self.stated
        if stated is None:
            return self._present()
        line = objective.line if objective.cycle else 0
        return self._named(stated) or self._new(stated, line)

    def _present(self) -> Cycle | None:
        found = cycle_queries.current_cycle(organization_id=self.actor.organization_id, on=self.on)
        if found is None:
            self._problem(0, "no_cycle", {})
        return found

    def _named(self, stated: PlanCycle) -> Cycle | None:
        name = folded(stated.name)
        for cycle in (*self.known, *self.new.values()):
            if folded(cycle.name) == name:
                return cycle
        days = (stated.starts_on, stated.ends_on)
        return next((cycle for cycle in self.known if (cycle.starts_on, cycle.ends_on) == days), None)

    def _new(self, stated: PlanCycle, line: int) -> Cycle | None:
        if stated.starts_on is None or stated.ends_on is None:
            self._problem(line, "cycle_without_dates", {"cycle": stated.name})
            return None
        if not policies.may_create_cycles(self.actor):
            self._problem(line, "unknown_cycle", {"cycle": stated.name})
            return None
        made = Cycle(
            organization_id=self.actor.organization_id,
            name=stated.name,
            kind=_kind(stated.starts_on, stated.ends_on).value,
            starts_on=stated.starts_on,
            ends_on=stated.ends_on,
            phase=Phase.PLANNING.value,
        )
        self.new[made.name] = made
        return made

    def _problem(self, line: int, code: str, params: dict[str, str]) -> None:
        problem = PlanProblem(line, "cycle", code, params)
        if problem not in self.problems:
            self.problems.append(problem)

    def create(self, at: datetime) -> dict[str, Cycle]:
        """Make the missing cycles, by name; those that have begun are opened, so that they can be written in."""
        return {name: self._create(cycle, at) for name, cycle in self.new.items()}

    def _create(self, cycle: Cycle, at: datetime) -> Cycle:
        parents = [known for known in self.known if _may_hold(known, cycle)]
        parent = min(parents, key=lambda known: known.ends_on - known.starts_on, default=None)
        made = cycle_actions.create_cycle(
            actor=self.actor,
            name=cycle.name,
            kind=CycleKind(cycle.kind),
            starts_on=cycle.starts_on,
            ends_on=cycle.ends_on,
            at=at,
            parent_ref=parent.ref if parent else None,
        )
        if made.starts_on > self.on:
            return made
        return cycle_actions.set_phase(actor=self.actor, ref=made.ref, phase=Phase.ACTIVE, at=at, on=self.on)


def _may_hold(parent: Cycle, cycle: Cycle) -> bool:
    inside = parent.starts_on <= cycle.starts_on and cycle.ends_on <= parent.ends_on
    is_longer = (parent.ends_on - parent.starts_on) > (cycle.ends_on - cycle.starts_on)
    return inside and is_longer and parent.phase in (Phase.PLANNING, Phase.ACTIVE)


def names_of(cycles: Iterator[Cycle]) -> tuple[str, ...]:
    """The names, each once, in order."""
    return tuple(dict.fromkeys(cycle.name for cycle in cycles))


def _kind(starts_on: date, ends_on: date) -> CycleKind:
    days = (ends_on - starts_on).days + 1
    for least, kind in _KINDS:
        if least <= days <= _LENGTHS[kind] + _SLACK:
            return kind
    return CycleKind.CUSTOM
