"""``northing person``: bringing people in where no mail goes out."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client

from northing.config.cli import TABLE
from northing.features.org import queries
from northing.features.org.models import Organization
from northing.kit.cli import setup, table
from northing.kit.events import react
from northing.kit.outbox.models import Message
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _prepared(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "pending_migrations", list)


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = table.run(TABLE, version=lambda: "0", arguments=list(words))
    told = capsys.readouterr()
    return code, told.out, told.err


def test_a_person_comes_in_by_a_link_that_is_handed_over(
    cast: Cast, capsys: pytest.CaptureFixture[str], client: Client
) -> None:
    words = ["person", "add", "Nils Berg", "--email", "nils@acme.example", "--team", "Growth"]
    code, out, err = run(capsys, *words)
    assert code == 0
    assert "Nils Berg is part of the organization now." in out
    assert "NORTHING_URL" in err
    path = re.search(r"http://localhost:8000(/\S+)", out)
    assert path is not None
    assert client.post(path[1])["Location"] == "/account/password/set/"
    named = queries.people_named(organization_id=cast.acme.id, words=["nils@acme.example"])
    person = named["nils@acme.example"][0]
    teams = queries.team_ids_of(organization_id=cast.acme.id, person_ids=[person.id])
    assert list(teams[person.id]) == [cast.growth.id]
    assert not Message.within(cast.acme.id).exists()


def test_no_link_signs_in_as_somebody_with_a_password(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "person", "link", cast.lin.email)
    assert (code, out) == (5, "")
    assert "only they may get a link, by mail" in err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["add", "X", "--role", "boss"], 2),
        (["add", "X", "--team", "Nowhere"], 4),
        (["add", "X", "--as", "mika@acme.example"], 3),
        (["add", "X", "--email", "lin@acme.example"], 2),
        (["link", "nobody@acme.example"], 4),
    ],
)
def test_refusals(cast: Cast, capsys: pytest.CaptureFixture[str], words: list[str], code: int) -> None:
    before = queries.people_count(organization_id=cast.acme.id)
    assert run(capsys, "person", *words)[0] == code
    assert queries.people_count(organization_id=cast.acme.id) == before


def test_the_list_is_for_people_and_for_scripts(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    _code, out, _err = run(capsys, "person", "list")
    assert "Administrator" in out or "Admin" in out
    _code, out, _err = run(capsys, "person", "list", "--format", "json")
    roles = {row["email"]: row["role"] for row in json.loads(out)}
    assert roles["ada@acme.example"] == "admin"


def test_a_command_begins_the_day_that_nobody_began(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    heard: list[Any] = []
    from northing.features.org.actions import DayBegan

    react(DayBegan, heard.append)
    Organization.every().filter(pk=cast.acme.id).update(rolled_on="2026-01-01")
    run(capsys, "person", "list")
    run(capsys, "person", "list")
    assert [one.organization_id for one in heard] == [cast.acme.id]
