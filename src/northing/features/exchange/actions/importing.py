"""Importing a plan: checked and written in batches nobody sees, then there at once, or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from northing.domain.plan import Plan, PlanProblem
from northing.features.cycles import queries as cycle_queries
from northing.features.exchange import policies
from northing.features.exchange.actions.choices import Choices
from northing.features.exchange.actions.matching import Match, Matcher
from northing.features.exchange.actions.report import ImportReport, problems_from
from northing.features.exchange.actions.spans import names_of
from northing.features.exchange.actions.writing import ChangedMeanwhile, RowRefused, Writer
from northing.features.okrs import actions as okr_actions
from northing.features.okrs.actions import Arrival, NewObjective
from northing.features.org import queries as org_queries
from northing.features.work import actions as work_actions
from northing.kit.actors import Actor, Via
from northing.kit.errors import Conflict, Refusal
from northing.kit.storage.statistics import renew_statistics

_MOST_TRIES = 4
_DEFAULT = Choices()
_BATCH = 500  # objectives and key results of one short transaction


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
    What is new is written in short transactions as rows that are there for nobody until the last one shows them;
    an import that breaks off before leaves nothing to be seen, and a job sweeps what it wrote (docs/adr/0014).

    :param reason: kept with every change of agreed terms
    :param is_dry_run: the same report, nothing written
    :raises NotAllowed: ``import_needs_a_member``; rows that are not the actor's to write are problems instead
    :raises NotFound: the chosen cycle or owner does not exist
    :raises Conflict: ``too_busy``: others kept writing objectives meanwhile; ``import_under_way``: the same
        document is being imported by somebody else
    """
    policies.require_may_import(actor)
    acting = replace(actor, via=Via.IMPORT)
    if not is_dry_run:
        okr_actions.sweep_arrivals(organization_id=actor.organization_id, at=at)
    for _try in range(_MOST_TRIES):
        with org_queries.remembering():
            matcher = Matcher(acting, plan, choices, at, on)
            match = matcher.run()
            _check_known(matcher, match)
        if is_dry_run or match.problems or not match.writes:
            return _report(matcher, match, _checked_new(matcher, match, None))
        report = _written(matcher, match, reason)
        if report is not None:
            return report
    raise Conflict("too_busy")


def _written(matcher: Matcher, match: Match, reason: str) -> ImportReport | None:
    """Stage and publish; whatever goes wrong takes back what was staged. ``None``: others wrote meanwhile."""
    arrival = okr_actions.begin_arrival(actor=matcher.actor, at=matcher.at, on=matcher.on)
    is_done = False
    try:
        report = _report(matcher, match, _checked_new(matcher, match, arrival))
        if not report.is_possible:
            return report
        Writer(matcher, match, arrival, reason).write()
        is_done = True
    except ChangedMeanwhile:
        return None
    except RowRefused as refused:
        return replace(report, problems=tuple(problems_from(refused.line, [refused.refusal])))
    finally:
        if not is_done:
            okr_actions.withdraw_new(arrival=arrival)
    if len(match.rows) >= _BATCH:
        renew_statistics()
    return replace(report, is_written=True)


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


def _checked_new(matcher: Matcher, match: Match, arrival: Arrival | None) -> int:
    """Ask the ledger about every new row and keep its refusals as problems of the line; stage it meanwhile.

    Returns how many objectives would only be proposed.
    """
    proposed, when = 0, matcher.when
    for batch in _batches(_bottom_up(match.new)):
        with org_queries.remembering():
            checked = okr_actions.check_new(new=batch, **when)
            for ref, refusal in checked.problems:
                match.problems += problems_from(match.lines.get(ref, 0), [refusal])
            proposed += checked.proposed
            if arrival is not None and not match.problems:
                okr_actions.stage_new(arrival=arrival, checked=checked)
    return proposed


def _bottom_up(new: Sequence[NewObjective]) -> list[NewObjective]:
    """Children before their parents, as staging takes them; else in document order."""
    owners = {part.ref: one.ref for one in new for part in one.key_results} | {
        one.ref: one.ref for one in new
    }
    above = {one.ref: owners.get(one.parent, "") for one in new}
    depths: dict[str, int] = {"": 0}

    def depth(ref: str) -> int:
        trail: list[str] = []
        while ref not in depths and ref not in trail:
            trail.append(ref)
            ref = above[ref]
        for one in reversed(trail):
            depths[one] = depths.get(above[one], 0) + 1
        return depths.get(trail[0] if trail else ref, 0)

    return sorted(new, key=lambda one: -depth(one.ref))


def _batches(new: Sequence[NewObjective]) -> Iterator[list[NewObjective]]:
    batch: list[NewObjective] = []
    rows = 0
    for one in new:
        batch.append(one)
        rows += 1 + len(one.key_results)
        if rows >= _BATCH:
            yield batch
            batch, rows = [], 0
    if batch:
        yield batch


def _check_known(matcher: Matcher, match: Match) -> None:
    """The same about what changes of known things."""
    when = matcher.when
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
    for edit in (*match.new_initiatives, *match.initiatives):
        told: Any = {name: value for name, value in edit.fields.items() if name != "objective"}
        refusals = work_actions.check_initiative(actor=matcher.actor, fields=told, on=matcher.on)
        match.problems += problems_from(edit.line, refusals)


def _closed(cycle: cycle_queries.Cycle | None) -> list[Refusal]:
    try:
        cycle_queries.require_terms_open(cycle=cycle)
    except Refusal as refusal:
        return [refusal]
    return []
