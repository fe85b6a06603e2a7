"""OKR YAML: strings typed by schema, problems with line and key."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from northing.domain.codes import Kind
from northing.domain.plan import PlanCycle, PlanStage
from northing.features.exchange.adapters import Reading, read_document

PLAN = """\
northing: 1
cycle: {name: 2027 Q2, starts_on: 2027-04-01, ends_on: 2027-06-30}
objectives:
  - title: Visitors come back on their own
    team: North
    owner: ada@example.org
    ambition: aspirational
    key_results:
      - {title: Returning visitors, unit: count, start: 61000, target: 100000, weight: 2}
      - {title: Refunds stay low, kind: at_most, upper: 2, unit: percent, guardrail: true}
      - {title: Time per visit, unit: 'duration:seconds', start: 2:37, target: 3:45}
      - title: New reader
        stages:
          - {title: Beta, progress_after: 40 %, due_on: 2027-05-01, done: yes}
          - Everyone
      - Write-ups: on
    initiatives:
      - {title: Letters, due_on: 2027-05-15}
  - title: 010
    cycle: 2027 Q3
    parent: Visitors come back on their own
"""


def read(text: str) -> Reading:
    return read_document("plan.yaml", text.encode())


def test_a_plan() -> None:
    reading = read(PLAN.replace("      - Write-ups: on\n", ""))
    assert (reading.format, reading.problems) == ("yaml", ())
    first, second = reading.plan.objectives
    assert reading.plan.cycle == PlanCycle("2027 Q2", date(2027, 4, 1), date(2027, 6, 30))
    assert second.title == "010"
    assert second.cycle is not None
    assert second.cycle.name == "2027 Q3"
    assert second.parent is not None
    assert second.parent.position == 0
    visitors, refunds, duration, reader = first.key_results
    assert (visitors.kind, visitors.target, visitors.weight) == (Kind.METRIC, Decimal(100000), Decimal(2))
    assert (refunds.kind, refunds.upper, refunds.guardrail) == (Kind.AT_MOST, Decimal(2), True)
    assert (duration.start, duration.target) == (Decimal(157), Decimal(225))
    assert reader.stages == (
        PlanStage("Beta", Decimal("0.4"), date(2027, 5, 1), True),
        PlanStage("Everyone"),
    )
    assert first.initiatives[0].due_on == date(2027, 5, 15)


def test_an_unknown_key_is_told_with_its_line() -> None:
    reading = read(PLAN)
    problems = [(problem.line, problem.field, problem.code) for problem in reading.problems]
    assert problems == [(16, "Write-ups", "unknown_key"), (16, "title", "empty_title")]


def test_a_point_is_a_decimal_sign_in_a_file_of_machines() -> None:
    reading = read("objectives: [{title: a, key_results: [{title: b, start: 1.125, target: 85.000}]}]")
    part = reading.plan.objectives[0].key_results[0]
    assert (part.start, part.target, reading.problems) == (Decimal("1.125"), Decimal(85), ())


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("northing: 1\nobjectives: [{title: &a x}]", 2, "yaml_alias"),
        ("northing: 1\nobjectives: [{title: *a}]", 2, "yaml_alias"),
        ("northing: 1\nobjectives: [!!python/name:os.system x]", 2, "yaml_tag"),
        ("northing: 1\n---\nnorthing: 1", 2, "yaml_documents"),
        ("northing: 1\nobjectives: [", 2, "yaml_syntax"),
        ("northing: 1\n\tobjectives: x", 2, "yaml_syntax"),
        ("northing: 1\n? [a]\n: b", 2, "yaml_key"),
        ("northing: 1\nobjectives: " + "[" * 40, 2, "yaml_too_deep"),
        ("northing: 2\nobjectives: []", 1, "unknown_version"),
        ("- a\n- b", 1, "not_a_plan"),
        ("just words", 1, "not_a_plan"),
        ('objectives: [{title: "a\\0b"}]', 1, "control_characters"),
    ],
)
def test_what_is_refused_outright(text: str, line: int, code: str) -> None:
    (problem,) = read(text).problems
    assert (problem.line, problem.code) == (line, code)


@pytest.mark.parametrize(
    ("text", "line", "field", "code"),
    [
        ("objectives:\n  title: a", 2, "objectives", "not_a_list"),
        ("objectives:\n  - title: [a]", 2, "title", "not_a_text"),
        ("objectives:\n  - {title: a, title: b}", 2, "title", "repeated_key"),
        ("objectives:\n  - {team: a}", 2, "title", "empty_title"),
        ("objectives:\n  - {title: a, ref: nope}", 2, "ref", "not_a_ref"),
        ("objectives:\n  - {title: a, key_results: [[x]]}", 2, "", "not_a_mapping"),
        (
            "objectives:\n  - {title: a, key_results: [{title: b, unit: 'currency:EURO'}]}",
            2,
            "unit",
            "unknown_currency",
        ),
        ("objectives:\n  - {title: a, key_results: [{title: b, target: .nan}]}", 2, "target", "not_a_number"),
        (
            "cycle: {name: a, starts_on: 2027-02-30}\nobjectives: [{title: a}]",
            1,
            "cycle_starts_on",
            "not_a_date",
        ),
    ],
)
def test_what_must_be_mended(text: str, line: int, field: str, code: str) -> None:
    found = [(problem.line, problem.field, problem.code) for problem in read(text).problems]
    assert (line, field, code) in found
