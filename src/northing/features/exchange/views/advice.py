"""What the coach says about the rows of a preview: at most two findings a row, no hints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language

from northing.coach.report import check, editor_findings
from northing.coach.rules import Item
from northing.domain.plan import Plan, PlanKeyResult, PlanObjective
from northing.domain.units import print_unit

MOST_ROWS = 150
"""Rows the coach looks at; a larger document is judged when its drafts are opened."""
_TOLD = frozenset({"error", "warning"})


@dataclass(frozen=True, slots=True)
class Advice:
    """One finding, in the reader's language."""

    severity: str
    message: str
    suggestion: str


def advice_of(plan: Plan) -> dict[str, tuple[Advice, ...]]:
    """Findings by the name of their row."""
    reader = get_language() or "en"
    found: dict[str, tuple[Advice, ...]] = {}
    for count, (at, item) in enumerate(_items(plan)):
        if count >= MOST_ROWS:
            break
        findings = editor_findings(check(item, reader=reader))
        told = tuple(
            Advice(finding.severity, finding.message, finding.suggestion)
            for finding in findings
            if finding.severity in _TOLD
        )
        if told:
            found[at] = told
    return found


def _items(plan: Plan) -> Iterator[tuple[str, Item]]:
    for number, objective in enumerate(plan.objectives):
        yield f"o{number}", _objective(objective)
        for place, part in enumerate(objective.key_results):
            yield f"k{number}.{place}", _key_result(part, objective)


def _objective(objective: PlanObjective) -> Item:
    fields = {"why_now": objective.why_now} if objective.why_now else {}
    return Item("objective", objective.title, fields=fields)


def _key_result(part: PlanKeyResult, objective: PlanObjective) -> Item:
    target = part.target if part.target is not None else part.lower if part.lower is not None else part.upper
    stated = {
        "start": part.start,
        "target": target,
        "unit": print_unit(part.unit) if part.unit else None,
        "due_on": part.due_on,
        "definition": part.definition or None,
    }
    fields = {name: str(value) for name, value in stated.items() if value is not None}
    return Item("key_result", part.title, objective=objective.title, fields=fields)
