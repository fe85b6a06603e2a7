"""Every golden vector passes exactly."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from northing.domain import errors
from northing.domain.cadence import freshness
from northing.domain.codes import Ambition, Curve, Guardrail, Kind, LinkKind, Part, Status
from northing.domain.grading import band_of, grade_of_share, grade_of_threshold, grade_of_value, grade_points
from northing.domain.numbers import clamp, divide, print_decimal
from northing.domain.pace import (
    curve_share,
    is_too_early,
    pace_by_confidence,
    pace_of,
    share_of_span,
    staircase,
)
from northing.domain.periods import count_periods, is_inside
from northing.domain.policy import DEFAULT_POLICY, PaceRule
from northing.domain.progress import (
    binary_progress,
    metric_progress,
    milestone_progress,
    progress_of,
    tasks_progress,
    threshold_progress,
)
from northing.domain.rollup import Contribution, mean_over_time, rolled_up
from northing.domain.status import key_result_status, limited, objective_status
from northing.domain.terms import PlanPoint, Reading, Terms
from northing.domain.verdicts import diagnosis_of, draft_of_mean, portfolio_of_mean
from northing.domain.weights import Weight, displayed, divided
from tests.domain.vectors import agrees, number, rows

FIRST_DAY = date(2026, 10, 1)


def of_kind(name: str, *kinds: str) -> list[dict[str, Any]]:
    return [row for row in rows(name) if row.get("kind") in kinds]


@pytest.mark.parametrize("row", of_kind("progress", "metric"))
def test_progress_of_a_metric(row: dict[str, Any]) -> None:
    start, target = Decimal(row["start"]), Decimal(row["target"])
    if row["error"]:
        with pytest.raises(getattr(errors, row["error"])):
            metric_progress(start, target, number(row["current"]))
        return
    raw = metric_progress(start, target, number(row["current"]))
    assert agrees(raw, row["raw"])
    assert agrees(clamp(raw, Decimal(0), Decimal(1)), row["rollup"])


def threshold_terms(row: dict[str, Any]) -> Terms:
    """Periods of one day each, so that every period can have one reading."""
    return Terms(
        kind=Kind.BETWEEN,
        starts_on=FIRST_DAY,
        due_on=FIRST_DAY + timedelta(days=row["planned"] - 1),
        ambition=Ambition.COMMITTED,
        lower=number(row["lower"]),
        upper=number(row["upper"]),
        cadence_days=1,
    )


@pytest.mark.parametrize("row", of_kind("progress", "threshold"))
def test_progress_of_a_threshold(row: dict[str, Any]) -> None:
    terms = threshold_terms(row)
    values = [number(value) for value in row["periods"]]
    inside = sum(value is not None and is_inside(terms, value) for value in values)
    assert agrees(threshold_progress(inside, row["planned"]), row["raw"])
    assert agrees(divide(Decimal(len(values)), Decimal(row["planned"])), row["expected"])
    latest = None if not values or values[-1] is None else binary_progress(is_inside(terms, values[-1]))
    assert agrees(latest, row["latest"])


@pytest.mark.parametrize("row", of_kind("progress", "threshold"))
def test_periods_are_counted_from_dated_readings(row: dict[str, Any]) -> None:
    terms = threshold_terms(row)
    readings = [
        Reading(effective_on=FIRST_DAY + timedelta(days=day), value=number(value))
        for day, value in enumerate(row["periods"])
        if value is not None
    ]
    count = count_periods(terms, readings)
    assert count.planned == row["planned"]
    elapsed = (readings[-1].effective_on - FIRST_DAY).days + 1 if readings else 0
    assert count.elapsed == elapsed
    assert agrees(progress_of(terms, readings, DEFAULT_POLICY), row["raw"])


@pytest.mark.parametrize("row", of_kind("progress", "milestone"))
def test_progress_of_a_milestone(row: dict[str, Any]) -> None:
    shares = [Decimal(share) for share in row["progress_after"]]
    assert agrees(milestone_progress(shares, set(row["reached"])), row["raw"])


@pytest.mark.parametrize("row", of_kind("progress", "binary", "tasks", "baseline"))
def test_progress_of_the_simple_kinds(row: dict[str, Any]) -> None:
    if row["kind"] == "binary":
        assert agrees(binary_progress(row["done"]), row["raw"])
    elif row["kind"] == "tasks":
        assert agrees(tasks_progress(Decimal(row["done_weight"]), Decimal(row["total_weight"])), row["raw"])
    else:
        terms = Terms(
            kind=Kind.BASELINE,
            starts_on=FIRST_DAY,
            due_on=FIRST_DAY + timedelta(days=91),
            ambition=Ambition.COMMITTED,
        )
        assert progress_of(terms, [], DEFAULT_POLICY) is None


def contribution(row: dict[str, Any]) -> Contribution:
    progress = number(row["progress"])
    return Contribution(
        part=Part.KEY_RESULT,
        weight=Decimal(row["weight"]),
        progress=progress,
        is_guardrail=row.get("guardrail", False),
        link=LinkKind(row.get("link", "contributes")),
    )


@pytest.mark.parametrize("row", [row for row in rows("rollup") if "contributions" in row])
def test_rollup(row: dict[str, Any]) -> None:
    parts = [contribution(part) for part in row["contributions"]]
    assert agrees(rolled_up(parts, Decimal(row["cap"])), row["progress"])


@pytest.mark.parametrize("row", [row for row in rows("rollup") if "child_cycles" in row])
@pytest.mark.parametrize("name", ["progress", "expected"])
def test_a_longer_cycle_is_shared_out_by_time(row: dict[str, Any], name: str) -> None:
    slots = [
        (int(days), [(Decimal(child["weight"]), Decimal(child[name])) for child in children])
        for days, children in row["child_cycles"]
    ]
    assert agrees(mean_over_time(slots, sum(days for days, _ in slots)), row[name])


@pytest.mark.parametrize("row", rows("weights"))
def test_weights(row: dict[str, Any]) -> None:
    parts = [
        Weight(pinned=number(item.get("pinned")), previous=Decimal(item.get("previous", 1)))
        for item in row["items"]
    ]
    if row["error"]:
        with pytest.raises(getattr(errors, row["error"])):
            divided(parts)
        return
    shares = divided(parts)
    assert all(agrees(number(str(share)), text) for share, text in zip(shares, row["weights"], strict=True))
    assert [print_decimal(shown) for shown in displayed(shares)] == row["display"]


@pytest.mark.parametrize("row", rows("freshness"))
def test_freshness(row: dict[str, Any]) -> None:
    band = freshness(
        row["age_days"], row["cadence_days"], is_never_read=row["never_read"], policy=DEFAULT_POLICY
    )
    assert band == row["freshness"]


def on_the_curve(row: dict[str, Any]) -> tuple[Decimal, int]:
    """The share of the span and the elapsed days of a row; rows with only a share lie on a long span."""
    if "t" in row:
        return Decimal(row["t"]), 0
    elapsed = row["measured_on_day"]
    due_on = FIRST_DAY + timedelta(days=row["span_days"])
    return share_of_span(FIRST_DAY, due_on, FIRST_DAY + timedelta(days=elapsed)), elapsed


@pytest.mark.parametrize("rule", list(PaceRule))
@pytest.mark.parametrize("row", [row for row in rows("pace") if "pace" in row and "curve" in row])
def test_pace(row: dict[str, Any], rule: PaceRule) -> None:
    policy = replace(DEFAULT_POLICY, key_result_pace=rule)
    t, elapsed = on_the_curve(row)
    plan = tuple(PlanPoint(Decimal(share), Decimal(progress)) for share, progress in row["plan"] or ())
    expected = curve_share(Curve(row["curve"]), t, plan)
    assert agrees(expected, row["expected"])
    progress, bar = Decimal(row["progress"]), Decimal(row.get("bar", 1))
    early = is_too_early(t, elapsed, policy)
    pace = Status.TOO_EARLY if early else pace_of(progress, expected, bar, policy)
    assert pace == row["pace"][rule]


@pytest.mark.parametrize("row", of_kind("pace", "milestone"))
def test_a_milestone_is_expected_as_a_staircase(row: dict[str, Any]) -> None:
    stages = [(Decimal(after), number(due)) for after, due in row["stages"]]
    assert agrees(staircase(stages, Decimal(row["t"])), row["expected"])


@pytest.mark.parametrize("row", [row for row in rows("pace") if "judged_by" in row])
def test_confidence_judges(row: dict[str, Any]) -> None:
    assert pace_by_confidence(row["confidence"], DEFAULT_POLICY) == row["pace"]


def word(text: str | None) -> Status | None:
    return None if text is None else Status(text)


@pytest.mark.parametrize("row", [row for row in rows("status") if row["of"] == "key_result"])
def test_status_of_a_key_result(row: dict[str, Any]) -> None:
    status = key_result_status(
        closed=word(row["closed"]),
        is_started=row["started"],
        is_silent=row["silent"],
        is_pending=row["pending"],
        override=word(row["override"]),
        pace=word(row["pace"]),
    )
    assert status == row["status"]


@pytest.mark.parametrize("row", [row for row in rows("status") if row["of"] == "objective"])
def test_status_of_an_objective(row: dict[str, Any]) -> None:
    first = objective_status(
        closed=word(row["closed"]),
        is_started=row["started"],
        counted_weight=Decimal(row["counted_weight"]),
        silent_weight=Decimal(row["silent_weight"]),
        override=word(row["override"]),
        pace=word(row["pace"]),
        policy=DEFAULT_POLICY,
    )
    status, _ = limited(
        first,
        is_overridden=row["override"] is not None,
        guardrail=Guardrail(row["guardrail"]) if row["guardrail"] else None,
        off_track=int(row["any_key_result_off_track"]),
        counted=1,
    )
    assert status == row["status"]


@pytest.mark.parametrize("row", [row for row in rows("grading") if row.get("points")])
def test_grade_from_points(row: dict[str, Any]) -> None:
    typed = row["points"]
    points = grade_points(
        start=Decimal(typed["start"]),
        target=Decimal(typed["target"]),
        commit=number(typed["commit"]),
        stretch=number(typed["stretch"]),
        ambition=Ambition(row["ambition"]),
        policy=DEFAULT_POLICY,
    )
    assert agrees(grade_of_value(points, Decimal(row["value"])), row["grade"])


@pytest.mark.parametrize("row", of_kind("grading", "threshold"))
def test_grade_of_a_threshold(row: dict[str, Any]) -> None:
    progress = threshold_progress(int(row["inside"]), int(row["planned"]))
    assert agrees(grade_of_threshold(progress, Decimal(row["required_share"])), row["grade"])


@pytest.mark.parametrize("row", [row for row in rows("grading") if "band" in row])
def test_grade_and_band_of_a_share(row: dict[str, Any]) -> None:
    grade = grade_of_share(Decimal(row["progress"]))
    assert agrees(grade, row["grade"])
    assert band_of(grade, Ambition(row["ambition"]), DEFAULT_POLICY) == row["band"]


@pytest.mark.parametrize("row", rows("verdicts"))
def test_verdicts(row: dict[str, Any]) -> None:
    if "portfolio" in row:
        assert portfolio_of_mean(Decimal(row["mean_grade"]), DEFAULT_POLICY) == row["portfolio"]
    elif "draft" in row:
        assert draft_of_mean(Decimal(row["mean_confidence"]), DEFAULT_POLICY) == row["draft"]
    else:
        diagnosis = diagnosis_of(
            Decimal(row["grade"]),
            bar=DEFAULT_POLICY.good_at,
            rhythm=Decimal(row["rhythm"]),
            policy=DEFAULT_POLICY,
        )
        assert diagnosis == row["diagnosis"]


def test_every_row_is_of_a_shape_tested_here() -> None:
    assert len(rows("pace")) == sum(
        ("pace" in row and "curve" in row) or row.get("kind") == "milestone" or "judged_by" in row
        for row in rows("pace")
    )
    assert len(rows("grading")) == sum(
        bool(row.get("points")) or row.get("kind") == "threshold" or "band" in row for row in rows("grading")
    )
