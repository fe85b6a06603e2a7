"""Importing a plan: checked outside the transaction, written in one go, all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from northing.domain.codes import Source
from northing.domain.plan import Plan, PlanProblem
from northing.domain.terms import Reading
from northing.features.cycles import queries as cycle_queries
from northing.features.exchange import policies
from northing.features.exchange.actions.choices import Choices
from northing.features.exchange.actions.matching import Edit, Match, Matcher
from northing.features.exchange.actions.report import ImportReport, problems_from
from northing.features.exchange.actions.spans import names_of
from northing.features.okrs import actions as okr_actions
from northing.features.okrs import queries as okr_queries
from northing.features.okrs.actions import CheckedNew
from northing.features.org import actions as org_actions
from northing.features.org import queries as org_queries
from northing.features.work import actions as work_actions
from northing.kit.activity.record import record
from northing.kit.actors import Actor, Via
from northing.kit.errors import Conflict, Refusal
from northing.kit.storage.writing import writing
from northing.kit.subjects import Subject

_MOST_TRIES = 4
_DEFAULT = Choices()


class _ChangedMeanwhile(Exception):
    """Somebody wrote objectives between the check and the lock."""


class _RowRefused(Exception):
    def __init__(self, line: int, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.line = line
        self.refusal = refusal


def import_plan(
    *,
    actor: Actor,
    plan: Plan,
    at: datetime,
    on: date,
    choices: Choices = _DEFAULT,
    reason: str = "import",
    is_dry_run: bool = False,
) -> ImportReport:
    """Take a plan in: objectives by ref, else by title, holder and cycle; key results by ref, else by title.

    What is there is changed only where the plan says something else, never removed, and its history never
    touched; importing the same plan again changes nothing. Everything is written, or (with any problem) nothing.

    :param reason: kept with every change of agreed terms
    :param is_dry_run: the same report, nothing written
    :raises NotAllowed: ``import_needs_a_member``; rows that are not the actor's to write are problems instead
    :raises NotFound: the chosen cycle or owner does not exist
    :raises Conflict: ``too_busy``: others kept writing objectives meanwhile
    """
    policies.require_may_import(actor)
    acting = replace(actor, via=Via.IMPORT)
    for _try in range(_MOST_TRIES):
        with org_queries.remembering():
            matcher = Matcher(acting, plan, choices, at, on)
            match = matcher.run()
            checked = _check(matcher, match)
        report = _report(matcher, match, checked.proposed)
        if is_dry_run or not report.is_possible or not match.writes:
            return report
        try:
            _write(matcher, match, checked, reason)
        except _ChangedMeanwhile:
            continue
        except _RowRefused as refused:
            return replace(report, problems=tuple(problems_from(refused.line, [refused.refusal])))
        return replace(report, is_written=True)
    raise Conflict("too_busy")


def _report(matcher: Matcher, match: Match, proposed: int) -> ImportReport:
    return ImportReport(
        rows=tuple(match.rows),
        problems=tuple(sorted(match.problems, key=_line)),
        warnings=tuple(sorted(match.warnings, key=_line)),
        skipped=matcher.plan.skipped,
        cycles=names_of(iter(match.cycles)),
        new_cycles=tuple(matcher.spans.new),
        new_teams=tuple(matcher.owners.new_teams.values()),
        proposed=proposed,
        changes_nothing=bool(match.rows) and not match.writes,
    )


def _line(problem: PlanProblem) -> int:
    return problem.line


def _check(matcher: Matcher, match: Match) -> CheckedNew:
    """Ask the ledger about every row, and keep its refusals as problems of the line."""
    when: dict[str, Any] = {"actor": matcher.actor, "at": matcher.at, "on": matcher.on}
    checked = okr_actions.check_new(new=match.new, **when)
    for ref, refusal in checked.problems:
        match.problems += problems_from(match.lines.get(ref, 0), [refusal])
    for line, objective, part in match.added:
        refusals = [
            *_closed(objective.row.cycle),
            *okr_actions.check_added(objective=objective.row, part=part, **when),
        ]
        match.problems += problems_from(line, refusals)
    for edit in match.objectives:
        match.problems += problems_from(edit.line, _closed(edit.known.row.cycle))
    owners = {part.row.ref: one.row for one in matcher.known.by_ref.values() for part in one.key_results}
    for edit in match.key_results:
        row = edit.known.row
        row.objective = owners[row.ref]
        refusals = [*_closed(row.objective.cycle)]
        refusals += okr_actions.check_terms(row=row, fields=edit.fields, **when)
        match.problems += problems_from(edit.line, refusals)
    return checked


def _closed(cycle: cycle_queries.Cycle | None) -> list[Refusal]:
    try:
        cycle_queries.require_terms_open(cycle=cycle)
    except Refusal as refusal:
        return [refusal]
    return []


def _write(matcher: Matcher, match: Match, checked: CheckedNew, reason: str) -> None:
    actor = matcher.actor
    with org_queries.remembering(), writing():
        org_actions.lock_organization(organization_id=actor.organization_id)
        if okr_queries.ledger_stamp(organization_id=actor.organization_id) != matcher.stamp:
            raise _ChangedMeanwhile
        with _row(0):
            _place(matcher, match)
            okr_actions.write_new(actor=actor, checked=checked, at=matcher.at, on=matcher.on)
        _write_rows(matcher, match, reason)
        subject = Subject("organization", actor.organization_id)
        record(actor, "plan.imported", on=subject, at=matcher.at, rows=len(match.rows), new=len(match.new))


def _place(matcher: Matcher, match: Match) -> None:
    """Make the cycles and teams that are missing, and tell the rows."""
    cycles = matcher.spans.create(matcher.at)
    teams = {
        name: org_actions.create_team(actor=matcher.actor, name=name, at=matcher.at)
        for name in matcher.owners.new_teams.values()
    }
    for new in match.new:
        if new.cycle is not None and new.cycle.name in cycles:
            new.cycle = cycles[new.cycle.name]
        if new.ref in match.team_names:
            new.team_id = teams[match.team_names[new.ref]].id
    for edit in match.objectives:
        if edit.ref in match.team_names:
            edit.fields["team"] = teams[match.team_names[edit.ref]].ref


def _write_rows(matcher: Matcher, match: Match, reason: str) -> None:
    """What changes of known things, one act a row: each is checked and logged like a change by hand."""
    when: dict[str, Any] = {"actor": matcher.actor, "at": matcher.at, "on": matcher.on}
    people = _people(matcher, match)
    for line, objective, part in match.added:
        fields: Any = {
            **part.fields,
            "owner": people.get(part.owner_id),
            "updater": people.get(part.updater_id),
        }
        if part.owner_id is None:
            fields.pop("owner")
        with _row(line):
            okr_actions.add_key_result(
                objective=objective.row.ref,
                fields=fields,
                reason=reason,
                ref=part.ref,
                **when,
            )
            if part.is_done or part.reached:
                _tick(objective.row.cycle, part.ref, part.reached, when)
    _each(
        match.objectives,
        lambda edit: okr_actions.edit_objective(ref=edit.ref, fields=edit.fields, reason=reason, **when),
    )
    _each(
        match.key_results,
        lambda edit: okr_actions.edit_key_result(ref=edit.ref, fields=edit.fields, reason=reason, **when),
    )
    _each(match.done, lambda edit: _tick(edit.known.row.cycle, edit.ref, (), when))
    for line, child, parent in match.links:
        with _row(line):
            okr_actions.align(child=child, parent=parent, **when)
    _each(
        match.new_initiatives,
        lambda edit: work_actions.create_initiative(fields=edit.fields, ref=edit.ref, **when),
    )
    _each(
        match.initiatives,
        lambda edit: work_actions.change_initiative(ref=edit.ref, fields=edit.fields, **when),
    )


def _each(edits: list[Edit], act: Callable[[Edit], object]) -> None:
    for edit in edits:
        with _row(edit.line):
            act(edit)


def _people(matcher: Matcher, match: Match) -> dict[int | None, str]:
    ids = {
        pk for _line, _one, part in match.added for pk in (part.owner_id, part.updater_id) if pk is not None
    }
    found = org_queries.people_by_id(organization_id=matcher.actor.organization_id, ids=ids)
    return {pk: row.ref for pk, row in found.items()}


def _tick(
    cycle: cycle_queries.Cycle | None, ref: str, reached: tuple[int, ...], when: dict[str, Any]
) -> None:
    day = okr_actions.done_day(cycle=cycle, on=when["on"])
    if day is None:
        return
    reading = (
        Reading(effective_on=day, reached=frozenset(reached))
        if reached
        else Reading(effective_on=day, is_done=True)
    )
    okr_actions.record_reading(key_result=ref, reading=reading, confidence=None, source=Source.IMPORT, **when)


@contextmanager
def _row(line: int) -> Iterator[None]:
    try:
        yield
    except Refusal as refusal:
        raise _RowRefused(line, refusal) from None
