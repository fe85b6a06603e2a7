"""Terms and readings that are refused, each by code and field."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from northing.domain.codes import Ambition, Curve, Kind
from northing.domain.errors import DomainError
from northing.domain.terms import Judgement, PlanPoint, Reading, Stage, Terms
from northing.domain.validation import check_judgement, check_reading, check_terms, problems_of

METRIC = Terms(
    kind=Kind.METRIC,
    starts_on=date(2026, 10, 1),
    due_on=date(2026, 12, 31),
    ambition=Ambition.ASPIRATIONAL,
    start=Decimal(0),
    target=Decimal(100),
)
BETWEEN = replace(METRIC, kind=Kind.BETWEEN, lower=Decimal(1), upper=Decimal(2))
STAGES = replace(METRIC, kind=Kind.MILESTONE, stages=(Stage(Decimal("0.5")), Stage(Decimal(1))))
PLAN = replace(METRIC, curve=Curve.PLAN, plan=(PlanPoint(Decimal("0.5"), Decimal("0.2")),))


def stages(*progress: str) -> tuple[Stage, ...]:
    return tuple(Stage(Decimal(share)) for share in progress)


def plan(*points: tuple[str, str]) -> tuple[PlanPoint, ...]:
    return tuple(PlanPoint(Decimal(share), Decimal(progress)) for share, progress in points)


@pytest.mark.parametrize("terms", [METRIC, BETWEEN, STAGES, PLAN])
def test_sound_terms_pass(terms: Terms) -> None:
    check_terms(terms)


@pytest.mark.parametrize(
    ("terms", "code", "field"),
    [
        (replace(METRIC, target=Decimal(0)), "flat_span", "target"),
        (replace(METRIC, target=None), "missing", "target"),
        (replace(METRIC, start=None), "missing", "start"),
        (replace(METRIC, target=Decimal("NaN")), "not_finite", "target"),
        (replace(METRIC, target=Decimal("0.1234567")), "too_precise", "target"),
        (replace(METRIC, commit=Decimal(80)), "points_out_of_order", "commit"),
        (replace(METRIC, stretch=Decimal(90)), "points_out_of_order", "stretch"),
        (replace(METRIC, due_on=date(2026, 9, 30)), "due_before_start", "due_on"),
        (replace(METRIC, cadence_days=0), "out_of_range", "cadence_days"),
        (replace(METRIC, measured_every=400), "out_of_range", "measured_every"),
        (replace(METRIC, is_guardrail=True), "guardrail_not_threshold", "is_guardrail"),
        (replace(BETWEEN, lower=Decimal(3)), "bounds_crossed", "upper"),
        (replace(BETWEEN, upper=None), "missing", "upper"),
        (replace(BETWEEN, required_share=Decimal(0)), "out_of_range", "required_share"),
        (replace(STAGES, stages=()), "missing", "stages"),
        (replace(STAGES, stages=stages("0.5", "0.5", "1")), "stages_not_increasing", "stages"),
        (replace(STAGES, stages=stages("0", "1")), "stages_not_increasing", "stages"),
        (replace(STAGES, stages=stages("0.5", "0.9")), "stages_not_increasing", "stages"),
        (replace(STAGES, stages=(Stage(Decimal(1), date(2027, 1, 1)),)), "outside_span", "stages"),
        (replace(PLAN, plan=()), "missing", "plan"),
        (replace(PLAN, plan=plan(("0.5", "0.4"), ("0.6", "0.3"))), "plan_not_increasing", "plan"),
        (replace(PLAN, plan=plan(("1", "0.9"))), "plan_not_increasing", "plan"),
    ],
)
def test_bad_terms_are_refused_by_code_and_field(terms: Terms, code: str, field: str) -> None:
    with pytest.raises(DomainError) as caught:
        check_terms(terms)
    assert (caught.value.code, caught.value.field) == (code, field)


def test_all_problems_are_told_at_once() -> None:
    terms = replace(METRIC, target=Decimal(0), cadence_days=0, due_on=METRIC.starts_on - timedelta(days=1))
    assert {problem.field for problem in problems_of(terms)} == {"target", "cadence_days", "due_on"}


DAY = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("kind", "reading", "code"),
    [
        (Kind.METRIC, Reading(effective_on=DAY), "wrong_reading"),
        (Kind.METRIC, Reading(effective_on=DAY, value=Decimal("Infinity")), "not_finite"),
        (Kind.METRIC, Reading(effective_on=DAY, value=Decimal("1e20")), "too_precise"),
        (Kind.BINARY, Reading(effective_on=DAY, value=Decimal(1)), "wrong_reading"),
        (Kind.MILESTONE, Reading(effective_on=DAY, reached=frozenset({9})), "out_of_range"),
        (Kind.TASKS, Reading(effective_on=DAY), "wrong_reading"),
        (
            Kind.TASKS,
            Reading(effective_on=DAY, done_weight=Decimal(3), total_weight=Decimal(2)),
            "out_of_range",
        ),
    ],
)
def test_readings_carry_what_their_kind_measures(kind: Kind, reading: Reading, code: str) -> None:
    with pytest.raises(DomainError) as caught:
        check_reading(replace(STAGES, kind=kind), reading)
    assert caught.value.code == code


@pytest.mark.parametrize("confidence", [-1, 11])
def test_confidence_lies_between_0_and_10(confidence: int) -> None:
    with pytest.raises(DomainError):
        check_judgement(Judgement(DAY, confidence))
