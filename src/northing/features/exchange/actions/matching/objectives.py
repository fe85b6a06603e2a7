"""A plan against what is there: what is new, what changes, what stays, and what stands in the way. Writes nothing."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from northing.domain.codes import HolderKind, Visibility
from northing.domain.plan import Plan, PlanObjective
from northing.features.cycles.queries import Cycle
from northing.features.exchange.actions.choices import Choices
from northing.features.exchange.actions.differing import differing
from northing.features.exchange.actions.known import Known, Parts
from northing.features.exchange.actions.matching.initiatives import Initiatives
from northing.features.exchange.actions.matching.key_results import KeyResults
from northing.features.exchange.actions.matching.match import Edit, Match
from northing.features.exchange.actions.matching.parts import is_open
from northing.features.exchange.actions.owners import Holder, Owners
from northing.features.exchange.actions.report import Change
from northing.features.exchange.actions.spans import Spans
from northing.features.exchange.actions.values import objective_fields
from northing.features.okrs import queries as okr_queries
from northing.features.okrs.actions import NewObjective
from northing.features.okrs.queries import PlannedObjective
from northing.features.org.queries import PersonRow
from northing.kit.actors import Actor
from northing.kit.storage.refs import new_ref


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
        self.key_results = KeyResults(self.owners, self.known, self.match, on)
        self.initiatives = Initiatives(self.owners, self.known, self.match, on)
        self._cycles = cycles
        self._refs: list[str] = []
        self._depths: list[int] = []
        self._ahead: list[tuple[int, int]] = []
        self._positions = {
            pk: okr_queries.last_position(organization_id=actor.organization_id, cycle_id=pk) for pk in ids
        }

    @property
    def when(self) -> dict[str, Any]:
        """Who and when, as the acts take it."""
        return {"actor": self.actor, "at": self.at, "on": self.on}

    def run(self) -> Match:
        """The whole plan, then what the ledger says to it."""
        for place, part in enumerate(self.plan.objectives):
            self._objective(place, part)
        self._link_ahead()
        match = self.match
        self._note()
        match.problems += [*self.spans.problems, *self.owners.problems]
        match.warnings += self.owners.warnings
        return match

    def _note(self) -> None:
        """What concerns the whole document, told once."""
        match = self.match
        for cycle in {cycle.name: cycle for cycle in match.cycles}.values():
            if cycle.ends_on < self.on and match.writes:
                match.warn(0, "cycle", "cycle_ended", cycle=cycle.name, day=cycle.ends_on.isoformat())
        if match.priorities:
            match.warn(0, "priority", "priorities_noted", names=", ".join(sorted(match.priorities)))
        if match.unowned:
            match.warn(0, "owner", "objectives_unowned", count=str(match.unowned))

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

    def _objective(self, place: int, part: PlanObjective) -> None:
        cycle, holder = self._cycles[place], self.owners.holder(part)
        self._depths.append(self._depth(part))
        if cycle is None or holder is None:
            self._refs.append(part.ref or new_ref())
            self.match.show(
                part, Change.NEW, self._refs[-1], self._depths[-1], holder=holder.name if holder else ""
            )
            return
        parent = self._parent_ref(part)
        known = self._known(part, holder, cycle, parent)
        ref = known.row.ref if known else part.ref or new_ref()
        self._refs.append(ref)
        self.key_results.depth = self.initiatives.depth = self._depths[-1] + 1
        parts = Parts(self.known, known)
        if known is None:
            new = self._new(part, ref, cycle, holder, parent)
            new.key_results += [self.key_results.new(one, cycle, new) for one in part.key_results]
            self._share_rest(new, holder)
        else:
            self._edited(part, known, holder, cycle, parent)
            for one in part.key_results:
                self.key_results.known(one, known, parts)
        for initiative in part.initiatives:
            self.initiatives.read(initiative, ref, parts, holder)

    def _known(
        self, part: PlanObjective, holder: Holder, cycle: Cycle, parent: str
    ) -> PlannedObjective | None:
        known = self.known.objective(part.ref, part.title, holder.key, cycle.pk, parent)
        if known is None and holder.is_assumed and not part.ref and self.actor.is_guide:
            # Somebody has chosen its holder since: the same document again must not bring it twice.
            return self.known.held_by_anybody(part.title, part.level, cycle.pk)
        return known

    def _share_rest(self, new: NewObjective, holder: Holder) -> None:
        """What of a shared objective no other team is named for is its own team's."""
        rest = len(new.key_results) - sum(new.shares.values())
        if holder.kind is not HolderKind.TEAM:
            return
        own = (holder.team.id if holder.team else None, holder.team_name)
        if not set(new.shares) - {own}:
            new.shares = {}
        elif rest > 0:
            new.shares[own] = new.shares.get(own, 0) + rest

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
            self.match.warn(part.line, "parent", "unknown_parent", text=hint.title or hint.ref)
        return titled.row.ref if titled else ""

    def _new(self, part: PlanObjective, ref: str, cycle: Cycle, holder: Holder, parent: str) -> NewObjective:
        if part.ref and part.ref in self.known.taken:
            self.match.problem(part.line, "ref", "ref_taken", text=part.ref)
        owner = self.owners.owner(part.owner, part.line, holder)
        self.match.unowned += owner is None and not part.owner
        self.match.note_priority(part.priority)
        fields = objective_fields(part)
        fields["position"] = self._positions[cycle.pk] = self._positions.get(cycle.pk, -1) + 1
        new = NewObjective(
            ref=ref,
            fields=fields,
            cycle=cycle,
            holder=holder.kind,
            team_id=holder.team.id if holder.team else None,
            team_name=holder.team_name,
            person_id=holder.person.id if holder.person else None,
            owner_id=owner.id if owner else None,
            pillar_id=self._pillar(part),
            visibility=Visibility(part.visibility or Visibility.ORGANIZATION),
            parent=parent,
            is_agreed=self.choices.is_agreed,
        )
        self.match.new.append(new)
        self.match.show(
            part, Change.NEW, ref, self._depths[-1], holder=holder.name, owner=owner.name if owner else ""
        )
        return new

    def _pillar(self, part: PlanObjective) -> int | None:
        if not part.pillar:
            return None
        found = self.owners.names.pillar(part.pillar)
        if found is None:
            self.match.warn(part.line, "pillar", "unknown_pillar_named", text=part.pillar)
        return found.pk if found else None

    def _edited(
        self, part: PlanObjective, known: PlannedObjective, holder: Holder, cycle: Cycle, parent: str
    ) -> None:
        row = known.row
        fields = differing(row, objective_fields(part)) | self._new_holder(part, known, holder)
        owner = self._owner_of_known(part, known, holder)
        if owner is not None and owner.id != row.owner_id:
            fields["owner"] = owner.ref
        self.key_results.heir = owner or self.owners.by_id(row.owner_id)
        self.match.unowned += owner is None and row.owner_id is None and not part.owner
        pillar = self.owners.names.pillar(part.pillar) if part.pillar else None
        if part.pillar and pillar is None:
            self.match.warn(part.line, "pillar", "unknown_pillar_named", text=part.pillar)
        if pillar is not None and pillar.pk != row.pillar_id:
            fields["pillar"] = pillar.ref
        if part.visibility and part.visibility != row.visibility:
            self.match.warn(part.line, "visibility", "visibility_stays")
        if row.cycle_id != cycle.pk:
            self.match.warn(part.line, "cycle", "stays_in_cycle", cycle=row.cycle.name if row.cycle else "–")
        told = [*fields]
        if parent and parent not in {link.key_result_ref or link.ref for link in known.parents}:
            self.match.links.append((part.line, row.ref, parent))
            told.append("parent")
        if told and row.ref not in self.known.editable:
            self.match.problem(part.line, "", "not_yours_to_edit")
        if fields:
            self.match.objectives.append(Edit(part.line, row.ref, fields, known))
        change = Change.CHANGED if told else Change.UNCHANGED
        shown = owner.name if owner else row.owner.name if row.owner else ""
        self.match.show(part, change, row.ref, self._depths[-1], told, holder=holder.name, owner=shown)

    def _owner_of_known(
        self, part: PlanObjective, known: PlannedObjective, holder: Holder
    ) -> PersonRow | None:
        """As named; where nobody is named and nobody owns it yet, whoever would own it if it were new."""
        if part.owner:
            return self.owners.person(part.owner, part.line, "owner")
        may_change = known.row.ref in self.known.editable and is_open(known.row.cycle)
        return self.owners.owner("", part.line, holder) if may_change and known.row.owner_id is None else None

    def _new_holder(self, part: PlanObjective, known: PlannedObjective, holder: Holder) -> dict[str, Any]:
        row = known.row
        is_said = (bool(part.team) or part.level is not None) and not holder.is_assumed
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
