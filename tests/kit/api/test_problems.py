"""Every failure is one shape with a stable code, a sentence in the reader's language, and no secrets."""

from __future__ import annotations

from typing import Any

import pytest

from tests.kit.api.conftest import Caller

NOTE = {"slot": "monday", "value": "0.70"}


def told(response: Any) -> dict[str, Any]:
    assert response["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert list(body) == ["type", "code", "title", "status", "detail", "field", "problems"]
    assert body["status"] == response.status_code
    assert body["type"] == f"urn:northing:problem:{body['code']}"
    return body


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [
        ("missing", 404, "not_found"),
        ("forbidden", 403, "not_allowed"),
        ("busy", 503, "too_busy"),
        ("django", 404, "not_found"),
        ("bug", 500, "unexpected"),
    ],
)
def test_refusals(ada: Caller, kind: str, status: int, code: str) -> None:
    response = ada.get(f"/trouble/{kind}")
    assert (response.status_code, told(response)["code"]) == (status, code)
    assert b"secret" not in response.content
    assert b"internal" not in response.content


def test_a_refusal_names_its_field_and_says_what_to_do(ada: Caller) -> None:
    body = told(ada.post("/notes", {**NOTE, "slot": "bad"}))
    assert (body["status"], body["code"], body["field"]) == (422, "too_long", "slot")
    assert body["detail"] == "That is too long: at most 3 characters fit here."


def test_several_problems_come_together(ada: Caller) -> None:
    body = told(ada.post("/notes", {**NOTE, "slot": "half"}))
    assert [(part["code"], part["field"]) for part in body["problems"]] == [
        ("required", "a"),
        ("required", "b.0.c"),
    ]


@pytest.mark.parametrize(
    ("change", "code", "field", "detail"),
    [
        ({"slot": None}, "text_expected", "slot", "A text is expected here."),
        ({"slot": "x"}, "too_short", "slot", "That is too short: at least 2 characters are needed."),
        ({"slot": "x" * 21}, "too_long", "slot", "That is too long: at most 20 characters fit here."),
        ({"value": "soon"}, "number_expected", "value", "A number is expected here, like 12.5."),
        ({"value": "NaN"}, "number_expected", "value", "A number is expected here, like 12.5."),
        ({"mood": "meh"}, "unknown_choice", "mood", "“meh” is not one of the choices here."),
        ({"parts": [1, "x"]}, "whole_number_expected", "parts.1", "A whole number is expected here."),
        ({"parts": 3}, "list_expected", "parts", "A list is expected here."),
        (
            {"colour": 1},
            "unknown_field",
            "colour",
            "There is no field of this name. Remove it or check its spelling.",
        ),
    ],
)
def test_wrong_types_read_like_any_other_wrong_input(
    ada: Caller, change: dict[str, Any], code: str, field: str, detail: str
) -> None:
    body = told(ada.post("/notes", {**NOTE, **change}))
    assert (body["status"], body["code"]) == (422, "invalid")
    assert body["problems"] == [{"code": code, "field": field, "detail": detail}]


def test_a_missing_field_and_a_missing_body(ada: Caller) -> None:
    assert told(ada.post("/notes", {}))["problems"][0]["field"] == "slot"
    assert told(ada.post("/notes"))["problems"][0]["code"] == "required"


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=many"])
def test_wrong_query_parameters(ada: Caller, query: str) -> None:
    (part,) = told(ada.get(f"/notes?{query}"))["problems"]
    assert part["field"] == "limit"
    assert part["code"] in {"at_least", "at_most", "whole_number_expected"}


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"\xff\xfe",
        '{"slot": "月"}'.encode("gbk"),
        b'{"value": NaN}',
        b'{"value": Infinity}',
        b"[" * 100_000,
        b'{"value": ' + b"9" * 10_000 + b"}",
    ],
)
def test_an_unreadable_body(ada: Caller, body: bytes) -> None:
    response = ada.post("/notes", body)
    assert (response.status_code, told(response)["code"]) == (400, "unreadable_body")


def test_a_body_that_is_too_large(ada: Caller, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    response = ada.post("/notes", {"slot": "x" * 200}, Idempotency_Key="k")
    assert (response.status_code, told(response)["code"]) == (413, "body_too_large")
    assert ada.post("/notes", {"slot": "x" * 200}).status_code == 413


def test_an_address_nobody_answers(ada: Caller) -> None:
    assert told(ada.get("/nowhere/at/all"))["code"] == "not_found"
    assert told(ada.post("/nowhere"))["code"] == "not_found"


def test_a_method_that_is_not_offered(ada: Caller) -> None:
    response = ada.send("DELETE", "/notes")
    assert (response.status_code, told(response)["code"]) == (405, "method_not_offered")
    assert sorted(response["Allow"].split(", ")) == ["GET", "POST"]


def test_problems_speak_the_language_asked_for(ada: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.utils.translation import get_language

    from northing.kit import wording

    class InRussian:
        def __str__(self) -> str:
            return f"said in {get_language()}"

    monkeypatch.setitem(wording._sentences, "not_found", InRussian())
    assert told(ada.get("/trouble/missing", Accept_Language="ru"))["detail"] == "said in ru"
    assert told(ada.get("/trouble/missing", Accept_Language="zh-TW"))["detail"] == "said in zh-hant"


def test_numbers_stay_exact_in_both_directions(ada: Caller) -> None:
    response = ada.post("/notes", b'{"slot": "exact", "value": 12345678901234567.123456}')
    assert response.json() == {"ref": "exact", "value": "12345678901234567.123456"}


def test_a_huge_exponent_is_no_way_to_fill_the_memory(ada: Caller) -> None:
    response = ada.post("/notes", b'{"slot": "huge", "value": 1e400}')
    assert response.status_code in {201, 422}
    assert len(response.content) < 2_000
