"""Tokens: shown once, kept as a hash, scoped, expiring, revocable, and never across organizations."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from northing.kit.activity.record import latest_acts
from northing.kit.actors import Actor, Role, Scope
from northing.kit.api.models import ApiToken
from northing.kit.api.tokens import issue_token, recognise, revoke_token, tokens_of
from northing.kit.errors import NotAllowed, NotFound, Problems
from tests.kit.api.conftest import ACME, ADA, LEFT, LIN, ZENITH, Caller

NINE = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
STEWARD = Actor(ACME, ADA, Role.ADMIN)
MEMBER = Actor(ACME, LIN, Role.MEMBER)
READ = frozenset({Scope.READ})

pytestmark = pytest.mark.django_db


def a_token(actor: Actor = MEMBER, person: int = LIN, **other: object) -> tuple[ApiToken, str]:
    told = {"name": "script", "scopes": READ, "expires_at": None, **other}
    return issue_token(actor=actor, person_id=person, at=NINE, **told)  # type: ignore[arg-type]


def test_the_secret_is_shown_once_and_kept_as_a_hash() -> None:
    row, secret = a_token()
    assert secret.startswith(f"nth_{ACME}_")
    assert len(secret.rpartition("_")[2]) == 40
    assert secret.startswith(row.prefix)
    assert len(row.prefix) == len(f"nth_{ACME}_") + 6
    row.refresh_from_db()
    assert secret not in [str(value) for value in vars(row).values()]
    (act,) = latest_acts(ACME)
    assert (act.verb, act.by_id, act.details) == ("token.issued", LIN, {"person": LIN, "scopes": ["read"]})


def test_who_it_stands_for() -> None:
    row, secret = a_token(scopes=frozenset({Scope.READ, Scope.CHECKIN}))
    holder = recognise(secret, at=NINE)
    assert holder is not None
    assert (holder.organization_id, holder.person_id, holder.token_id) == (ACME, LIN, row.pk)
    assert holder.scopes == {Scope.READ, Scope.CHECKIN}


@pytest.mark.parametrize(
    "change",
    [
        lambda secret: "",
        lambda secret: secret[:-1],
        lambda secret: secret[:-1] + ("0" if secret[-1] != "0" else "1"),
        lambda secret: secret.upper(),
        lambda secret: secret.replace(f"_{ACME}_", f"_{ZENITH}_"),
        lambda secret: secret.replace(f"_{ACME}_", "_٧_"),
        lambda secret: secret.replace(f"_{ACME}_", f"_{'9' * 30}_"),
        lambda secret: "nth__" + "x" * 40,
        lambda secret: "\x00" * 50,
        lambda secret: "é" * 50,
    ],
)
def test_anything_else_stands_for_nobody(change: Callable[[str], str]) -> None:
    _row, secret = a_token()
    assert recognise(change(secret), at=NINE) is None


def test_use_is_noted_once_an_hour() -> None:
    row, secret = a_token()
    for minutes, noted in [(0, 0), (59, 0), (60, 60), (90, 60)]:
        recognise(secret, at=NINE + timedelta(minutes=minutes))
        row.refresh_from_db()
        assert row.last_used_at == NINE + timedelta(minutes=noted)


def test_it_ends() -> None:
    row, secret = a_token(expires_at=NINE + timedelta(days=1))
    assert recognise(secret, at=NINE + timedelta(hours=23)) is not None
    assert recognise(secret, at=NINE + timedelta(days=1)) is None
    assert a_token()[0].expires_at == NINE + timedelta(days=366), "no token lives for ever"
    revoke_token(actor=MEMBER, ref=row.ref, at=NINE)
    revoke_token(actor=MEMBER, ref=row.ref, at=NINE)
    assert recognise(secret, at=NINE) is None
    assert [act.verb for act in latest_acts(ACME)].count("token.revoked") == 1


def test_who_may_issue_list_and_revoke() -> None:
    mine, _ = a_token()
    others, _ = a_token(STEWARD, ADA)
    a_token(STEWARD, LIN)
    with pytest.raises(NotAllowed):
        a_token(MEMBER, ADA)
    assert {row.person_id for row in tokens_of(MEMBER)} == {LIN}
    assert {row.person_id for row in tokens_of(MEMBER, person_id=ADA)} == {LIN}
    assert len(tokens_of(STEWARD)) == 3
    assert tokens_of(STEWARD, person_id=ADA) == [others]
    with pytest.raises(NotFound):
        revoke_token(actor=MEMBER, ref=others.ref, at=NINE)
    with pytest.raises(NotFound):
        revoke_token(actor=Actor(ZENITH, ADA, Role.PRINCIPAL), ref=mine.ref, at=NINE)
    revoke_token(actor=STEWARD, ref=mine.ref, at=NINE)
    assert mine not in tokens_of(MEMBER)


def test_what_cannot_be_accepted_is_said_all_at_once() -> None:
    narrow = Actor(ACME, LIN, Role.MEMBER, scopes=READ)
    with pytest.raises(Problems) as refused:
        a_token(narrow, name="  ", scopes=frozenset({Scope.PLAN}), expires_at=NINE)
    assert [(part.code, part.field) for part in refused.value.problems] == [
        ("token_name_needed", "name"),
        ("token_scope_not_yours", "scopes"),
        ("token_expiry_past", "expires_at"),
    ]
    for wrong in ({"scopes": frozenset()}, {"name": "x" * 81}, {"expires_at": NINE + timedelta(days=367)}):
        with pytest.raises(Problems):
            a_token(**wrong)
    assert not ApiToken.within(ACME).exists()


def test_a_request_without_a_valid_token(ada: Caller) -> None:
    ada.secret = "nth_7_nonsense"
    response = ada.get("/notes")
    assert (response.status_code, response.json()["code"]) == (401, "token_needed")
    assert response["WWW-Authenticate"] == 'Bearer realm="northing"'
    assert ada.post("/notes", {"slot": "x"}, Idempotency_Key="k").status_code == 401


def test_a_person_who_left_is_nobody(caller: Callable[..., Caller]) -> None:
    assert caller(LEFT).get("/notes").status_code == 401


def test_a_scope_that_is_missing(caller: Callable[..., Caller]) -> None:
    reader = caller(LIN, READ)
    assert reader.get("/notes").status_code == 200
    body = reader.post("/notes", {"slot": "monday"}).json()
    assert (body["status"], body["code"]) == (403, "scope_missing")
    assert "“plan”" in body["detail"]
