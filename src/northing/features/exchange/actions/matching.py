"""A plan against what is there: what is new, what changes, what stays, and what stands in the way. Writes nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from northing.domain.codes import Visibility
from northing.domain.plan import Plan, PlanInitiative, PlanKeyResult, PlanObjective, PlanProblem
from northing.features.cycles.queries import Cycle
from northing.features.exchange.actions.choices import Choices
from northing.features.exchange.actions.differing import differing, initiative_changes, key_result_changes
from northing.features.exchange.actions.known import Known, Parts
from northing.features.exchange.actions.owners import Holder, Owners
from northing.features.exchange.actions.report import Change, ImportRow, Thing
from northing.features.exchange.actions.spans import Spans
from northing.features.exchange.actions.values import (
    initiative_fields,
    key_result_fields,
    objective_fields,
    reached_stages,
    usual_kind,
)
from northing.features.okrs import actions as okr_actions
from northing.features.okrs import queries as okr_queries
from northing.features.okrs.actions import NewKeyResult, NewObjective
from northing.features.okrs.queries import PlannedKeyResult, PlannedObjective
from northing.features.work.queries import InitiativeState
from northing.kit.actors import Actor
from northing.kit.storage.refs import new_ref


@dataclass(slots=True)
class Edit:
    """One thing to write: ``fields`` as its feature takes them, ``known`` the row that changes or holds it."""

    line: int
    ref: str
    fields: Any
    known: Any = None


@dataclass(slots=True)
class Match:
    """Everything one import will write, each with its line."""

    rows: list[ImportRow] = field(default_factory=list)
    problems: list[PlanProblem] = field(default_factory=list)
    warnings: list[PlanProblem] = field(default_factory=list)
    new: list[NewObjective] = field(default_factory=list)
    team_names: dict[str, str] = field(default_factory=dict)
    added: list[tuple[int, PlannedObjective, NewKeyResult]] = field(default_factory=list)
    objectives: list[Edit] = field(default_factory=list)
    key_results: list[Edit] = field(default_factory=list)
    links: list[tuple[int, str, str]] = field(default_factory=list)
    done: list[Edit] = field(default_factory=list)
    new_initiatives: list[Edit] = field(default_factory=list)
    initiatives: list[Edit] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    cycles: list[Cycle] = field(default_factory=list)

    @property
    def writes(self) -> bool:
        """Whether anything is to be written."""
        return bool(
            self.new
            or self.added
            or self.objectives
            or self.key_results
            or self.links
            or self.done
            or self.new_initiatives
            or self.initiatives
        )


class Matcher:
    """Walks a plan in document order and fills a :class:`Match`."""

    def __init__(self, actor: Actor, plan: Plan, choices: Choices, at: datetime, on: date) -> None:
        self.actor, self.plan, self.choices, self.at, self.on = actor, plan, choices, at, on
        self.stamp = okr_queries.ledger_stamp(organization_id=actor.organization_id)
        self.spans = Spans(actor, choices.cycle, plan.cycle, on)
        self.owners = Owners(actor, plan, choices)
        cycles = [self.spans.of(part) for part in plan.objectives]
        ids = dict.fromkeys(cycle.pk for cycle in cycles if cycle is not None and cycle.pk)
        self.known = Known(actor, plan, ids, on)
        self.match = Match(cycles=[cycle for cycle in cycles if cycle is not None])
        self._cycles = cycles
        self._refs: list[str] = []
        self._depths: list[int] = []
        self._ahead: list[tuple[int, int]] = []
        self._positions = {
            pk: okr_queries.last_position(organization_id=actor.organization_id, cycle_id=pk) for pk in ids
        }

    def run(self) -> Match:
        """The whole plan, then what the ledger says to it."""
        for place, part in enumerate(self.plan.objectives):
            self._objective(place, part)
        self._link_ahead()
        match = self.match
        match.problems += [*self.spans.problems, *self.owners.problems]
        match.warnings += self.owners.warnings
        return match

    def _link_ahead(self) -> None:
        """Links to objectives that stand further down in the document."""
        new = {one.ref: one for one in self.match.new}
        for place, position in self._ahead:
            child, parent = self._refs[place], self._refs[position]
            if child in new:
                new[child].parent = parent
                continue
            known = self.known.by_ref.get(child)
            if known is not None and parent not in {link.ref for link in known.parents}:
                self.match.links.append((self.plan.objectives[place].line, child, parent))

    # Objectives

    def _objective(self, place: int, part: PlanObjective) -> None:
        cycle, holder = self._cycles[place], self.owners.holder(part)
        self._depths.append(self._depth(part))
        if cycle is None or holder is None:
            self._refs.append(part.ref or new_ref())
            self._show(part, Change.NEW, self._refs[-1], self._depths[-1], holder=holder)
            return
        parent = self._parent_ref(part)
        known = self.known.objective(part.ref, part.title, holder.key, cycle.pk, parent)
        ref = known.row.ref if known else part.ref or new_ref()
        self._refs.append(ref)
        self.match.lines[ref] = part.line
        parts = Parts(self.known, known)
        if known is None:
            new = self._new(part, ref, cycle, holder, parent)
            self._new_key_results(part, new)
        else:
            self._edited(part, known, holder, cycle, parent)
            for one in part.key_results:
                self._key_result(one, known, parts)
        for initiative in part.initiatives:
            self._initiative(initiative, ref, parts, holder)

    def _depth(self, part: PlanObjective) -> int:
        place = part.parent.position if part.parent else None
        return self._depths[place] + 1 if place is not None and place < len(self._depths) else 0

    def _parent_ref(self, part: PlanObjective) -> str:
        hint = part.parent
        if hint is None:
            return ""
        if hint.position is not None and hint.position < len(self._refs):
            return self._refs[hint.position]
        if hint.position is not None:
            ahead = self.plan.objectives[hint.position]
            if not ahead.ref:
                self._ahead.append((len(self._refs), hint.position))
            return ahead.ref
        if hint.ref and self.known.has_parent(hint.ref):
            return hint.ref
        titled = self.known.objective_titled(hint.title)
        if titled is None:
            problem = PlanProblem(part.line, "parent", "unknown_parent", {"text": hint.title or hint.ref})
            self.match.warnings.append(problem)
        return titled.row.ref if titled else ""

    def _new(self, part: PlanObjective, ref: str, cycle: Cycle, holder: Holder, parent: str) -> NewObjective:
        if part.ref and part.ref in self.known.taken:
            self._problem(part.line, "ref", "ref_taken", text=part.ref)
        owner = self.owners.owner(part.owner, part.line, holder)
        fields = objective_fields(part)
        fields["position"] = self._positions[cycle.pk] = self._positions.get(cycle.pk, -1) + 1
        new = NewObjective(
            ref=ref,
            fields=fields,
            cycle=cycle,
            holder=holder.kind,
            team_id=holder.team.id if holder.team else None,
            person_id=holder.person.id if holder.person else None,
            owner_id=owner.id if owner else None,
            pillar_id=self._pillar(part),
            visibility=Visibility(part.visibility or Visibility.ORGANIZATION),
            parent=parent,
            is_agreed=self.choices.is_agreed,
        )
        if holder.team_name:
            self.match.team_names[ref] = holder.team_name
        self.match.new.append(new)
        self._show(part, Change.NEW, ref, self._depths[-1], holder=holder, owner=owner.name if owner else "")
        return new

    def _pillar(self, part: PlanObjective) -> int | None:
        if not part.pillar:
            return None
        found = self.owners.names.pillar(part.pillar)
        if found is None:
            self._warn(part.line, "pillar", "unknown_pillar_named", text=part.pillar)
        return found.pk if found else None

    def _edited(
        self, part: PlanObjective, known: PlannedObjective, holder: Holder, cycle: Cycle, parent: str
    ) -> None:
        row = known.row
        fields = differing(row, objective_fields(part)) | self._new_holder(part, known, holder)
        owner = self.owners.person(part.owner, part.line, "owner") if part.owner else None
        if owner is not None and owner.id != row.owner_id:
            fields["owner"] = owner.ref
        pillar = self.owners.names.pillar(part.pillar) if part.pillar else None
        if part.pillar and pillar is None:
            self._warn(part.line, "pillar", "unknown_pillar_named", text=part.pillar)
        if pillar is not None and pillar.pk != row.pillar_id:
            fields["pillar"] = pillar.ref
        if part.visibility and part.visibility != row.visibility:
            self._warn(part.line, "visibility", "visibility_stays")
        if row.cycle_id != cycle.pk:
            self._warn(part.line, "cycle", "stays_in_cycle", cycle=row.cycle.name if row.cycle else "–")
        told = [*fields]
        if parent and parent not in {link.key_result_ref or link.ref for link in known.parents}:
            self.match.links.append((part.line, row.ref, parent))
            told.append("parent")
        if told and row.ref not in self.known.editable:
            self._problem(part.line, "", "not_yours_to_edit")
        if fields:
            self.match.objectives.append(Edit(part.line, row.ref, fields, known))
        change = Change.CHANGED if told else Change.UNCHANGED
        shown = owner.name if owner else row.owner.name if row.owner else ""
        self._show(part, change, row.ref, self._depths[-1], told, holder=holder, owner=shown)

    def _new_holder(self, part: PlanObjective, known: PlannedObjective, holder: Holder) -> dict[str, Any]:
        row = known.row
        is_said = bool(part.team) or part.level is not None
        before = (row.holder_kind, row.team_id, row.person_id)
        team_id, person_id = (
            holder.team.id if holder.team else None,
            holder.person.id if holder.person else None,
        )
        if not is_said or before == (holder.kind.value, team_id, person_id):
            return {}
        if holder.team_name:
            self.match.team_names[row.ref] = holder.team_name
        return {
            "holder": holder.kind.value,
            "team": holder.team.ref if holder.team else None,
            "person": holder.person.ref if holder.person else None,
        }

    # Key results

    def _new_key_results(self, part: PlanObjective, new: NewObjective) -> None:
        for one in part.key_results:
            new.key_results.append(self._new_key_result(one, new.cycle))

    def _new_key_result(self, part: PlanKeyResult, cycle: Cycle | None) -> NewKeyResult:
        if part.ref and part.ref in self.known.taken:
            self._problem(part.line, "ref", "ref_taken", text=part.ref)
        fields = key_result_fields(part)
        kind = usual_kind(part)
        fields["kind"] = kind
        owner = self.owners.key_result_owner(part)
        updater = self.owners.person(part.updater, part.line, "updater") if part.updater else None
        is_done, reached = self._ticked(part, kind, cycle)
        ref = part.ref or new_ref()
        self.match.lines[ref] = part.line
        self._show(
            part,
            Change.NEW,
            ref,
            self._depths[-1] + 1,
            owner=owner.name if owner else "",
            kind=kind,
            is_done=is_done,
        )
        ids = (owner.id if owner else None, updater.id if updater else None)
        return NewKeyResult(ref, fields, *ids, is_done=is_done, reached=reached)

    def _ticked(self, part: PlanKeyResult, kind: str, cycle: Cycle | None) -> tuple[bool, tuple[int, ...]]:
        """What the document marks as done, as far as a check-in can say it."""
        reached = reached_stages(part)
        if not part.done and not reached:
            return False, ()
        if okr_actions.done_day(cycle, self.on) is None:
            self._warn(part.line, "done", "done_too_early")
            return False, ()
        if part.done and kind != "binary" and not reached:
            self._warn(part.line, "done", "done_not_measured")
        return part.done and kind == "binary", reached

    def _key_result(self, part: PlanKeyResult, objective: PlannedObjective, parts: Parts) -> None:
        known = parts.key_result(part.ref, part.title)
        if known is None:
            new = self._new_key_result(part, objective.row.cycle)
            self.match.added.append((part.line, objective, new))
            if objective.row.ref not in self.known.editable:
                self._problem(part.line, "", "not_yours_to_edit")
            return
        row = known.row
        self.match.lines[row.ref] = part.line
        changes = key_result_changes(known, part)
        for name, word in (("owner", part.owner), ("updater", part.updater)):
            person = self.owners.person(word, part.line, name) if word else None
            if person is not None and person.id != getattr(row, f"{name}_id"):
                changes[name] = person.ref
        told = [*changes]
        if changes:
            self.match.key_results.append(Edit(part.line, row.ref, changes, known))
            if objective.row.ref not in self.known.editable:
                self._problem(part.line, "", "not_yours_to_edit")
        kind = str(changes.get("kind", row.kind))
        if row.ref not in self.known.done and self._tick_known(part, objective, kind, row.ref):
            told.append("done")
        self._show_known(part, known, told, kind)

    def _tick_known(self, part: PlanKeyResult, objective: PlannedObjective, kind: str, ref: str) -> bool:
        if not part.done:
            return False
        is_done, _reached = self._ticked(part, kind, objective.row.cycle)
        if is_done:
            self.match.done.append(Edit(part.line, ref, {}, objective))
        return is_done

    def _show_known(self, part: PlanKeyResult, known: PlannedKeyResult, told: list[str], kind: str) -> None:
        row = known.row
        owner = row.owner.name if row.owner else ""
        change = Change.CHANGED if told else Change.UNCHANGED
        is_done = "done" in told
        self._show(part, change, row.ref, self._depths[-1] + 1, told, owner=owner, kind=kind, is_done=is_done)

    # Initiatives

    def _initiative(self, part: PlanInitiative, objective: str, parts: Parts, holder: Holder) -> None:
        known = parts.initiative(part.ref, part.title)
        fields = initiative_fields(part)
        owner = self.owners.person(part.owner, part.line, "owner") if part.owner else None
        depth = self._depths[-1] + 1
        if known is None:
            if part.ref and part.ref in self.known.taken:
                self._problem(part.line, "ref", "ref_taken", text=part.ref)
            who = owner or (None if part.owner else self.owners.owner("", part.line, holder))
            fields |= {"objective": objective, "owner": who.ref if who else None}
            if part.done:
                fields["state"] = InitiativeState.DONE
            ref = part.ref or new_ref()
            self.match.lines[ref] = part.line
            self.match.new_initiatives.append(Edit(part.line, ref, fields))
            self._show(part, Change.NEW, ref, depth, owner=who.name if who else "", is_done=part.done)
            return
        changes = initiative_changes(known, fields)
        if owner is not None and owner.id != known.owner_id:
            changes["owner"] = owner.ref
        if part.done and known.state != InitiativeState.DONE:
            changes["state"] = InitiativeState.DONE
        if changes:
            self.match.initiatives.append(Edit(part.line, known.ref, changes, known))
        change = Change.CHANGED if changes else Change.UNCHANGED
        self._show(part, change, known.ref, depth, [*changes], owner=known.owner.name if known.owner else "")

    # Telling

    def _show(
        self,
        part: PlanObjective | PlanKeyResult | PlanInitiative,
        change: Change,
        ref: str,
        depth: int,
        fields: list[str] | None = None,
        *,
        holder: Holder | None = None,
        owner: str = "",
        kind: str = "",
        is_done: bool = False,
    ) -> None:
        thing = _THINGS[type(part)]
        self.match.rows.append(
            ImportRow(
                line=part.line,
                thing=thing,
                title=part.title,
                ref=ref,
                depth=depth,
                change=change,
                fields=tuple(fields or ()),
                holder=holder.name if holder else "",
                owner=owner,
                kind=kind,
                asks=thing is Thing.KEY_RESULT and not kind,
                is_done=is_done,
            )
        )

    def _problem(self, line: int, name: str, code: str, **params: str) -> None:
        self.match.problems.append(PlanProblem(line, name, code, params))

    def _warn(self, line: int, name: str, code: str, **params: str) -> None:
        self.match.warnings.append(PlanProblem(line, name, code, params))


_THINGS = {
    PlanObjective: Thing.OBJECTIVE,
    PlanKeyResult: Thing.KEY_RESULT,
    PlanInitiative: Thing.INITIATIVE,
}
