"""Writes that may be sent twice, rehearsed, conditional, in bulk; and how often one may ask."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from northing.kit.api import idempotency
from northing.kit.api.alone import alone, claim_in_transaction
from northing.kit.api.models import KeptAnswer
from northing.kit.api.rates import Window, count_request
from northing.kit.errors import Conflict
from northing.kit.jobs.models import Job
from northing.kit.storage.writing import writing
from tests.kit.api.conftest import ACME, LIN, ZENITH, Caller

NOTE = {"slot": "monday"}


def slots(organization: int = ACME) -> list[str]:
    return sorted(Job.within(organization).values_list("slot", flat=True))


def test_the_same_key_and_body_act_once_and_answer_the_same(ada: Caller) -> None:
    first = ada.post("/notes", NOTE, Idempotency_Key="k-1")
    Job.within(ACME).all().delete()
    again = ada.post("/notes", NOTE, Idempotency_Key="k-1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert again["Content-Type"] == first["Content-Type"]
    assert again["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first
    assert slots() == [], "the second one did nothing"


@pytest.mark.parametrize(
    ("method", "path", "body", "headers"),
    [
        ("POST", "/notes", {"slot": "tuesday"}, {}),
        ("PUT", "/notes/monday", NOTE, {}),
        ("POST", "/notes?x=1", NOTE, {}),
        ("POST", "/notes", NOTE, {"If_Match": '"v3"'}),
    ],
)
def test_the_same_key_for_another_request_is_refused(
    ada: Caller, method: str, path: str, body: Any, headers: dict[str, str]
) -> None:
    ada.post("/notes", NOTE, Idempotency_Key="k-1")
    response = ada.send(method, path, body, Idempotency_Key="k-1", **headers)
    assert (response.status_code, response.json()["code"]) == (422, "idempotency_key_reused")
    assert slots() == ["monday"]


def test_a_key_belongs_to_one_person(caller: Callable[..., Caller]) -> None:
    for who in (caller(), caller(LIN), caller(organization=ZENITH)):
        assert ada_answer(who).status_code == 201
        assert "Idempotent-Replayed" not in ada_answer(who, key="other")
    assert KeptAnswer.within(ACME).count() == 4


def ada_answer(who: Caller, key: str = "k-1") -> Any:
    return who.post("/notes", NOTE, Idempotency_Key=key)


@pytest.mark.parametrize("slot", ["taken", "bad", "half"])
def test_a_refusal_changes_nothing_and_is_not_kept(ada: Caller, slot: str) -> None:
    first = ada.post("/notes", {"slot": slot}, Idempotency_Key="k-1")
    again = ada.post("/notes", {"slot": slot}, Idempotency_Key="k-1")
    assert first.status_code == again.status_code >= 400
    assert "Idempotent-Replayed" not in again
    assert slots() == []
    assert not KeptAnswer.within(ACME).exists()


def test_a_bug_after_a_write_rolls_the_write_back(ada: Caller) -> None:
    assert ada.post("/late", Idempotency_Key="k-1").status_code == 500
    assert slots() == []


@pytest.mark.parametrize("key", ["", "x" * 201, "a\x01b"])
def test_a_key_that_is_none(ada: Caller, key: str) -> None:
    response = ada.post("/notes", NOTE, Idempotency_Key=key)
    assert (response.status_code, response.json()["code"]) == (422, "bad_idempotency_key")
    assert slots() == []


def test_reading_ignores_the_key(ada: Caller) -> None:
    assert ada.get("/notes", Idempotency_Key="k-1").status_code == 200
    assert not KeptAnswer.within(ACME).exists()


def test_keys_are_forgotten_after_seven_days(ada: Caller) -> None:
    ada.post("/notes", NOTE, Idempotency_Key="k-1")
    now = timezone.now()
    assert idempotency.sweep(at=now + timedelta(days=6)) == 0
    KeptAnswer.within(ACME).update(created_at=now - timedelta(days=7, seconds=1))
    response = ada.post("/notes", {"slot": "tuesday"}, Idempotency_Key="k-1")
    assert response.status_code == 201, "an old key may be used again before the sweep"
    assert slots() == ["monday", "tuesday"]
    assert idempotency.sweep(at=now + timedelta(days=8)) == 1


@pytest.mark.django_db(transaction=True)
def test_a_request_that_is_still_running_is_told_so(ada: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    digests: list[bytes] = []

    def remember(claim: idempotency.Claim) -> bytes:
        digests.append(b"12345678")
        return digests[-1]

    monkeypatch.setattr(idempotency.Claim, "digest", property(remember))
    answers: list[Any] = []

    def second() -> None:
        answers.append(ada.post("/notes", NOTE, Idempotency_Key="k-1"))
        connection.close()

    with alone(b"12345678"):
        if connection.vendor == "postgresql":
            with writing():
                claim_in_transaction(b"12345678")
                run_apart(second)
        else:
            run_apart(second)
    assert (answers[0].status_code, answers[0].json()["code"]) == (409, "still_running")
    assert slots() == []
    assert ada.post("/notes", NOTE, Idempotency_Key="k-1").status_code == 201, "the key is free again"


def run_apart(act: Callable[[], None]) -> None:
    thread = Thread(target=act)
    thread.start()
    thread.join(20)
    assert not thread.is_alive()


@pytest.mark.django_db(transaction=True)
def test_the_same_request_six_times_at_once_acts_once(ada: Caller) -> None:
    ada.get("/notes")  # the token's use is noted before the race
    start, answers = Barrier(6), []

    def send() -> None:
        start.wait()
        answers.append(ada.post("/notes", NOTE, Idempotency_Key="k-1").status_code)
        connection.close()

    threads = [Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(answers) <= {201, 409}
    assert 201 in answers
    assert slots() == ["monday"]
    assert KeptAnswer.within(ACME).count() == 1


@pytest.mark.django_db
def test_two_keys_do_not_wait_for_each_other() -> None:
    with alone(b"1" * 8), alone(b"2" * 8), writing():
        claim_in_transaction(b"1" * 8)
        claim_in_transaction(b"2" * 8)


@pytest.mark.django_db
def test_a_key_is_held_by_one_opener_even_within_a_process() -> None:
    if connection.vendor == "sqlite":
        with alone(b"1" * 8), pytest.raises(Conflict) as refused, alone(b"1" * 8):
            pass
        assert refused.value.code == "still_running"
    else:
        with alone(b"1" * 8), alone(b"1" * 8):
            claim_in_transaction(b"1" * 8)  # PostgreSQL keeps its locks a transaction


@pytest.mark.parametrize("asked", ["true", "1", "TRUE"])
def test_a_dry_run_answers_as_if_done_and_changes_nothing(ada: Caller, asked: str) -> None:
    response = ada.post(f"/notes?dry_run={asked}", {**NOTE, "value": 3}, Idempotency_Key="k-1")
    assert (response.status_code, response.json()) == (201, {"ref": "monday", "value": "3"})
    assert response["Northing-Dry-Run"] == "true"
    assert slots() == []
    assert not KeptAnswer.within(ACME).exists()
    assert ada.post(f"/notes?dry_run={asked}", {"slot": "taken"}).status_code == 409
    assert ada.post("/notes?dry_run=false", NOTE).status_code == 201
    assert slots() == ["monday"]


@pytest.mark.parametrize(
    ("given", "status", "code"),
    [
        ('"v3"', 200, None),
        ('W/"v3"', 200, None),
        ("*", 200, None),
        (None, 200, None),
        ('"v2"', 412, "changed_meanwhile"),
        ('"abc"', 422, "bad_etag"),
        ("v3", 422, "bad_etag"),
    ],
)
def test_if_match(ada: Caller, given: str | None, status: int, code: str | None) -> None:
    response = ada.send("PUT", "/notes/monday", **({"If_Match": given} if given else {}))
    assert response.status_code == status
    if code:
        assert response.json()["code"] == code
    else:
        assert response["ETag"] == '"v4"'


def test_a_newer_version_without_if_match_is_a_conflict(ada: Caller) -> None:
    assert ada.send("PUT", "/notes/newer").status_code == 409
    assert ada.send("PUT", "/notes/newer", If_Match="*").status_code == 412


def test_bulk_rows_have_results_of_their_own(ada: Caller) -> None:
    rows = [{"slot": "one"}, {"slot": "half"}, {"slot": "taken"}, {"slot": "two"}]
    body = ada.post("/notes/bulk", rows).json()
    assert (body["done"], body["refused"]) == (2, 2)
    assert [(row["index"], row["status"], row.get("code")) for row in body["results"]] == [
        (0, 200, None),
        (1, 422, "invalid"),
        (2, 409, "conflict"),
        (3, 200, None),
    ]
    assert [part["field"] for part in body["results"][1]["problems"]] == ["a", "b.0.c"]
    assert slots() == ["one", "two"], "what a refused row had written is gone"


def test_the_window_is_told_and_kept(ada: Caller, settings: Any) -> None:
    settings.NORTHING_API_RATE = 2
    answers = [ada.get("/notes") for _ in range(3)]
    codes = [answer.status_code for answer in answers]
    assert codes == [200, 200, 429]
    assert [answer["RateLimit-Remaining"] for answer in answers] == ["1", "0", "0"]
    assert {answer["RateLimit-Limit"] for answer in answers} == {"2"}
    assert 1 <= int(answers[2]["RateLimit-Reset"]) <= 60
    assert 1 <= int(answers[2]["Retry-After"]) <= 60
    assert answers[2].json()["code"] == "too_many_requests"


def test_a_window_ends_with_its_minute() -> None:
    assert count_request(5, now=120.0, limit=1) == Window(1, 0, 60)
    assert count_request(5, now=179.9, limit=1) is None
    assert count_request(6, now=179.9, limit=1) == Window(1, 0, 1)
    assert count_request(5, now=180.0, limit=1) == Window(1, 0, 60)
