"""Why a number or a word is what it is: the domain's trace of a standing, with what its reader may be told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from northing.domain.calendar import Calendar
from northing.domain.codes import Driver, KeyResultDriver, Kind
from northing.domain.errors import TraceDoesNotAddUp, UnknownRule
from northing.domain.policy import Policy
from northing.domain.standing import ManualProgress
from northing.domain.trace import TraceNode, check, trace_key_result, trace_objective
from northing.features.okrs import policies
from northing.features.okrs.models import KeyResult, ManualValue, Objective
from northing.features.okrs.queries.access import find_key_result, find_objective
from northing.features.okrs.storage.evaluate import facts_of_objective, key_result_facts
from northing.features.okrs.storage.evidence import evidence_for, stages_for
from northing.features.okrs.storage.parts import (
    ChildPart,
    KeyResultPart,
    child_contributions,
    contributions_of,
    parts_of,
)
from northing.features.org import queries as org_queries
from northing.kit.actors import Actor
from northing.kit.errors import NotFound


@dataclass(frozen=True, slots=True)
class PartName:
    """A part of a trace as its reader may know it; ``is_key_result``: else an objective."""

    title: str
    is_key_result: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A trace and the words around it. ``parts`` names those parts the reader may see, by ref.

    ``progress``, ``status`` are the stored ones that every page shows; the trace ends in the same.
    """

    kind: str  # objective | key_result
    ref: str
    objective_ref: str
    objective_title: str
    title: str
    key_result_kind: str
    unit: str
    decimals: int
    progress: Decimal | None
    status: str
    computed_status: str
    override_reason: str
    override_on: date | None
    parts: Mapping[str, PartName]
    trace: TraceNode
    policy: Policy

    @property
    def adds_up(self) -> bool:
        """Whether the trace, recomputed now, gives every result that stands in it and the progress that is shown."""
        try:
            check(self.trace)
        except (TraceDoesNotAddUp, UnknownRule):
            return False
        return self.trace.children[1].result == self.progress


def explain(*, actor: Actor, ref: str, on: date) -> Explanation:
    """Why the objective or key result ``ref`` stands where it does, on the day ``on``; at most eight statements.

    Parts the actor may not see are private lines: numbers without a name, so sums are equal for every reader.

    :raises NotFound: ``objective_not_found``: neither of them is visible to the actor
    """
    try:
        return _of_objective(actor, ref, on)
    except NotFound:
        try:
            return _of_key_result(actor, ref, on)
        except NotFound:
            raise NotFound("objective_not_found") from None


def _of_objective(actor: Actor, ref: str, on: date) -> Explanation:
    row = find_objective(actor=actor, ref=ref, on=on).row
    organization_id = actor.organization_id
    parts = parts_of(organization_id, [row.pk])
    own, children = parts.key_results[row.pk], parts.children[row.pk]
    facts = facts_of_objective(
        row, own, contributions_of(own, children, Driver(row.driver)), _manual_of(organization_id, row)
    )
    names, hidden = _names(actor, own, children, on)
    policy = org_queries.policy_of(organization_id=organization_id)
    quiet = org_queries.calendar_of(organization_id=organization_id)
    trace = trace_objective(facts, on=on, policy=policy, calendar=quiet, hidden=hidden)
    standing = Objective.within(organization_id).select_related("standing").get(pk=row.pk).standing
    return Explanation(
        kind="objective",
        ref=row.ref,
        objective_ref=row.ref,
        objective_title=row.title,
        title=row.title,
        key_result_kind="",
        unit="count",
        decimals=0,
        progress=standing.progress,
        status=standing.status,
        computed_status=standing.computed_status,
        override_reason=row.override_reason if standing.is_overridden else "",
        override_on=row.override_on if standing.is_overridden else None,
        parts=names,
        trace=trace,
        policy=policy,
    )


def _of_key_result(actor: Actor, ref: str, on: date) -> Explanation:
    row = find_key_result(actor=actor, ref=ref, on=on).row
    organization_id = actor.organization_id
    evidence = evidence_for(organization_id, [row])[row.pk]
    children: list[ChildPart] = []
    if row.driver == KeyResultDriver.CHILDREN:
        children = parts_of(organization_id, [row.objective_id]).under.get(row.pk, [])
    facts = key_result_facts(
        row,
        row.objective,
        evidence,
        stages=stages_for(organization_id, [row]).get(row.pk, ()),
        children=child_contributions(children),
    )
    names, hidden = _names(actor, [], children, on)
    policy = org_queries.policy_of(organization_id=organization_id)
    trace = trace_key_result(
        facts, on=on, policy=policy, calendar=_calendar_of(organization_id, row), hidden=hidden
    )
    standing = KeyResult.within(organization_id).select_related("standing").get(pk=row.pk).standing
    return Explanation(
        kind="key_result",
        ref=row.ref,
        objective_ref=row.objective.ref,
        objective_title=row.objective.title,
        title=row.title,
        key_result_kind=row.kind or Kind.BASELINE.value,
        unit=row.unit,
        decimals=row.decimals,
        progress=standing.progress,
        status=standing.status,
        computed_status=standing.computed_status,
        override_reason=row.override_reason if facts.override else "",
        override_on=row.override_on if facts.override else None,
        parts=names,
        trace=trace,
        policy=policy,
    )


def _names(
    actor: Actor, own: Iterable[KeyResultPart], children: Iterable[ChildPart], on: date
) -> tuple[dict[str, PartName], frozenset[str]]:
    """The names of the parts this reader may see, and the refs of the others."""
    refs = {part.ref for part in children}
    names: dict[str, PartName] = {}
    if refs:
        reach = org_queries.reach_of(actor=actor, on=on)
        seen = Objective.within(actor.organization_id).filter(policies.visible_to(actor, reach), ref__in=refs)
        names |= {ref: PartName(title, False) for ref, title in seen.values_list("ref", "title")}
    hidden = frozenset(refs - names.keys())
    ids = [part.id for part in own]
    if ids:
        rows = KeyResult.within(actor.organization_id).filter(pk__in=ids)
        names |= {ref: PartName(title, True) for ref, title in rows.values_list("ref", "title")}
    return names, hidden


def _calendar_of(organization_id: int, row: KeyResult) -> Calendar:
    """The days that do not age it: quiet days, and the absences of whoever updates it."""
    person_id = row.updater_id or row.owner_id
    people = frozenset() if person_id is None else frozenset({person_id})
    return org_queries.calendars_of(organization_id=organization_id, person_ids=people).of(person_id)


def _manual_of(organization_id: int, row: Objective) -> ManualProgress | None:
    if row.driver != Driver.MANUAL:
        return None
    values = ManualValue.within(organization_id).filter(objective_id=row.pk).order_by("-on", "-id")
    latest = values.values_list("progress", "on").first()
    if latest is None or latest[0] is None:
        return None
    return ManualProgress(progress=latest[0], effective_on=latest[1])
