"""Initiatives of a plan against those that are there."""

from __future__ import annotations

from northing.domain.plan import PlanInitiative
from northing.features.exchange.actions.differing import initiative_changes
from northing.features.exchange.actions.known import Parts
from northing.features.exchange.actions.matching.match import Edit
from northing.features.exchange.actions.matching.parts import Reader
from northing.features.exchange.actions.owners import Holder
from northing.features.exchange.actions.report import Change
from northing.features.exchange.actions.values import initiative_fields
from northing.features.work.queries import InitiativeState
from northing.kit.storage.refs import new_ref


class Initiatives(Reader):
    """Reads the initiatives of one objective after the other."""

    def read(self, part: PlanInitiative, objective: str, parts: Parts, holder: Holder) -> None:
        known = parts.initiative(part.ref, part.title)
        fields = initiative_fields(part)
        owner = self.owners.person(part.owner, part.line, "owner") if part.owner else None
        if known is None:
            if part.ref and part.ref in self.there.taken:
                self.match.problem(part.line, "ref", "ref_taken", text=part.ref)
            who = owner or (None if part.owner else self.owners.owner("", part.line, holder))
            fields |= {"objective": objective, "owner": who.ref if who else None}
            if part.done:
                fields["state"] = InitiativeState.DONE
            ref = part.ref or new_ref()
            self.match.lines[ref] = part.line
            self.match.new_initiatives.append(Edit(part.line, ref, fields))
            self.match.show(
                part, Change.NEW, ref, self.depth, owner=who.name if who else "", is_done=part.done
            )
            return
        changes = initiative_changes(known, fields)
        if owner is not None and owner.id != known.owner_id:
            changes["owner"] = owner.ref
        if part.done and known.state != InitiativeState.DONE:
            changes["state"] = InitiativeState.DONE
        if changes:
            self.match.initiatives.append(Edit(part.line, known.ref, changes, known))
        change = Change.CHANGED if changes else Change.UNCHANGED
        self.match.show(
            part, change, known.ref, self.depth, [*changes], owner=known.owner.name if known.owner else ""
        )
