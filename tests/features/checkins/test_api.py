"""Check-ins over REST: said, corrected, taken back, pushed by machines, many at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.cache import cache

from northing.features.okrs import actions as okr_actions
from northing.kit.actors import Scope
from tests.cast import Cast
from tests.features.okrs.rest import NOW, TODAY, Caller, Ledger, a_ledger, refusal


@pytest.fixture(autouse=True)
def _a_day() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ledger(cast: Cast) -> Ledger:
    return a_ledger(cast)


def said(caller: Caller, ledger: Ledger) -> list[tuple[str, Any, Any]]:
    rows = caller.get(f"/key-results/{ledger.metric.ref}/check-ins").json()["items"]
    return [
        (row["effective_on"], row["value"], row["confidence"]) for row in rows if not row["is_superseded"]
    ]


def test_a_reading_moves_everything_above(cast: Cast, ledger: Ledger) -> None:
    mika, path = Caller(cast, "mika"), f"/key-results/{ledger.metric.ref}/check-ins"
    done = mika.post(path, {"value": "84900", "confidence": 8, "note": "campaign"})
    assert done.status_code == 201
    told = done.json()
    row = told["check_in"]
    assert (row["value"], row["confidence"], row["note"], row["author"]) == ("84900", 8, "campaign", "Mika")
    assert (row["source"], row["effective_on"]) == ("person", "2026-11-02")
    assert told["key_result"]["progress"] == "0.612820513"
    shown = mika.get(f"/objectives/{ledger.goal.ref}").json()["standing"]["progress"]
    assert shown == told["objective"]["progress"]
    assert said(mika, ledger) == [("2026-11-02", "84900", 8), ("2026-10-26", "78400", 7)]


def test_the_same_again_a_judgement_and_other_kinds(cast: Cast, ledger: Ledger) -> None:
    mika, path = Caller(cast, "mika"), f"/key-results/{ledger.metric.ref}/check-ins"
    assert mika.post(path, {"is_unchanged": True, "confidence": 6}).json()["check_in"]["value"] == "78400"
    judged = mika.post(path, {"confidence": 4, "note": "hm"}).json()["check_in"]
    assert (judged["is_reading"], judged["value"], judged["confidence"]) == (False, None, 4)
    stages = mika.post(f"/key-results/{ledger.stages.ref}/check-ins", {"reached": [1], "confidence": 9})
    assert stages.json()["key_result"]["progress"] == "0.5"


def test_a_slip_is_put_right_and_taken_back(cast: Cast, ledger: Ledger) -> None:
    mika = Caller(cast, "mika")
    made = mika.post(f"/key-results/{ledger.metric.ref}/check-ins", {"value": 849000, "confidence": 8}).json()
    ref = made["check_in"]["ref"]
    right = mika.post(f"/check-ins/{ref}/correct", {"value": 84900, "confidence": 8})
    assert (right.status_code, right.json()["check_in"]["value"]) == (201, "84900")
    assert refusal(mika.post(f"/check-ins/{ref}/correct", {"value": 1}))[:2] == (409, "already_superseded")
    newest = right.json()["check_in"]["ref"]
    assert refusal(Caller(cast, "oleg").post(f"/check-ins/{newest}/withdraw"))[0] == 403
    assert refusal(Caller(cast, "zoe").post(f"/check-ins/{newest}/withdraw"))[:2] == (
        404,
        "check_in_not_found",
    )
    assert mika.post(f"/check-ins/{newest}/withdraw").json()["key_result"]["value"] == "849000"
    assert refusal(mika.post(f"/check-ins/{newest}/withdraw"))[:2] == (409, "already_superseded")


def test_a_machine_may_push_the_same_day_again(cast: Cast, ledger: Ledger) -> None:
    mika, path = Caller(cast, "mika", Scope.CHECKIN), f"/key-results/{ledger.metric.ref}/readings"
    first = mika.put(f"{path}/2026-11-01", {"value": 80000}).json()
    assert (first["check_in"]["source"], first["is_repeat"]) == ("connector", False)
    again = mika.put(f"{path}/2026-11-01", {"value": "80000.0"}).json()
    assert (again["check_in"]["ref"], again["is_repeat"]) == (first["check_in"]["ref"], True)
    other = mika.put(f"{path}/2026-11-01", {"value": 80100}).json()
    assert (other["key_result"]["value"], other["is_repeat"]) == ("80100", False)
    mika.put(f"{path}/2026-10-30", {"value": 79000})
    reader = Caller(cast, "mika")
    assert said(reader, ledger) == [
        ("2026-11-01", "80100", None),
        ("2026-10-30", "79000", None),
        ("2026-10-26", "78400", 7),
    ]
    # What a person said stays, and is followed by the machine's word.
    pushed = mika.put(f"{path}/2026-10-26", {"value": 78500}).json()
    assert pushed["key_result"]["confidence"] == 7
    assert pushed["key_result"]["value"] == "80100"
    assert len(said(reader, ledger)) == 4
    assert refusal(mika.put(f"{path}/2026-11-01", {})) == (422, "required", "value")
    assert refusal(mika.put(f"{path}/tomorrow", {"value": 1})) == (422, "not_a_date", "effective_on")


def test_many_at_once_each_for_itself(cast: Cast, ledger: Ledger) -> None:
    mika = Caller(cast, "mika")
    metric, stages = ledger.metric.ref, ledger.stages.ref
    rows = [
        {"key_result": metric, "value": 90000, "confidence": 7, "key": "a"},
        {"key_result": "aaaaaaaaaaaa", "value": 1},
        {"key_result": stages, "reached": [9], "confidence": 3},
        {"key_result": stages, "reached": [1, 2], "confidence": 9},
        {"key_result": metric, "value": 1, "effective_on": "2026-12-01"},
        {"key_result": metric, "value": 1, "is_unchanged": True},
        {"key_result": metric, "value": 90000, "confidence": 7, "key": "a"},
    ]
    told = mika.post("/check-ins/bulk", {"check_ins": rows}, Idempotency_Key="bulk").json()
    assert (told["done"], told["refused"]) == (3, 4)
    assert [(one["status"], one["code"], one["field"]) for one in told["results"]] == [
        (200, None, None),
        (404, "key_result_not_found", None),
        (422, "out_of_range", "reached"),
        (200, None, None),
        (422, "day_in_future", "effective_on"),
        (422, "wrong_reading", "is_unchanged"),
        (200, None, None),
    ]
    assert told["results"][6]["value"]["is_repeat"] is True
    again = mika.post("/check-ins/bulk", {"check_ins": rows}, Idempotency_Key="bulk")
    assert (again.json(), again["Idempotent-Replayed"]) == (told, "true")
    assert len(said(mika, ledger)) == 2
    too_many = {"check_ins": [rows[0]] * 51}
    assert refusal(mika.post("/check-ins/bulk", too_many)) == (422, "too_many_items", "check_ins")
    ledger_is = okr_actions.verify(organization_id=cast.acme.id, on=TODAY)
    assert ledger_is.is_clean


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        ({}, "required", "confidence"),
        ({"value": "NaN"}, "number_expected", "value"),
        ({"value": "1e400"}, "too_precise", "value"),
        ({"value": "0.0000001"}, "too_precise", "value"),
        ({"value": 5, "effective_on": "2026-11-03"}, "day_in_future", "effective_on"),
        ({"value": 5, "effective_on": "2026-09-30"}, "day_outside_cycle", "effective_on"),
        ({"confidence": 5, "effective_on": "2026-11-01"}, "required", "value"),
        ({"value": 5, "confidence": 11}, "at_most", "confidence"),
        ({"value": 5, "confidence": "sure"}, "whole_number_expected", "confidence"),
        ({"is_done": True}, "wrong_reading", "value"),
        ({"value": 5, "note": "x" * 10_001}, "too_long", "note"),
        ({"value": 5, "note": "a\x07"}, "control_characters", "note"),
        ({"value": 5, "colour": "red"}, "unknown_field", "colour"),
        ({"value": "999999999999999"}, "progress_out_of_range", "value"),
    ],
)
def test_bad_readings_name_their_field(
    cast: Cast, ledger: Ledger, body: dict[str, Any], code: str, field: str
) -> None:
    mika = Caller(cast, "mika")
    assert refusal(mika.post(f"/key-results/{ledger.metric.ref}/check-ins", body)) == (422, code, field)
    assert len(said(mika, ledger)) == 1


@pytest.mark.parametrize("who", ["ada", "carl", "lin", "mika", "oleg", "olga", "zoe"])
def test_roles_are_asked_for(cast: Cast, ledger: Ledger, who: str) -> None:
    caller, path = Caller(cast, who), f"/key-results/{ledger.metric.ref}"
    expected = {"oleg": 403, "olga": 403, "zoe": 404}.get(who, 200)
    assert caller.get(f"{path}/check-ins").status_code == (404 if who == "zoe" else 200)
    made = caller.post(f"{path}/check-ins?dry_run=true", {"value": 80000, "confidence": 5})
    assert made.status_code == (201 if expected == 200 else expected)
    assert caller.put(f"{path}/readings/2026-11-01?dry_run=true", {"value": 1}).status_code == expected
    rows = {"check_ins": [{"key_result": ledger.metric.ref, "confidence": 5}]}
    (row,) = caller.post("/check-ins/bulk?dry_run=true", rows).json()["results"]
    assert row["status"] == expected


def test_scopes_are_asked_for(cast: Cast, ledger: Ledger) -> None:
    planner, path = Caller(cast, "mika", Scope.READ, Scope.PLAN), f"/key-results/{ledger.metric.ref}"
    for answer in (
        planner.post(f"{path}/check-ins", {"confidence": 5}),
        planner.put(f"{path}/readings/2026-11-01", {"value": 1}),
        planner.post("/check-ins/bulk", {"check_ins": [{"key_result": ledger.metric.ref}]}),
        planner.post("/check-ins/aaaaaaaaaaaa/correct", {"value": 1}),
        planner.post("/check-ins/aaaaaaaaaaaa/withdraw"),
    ):
        assert refusal(answer)[:2] == (403, "scope_missing")
    assert refusal(Caller(cast, "mika", Scope.CHECKIN).get(f"{path}/check-ins"))[:2] == (403, "scope_missing")


def test_the_list_pages(cast: Cast, ledger: Ledger) -> None:
    mika, path = Caller(cast, "mika"), f"/key-results/{ledger.metric.ref}/check-ins"
    for confidence in range(5):
        mika.post(path, {"confidence": confidence})
    seen, cursor = [], ""
    while cursor is not None:
        page = mika.get(f"{path}?limit=2&fields=confidence&cursor={cursor}").json()
        seen += [row["confidence"] for row in page["items"]]
        cursor = page["next"]
    assert seen == [4, 3, 2, 1, 0, 7]
    first = mika.get(f"{path}?limit=1").json()["next"]
    other = mika.get(f"/key-results/{ledger.stages.ref}/check-ins?cursor={first}")
    assert refusal(other) == (422, "bad_cursor", "cursor")
