"""From rows to standings: the one place where stored facts meet the domain's arithmetic.

Incremental and full recomputation call the same two functions, so they can only differ in what they were given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from northing.domain.calendar import Calendar
from northing.domain.codes import Status
from northing.domain.numbers import stored
from northing.domain.policy import Policy
from northing.domain.rollup import Contribution
from northing.domain.standing import (
    KeyResultFacts,
    ManualProgress,
    ObjectiveFacts,
    key_result_standing,
    objective_standing,
)
from northing.domain.terms import Terms
from northing.features.okrs.models import KeyResult, Objective, Stage
from northing.features.okrs.models.values import (
    cycle_span,
    has_begun,
    is_in_force,
    judged_span,
    key_result_state,
    objective_facts,
    terms_of,
)
from northing.features.okrs.storage.evidence import Evidence
from northing.features.okrs.storage.parts import KeyResultPart, mean_confidence, worst_freshness
from northing.kit.errors import Invalid

# A derived column keeps six digits before the point: a million times the target is a typing error, not a number.
MOST_PROGRESS = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Rules:
    """What an organization's standings are judged by on one day."""

    policy: Policy
    quiet: Calendar
    on: date


def key_result_facts(
    row: KeyResult,
    objective: Objective,
    evidence: Evidence,
    *,
    stages: Sequence[Stage] = (),
    children: Sequence[Contribution] = (),
) -> KeyResultFacts:
    """Everything that decides where a key result stands."""
    override = row.override_status if is_in_force(row.override_at, evidence.last_check_in_at) else ""
    return KeyResultFacts(
        terms=_judged_terms(row, objective, stages),
        state=key_result_state(row),
        readings=evidence.readings,
        judgement=evidence.judgement,
        override=Status(override) if override else None,
        children=children,
    )


def _judged_terms(row: KeyResult, objective: Objective, stages: Sequence[Stage]) -> Terms:
    terms = terms_of(row, ambition=objective.ambition, cycle=cycle_span(objective), stages=stages)
    if has_begun(objective):
        return terms
    span = judged_span(objective)
    return replace(terms, starts_on=span.starts_on, due_on=span.due_on)


def key_result_values(
    facts: KeyResultFacts, evidence: Evidence, objective: Objective, rules: Rules, calendar: Calendar
) -> dict[str, Any]:
    """The columns of a key result's standing.

    :raises Invalid: ``progress_out_of_range`` when the numbers lead a million times beyond the target
    """
    standing = key_result_standing(facts, on=rules.on, policy=rules.policy, calendar=calendar)
    for number in (standing.progress, standing.gap):
        if number is not None and abs(number) >= MOST_PROGRESS:
            raise Invalid("progress_out_of_range", field="value")
    bands = (standing.number_freshness, standing.judgement_freshness)
    return {
        "progress": standing.progress,
        "expected": _stored(standing.expected),
        "bar": _stored(standing.bar),
        "gap": standing.gap,
        "pace": standing.pace or "",
        "status": standing.status.value,
        "computed_status": standing.computed_status.value,
        "notes": [[note.reason.value, note.count, note.total] for note in standing.notes],
        "number_freshness": bands[0] or "",
        "judgement_freshness": bands[1] or "",
        "freshness": worst_freshness(band.value for band in bands if band is not None),
        "guardrail": standing.guardrail or "",
        "is_counted": standing.is_counted,
        "is_silent": standing.is_silent,
        "is_due": standing.is_due,
        "value": evidence.last_value,
        "last_reading_id": evidence.last_reading_id,
        "last_reading_on": standing.last_reading_on,
        "last_judgement_on": standing.last_judgement_on,
        "last_check_in_at": evidence.last_check_in_at,
        "confidence": standing.confidence,
        "judging_confidence": standing.judging_confidence,
        "changes_on": standing.changes_on,
        **placement(objective),
    }


def _stored(number: Decimal | None) -> Decimal | None:
    return None if number is None else stored(number)


def placement(objective: Objective) -> dict[str, Any]:
    """Under which cell of the tally an objective and its key results are counted."""
    return {
        "cycle_id": objective.cycle_id,
        "team_id": objective.team_id,
        "pillar_id": objective.pillar_id,
        "is_tallied": objective.visibility == "organization",
    }


def facts_of_objective(
    row: Objective,
    parts: Sequence[KeyResultPart],
    contributions: Sequence[Contribution],
    manual: ManualProgress | None,
) -> ObjectiveFacts:
    """Everything that decides where an objective stands."""
    moments = [part.last_check_in_at for part in parts if part.last_check_in_at is not None]
    facts = objective_facts(row, last_check_in_at=max(moments, default=None), manual=manual)
    return replace(facts, contributions=tuple(contributions))


def objective_values(
    row: Objective,
    parts: Sequence[KeyResultPart],
    contributions: Sequence[Contribution],
    manual: ManualProgress | None,
    rules: Rules,
) -> dict[str, Any]:
    """The columns of an objective's standing, from its key results' stored standings and its contributions."""
    facts = facts_of_objective(row, parts, contributions, manual)
    standing = objective_standing(facts, on=rules.on, policy=rules.policy, calendar=rules.quiet)
    shown = mean_confidence(parts)
    return {
        "progress": standing.progress,
        "expected": _stored(standing.expected),
        "gap": standing.gap,
        "pace": standing.pace or "",
        "status": standing.status.value,
        "computed_status": standing.computed_status.value,
        "notes": [[note.reason.value, note.count, note.total] for note in standing.notes],
        "freshness": worst_freshness(part.freshness for part in parts),
        "guardrail": standing.guardrail or "",
        "silent_share": standing.silent_share,
        "confidence": standing.confidence,
        "mean_confidence": _stored(shown),
        "worst": standing.worst or "",
        "off_track_count": standing.off_track,
        "counted_count": standing.counted,
        "is_overridden": standing.is_overridden,
        "last_reading_on": _latest([part.last_reading_on for part in parts]),
        "last_judgement_on": _latest([part.last_judgement_on for part in parts]),
        "last_check_in_at": max((p.last_check_in_at for p in parts if p.last_check_in_at), default=None),
        "changes_on": standing.changes_on,
        **placement(row),
    }


def _latest(days: Sequence[date | None]) -> date | None:
    return max((day for day in days if day is not None), default=None)
