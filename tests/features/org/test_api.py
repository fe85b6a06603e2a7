"""Organizations, people and teams over REST."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from django.core.cache import cache
from django.test import Client

from northing.kit.actors import Scope
from tests.cast import Cast


@pytest.fixture(autouse=True)
def _no_memory_of_rates() -> None:
    cache.clear()


def call(client: Client, method: str, path: str, body: Any = None, **headers: str) -> Any:
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.generic(
        method,
        f"/api/v1{path}",
        orjson.dumps(body) if body is not None else b"",
        content_type="application/json",
        headers=told,
    )


def test_a_person_is_added_shown_changed_and_paged(cast: Cast) -> None:
    ada = cast.api_client("ada")
    made = call(
        ada, "POST", "/people", {"name": "Nils", "email": "nils@acme.example", "manager": cast.lin.ref}
    )
    assert made.status_code == 201
    person = made.json()
    assert person == {
        "ref": person["ref"],
        "name": "Nils",
        "email": "nils@acme.example",
        "title": "",
        "role": "member",
        "manager": cast.lin.ref,
        "is_active": True,
        "has_login": False,
        "version": 1,
    }
    assert made["ETag"] == '"v1"'
    changed = call(ada, "PATCH", f"/people/{person['ref']}", {"title": "Chief"}, If_Match='"v1"')
    assert (changed.json()["title"], changed.json()["manager"]) == ("Chief", cast.lin.ref)
    late = call(ada, "PATCH", f"/people/{person['ref']}", {"title": "Late"}, If_Match='"v1"')
    assert (late.status_code, late.json()["code"]) == (412, "changed_meanwhile")
    first = call(ada, "GET", "/people?limit=5&fields=name").json()
    second = call(ada, "GET", f"/people?limit=5&fields=name&cursor={first['next']}").json()
    names = [item["name"] for item in (*first["items"], *second["items"])]
    assert names == ["Ada", "Carl", "Lin", "Mika", "Nils", "Oleg", "Olga", "Pia"]
    assert second["next"] is None


def test_scopes_are_asked_for(cast: Cast) -> None:
    reader = Client(headers={"Authorization": f"Bearer {cast.token('ada', Scope.READ)}"})
    assert call(reader, "GET", "/people").status_code == 200
    for method, path, body in (
        ("POST", "/people", {"name": "Nils"}),
        ("POST", "/teams", {"name": "New"}),
        ("PATCH", f"/organizations/{cast.acme.ref}", {"name": "New"}),
    ):
        refused = call(reader, method, path, body)
        assert (refused.status_code, refused.json()["code"]) == (403, "scope_missing")


def test_roles_are_asked_for(cast: Cast) -> None:
    refused = call(cast.api_client("mika"), "POST", "/people", {"name": "Nils"})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")


def test_a_wrong_value_names_its_field(cast: Cast) -> None:
    ada = cast.api_client("ada")
    taken = call(ada, "POST", "/people", {"name": "Lin", "email": "lin@acme.example"})
    assert (taken.status_code, taken.json()["code"], taken.json()["field"]) == (422, "email_taken", "email")
    unknown = call(ada, "POST", "/teams", {"name": "X", "parent": cast.orbit.ref})
    assert (unknown.json()["code"], unknown.json()["field"]) == ("unknown_team", "parent")
    odd = call(ada, "POST", "/people", {"name": "X", "salary": 1})
    assert odd.status_code == 422


def test_teams_are_made_moved_and_staffed(cast: Cast) -> None:
    ada = cast.api_client("ada")
    made = call(ada, "POST", "/teams", {"name": "Ads", "parent": cast.growth.ref, "members": [cast.oleg.ref]})
    assert made.status_code == 201
    ref = made.json()["ref"]
    assert made.json()["parent"] == cast.growth.ref
    moved = call(ada, "PATCH", f"/teams/{ref}", {"parent": None, "lead": cast.mika.ref})
    assert (moved.json()["parent"], moved.json()["lead"], moved.json()["name"]) == (
        None,
        cast.mika.ref,
        "Ads",
    )
    assert call(ada, "PUT", f"/teams/{ref}/members/{cast.mika.ref}").status_code == 204
    members = call(ada, "GET", f"/teams/{ref}/members").json()
    assert [one["name"] for one in members] == ["Mika", "Oleg"]
    assert call(ada, "DELETE", f"/teams/{ref}/members/{cast.oleg.ref}").status_code == 204
    loop = call(ada, "PATCH", f"/teams/{cast.growth.ref}", {"parent": cast.funnel.ref})
    assert loop.json()["code"] == "team_below_itself"


def test_the_organization_tells_and_takes_its_policy(cast: Cast) -> None:
    ada = cast.api_client("ada")
    path = f"/organizations/{cast.acme.ref}"
    changed = call(ada, "PATCH", path, {"policy": {"cadence_days": 14}})
    assert changed.json()["policy"]["cadence_days"] == 14
    assert changed.json()["policy"]["good_at"] == "0.7"
    wrong = call(ada, "PATCH", path, {"policy": {"cadence_days": 0}})
    assert (wrong.status_code, wrong.json()["field"]) == (422, "cadence_days")
    assert call(ada, "GET", f"/organizations/{cast.zenith.ref}").status_code == 404


def test_who_leaves_hands_over(cast: Cast) -> None:
    ada = cast.api_client("ada")
    left = call(ada, "POST", f"/people/{cast.mika.ref}/deactivate")
    assert left.json()["person"]["is_active"] is False
    assert left.json()["held"] == []
    assert call(cast.api_client("mika"), "GET", "/people").status_code == 401


def test_a_write_with_a_key_happens_once(cast: Cast) -> None:
    ada = cast.api_client("ada")
    told = [call(ada, "POST", "/people", {"name": "Nils"}, Idempotency_Key="k1").json() for _twice in "ab"]
    assert told[0] == told[1]
    rehearsed = call(ada, "POST", "/people?dry_run=true", {"name": "Never"})
    assert rehearsed.status_code == 201
    names = [item["name"] for item in call(ada, "GET", "/people").json()["items"]]
    assert names.count("Nils") == 1
    assert "Never" not in names


def test_the_first_call_of_a_day_begins_it_for_the_organization(cast: Cast) -> None:
    from northing.features.org.actions import DayBegan
    from northing.features.org.models import Organization
    from northing.kit.events import react

    heard: list[DayBegan] = []
    react(DayBegan, heard.append)
    Organization.every().filter(pk=cast.acme.id).update(rolled_on="2026-01-01")
    mika = cast.api_client("mika")
    assert call(mika, "GET", "/people").status_code == 200
    assert call(mika, "GET", "/teams").status_code == 200
    assert [one.organization_id for one in heard] == [cast.acme.id]
    assert Organization.every().get(pk=cast.acme.id).rolled_on == heard[0].on
