"""Settling: working out where everything on a path stands now, and storing it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from northing.domain.calendar import Calendar
from northing.domain.codes import Driver, KeyResultDriver
from northing.domain.standing import ManualProgress
from northing.features.okrs.models import KeyResult, ManualValue, Objective, Stage
from northing.features.okrs.storage.evaluate import (
    Rules,
    key_result_facts,
    key_result_values,
    objective_values,
)
from northing.features.okrs.storage.evidence import Evidence, evidence_for, stages_for
from northing.features.okrs.storage.parts import (
    ENDED_KEY_RESULTS,
    ChildPart,
    KeyResultPart,
    Parts,
    child_contributions,
    contributions_of,
    parts_of,
)
from northing.features.okrs.storage.paths import Path
from northing.features.okrs.storage.standings import Moved, values_of, write_all

CalendarOf = Callable[[KeyResult], Calendar]

# What a part repeats of the standing it was read from.
_PART_COLUMNS = (
    "progress",
    "gap",
    "judging_confidence",
    "is_silent",
    "is_counted",
    "status",
    "pace",
    "guardrail",
    "confidence",
    "freshness",
    "last_reading_on",
    "last_judgement_on",
    "last_check_in_at",
)
_CHILD_COLUMNS = ("progress", "gap", "confidence", "silent_share", "status", "pace")


@dataclass(slots=True)
class Settled:
    """What was worked out: standings before and after, in the order they were worked out."""

    key_results: list[Moved] = field(default_factory=list)
    objectives: list[Moved] = field(default_factory=list)

    def key_result(self, pk: int) -> dict[str, Any]:
        """The standing of one key result after."""
        return dict(next(one.after for one in self.key_results if one.subject_id == pk))

    def objective(self, pk: int) -> dict[str, Any]:
        """The standing of one objective after."""
        return dict(next(one.after for one in self.objectives if one.subject_id == pk))


@dataclass(slots=True)
class _Work:
    organization_id: int
    path: Path
    rules: Rules
    calendar_of: CalendarOf
    parts: Parts
    evidence: dict[int, Evidence]
    stages: dict[int, list[Stage]]
    manual: dict[int, ManualProgress]
    settled: Settled = field(default_factory=Settled)


def settle(
    organization_id: int,
    path: Path,
    *,
    changed: Collection[int],
    rules: Rules,
    calendar_of: CalendarOf,
    stages: Mapping[int, list[Stage]] | None = None,
) -> Settled:
    """Work out and store: the key results ``changed``, those on the way driven by children, every objective held.

    :param stages: those of milestones that are known already
    :raises Invalid: ``progress_out_of_range``
    """
    settled = work_out(
        organization_id, path, changed=changed, rules=rules, calendar_of=calendar_of, stages=stages
    )
    write_all(organization_id, settled.key_results, settled.objectives, on=rules.on)
    return settled


def work_out(
    organization_id: int,
    path: Path,
    *,
    changed: Collection[int],
    rules: Rules,
    calendar_of: CalendarOf,
    stages: Mapping[int, list[Stage]] | None = None,
) -> Settled:
    """The same without storing anything."""
    wanted = {*changed, *path.driven}
    rows = [row for pk, row in path.key_results.items() if pk in wanted]
    work = _Work(
        organization_id,
        path,
        rules,
        calendar_of,
        parts=parts_of(
            organization_id,
            path.objectives.keys(),
            key_results=path.key_results.values() if path.is_whole else None,
        ),
        evidence=evidence_for(organization_id, rows),
        stages={
            **(stages or {}),
            **stages_for(organization_id, [row for row in rows if row.pk not in (stages or {})]),
        },
        manual=_manual_values(organization_id, path.objectives.values()),
    )
    by_objective: dict[int, list[KeyResult]] = {}
    for row in rows:
        by_objective.setdefault(row.objective_id, []).append(row)
    for pk in path.bottom_up():
        for row in sorted(by_objective.get(pk, ()), key=lambda row: row.pk):
            _settle_key_result(work, row)
        _settle_objective(work, path.objectives[pk])
    return work.settled


def _settle_key_result(work: _Work, row: KeyResult) -> None:
    objective = work.path.objectives[row.objective_id]
    evidence = work.evidence[row.pk]
    is_driven = row.driver == KeyResultDriver.CHILDREN
    children = child_contributions(work.parts.under.get(row.pk, ())) if is_driven else ()
    facts = key_result_facts(row, objective, evidence, stages=work.stages.get(row.pk, ()), children=children)
    after = key_result_values(facts, evidence, objective, work.rules, work.calendar_of(row))
    work.settled.key_results.append(Moved(row.pk, stored_values(row), after))
    if row.state not in ENDED_KEY_RESULTS:
        _refresh(next(part for part in work.parts.key_results[row.objective_id] if part.id == row.pk), after)


def _settle_objective(work: _Work, row: Objective) -> None:
    own = work.parts.key_results[row.pk]
    contributions = contributions_of(own, work.parts.children[row.pk], Driver(row.driver))
    after = objective_values(row, own, contributions, work.manual.get(row.pk), work.rules)
    work.settled.objectives.append(Moved(row.pk, stored_values(row), after))
    for edge in work.path.edges:
        if edge.child == row.pk and edge.parent in work.parts.children:
            under = work.parts.children[edge.parent]
            if edge.key_result is not None:
                under = work.parts.under.get(edge.key_result, [])
            for child in under:
                if child.id == row.pk:
                    _refresh_child(child, after)


def _refresh(part: KeyResultPart, values: dict[str, Any]) -> None:
    for name in _PART_COLUMNS:
        setattr(part, name, values[name])


def _refresh_child(part: ChildPart, values: dict[str, Any]) -> None:
    for name in _CHILD_COLUMNS:
        setattr(part, name, values[name])


def stored_values(row: KeyResult | Objective) -> dict[str, Any]:
    """The stored standing of a row loaded with it; empty when it has none yet."""
    try:
        return values_of(row.standing)
    except ObjectDoesNotExist:
        return {}


def _manual_values(organization_id: int, rows: Iterable[Objective]) -> dict[int, ManualProgress]:
    """The latest value written by hand of each objective driven so; no statement when none is."""
    driven = [row.pk for row in rows if row.driver == Driver.MANUAL]
    if not driven:
        return {}
    values = ManualValue.within(organization_id).filter(objective_id__in=driven).order_by("on", "id")
    return {
        pk: ManualProgress(progress=progress, effective_on=on)
        for pk, progress, on in values.values_list("objective_id", "progress", "on")
        if progress is not None
    }
