"""The writing of an import: few changes of known things in the last transaction, many in short ones of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from northing.domain.codes import Source
from northing.domain.terms import Reading
from northing.features.cycles.queries import Cycle
from northing.features.exchange.actions.matching import Edit, Match, Matcher
from northing.features.okrs import actions as okr_actions
from northing.features.okrs import queries as okr_queries
from northing.features.okrs.actions import Arrival, NewKeyResult
from northing.features.okrs.queries import PlannedObjective
from northing.features.org import actions as org_actions
from northing.features.org import queries as org_queries
from northing.features.work import actions as work_actions
from northing.kit.activity.record import record
from northing.kit.errors import Refusal
from northing.kit.storage.writing import writing
from northing.kit.subjects import Subject

AT_ONCE = 40
"""Changes of known things that fit into one transaction of less than a second; each is an act of its own."""

Act = tuple[int, Callable[[], object]]
"""A line and what is done for it."""


class ChangedMeanwhile(Exception):
    """Somebody wrote objectives between the check and the lock."""


class RowRefused(Exception):
    """The ledger refused a row although it was checked: somebody was faster."""

    def __init__(self, line: int, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.line = line
        self.refusal = refusal


class Writer:
    """Writes what a match found; what is new was staged before."""

    def __init__(self, matcher: Matcher, match: Match, arrival: Arrival, reason: str) -> None:
        self.matcher, self.match, self.arrival, self.reason = matcher, match, arrival, reason
        self.when: dict[str, Any] = matcher.when
        self.teams: dict[str, str] = {}

    def write(self) -> None:
        """Few changes: all in one transaction with what is new. Many: in short ones before and after it.

        :raises ChangedMeanwhile: nothing was written
        :raises RowRefused: nothing was written; of many changes, the pieces before stay written
        """
        before, after = self._changes(), self._hanging()
        is_one = len(before) + len(after) <= AT_ONCE
        if not is_one:
            self._require_unchanged()
            self._in_pieces(before)
        with org_queries.remembering(), writing():
            org_actions.lock_organization(organization_id=self.matcher.actor.organization_id)
            if is_one:
                self._require_unchanged()
            with _row(0):
                self._publish()
            if is_one:
                _do([*before, *after])
            self._record()
        if not is_one:
            self._in_pieces(after)

    def _require_unchanged(self) -> None:
        stamp = okr_queries.ledger_stamp(organization_id=self.matcher.actor.organization_id)
        if stamp != self.matcher.stamp:
            raise ChangedMeanwhile

    def _in_pieces(self, acts: Sequence[Act]) -> None:
        for start in range(0, len(acts), AT_ONCE):
            with org_queries.remembering(), writing():
                _do(acts[start : start + AT_ONCE])

    def _publish(self) -> None:
        """Make the cycles and teams that are missing, and show what was staged."""
        matcher = self.matcher
        cycles = matcher.spans.create(matcher.at)
        teams = {
            name: org_actions.create_team(actor=matcher.actor, name=name, at=matcher.at)
            for name in matcher.owners.new_teams.values()
        }
        self.teams = {name: team.ref for name, team in teams.items()}
        okr_actions.publish_new(
            arrival=self.arrival, cycles=cycles, teams={name: team.id for name, team in teams.items()}
        )

    def _record(self) -> None:
        matcher, match = self.matcher, self.match
        subject = Subject("organization", matcher.actor.organization_id)
        told = {"rows": len(match.rows), "new": len(match.new)}
        record(matcher.actor, "plan.imported", on=subject, at=matcher.at, **told)

    def _changes(self) -> list[Act]:
        """Changes of what was there before: each is checked and logged like a change by hand."""
        when, reason, match = self.when, self.reason, self.match
        people = self._people()
        acts: list[Act] = [
            (line, partial(self._add, objective, part, people)) for line, objective, part in match.added
        ]
        acts += [
            (
                edit.line,
                partial(okr_actions.edit_objective, ref=edit.ref, fields=edit.fields, reason=reason, **when),
            )
            for edit in match.objectives
            if edit.ref not in match.team_names
        ]
        acts += [
            (
                edit.line,
                partial(okr_actions.edit_key_result, ref=edit.ref, fields=edit.fields, reason=reason, **when),
            )
            for edit in match.key_results
        ]
        return acts + [
            (edit.line, partial(self._tick, edit.known.row.cycle, edit.ref, ())) for edit in match.done
        ]

    def _hanging(self) -> list[Act]:
        """What hangs on something new: a team, a parent, an objective."""
        when, match = self.when, self.match
        acts: list[Act] = [
            (edit.line, partial(self._place, edit))
            for edit in match.objectives
            if edit.ref in match.team_names
        ]
        acts += [
            (line, partial(okr_actions.align, child=child, parent=parent, **when))
            for line, child, parent in match.links
        ]
        acts += [
            (edit.line, partial(work_actions.create_initiative, fields=edit.fields, ref=edit.ref, **when))
            for edit in match.new_initiatives
        ]
        return acts + [
            (edit.line, partial(work_actions.change_initiative, ref=edit.ref, fields=edit.fields, **when))
            for edit in match.initiatives
        ]

    def _place(self, edit: Edit) -> None:
        fields = {**edit.fields, "team": self.teams[self.match.team_names[edit.ref]]}
        okr_actions.edit_objective(ref=edit.ref, fields=fields, reason=self.reason, **self.when)  # type: ignore[arg-type]

    def _add(self, objective: PlannedObjective, part: NewKeyResult, people: dict[int | None, str]) -> None:
        fields: Any = {
            **part.fields,
            "owner": people.get(part.owner_id),
            "updater": people.get(part.updater_id),
        }
        if part.owner_id is None:
            fields.pop("owner")
        told: dict[str, Any] = {"reason": self.reason, "ref": part.ref, **self.when}
        okr_actions.add_key_result(objective=objective.row.ref, fields=fields, **told)
        if part.is_done or part.reached:
            self._tick(objective.row.cycle, part.ref, part.reached)

    def _people(self) -> dict[int | None, str]:
        parts = [part for _line, _one, part in self.match.added]
        ids = {pk for part in parts for pk in (part.owner_id, part.updater_id) if pk is not None}
        organization_id = self.matcher.actor.organization_id
        found = org_queries.people_by_id(organization_id=organization_id, ids=ids)
        return {pk: row.ref for pk, row in found.items()}

    def _tick(self, cycle: Cycle | None, ref: str, reached: tuple[int, ...]) -> None:
        day = okr_actions.done_day(cycle=cycle, on=self.matcher.on)
        if day is None:
            return
        said: dict[str, Any] = {"reached": frozenset(reached)} if reached else {"is_done": True}
        reading = Reading(effective_on=day, **said)
        okr_actions.record_reading(
            key_result=ref, reading=reading, confidence=None, source=Source.IMPORT, **self.when
        )


def _do(acts: Sequence[Act]) -> None:
    for line, act in acts:
        with _row(line):
            act()


@contextmanager
def _row(line: int) -> Iterator[None]:
    try:
        yield
    except Refusal as refusal:
        raise RowRefused(line, refusal) from None
