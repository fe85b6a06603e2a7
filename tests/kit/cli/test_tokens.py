"""``northing token``: printed once, listed without its secret, ended at once."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from northing.config.cli import TABLE
from northing.kit.cli import setup, table
from tests.cast import Cast

Run = Callable[..., tuple[int, str, str]]
MIKA = ("--as", "mika@acme.example")


@pytest.fixture
def run(cast: Cast, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr(setup, "pending_migrations", list)
    cache.clear()

    def start(*words: str) -> tuple[int, str, str]:
        code = table.run({"token": TABLE["token"]}, version=lambda: "0", arguments=["token", *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return start


def status(secret: str, method: str, path: str) -> int:
    script = Client(headers={"Authorization": f"Bearer {secret}"})
    return int(script.generic(method, f"/api/v1{path}", b"{}", content_type="application/json").status_code)


def test_a_token_lives_and_ends(run: Run) -> None:
    code, out, errors = run("create", *MIKA, "--scopes", "read,checkin", "--name", "Dashboard")
    secret = out.strip()
    assert (code, secret[:4]) == (0, "nth_")
    assert "not shown again" in errors
    assert status(secret, "GET", "/objectives") == 200
    assert status(secret, "POST", "/objectives") == 422  # first the form, then the scope
    rows = json.loads(run("list", "--format", "json")[1])
    assert [(row["name"], row["person"], row["scopes"]) for row in rows] == [
        ("Dashboard", "Mika", ["checkin", "read"])
    ]
    assert secret not in run("list")[1]
    assert run("revoke", rows[0]["ref"])[0] == 0
    assert status(secret, "GET", "/objectives") == 401
    assert json.loads(run("list", "--format", "json")[1]) == []


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["create", "--scopes", "read", "--name", "x"], 2, "--as MAIL"),
        (["create", *MIKA, "--scopes", "fly", "--name", "x"], 2, "Choose among: read, checkin"),
        (["create", *MIKA, "--scopes", "", "--name", "x"], 2, "at least one scope"),
        (["create", *MIKA, "--scopes", "read", "--name", " "], 2, "Name the token"),
        (["create", *MIKA, "--scopes", "read", "--name", "x", "--days", "400"], 2, "--days"),
        (["create", "--as", "no@acme.example", "--scopes", "read", "--name", "x"], 4, ""),
        (["revoke", "aaaaaaaaaaaa"], 4, ""),
    ],
)
def test_refusals(run: Run, words: list[str], code: int, sentence: str) -> None:
    found, out, errors = run(*words)
    assert (found, out) == (code, "")
    assert sentence in errors


def test_only_ones_own_or_a_stewards(run: Run) -> None:
    made = json.loads(run("create", *MIKA, "--scopes", "read", "--name", "x", "--format", "json")[1])
    assert run("revoke", made["ref"], "--as", "oleg@acme.example")[0] == 4
    assert json.loads(run("list", "--as", "oleg@acme.example", "--format", "json")[1]) == []
    assert run("revoke", made["ref"], "--as", "ada@acme.example")[0] == 0
