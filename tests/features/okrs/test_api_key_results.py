"""Key results over REST: terms as typed, reasons, bad numbers, and what a list costs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.core.cache import cache

from northing.kit.actors import Scope
from tests.builders import a_key_result, an_objective
from tests.cast import Cast
from tests.features.okrs.rest import NOW, Caller, Ledger, a_ledger, refusal
from tests.support.statements import counted


@pytest.fixture(autouse=True)
def _a_day() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ledger(cast: Cast) -> Ledger:
    return a_ledger(cast)


def test_the_key_results_of_an_objective(cast: Cast, ledger: Ledger) -> None:
    listed = Caller(cast, "olga").get(f"/objectives/{ledger.mine.ref}/key-results").json()["items"]
    assert [one["title"] for one in listed] == ["Subscribers", "Paywall"]
    metric, stages = listed
    assert {name: metric[name] for name in ("kind", "unit", "start", "target", "weight_share", "owner")} == {
        "kind": "metric",
        "unit": "count",
        "start": "61000",
        "target": "100000",
        "weight_share": "0.5",
        "owner": cast.mika.ref,
    }
    assert metric["reading"]["value"] == metric["standing"]["value"] == "78400"
    assert metric["standing"]["progress"] == "0.446153846"
    assert [stage["progress_after"] for stage in stages["stages"]] == ["0.5", "1"]
    one = Caller(cast, "olga").get(f"/key-results/{ledger.metric.ref}")
    assert one.json() == {name: value for name, value in metric.items() if name != "weight_share"}
    assert one["ETag"] == f'"v{metric["version"]}"'


def test_one_is_added_changed_and_dropped(cast: Cast, ledger: Ledger) -> None:
    ada, below = Caller(cast, "ada"), f"/objectives/{ledger.mine.ref}/key-results"
    wanted = {
        "title": "Calls are short",
        "kind": "at_most",
        "unit": "duration:minutes",
        "upper": 300,
        "ambition": "committed",
        "plan_points": [{"share": "0.5", "progress": 0.2}],
    }
    assert refusal(ada.post(below, wanted)) == (422, "reason_needed", "reason")
    made = ada.post(below, {**wanted, "reason": "asked by support"})
    assert made.status_code == 201
    told = made.json()
    assert (told["upper"], told["unit"], told["ambition"]) == ("300", "duration:minutes", "committed")
    assert told["plan_points"] == [{"share": "0.5", "progress": "0.2"}]
    path = f"/key-results/{told['ref']}"
    assert refusal(ada.patch(path, {"upper": 240})) == (422, "reason_needed", "reason")
    changed = ada.patch(path, {"upper": "240", "ambition": None, "reason": "faster"}, If_Match=made["ETag"])
    assert (changed.json()["upper"], changed.json()["ambition"]) == ("240", None)
    late = ada.patch(path, {"upper": 1, "reason": "x"}, If_Match=made["ETag"])
    assert refusal(late)[:2] == (412, "changed_meanwhile")
    assert ada.post(f"{path}/state", {"state": "met"}).json()["state"] == "met"
    assert ada.post(f"{path}/state", {"state": "active"}).json()["state"] == "active"
    dropped = ada.post(f"{path}/drop", {"reason": "no longer"})
    assert (dropped.status_code, dropped.json()["state"]) == (200, "dropped")
    assert ada.get(below).json()["items"][-1]["title"] == "Calls are short"


def test_one_that_was_never_agreed_is_gone(cast: Cast, ledger: Ledger) -> None:
    draft = an_objective(cast.ada.actor, cycle=ledger.cycle)
    row = a_key_result(cast.ada.actor, draft)
    ada = Caller(cast, "ada")
    assert ada.post(f"/key-results/{row.ref}/drop").status_code == 204
    assert refusal(ada.get(f"/key-results/{row.ref}"))[:2] == (404, "key_result_not_found")


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ({"start": 1, "target": 2}, "metric"),
        ({"kind": None, "start": 0, "target": 2}, "metric"),
        ({"start_unknown_until": "2026-10-20", "target": 2}, "metric"),
        ({"kind": "baseline"}, "baseline"),
        ({"target": 2}, None),
        ({}, None),
    ],
)
def test_a_start_and_a_target_make_a_metric(
    cast: Cast, ledger: Ledger, given: dict[str, object], kind: str | None
) -> None:
    body = {"title": "Calls", "reason": "r", **given}
    made = Caller(cast, "ada").post(f"/objectives/{ledger.mine.ref}/key-results", body)
    assert (made.status_code, made.json().get("kind", "?")) == (201, kind)


METRIC = {"title": "x", "kind": "metric", "start": 1, "target": 2, "reason": "r"}


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        ({**METRIC, "target": 1}, "flat_span", "target"),
        ({**METRIC, "target": "NaN"}, "number_expected", "target"),
        ({**METRIC, "target": "Infinity"}, "number_expected", "target"),
        ({**METRIC, "target": "1e400"}, "too_precise", "target"),
        ({**METRIC, "target": 10**400}, "too_precise", "target"),
        ({**METRIC, "target": "0.1234567"}, "too_precise", "target"),
        ({**METRIC, "target": 1234567890123456}, "too_precise", "target"),
        ({**METRIC, "target": "a lot"}, "number_expected", "target"),
        ({**METRIC, "target": True}, "number_expected", "target"),
        ({**METRIC, "start": None}, "missing", "start"),
        ({**METRIC, "stretch": "1.5"}, "points_out_of_order", "stretch"),
        ({**METRIC, "kind": "guess"}, "unknown_choice", "kind"),
        ({**METRIC, "unit": "duration:fortnights"}, "unknown_duration", "unit"),
        ({**METRIC, "unit": ""}, "required", "unit"),
        ({**METRIC, "cadence_days": 0}, "out_of_range", "cadence_days"),
        ({**METRIC, "due_on": "2026-13-01"}, "not_a_date", "due_on"),
        ({**METRIC, "due_on": "2020-01-01"}, "due_before_start", "due_on"),
        ({**METRIC, "counter_metric": "aaaaaaaaaaaa"}, "unknown_counter_metric", "counter_metric"),
        ({**METRIC, "is_guardrail": True}, "guardrail_not_threshold", "is_guardrail"),
        ({"title": "x", "reason": "r", "kind": "between", "lower": 3, "upper": 2}, "bounds_crossed", "upper"),
        ({"title": "x", "reason": "r", "kind": "milestone"}, "missing", "stages"),
        ({"reason": "r"}, "required", "title"),
    ],
)
def test_bad_terms_name_their_field(
    cast: Cast, ledger: Ledger, body: dict[str, object], code: str, field: str
) -> None:
    answer = Caller(cast, "ada").post(f"/objectives/{ledger.mine.ref}/key-results", body)
    assert refusal(answer) == (422, code, field)
    listed = Caller(cast, "ada").get(f"/objectives/{ledger.mine.ref}/key-results").json()["items"]
    assert len(listed) == 2


@pytest.mark.parametrize("who", ["ada", "lin", "mika", "oleg", "olga", "zoe"])
def test_roles_are_asked_for(cast: Cast, ledger: Ledger, who: str) -> None:
    caller, path = Caller(cast, who), f"/key-results/{ledger.metric.ref}"
    read = 404 if who == "zoe" else 200
    write = read if who in ("ada", "lin", "mika", "zoe") else 403
    assert caller.get(path).status_code == read
    assert caller.get(f"{path}/explain").status_code == read
    assert caller.patch(f"{path}?dry_run=true", {"definition": "d", "reason": "r"}).status_code == write
    assert caller.post(f"{path}/drop?dry_run=true", {"reason": "r"}).status_code == write
    assert caller.post(f"{path}/state?dry_run=true", {"state": "met"}).status_code == write
    wanted = {"title": "x", "reason": "r"}
    added = caller.post(f"/objectives/{ledger.mine.ref}/key-results?dry_run=true", wanted)
    assert added.status_code == (201 if write == 200 else write)


def test_scopes_are_asked_for(cast: Cast, ledger: Ledger) -> None:
    path = f"/key-results/{ledger.metric.ref}"
    reader = Caller(cast, "ada", Scope.READ, Scope.CHECKIN, Scope.PEOPLE, Scope.ADMIN)
    for answer in (
        reader.patch(path, {"definition": "d"}),
        reader.post(f"{path}/drop", {"reason": "r"}),
        reader.post(f"{path}/state", {"state": "met"}),
        reader.post(f"/objectives/{ledger.mine.ref}/key-results", {"title": "x"}),
    ):
        assert refusal(answer)[:2] == (403, "scope_missing")
    planner = Caller(cast, "ada", Scope.PLAN)
    assert refusal(planner.get(path))[:2] == (403, "scope_missing")
    assert planner.patch(path, {"definition": "d", "reason": "r"}).status_code == 200


def test_no_read_costs_more_with_more_rows(cast: Cast, ledger: Ledger) -> None:
    olga = Caller(cast, "olga")
    paths = [
        "/objectives",
        f"/objectives?cycle=current&team={cast.growth.ref}&with_subteams=true&q=Aim",
        f"/objectives/{ledger.mine.ref}",
        f"/objectives/{ledger.mine.ref}/key-results",
        f"/objectives/{ledger.mine.ref}/alignments",
        f"/objectives/{ledger.mine.ref}/explain",
        f"/key-results/{ledger.metric.ref}",
        f"/key-results/{ledger.metric.ref}/explain",
        f"/key-results/{ledger.metric.ref}/check-ins",
    ]

    def costs() -> dict[str, int]:
        found = {}
        for path in paths:
            olga.get(path)
            with counted() as statements:
                assert olga.get(path).status_code == 200
            found[path] = len(statements)
        return found

    ada = cast.ada.actor

    def add(number: int) -> None:
        child = an_objective(ada, cycle=ledger.cycle, title=f"Aim {number}", team=cast.growth.ref)
        a_key_result(ada, ledger.mine, title=f"KR {number}", reason="more")
        Caller(cast, "ada").post(f"/objectives/{child.ref}/alignments", {"parent": ledger.mine.ref})
        Caller(cast, "mika").post(f"/key-results/{ledger.metric.ref}/check-ins", {"confidence": number % 10})

    add(0)
    few = costs()
    for number in range(1, 12):
        add(number)
    assert costs() == few
    assert max(few.values()) <= 16
