"""Importing in tests: a text or plan, read and taken in on a fixed day."""

from __future__ import annotations

from datetime import date
from typing import Any

from northing.features.exchange.actions import Choices, ImportReport, import_plan
from northing.features.exchange.adapters import read_document
from northing.features.okrs.models import KeyResult, Objective
from northing.kit.actors import Actor
from tests.builders import TODAY, moment

ALL = Choices(creates_teams=True)


def imported(
    actor: Actor, text: str, *, name: str = "", on: date = TODAY, choices: Choices = ALL, **options: Any
) -> ImportReport:
    """Read ``text`` without problems, and import it."""
    reading = read_document(name, text.encode(), today=on)
    assert reading.problems == ()
    return import_plan(actor=actor, plan=reading.plan, at=moment(on), on=on, choices=choices, **options)


def codes(report: ImportReport) -> list[tuple[int, str, str]]:
    """The problems of a report: line, field and code."""
    return [(problem.line, problem.field, problem.code) for problem in report.problems]


def warned(report: ImportReport) -> list[tuple[int, str, str]]:
    """The warnings of a report: line, field and code."""
    return [(problem.line, problem.field, problem.code) for problem in report.warnings]


def objective(actor: Actor, title: str) -> Objective:
    """The objective of this title."""
    return Objective.within(actor.organization_id).get(title=title)


def key_result(actor: Actor, title: str) -> KeyResult:
    """The key result of this title."""
    return KeyResult.within(actor.organization_id).get(title=title)


def figures(actor: Actor) -> tuple[int, int]:
    """How many objectives and key results the organization has."""
    rows = (Objective.within(actor.organization_id), KeyResult.within(actor.organization_id))
    return rows[0].count(), rows[1].count()
