"""What the coach says about the organization's own objectives; it reads texts and fields and keeps nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from northing.coach.report import Finding, Report, check, check_set, editor_findings
from northing.coach.rules import Item, ItemSet
from northing.domain.codes import Kind
from northing.features.cycles import queries as cycle_queries
from northing.features.cycles.queries import CycleRow
from northing.features.okrs import queries as okr_queries
from northing.features.okrs.queries import ObjectiveFilters, PlannedKeyResult, PlannedObjective
from northing.features.org import queries as org_queries
from northing.features.writing.models import Waiver
from northing.kit.actors import Actor
from northing.kit.errors import NotFound

MOST_AT_ONCE = 20
_NUMBERED = frozenset({Kind.METRIC, Kind.AT_LEAST, Kind.AT_MOST, Kind.BETWEEN})


@dataclass(frozen=True, slots=True)
class Told:
    """One text of the ledger and what the coach says about it; ``waived`` are (code, reason)."""

    kind: str
    ref: str
    text: str
    findings: tuple[Finding, ...]
    waived: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """What the coach says about an objective with its key results, taken together and one by one."""

    ref: str
    title: str
    state: str
    holder: str
    owner: str
    whole: tuple[Finding, ...]
    parts: tuple[Told, ...]

    @property
    def count(self) -> int:
        """Findings of all severities."""
        return len(self.whole) + sum(len(part.findings) for part in self.parts)

    @property
    def errors(self) -> int:
        """Findings that must be mended."""
        found = [*self.whole, *(one for part in self.parts for one in part.findings)]
        return sum(one.severity == "error" for one in found)


@dataclass(frozen=True, slots=True)
class Checklist:
    """The drafts of a cycle, each with its advice; ``after`` is the cursor of the next page."""

    cycle: CycleRow | None
    advices: tuple[Advice, ...]
    after: str | None


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a key result that is being written: its objective and the others below it."""

    objective: str
    key_results: tuple[str, ...]


def around(*, actor: Actor, objective: str, on: date) -> Around:
    """The texts around a key result of the objective called ``objective``.

    :raises NotFound: ``objective_not_found``
    """
    found = okr_queries.planned_objectives(actor=actor, on=on, refs=[objective])
    if not found:
        raise NotFound("objective_not_found")
    return Around(found[0].row.title, tuple(one.row.title for one in found[0].key_results))


def advice_on(*, actor: Actor, ref: str, on: date, reader: str) -> Advice:
    """What the coach says about one objective, in ``reader``'s language; six statements.

    :raises NotFound: ``objective_not_found``
    """
    found = okr_queries.planned_objectives(actor=actor, on=on, refs=[ref])
    if not found:
        raise NotFound("objective_not_found")
    return _advices(actor.organization_id, found, reader)[0]


def may_waive(*, actor: Actor, ref: str, on: date) -> bool:
    """Whether the actor may spare a rule for this objective and its key results: whoever may edit it."""
    _detail, may = okr_queries.objective_for_form(actor=actor, ref=ref, on=on)
    return may.edits


def checklist(
    *, actor: Actor, on: date, reader: str, cycle_ref: str | None, team: str = "", after: str | None = None
) -> Checklist:
    """The drafts of the chosen cycle the actor may see, with what the coach says; a bounded number of statements.

    :param team: ref of a team; with the teams below it
    :raises NotFound: no such team
    :raises Invalid: ``bad_cursor``
    """
    cycle = cycle_queries.chosen_cycle(actor=actor, ref=cycle_ref, on=on)
    if cycle is None:
        return Checklist(None, (), None)
    team_id = org_queries.team_by_ref(ref=team, seen_by=actor).id if team else None
    filters = ObjectiveFilters(
        cycle_id=cycle.pk, team_id=team_id, with_subteams=team_id is not None, is_draft=True
    )
    listed = okr_queries.objectives_list(
        actor=actor, on=on, filters=filters, cursor=after, limit=MOST_AT_ONCE
    )
    found = okr_queries.planned_objectives(actor=actor, on=on, refs=[row.ref for row in listed.rows])
    order = {row.ref: place for place, row in enumerate(listed.rows)}
    found.sort(key=lambda one: order[one.row.ref])
    shown = cycle_queries.cycle_row(cycle=cycle, on=on)
    return Checklist(shown, _advices(actor.organization_id, found, reader), listed.next_cursor)


def _advices(organization_id: int, found: Iterable[PlannedObjective], reader: str) -> tuple[Advice, ...]:
    rows = list(found)
    waived = _waived(organization_id, rows)
    return tuple(_advice(one, waived, reader) for one in rows)


def _waived(organization_id: int, rows: list[PlannedObjective]) -> dict[tuple[str, int], dict[str, str]]:
    ids = {"objective": [one.row.pk for one in rows]}
    ids["key_result"] = [part.row.pk for one in rows for part in one.key_results]
    found: dict[tuple[str, int], dict[str, str]] = {}
    for kind, pks in ids.items():
        waivers = Waiver.within(organization_id).filter(subject_kind=kind, subject_id__in=pks)
        for pk, code, reason in waivers.values_list("subject_id", "code", "reason"):
            found.setdefault((kind, pk), {})[code] = reason
    return found


def _advice(one: PlannedObjective, waived: Mapping[tuple[str, int], dict[str, str]], reader: str) -> Advice:
    row = one.row
    whole = ItemSet(row.title, tuple(part.row.title for part in one.key_results), {"ambition": row.ambition})
    spared = waived.get(("objective", row.pk), {})
    own = check(Item("objective", row.title, fields=_of_objective(one), waived=spared), reader=reader)
    together = check_set(whole, reader=reader, waived=spared) if one.key_results else None
    parts = [_told("objective", row.ref, row.title, own, spared)]
    for part in one.key_results:
        spared_here = waived.get(("key_result", part.row.pk), {})
        item = Item(
            "key_result",
            part.row.title,
            row.title,
            fields=_of_key_result(part),
            set=whole,
            waived=spared_here,
        )
        parts.append(
            _told("key_result", part.row.ref, part.row.title, check(item, reader=reader), spared_here)
        )
    holder = row.team or row.person
    return Advice(
        ref=row.ref,
        title=row.title,
        state=row.state,
        holder=holder.name if holder else "",
        owner=row.owner.name if row.owner else "",
        whole=together.findings if together else (),
        parts=tuple(parts),
    )


def _told(kind: str, ref: str, text: str, report: Report, waived: Mapping[str, str]) -> Told:
    return Told(kind, ref, text, editor_findings(report), tuple(sorted(waived.items())))


def _of_objective(one: PlannedObjective) -> dict[str, Any]:
    row = one.row
    return {
        "owner": row.owner.name if row.owner else "",
        "why_now": row.why_now,
        **({"holder": "person"} if row.person_id else {}),
    }


def _of_key_result(part: PlannedKeyResult) -> dict[str, Any]:
    """The boxes beside a key result; kinds that need no number have them filled by their nature."""
    row = part.row
    fields: dict[str, Any] = {
        "owner": row.owner.name if row.owner else "",
        "indicator": row.indicator,
        "definition": row.definition or None,
    }
    if not row.definition:
        del fields["definition"]
    if row.kind in _NUMBERED:
        target = next((value for value in (row.target, row.upper, row.lower) if value is not None), "")
        start = row.start if row.start is not None else ("kept" if row.kind != Kind.METRIC else "")
        fields |= {"start": start, "target": target, "unit": row.unit}
    elif row.kind:
        fields |= {"start": "0", "target": "1", "unit": row.unit or "count"}
    return fields
