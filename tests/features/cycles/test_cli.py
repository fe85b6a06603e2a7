"""``northing cycle``: list, create, open, close, reopen."""

from __future__ import annotations

import json
from typing import Any

import pytest
import time_machine

from northing.config.cli import TABLE
from northing.domain.terms import Phase
from northing.features.cycles import queries
from northing.kit.cli import setup, table
from tests.cast import Cast
from tests.features.cycles.builders import a_cycle


@pytest.fixture(autouse=True)
def _one_day(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setattr(setup, "pending_migrations", list)
    with time_machine.travel("2026-11-23 10:00:00Z", tick=False):
        yield


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any, str]:
    code = table.run({"cycle": TABLE["cycle"]}, version=lambda: "0", arguments=["cycle", *words])
    told = capsys.readouterr()
    return code, json.loads(told.out) if "json" in words and told.out else told.out, told.err


def test_the_list_in_every_format(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    cycle = a_cycle(cast.ada.actor, phase=Phase.ACTIVE)
    code, rows, _errors = run(capsys, "list", "--format", "json")
    assert (code, rows[0]["ref"], rows[0]["days_left"], rows[0]["week"]) == (0, cycle.ref, 38, 8)
    _code, text, _errors = run(capsys, "list")
    assert "2026 Q4" in text
    _code, csv, _errors = run(capsys, "list", "--format", "csv")
    assert csv.splitlines()[0] == "ref,name,phase,starts_on,ends_on,days_left"
    assert run(capsys, "list", "--organization", "zenith", "--format", "json")[1] == []


def test_create_suggests_and_obeys(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    code, rows, _errors = run(capsys, "create", "--format", "json")
    assert (code, rows[0]["name"], rows[0]["starts_on"], rows[0]["phase"]) == (
        0,
        "2026 Q4",
        "2026-10-01",
        "planning",
    )
    words = ["create", "Sprint", "--kind", "custom", "--from", "2026-11-01", "--to", "2026-11-30"]
    code, rows, _errors = run(capsys, *words, "--parent", "2026 Q4", "--format", "json")
    known = queries.cycle_by_name(actor=cast.ada.actor, name="2026 Q4")
    assert known is not None
    assert (code, rows[0]["kind"], rows[0]["parent"]) == (0, "custom", known.ref)


def test_open_close_reopen(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "create", "Autumn", "--from", "2026-09-01", "--to", "2026-11-22")
    assert run(capsys, "open", "Autumn", "--format", "json")[1][0]["phase"] == "active"
    assert run(capsys, "close", "Autumn", "--format", "json")[1][0]["phase"] == "closing"
    assert run(capsys, "close", "Autumn", "--format", "json")[1][0]["phase"] == "closed"
    assert run(capsys, "reopen", "Autumn", "--reason", "late", "--format", "json")[1][0]["phase"] == "closing"


def test_closing_says_its_second_step_or_takes_it(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "create", "Autumn", "--from", "2026-09-01", "--to", "2026-11-22")
    run(capsys, "open", "Autumn")
    code, out, errors = run(capsys, "close", "Autumn")
    assert (code, "Closing" in str(out)) == (0, True)
    assert "northing cycle close “Autumn”" in errors
    run(capsys, "create", "Sprint", "--kind", "custom", "--from", "2026-11-01", "--to", "2026-11-22")
    run(capsys, "open", "Sprint")
    code, rows, errors = run(capsys, "close", "Sprint", "--final", "--format", "json")
    assert (code, rows[0]["phase"], errors) == (0, "closed", "")


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["open", "Nothing"], 4, "There is no such cycle here."),
        (["create", "X", "--kind", "week"], 2, "kind: “week” is not one of the choices here."),
        (
            ["create", "X", "--from", "2026-11-01", "--to", "2026-10-01"],
            2,
            "ends_on: The last day lies before",
        ),
        (["close", "2026 Q4"], 5, "cannot take this step now"),
        (["open", "2026 Q4", "--as", "mika@acme.example"], 3, "Cycles are run by admins and coaches."),
        (
            ["open", "2026 Q4", "--as", "zoe@zenith.example"],
            4,
            "Nobody here has the mail address “zoe@zenith.example”",
        ),
    ],
)
def test_refusals_have_codes_and_sentences(
    cast: Cast, capsys: pytest.CaptureFixture[str], words: list[str], code: int, sentence: str
) -> None:
    a_cycle(cast.ada.actor)
    found, _out, errors = run(capsys, *words)
    assert found == code
    assert sentence in errors
