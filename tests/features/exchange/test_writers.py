"""What is written is read back, in every format."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from northing.domain.plan import Plan
from northing.features.exchange.adapters import read_document
from northing.features.exchange.adapters.writers import write_csv, write_markdown, write_xlsx, write_yaml
from tests.features.exchange.some_plans import plans


def read_back(name: str, content: bytes) -> Plan:
    reading = read_document(name, content)
    assert reading.problems == ()
    return reading.plan


def told_by_objective(plan: Plan) -> Plan:
    """Tables have no place for the cycle of a document."""
    return Plan(None, tuple(replace(part, cycle=part.cycle or plan.cycle) for part in plan.objectives))


@settings(max_examples=150, deadline=None)
@given(plans())
def test_yaml_is_read_back(plan: Plan) -> None:
    assert read_back("plan.yaml", write_yaml(plan)) == plan


@settings(max_examples=150, deadline=None)
@given(plans())
def test_markdown_is_read_back(plan: Plan) -> None:
    assert read_back("plan.md", write_markdown(plan)) == plan


@settings(max_examples=100, deadline=None)
@given(plans())
def test_csv_is_read_back(plan: Plan) -> None:
    assert told_by_objective(read_back("plan.csv", write_csv(plan))) == told_by_objective(plan)


@settings(max_examples=40, deadline=None)
@given(plans())
def test_xlsx_is_read_back(plan: Plan) -> None:
    assert told_by_objective(read_back("plan.xlsx", write_xlsx(plan))) == told_by_objective(plan)
