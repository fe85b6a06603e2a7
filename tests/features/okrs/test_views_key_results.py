"""The form of a key result: numbers as people type them, stages, reasons with their effect."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
import time_machine

from northing.features.okrs import actions
from northing.features.okrs.models import KeyResult
from tests.builders import TODAY, a_check_in, a_cycle, a_key_result, an_objective, moment
from tests.cast import Cast
from tests.features.okrs.pages import an_agreed_one, send, text_of

METRIC = {
    "kind": "metric",
    "title": "Subscribers",
    "start": "61 000",
    "target": "100000",
    "cadence_days": "7",
    "button": "save",
}


@pytest.fixture(autouse=True)
def _one_day() -> Iterator[None]:
    with time_machine.travel("2026-11-02 10:00:00Z", tick=False):
        yield


def test_the_kind_is_asked_first(cast: Cast) -> None:
    objective = an_objective(cast.lin.actor, person=cast.lin.ref)
    text = text_of(cast.lin.client.get(cast.lin.path(f"okrs/{objective.ref}/key-results/new")))
    assert "Is it there already and must stay, or must it get there?" in text
    assert 'href="?kind=at_most"' in text


def test_numbers_are_read_as_people_type_them(cast: Cast) -> None:
    objective = an_objective(cast.lin.actor, person=cast.lin.ref)
    answer = send(cast.lin, f"{objective.ref}/key-results/new", **{**METRIC, "target": "1.2m"})
    row = KeyResult.within(cast.acme.id).get()
    assert answer.headers["Location"].endswith(f"?kr={row.ref}")
    assert (row.start, row.target) == (Decimal(61000), Decimal(1200000))


def test_durations_are_kept_in_seconds_and_shown_in_their_unit(cast: Cast) -> None:
    objective = an_objective(cast.lin.actor, person=cast.lin.ref)
    send(
        cast.lin,
        f"{objective.ref}/key-results/new",
        **{**METRIC, "unit": "hours", "start": "5", "target": "1h30"},
    )
    row = KeyResult.within(cast.acme.id).get()
    assert (row.unit, row.start, row.target) == ("duration:hours", Decimal(18000), Decimal(5400))
    form = text_of(cast.lin.client.get(cast.lin.path(f"okrs/key-results/{row.ref}/edit")))
    assert 'name="start" value="5"' in form
    assert 'name="target" value="1.5"' in form


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"target": "NaN"}, "cannot be read as a number"),
        ({"target": "1" + "0" * 400}, "is too"),
        ({"target": "1e400"}, "too large"),
        ({"target": "0.1234567"}, "too precise"),
        ({"target": "61 000"}, "the same number"),
        ({"target": ""}, "Please fill in this field."),
        ({"target": "85.000"}, "could mean"),
        ({"stretch": "90000"}, "one direction"),
        ({"title": "nul \x00"}, "control characters"),
        ({"starts_on": "2026-12-01", "due_on": "2026-11-01"}, "lies before the first day"),
        ({"due_on": "soon"}, "is not a date"),
        ({"cadence_days": "0"}, "whole number from 1 to 366"),
        ({"unit": "duration:fortnights"}, "not a duration"),
        ({"owner": "Nobody Known"}, "Nobody here is called"),
    ],
)
def test_bad_numbers_and_days_stand_beside_their_fields(cast: Cast, data: dict[str, str], told: str) -> None:
    objective = an_objective(cast.lin.actor, person=cast.lin.ref, cycle=a_cycle(cast.ada.actor))
    answer = send(
        cast.lin, f"{objective.ref}/key-results/new", **{**METRIC, "definition": "kept, 保留", **data}
    )
    text = text_of(answer)
    assert answer.status_code == 422, text
    assert told in text
    assert "kept, 保留" in text
    assert not KeyResult.within(cast.acme.id).exists()


def test_numbers_are_echoed_while_they_are_typed(cast: Cast) -> None:
    answer = cast.lin.client.get(
        cast.lin.path("okrs/number"), {"field": "target", "target": "1.2m", "unit": "EUR"}
    )
    assert "= €1,200,000" in text_of(answer)
    odd = cast.lin.client.get(cast.lin.path("okrs/number"), {"field": "target", "target": "NaN"})
    assert "cannot be read" in text_of(odd)
    assert (
        cast.lin.client.get(cast.lin.path("okrs/number"), {"field": "password", "password": "1"}).status_code
        == 200
    )


def test_stages_are_added_and_removed_without_javascript(cast: Cast) -> None:
    objective = an_objective(cast.lin.actor, person=cast.lin.ref)
    rows = {
        "kind": "milestone",
        "title": "Programme live",
        "cadence_days": "7",
        "stage_count": "2",
        "stage_title_0": "Pilot",
        "stage_title_1": "Everywhere",
    }
    more = text_of(send(cast.lin, f"{objective.ref}/key-results/new", **rows, button="add-stage"))
    assert 'name="stage_title_2"' in more
    assert 'value="Everywhere"' in more
    less = text_of(send(cast.lin, f"{objective.ref}/key-results/new", **rows, button="remove-stage-0"))
    assert 'name="stage_title_0" value="Everywhere"' in less
    assert "Pilot" not in less
    send(cast.lin, f"{objective.ref}/key-results/new", **rows, button="save")
    stages = KeyResult.within(cast.acme.id).get().stages.order_by("number")
    assert [(stage.title, stage.progress_after) for stage in stages] == [
        ("Pilot", Decimal("0.5")),
        ("Everywhere", Decimal(1)),
    ]


def test_bounds_and_guardrails_and_plans(cast: Cast) -> None:
    objective = an_objective(cast.lin.actor, person=cast.lin.ref)
    new = f"{objective.ref}/key-results/new"
    common = {"title": "x", "cadence_days": "7", "button": "save"}
    send(
        cast.lin,
        new,
        **common,
        kind="between",
        lower="20",
        upper="30",
        required_share="80%",
        is_guardrail="on",
    )
    send(
        cast.lin,
        new,
        **{
            **METRIC,
            "curve": "plan",
            "plan_count": "2",
            "plan_share_0": "50",
            "plan_progress_0": "20",
            "plan_share_1": "",
            "plan_progress_1": "",
        },
    )
    kept, planned = KeyResult.within(cast.acme.id).order_by("pk")
    assert (kept.lower, kept.upper, kept.required_share, kept.is_guardrail) == (
        Decimal(20),
        Decimal(30),
        Decimal("0.8"),
        True,
    )
    assert planned.plan_points == [["0.5", "0.2"]]
    crossed = send(cast.lin, new, **common, kind="between", lower="30", upper="20")
    assert "lower bound lies above" in text_of(crossed)


def test_a_change_of_agreed_terms_shows_its_effect_before_it_is_saved(cast: Cast) -> None:
    objective, row = an_agreed_one(cast)
    a_check_in(cast.lin.actor, row, 150)
    data = {
        "kind": "metric",
        "title": row.title,
        "start": "100",
        "target": "300",
        "cadence_days": "7",
        "owner": cast.lin.ref,
    }
    version = KeyResult.within(cast.acme.id).get().version
    shown = text_of(send(cast.lin, f"key-results/{row.ref}/edit", **data, version=version, button="preview"))
    assert "50% → <strong>25%</strong>" in shown
    refused = send(cast.lin, f"key-results/{row.ref}/edit", **data, version=version, button="save")
    assert refused.status_code == 422
    assert "50% → <strong>25%</strong>" in text_of(refused)
    row.refresh_from_db()
    assert (row.target, row.version) == (Decimal(200), version)
    send(
        cast.lin, f"key-results/{row.ref}/edit", **data, version=version, button="save", reason="new markets"
    )
    row.refresh_from_db()
    objective.refresh_from_db()
    assert row.target == Decimal(300)
    assert objective.standing.progress == Decimal("0.25")


def test_two_edits_of_a_key_result_at_once(cast: Cast) -> None:
    _objective, row = an_agreed_one(cast)
    seen = row.version
    actions.edit_key_result(
        actor=cast.ada.actor,
        ref=row.ref,
        fields={"definition": "theirs"},
        reason="why",
        at=moment(),
        on=TODAY,
    )
    data = {
        "kind": "metric",
        "title": row.title,
        "start": "100",
        "target": "200",
        "cadence_days": "7",
        "owner": cast.lin.ref,
        "weight": "1",
    }
    answer = send(
        cast.lin, f"key-results/{row.ref}/edit", **data, definition="mine", version=seen, button="save"
    )
    assert answer.status_code == 409
    assert "Saved meanwhile: theirs" in text_of(answer)
    assert ">\nmine</textarea>" in text_of(answer)


def test_a_key_result_gets_the_numbers_it_asked_for(cast: Cast) -> None:
    objective = an_objective(cast.lin.actor, person=cast.lin.ref)
    row = a_key_result(cast.lin.actor, objective, kind="")
    assert "must it get there" in text_of(
        cast.lin.client.get(cast.lin.path(f"okrs/key-results/{row.ref}/edit"))
    )
    send(cast.lin, f"key-results/{row.ref}/edit", **METRIC, version=row.version)
    row.refresh_from_db()
    assert (row.kind, row.start) == ("metric", Decimal(61000))
