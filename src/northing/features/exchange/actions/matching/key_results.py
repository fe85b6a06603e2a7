"""Key results of a plan against those that are there."""

from __future__ import annotations

from northing.domain.plan import PlanKeyResult
from northing.features.cycles.queries import Cycle
from northing.features.exchange.actions.differing import key_result_changes
from northing.features.exchange.actions.known import Parts
from northing.features.exchange.actions.matching.match import Edit
from northing.features.exchange.actions.matching.parts import Reader, is_open
from northing.features.exchange.actions.owners import Holder
from northing.features.exchange.actions.report import Change
from northing.features.exchange.actions.values import key_result_fields, reached_stages, usual_kind
from northing.features.okrs import actions as okr_actions
from northing.features.okrs.actions import NewKeyResult, NewObjective
from northing.features.okrs.queries import PlannedKeyResult, PlannedObjective
from northing.features.org.queries import PersonRow
from northing.kit.storage.refs import new_ref

_SPAN = ("start", "target", "lower", "upper")


class KeyResults(Reader):
    """Reads the key results of one objective after the other; ``heir`` owns what nobody owns."""

    heir: PersonRow | None = None

    def new(
        self, part: PlanKeyResult, cycle: Cycle | None, objective: NewObjective | None = None
    ) -> NewKeyResult:
        """A key result to write; its team gets a share of a new objective, else it stays a tag."""
        if part.ref and part.ref in self.there.taken:
            self.match.problem(part.line, "ref", "ref_taken", text=part.ref)
        tagged = self.owners.tagged_team(part)
        if objective is not None and tagged is not None:
            share(objective, tagged)
        fields = key_result_fields(part, keeps_team=objective is None or tagged is None)
        kind = usual_kind(part)
        fields["kind"] = kind
        self.match.note_priority(part.priority)
        owner = self.owners.key_result_owner(part, tagged)
        updater = self.owners.person(part.updater, part.line, "updater") if part.updater else None
        is_done, reached = self._ticked(part, kind, cycle)
        ref = part.ref or new_ref()
        self.match.lines[ref] = part.line
        self.match.show(
            part,
            Change.NEW,
            ref,
            self.depth,
            owner=owner.name if owner else "",
            kind=kind,
            is_done=is_done,
            span={name: fields[name] for name in _SPAN if name in fields},  # type: ignore[literal-required]
            unit=part.unit,
        )
        ids = (owner.id if owner else None, updater.id if updater else None)
        return NewKeyResult(ref, fields, *ids, is_done=is_done, reached=reached)

    def _ticked(self, part: PlanKeyResult, kind: str, cycle: Cycle | None) -> tuple[bool, tuple[int, ...]]:
        """What the document marks as done, as far as a check-in can say it."""
        reached = reached_stages(part)
        if not part.done and not reached:
            return False, ()
        if okr_actions.done_day(cycle=cycle, on=self.on) is None:
            self.match.warn(part.line, "done", "done_too_early")
            return False, ()
        if part.done and kind != "binary" and not reached:
            self.match.warn(part.line, "done", "done_not_measured")
        return part.done and kind == "binary", reached

    def known(self, part: PlanKeyResult, objective: PlannedObjective, parts: Parts) -> None:
        known = parts.key_result(part.ref, part.title)
        if known is None:
            new = self.new(part, objective.row.cycle)
            self.match.added.append((part.line, objective, new))
            if objective.row.ref not in self.there.editable:
                self.match.problem(part.line, "", "not_yours_to_edit")
            return
        row = known.row
        self.match.lines[row.ref] = part.line
        tagged = self.owners.tagged_team(part)
        changes = key_result_changes(known, part, keeps_team=tagged is None)
        for name, word in (("owner", part.owner), ("updater", part.updater)):
            person = self.owners.person(word, part.line, name) if word else None
            if person is not None and person.id != getattr(row, f"{name}_id"):
                changes[name] = person.ref
        heir = self._heir(part, tagged, row.owner_id, objective)
        if heir is not None:
            changes["owner"] = heir.ref
        told = [*changes]
        if changes:
            self.match.key_results.append(Edit(part.line, row.ref, changes, known))
            if objective.row.ref not in self.there.editable:
                self.match.problem(part.line, "", "not_yours_to_edit")
        kind = str(changes.get("kind", row.kind))
        if row.ref not in self.there.done and self._tick_known(part, objective, kind, row.ref):
            told.append("done")
        self._show_known(part, known, told, kind)

    def _heir(
        self, part: PlanKeyResult, tagged: Holder | None, owner_id: int | None, objective: PlannedObjective
    ) -> PersonRow | None:
        """Who owns a key result that nobody owns: as of a new one; nobody while its terms are frozen."""
        may_change = objective.row.ref in self.there.editable and is_open(objective.row.cycle)
        if owner_id is not None or part.owner or not may_change:
            return None
        return self.owners.key_result_owner(part, tagged) or self.heir

    def _tick_known(self, part: PlanKeyResult, objective: PlannedObjective, kind: str, ref: str) -> bool:
        if not part.done:
            return False
        is_done, _reached = self._ticked(part, kind, objective.row.cycle)
        if is_done:
            self.match.done.append(Edit(part.line, ref, {}, objective))
        return is_done

    def _show_known(self, part: PlanKeyResult, known: PlannedKeyResult, told: list[str], kind: str) -> None:
        row = known.row
        owner = row.owner.name if row.owner else self.heir.name if "owner" in told and self.heir else ""
        change = Change.CHANGED if told else Change.UNCHANGED
        is_done = "done" in told
        self.match.show(part, change, row.ref, self.depth, told, owner=owner, kind=kind, is_done=is_done)


def share(objective: NewObjective, tagged: Holder) -> None:
    """One part more of the credit for an objective belongs to a team."""
    key = (tagged.team.id if tagged.team else None, tagged.team_name)
    objective.shares[key] = objective.shares.get(key, 0) + 1
