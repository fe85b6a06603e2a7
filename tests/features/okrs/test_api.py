"""Objectives over REST: written, listed, agreed, aligned, explained."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.core.cache import cache

from northing.kit.actors import Scope
from tests.builders import an_objective
from tests.cast import Cast
from tests.features.okrs.rest import NOW, Caller, Ledger, a_ledger, refusal


@pytest.fixture(autouse=True)
def _a_day() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ledger(cast: Cast) -> Ledger:
    return a_ledger(cast)


def test_an_objective_is_written_shown_and_changed(cast: Cast, ledger: Ledger) -> None:
    mika = Caller(cast, "mika")
    made = mika.post(
        "/objectives", {"title": "Fewer calls", "cycle": ledger.cycle.ref, "person": cast.mika.ref}
    )
    assert (made.status_code, made["ETag"]) == (201, '"v1"')
    told = made.json()
    assert {name: told[name] for name in ("title", "holder", "person", "owner", "state", "weight")} == {
        "title": "Fewer calls",
        "holder": "person",
        "person": cast.mika.ref,
        "owner": cast.mika.ref,
        "state": "draft",
        "weight": "1",
    }
    path = f"/objectives/{told['ref']}"
    assert mika.get(path).json() == told
    changed = mika.patch(path, {"title": "Fewer phone calls"}, If_Match='"v1"')
    assert (changed.json()["title"], changed["ETag"]) == ("Fewer phone calls", '"v2"')
    late = mika.patch(path, {"title": "Late"}, If_Match='"v1"')
    assert refusal(late)[:2] == (412, "changed_meanwhile")


def test_agreed_terms_need_a_reason(cast: Cast, ledger: Ledger) -> None:
    ada, path = Caller(cast, "ada"), f"/objectives/{ledger.mine.ref}"
    assert refusal(ada.patch(path, {"title": "Other"})) == (422, "reason_needed", "reason")
    assert ada.patch(path, {"title": "Other", "reason": "clearer"}).json()["title"] == "Other"


def test_the_list_filters_sorts_and_pages(cast: Cast, ledger: Ledger) -> None:
    for number in range(5):
        an_objective(cast.ada.actor, cycle=ledger.cycle, title=f"Aim {number}", team=cast.growth.ref)
    olga = Caller(cast, "olga")
    titles, cursor = [], ""
    while cursor is not None:
        page = olga.get(f"/objectives?sort=-title&limit=3&fields=title&cursor={cursor}").json()
        titles += [item["title"] for item in page["items"]]
        assert all(set(item) == {"ref", "title"} for item in page["items"])
        cursor = page["next"]
    assert titles == [
        "The town talks about us",
        "Readers come back",
        *(f"Aim {number}" for number in (4, 3, 2, 1, 0)),
    ]

    def named(query: str) -> list[str]:
        return [item["title"] for item in olga.get(f"/objectives?{query}").json()["items"]]

    assert named(f"team={cast.growth.ref}&limit=2") == ["Aim 0", "Aim 1"]
    assert named(f"person={cast.mika.ref}") == ["Readers come back"]
    assert named("cycle=current&state=agreed&roots=true") == ["The town talks about us"]
    assert named("backlog=true") == []
    assert named("q=subscribers") == ["Readers come back"]
    assert refusal(olga.get("/objectives?status=lovely")) == (422, "unknown_choice", "status")
    assert refusal(olga.get("/objectives?sort=colour")) == (422, "unknown_sort", "sort")
    assert refusal(olga.get("/objectives?fields=salary")) == (422, "unknown_field", "fields")
    first = olga.get("/objectives?limit=1").json()["next"]
    assert refusal(olga.get(f"/objectives?limit=1&sort=title&cursor={first}")) == (
        422,
        "bad_cursor",
        "cursor",
    )
    assert olga.get("/objectives?team=aaaaaaaaaaaa").status_code == 404


def test_from_draft_to_agreed_and_back(cast: Cast, ledger: Ledger) -> None:
    mika, ada = Caller(cast, "mika"), Caller(cast, "ada")
    made = mika.post("/objectives", {"title": "New", "person": cast.mika.ref, "cycle": ledger.cycle.ref})
    path = f"/objectives/{made.json()['ref']}"
    assert mika.post(f"{path}/propose").json()["state"] == "proposed"
    assert refusal(mika.post(f"{path}/propose"))[:2] == (409, "wrong_state")
    assert refusal(ada.post(f"{path}/return", {"reason": " "})) == (422, "reason_needed", "reason")
    assert ada.post(f"{path}/return", {"reason": "which readers?"}).json()["state"] == "returned"
    mika.post(f"{path}/propose")
    agreed = ada.post(f"{path}/agree").json()
    assert (agreed["state"], agreed["is_agreed"], agreed["agreed_on"]) == ("agreed", True, "2026-11-02")
    assert ada.post(f"{path}/postpone", {"reason": "later"}).json()["state"] == "postponed"
    assert ada.post(f"{path}/restore").json()["state"] == "agreed"
    assert ada.post(f"{path}/drop", {"reason": "no"}).json()["state"] == "dropped"
    assert ada.post(f"{path}/restore").json()["state"] == "agreed"
    moved = ada.post(f"{path}/move", {"cycle": None, "reason": "not now"})
    assert moved.json()["cycle"] is None


def test_links_up_and_down(cast: Cast, ledger: Ledger) -> None:
    ada, path = Caller(cast, "ada"), f"/objectives/{ledger.mine.ref}/alignments"
    (parent,) = ada.get(path).json()["parents"]
    assert (parent["ref"], parent["kind"]) == (ledger.goal.ref, "contributes")
    loop = ada.post(f"/objectives/{ledger.goal.ref}/alignments", {"parent": ledger.mine.ref})
    assert refusal(loop)[:2] == (409, "alignment_loop")
    assert ada.delete(f"{path}/{ledger.goal.ref}").status_code == 204
    assert refusal(ada.delete(f"{path}/{ledger.goal.ref}"))[:2] == (404, "alignment_not_found")
    made = ada.post(path, {"parent": ledger.goal.ref, "kind": "supports"})
    assert (made.status_code, made.json()["parents"][0]["kind"]) == (201, "supports")
    (child,) = ada.get(f"/objectives/{ledger.goal.ref}/alignments").json()["children"]
    assert child["ref"] == ledger.mine.ref


def test_fewer_readers_only_support(cast: Cast, ledger: Ledger) -> None:
    ada, path = Caller(cast, "ada"), f"/objectives/{ledger.mine.ref}/visibility"
    wanted = {"visibility": "named", "people": [cast.oleg.ref]}
    assert ada.put(f"{path}?dry_run=true", wanted).json()["demoted"] == 1
    assert ada.get(path).json()["visibility"] == "organization"
    assert ada.put(path, wanted).json()["demoted"] == 1
    assert ada.get(path).json() == {
        "visibility": "named",
        "teams": [],
        "people": [cast.oleg.ref],
        "demoted": 0,
    }
    assert Caller(cast, "oleg").get(f"/objectives/{ledger.mine.ref}").status_code == 200
    assert refusal(Caller(cast, "olga").get(f"/objectives/{ledger.mine.ref}"))[:2] == (
        404,
        "objective_not_found",
    )
    titles = [item["title"] for item in Caller(cast, "olga").get("/objectives").json()["items"]]
    assert titles == ["The town talks about us"]


def test_every_number_is_explained(cast: Cast, ledger: Ledger) -> None:
    olga = Caller(cast, "olga")
    for path, ref, kind in (
        ("objectives", ledger.goal.ref, "objective"),
        ("objectives", ledger.mine.ref, "objective"),
        ("key-results", ledger.metric.ref, "key_result"),
        ("key-results", ledger.stages.ref, "key_result"),
    ):
        told = olga.get(f"/{path}/{ref}/explain").json()
        shown = olga.get(f"/{path}/{ref}").json()["standing"]
        assert (told["kind"], told["ref"], told["adds_up"]) == (kind, ref, True)
        assert (told["progress"], told["status"]) == (shown["progress"], shown["status"])
        assert told["trace"]["rule"] == f"standing.{kind}"
    mine = olga.get(f"/objectives/{ledger.mine.ref}/explain").json()
    assert mine["parts"][ledger.metric.ref] == {"kind": "key_result", "title": "Subscribers"}
    assert refusal(olga.get(f"/objectives/{ledger.metric.ref}/explain"))[:2] == (404, "objective_not_found")
    assert refusal(olga.get(f"/key-results/{ledger.mine.ref}/explain"))[:2] == (404, "key_result_not_found")


def test_a_private_part_counts_without_a_name(cast: Cast, ledger: Ledger) -> None:
    secret = an_objective(
        cast.ada.actor, cycle=ledger.cycle, agreed=True, title="Secret", visibility="holder"
    )
    ada = Caller(cast, "ada")
    assert ada.patch(f"/objectives/{secret.ref}", {"publishes_number": True}).status_code == 200
    link = {"parent": ledger.goal.ref, "kind": "contributes"}
    assert ada.post(f"/objectives/{secret.ref}/alignments", link).status_code == 201
    told = Caller(cast, "olga").get(f"/objectives/{ledger.goal.ref}/explain")
    assert told.json()["adds_up"] is True
    assert secret.ref not in told.content.decode()
    assert "Secret" not in told.content.decode()


@pytest.mark.parametrize("who", ["ada", "lin", "mika", "oleg", "olga"])
def test_roles_are_asked_for(cast: Cast, ledger: Ledger, who: str) -> None:
    caller, path = Caller(cast, who), f"/objectives/{ledger.mine.ref}"
    may_edit = who in ("ada", "lin", "mika")  # Lin leads Mika's team
    assert caller.get(path).status_code == 200
    changed = caller.patch(path, {"description": who})
    assert changed.status_code == (200 if may_edit else 403)
    assert caller.post(f"{path}/drop?dry_run=true", {"reason": "x"}).status_code == (200 if may_edit else 403)
    own = {"title": "Mine", "person": cast.player(who).ref}
    assert caller.post("/objectives", own).status_code == (403 if who == "olga" else 201)
    for_all = caller.post("/objectives", {"title": "Ours"})
    assert for_all.status_code == (201 if who == "ada" else 403)


@pytest.mark.parametrize("scope", list(Scope))
def test_scopes_are_asked_for(cast: Cast, ledger: Ledger, scope: Scope) -> None:
    caller, path = Caller(cast, "ada", scope), f"/objectives/{ledger.mine.ref}"
    assert caller.get(path).status_code == (200 if scope is Scope.READ else 403)
    assert caller.get(f"{path}/explain").status_code == (200 if scope is Scope.READ else 403)
    for method, rest, body in (
        ("PATCH", "", {"description": "x"}),
        ("POST", "/drop", {"reason": "x"}),
        ("PUT", "/visibility", {"visibility": "organization"}),
    ):
        answer = caller(method, f"{path}{rest}?dry_run=true", body)
        assert answer.status_code == (200 if scope is Scope.PLAN else 403)
        if scope is not Scope.PLAN:
            assert refusal(answer)[1] == "scope_missing"


def test_nothing_exists_for_another_organization(cast: Cast, ledger: Ledger) -> None:
    zoe, path = Caller(cast, "zoe"), f"/objectives/{ledger.mine.ref}"
    assert zoe.get("/objectives").json()["items"] == []
    for method, rest, body in (
        *(("GET", rest, None) for rest in ("", "/explain", "/key-results", "/alignments", "/visibility")),
        ("PATCH", "", {"title": "x"}),
        ("PUT", "/visibility", {"visibility": "organization"}),
        ("POST", "/key-results", {"title": "x"}),
        ("POST", "/alignments", {"parent": ledger.goal.ref}),
        ("DELETE", f"/alignments/{ledger.goal.ref}", None),
        *(("POST", f"/{act}", {"reason": "x"}) for act in ("return", "drop", "postpone")),
        *(("POST", f"/{act}", {}) for act in ("propose", "agree", "restore")),
        ("POST", "/move", {"cycle": None}),
    ):
        assert refusal(zoe(method, f"{path}{rest}", body))[:2] == (404, "objective_not_found"), (method, rest)
    assert zoe.get(f"/objectives?cycle={ledger.cycle.ref}").status_code == 404
    foreign = zoe.post("/objectives", {"title": "x", "cycle": ledger.cycle.ref})
    assert foreign.status_code in (404, 422)
    for field, ref in (("owner", cast.mika.ref), ("team", cast.growth.ref), ("person", cast.mika.ref)):
        assert refusal(zoe.post("/objectives", {"title": "x", field: ref}))[2] == field


def test_the_same_key_writes_once(cast: Cast, ledger: Ledger) -> None:
    ada, wanted = Caller(cast, "ada"), {"title": "Once", "cycle": ledger.cycle.ref}
    first = ada.post("/objectives", wanted, Idempotency_Key="k1")
    again = ada.post("/objectives", wanted, Idempotency_Key="k1")
    assert (first.status_code, again.status_code, again.json()["ref"]) == (201, 201, first.json()["ref"])
    other = ada.post("/objectives", {**wanted, "title": "Twice"}, Idempotency_Key="k1")
    assert refusal(other)[:2] == (422, "idempotency_key_reused")
    assert len([one for one in ada.get("/objectives").json()["items"] if one["title"] == "Once"]) == 1


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        ({}, "required", "title"),
        ({"title": "  "}, "required", "title"),
        ({"title": "x" * 301}, "too_long", "title"),
        ({"title": "a\x00b"}, "control_characters", "title"),
        ({"title": "x", "ambition": "huge"}, "unknown_choice", "ambition"),
        ({"title": "x", "owner": "aaaaaaaaaaaa"}, "unknown_person", "owner"),
        ({"title": "x", "holder": "team"}, "required", "team"),
        ({"title": "x", "weight": "NaN"}, "number_expected", "weight"),
        ({"title": "x", "weight": "1e400"}, "too_precise", "weight"),
        ({"title": "x", "weight": -1}, "out_of_range", "weight"),
        ({"title": "x", "colour": "red"}, "unknown_field", "colour"),
        ({"title": 7}, "text_expected", "title"),
        ({"title": "x", "description": "y" * 10_000_000}, "too_long", "description"),
    ],
)
def test_a_wrong_value_names_its_field(cast: Cast, body: dict[str, object], code: str, field: str) -> None:
    assert refusal(Caller(cast, "ada").post("/objectives", body)) == (422, code, field)


@pytest.mark.parametrize(
    "body", [b"{", b'{"title": NaN}', b"\xff\xfe", b"[" * 100_000, b'{"weight": 1' + b"0" * 5000]
)
def test_a_body_that_is_not_json_is_refused(cast: Cast, body: bytes) -> None:
    assert refusal(Caller(cast, "ada")("POST", "/objectives", body))[:2] == (400, "unreadable_body")


def test_too_large_a_body_is_refused(cast: Cast) -> None:
    huge = b'{"title": "' + b"x" * 13_000_000 + b'"}'
    assert refusal(Caller(cast, "ada")("POST", "/objectives", huge))[:2] == (413, "body_too_large")
