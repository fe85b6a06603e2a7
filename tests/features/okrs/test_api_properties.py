"""Whatever is sent to a write route is answered: never with a failure of ours, and never half-written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from northing.features.okrs import actions
from tests.architecture.addresses import api_document
from tests.builders import moment
from tests.cast import Cast
from tests.features.okrs.rest import NOW, TODAY, Caller, Ledger, a_ledger

OURS = ("/objectives", "/key-results", "/check-ins")
WRITES = ("post", "patch", "put", "delete")
PREFIX = "/api/v1"

ODD_TEXTS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "",
            " ",
            "\x00",
            "\ud800",
            "=1+1",
            "NaN",
            "Infinity",
            "1e400",
            "-0",
            "🦀" * 20,
            "данные",
            "数据",
            "x" * 400,
        ]
    ),
)
ODD_NUMBERS = st.one_of(
    st.integers(),
    st.integers(-2, 12),
    st.decimals(allow_nan=False, allow_infinity=False).map(str),
    st.sampled_from([10**400, -(10**400), "1e999999999", "0.0000001", "1_000", "１２", 1e308, -0.0]),
)
ODD_DAYS = st.one_of(
    st.dates().map(str),
    st.sampled_from(
        ["0001-01-01", "9999-12-31", "2026-02-30", "2026-11-02T00:00:00Z", "2026-11-02", "soon", 0]
    ),
)
ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), ODD_TEXTS, ODD_NUMBERS, ODD_DAYS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def routes() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Method, path and the schema of the body of every write of the ledger."""
    document = api_document()
    for path, methods in document["paths"].items():
        if path.removeprefix(PREFIX).startswith(OURS):
            for method in set(methods) & set(WRITES):
                content = methods[method].get("requestBody", {}).get("content", {})
                yield (
                    method.upper(),
                    path.removeprefix(PREFIX),
                    content.get("application/json", {}).get("schema", {}),
                )


def body_of(schema: dict[str, Any], refs: list[str]) -> st.SearchStrategy[Any]:
    """Bodies that look like ``schema`` with at most two odd values in them; now and then something else altogether."""
    return st.one_of(*[_usual(schema, refs, depth=0)] * 3, _with_oddities(schema, refs), ANYTHING)


def _with_oddities(schema: dict[str, Any], refs: list[str]) -> st.SearchStrategy[Any]:
    names = sorted(_resolved(schema).get("properties", {})) or ["title"]
    odd = st.dictionaries(st.sampled_from(names), ODD_TEXTS | ODD_NUMBERS | ODD_DAYS | ANYTHING, max_size=2)
    usual = _usual(schema, refs, depth=0)
    return st.builds(lambda body, odd: {**body, **odd} if isinstance(body, dict) else odd, usual, odd)


def _usual(schema: dict[str, Any], refs: list[str], depth: int) -> st.SearchStrategy[Any]:
    schema = _resolved(schema)
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "anyOf" in schema:
        return st.one_of([_usual(one, refs, depth + 1) for one in schema["anyOf"]])
    if schema.get("type") == "object":
        fields = {name: _usual(one, refs, depth + 1) for name, one in schema.get("properties", {}).items()}
        if "reason" in fields:
            fields["reason"] = st.just("because")
        needed = {
            name: fields.pop(name)
            for name in (*schema.get("required", []), "reason", "kind")
            if name in fields
        }
        return st.fixed_dictionaries(needed, optional=fields)
    if schema.get("type") == "array":
        return st.lists(_usual(schema.get("items", {}), refs, depth + 1), max_size=3)
    return _plain_value(schema, refs)


def _plain_value(schema: dict[str, Any], refs: list[str]) -> st.SearchStrategy[Any]:
    match schema.get("type"):
        case "string" if schema.get("format") == "date":
            return st.sampled_from(["2026-10-01", "2026-11-02", "2026-12-31", "9999-12-31", "0001-01-01"])
        case "string" if schema.get("maxLength") in (12, 40):
            return st.sampled_from(refs)
        case "string" if schema.get("maxLength") == 80:
            return st.sampled_from(["count", "percent", "duration:hours", "currency:EUR", "apples"])
        case "string":
            return st.sampled_from(["A title", "0.5", "1"])
        case "integer" | "number":
            return st.sampled_from([0, 1, 2, 3, 7])
        case "boolean":
            return st.booleans()
        case "null":
            return st.none()
    return ANYTHING


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    name = schema.get("$ref", "").rpartition("/")[2]
    return dict(api_document()["components"]["schemas"][name]) if name else schema


@pytest.fixture(autouse=True)
def _a_day(settings: Any) -> Iterator[None]:
    settings.NORTHING_API_RATE = 1_000_000
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize(
    ("method", "path"), [pytest.param(method, path, id=f"{method} {path}") for method, path, _ in routes()]
)
def test_every_body_is_answered(method: str, path: str, cast: Cast) -> None:
    ledger = a_ledger(cast)
    actions.recompute(organization_id=cast.acme.id, at=moment(), on=TODAY)
    caller = Caller(cast, "ada")
    ref = _subject(path, ledger, cast)
    schema = next(
        schema for its_method, its_path, schema in routes() if (its_method, its_path) == (method, path)
    )
    refs = [ledger.goal.ref, ledger.mine.ref, ledger.metric.ref, ledger.cycle.ref, cast.mika.ref, "a" * 12]

    @settings(
        max_examples=40,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(body=body_of(schema, refs), day=ODD_DAYS | st.just("2026-11-01"), parent=st.sampled_from(refs))
    def send(body: Any, day: Any, parent: str) -> None:
        address = path.format(ref=ref, effective_on=str(day), parent=parent)
        with transaction.atomic():
            answer = caller(method, address, json.dumps(body, default=_plain).encode())
            assert answer.status_code < 500, (answer.status_code, answer.content)
            if answer.status_code >= 400:
                assert answer["Content-Type"] == "application/problem+json"
                assert answer.json()["code"]
            else:
                _read_again(caller, ledger, cast)
            transaction.set_rollback(True)

    send()


def _read_again(caller: Caller, ledger: Ledger, cast: Cast) -> None:
    """What was accepted can be shown, and everything above it was worked out."""
    assert actions.verify(organization_id=cast.acme.id, on=TODAY).is_clean
    assert caller.get("/objectives").status_code == 200
    assert caller.get(f"/objectives/{ledger.mine.ref}/key-results").status_code == 200
    assert caller.get(f"/objectives/{ledger.mine.ref}/explain").json()["adds_up"] is True


def _subject(path: str, ledger: Ledger, cast: Cast) -> str:
    if path.startswith("/objectives"):
        return ledger.mine.ref
    if path.startswith("/key-results"):
        return ledger.metric.ref
    rows = Caller(cast, "mika").get(f"/key-results/{ledger.metric.ref}/check-ins").json()["items"]
    return str(rows[0]["ref"])


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else repr(value)
