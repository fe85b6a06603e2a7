"""REST of cycles: roles, scopes, other organizations, locking, paging."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import orjson
import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from northing.domain.terms import Phase
from northing.features.cycles import queries
from northing.kit.actors import Scope
from northing.kit.api.tokens import issue_token
from tests.cast import Cast, Player
from tests.features.cycles.builders import a_cycle

NEW = {"name": "2027 Q1", "starts_on": "2027-01-01", "ends_on": "2027-03-31"}
Call = Callable[..., Any]


@pytest.fixture(autouse=True)
def _one_day() -> object:
    with time_machine.travel("2026-11-23 10:00:00Z", tick=False):
        yield


@pytest.fixture
def call(cast: Cast) -> Call:
    """``call(player, method, path, body, scopes=…)`` with a fresh token of the player."""
    cache.clear()

    def send(
        player: Player,
        method: str,
        path: str,
        body: Any = None,
        *,
        scopes: set[Scope] | None = None,
        **headers: str,
    ) -> Any:
        _token, secret = issue_token(
            actor=player.actor,
            person_id=player.id,
            name="script",
            scopes=frozenset(scopes or Scope),
            at=timezone.now(),
            expires_at=None,
        )
        told = {
            "Authorization": f"Bearer {secret}",
            **{name.replace("_", "-"): text for name, text in headers.items()},
        }
        data = b"" if body is None else orjson.dumps(body)
        return Client().generic(method, f"/api/v1{path}", data, content_type="application/json", headers=told)

    return send


def test_everybody_lists_and_reads(cast: Cast, call: Call) -> None:
    cycle = a_cycle(cast.ada.actor, phase=Phase.ACTIVE)
    for player in cast.of_acme:
        listed = call(player, "GET", "/cycles").json()
        assert [item["name"] for item in listed["items"]] == ["2026 Q4"]
        one = call(player, "GET", f"/cycles/{cycle.ref}", scopes={Scope.READ})
        assert one.json() == {
            "ref": cycle.ref,
            "name": "2026 Q4",
            "kind": "quarter",
            "starts_on": "2026-10-01",
            "ends_on": "2026-12-31",
            "phase": "active",
            "parent": None,
            "submit_by_organization_on": None,
            "submit_by_team_on": None,
            "submit_by_person_on": None,
            "week": 8,
            "weeks": 13,
            "days_left": 38,
            "version": 2,
        }
        assert one["ETag"] == '"v2"'


def test_another_organization_finds_nothing(cast: Cast, call: Call) -> None:
    cycle = a_cycle(cast.ada.actor)
    assert call(cast.zoe, "GET", "/cycles").json() == {"items": [], "next": None}
    for method, path, body in (
        ("GET", f"/cycles/{cycle.ref}", None),
        ("PATCH", f"/cycles/{cycle.ref}", {"name": "Mine"}),
        ("POST", f"/cycles/{cycle.ref}/phase", {"phase": "active"}),
    ):
        answer = call(cast.zoe, method, path, body)
        assert (answer.status_code, answer.json()["code"]) == (404, "cycle_not_found")


def test_guides_write_and_nobody_else(cast: Cast, call: Call) -> None:
    cycle = a_cycle(cast.ada.actor)
    for player in cast.of_acme:
        may = player in (cast.pia, cast.ada, cast.carl)
        made = call(player, "POST", "/cycles", {**NEW, "name": player.name})
        assert made.status_code == (201 if may else 403)
        assert call(player, "PATCH", f"/cycles/{cycle.ref}", {"name": player.name + "!"}).status_code == (
            200 if may else 403
        )
    assert call(cast.mika, "POST", f"/cycles/{cycle.ref}/phase", {"phase": "active"}).status_code == 403
    assert (
        call(cast.carl, "POST", f"/cycles/{cycle.ref}/phase", {"phase": "active"}).json()["phase"] == "active"
    )


def test_a_token_needs_the_scope(cast: Cast, call: Call) -> None:
    answer = call(cast.ada, "POST", "/cycles", NEW, scopes={Scope.READ, Scope.CHECKIN})
    assert (answer.status_code, answer.json()["code"]) == (403, "scope_missing")
    assert queries.cycles(actor=cast.ada.actor) == []


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({**NEW, "name": ""}, "name", "required"),
        ({**NEW, "starts_on": "soon"}, "starts_on", "not_a_date"),
        ({**NEW, "kind": "week"}, "kind", "unknown_choice"),
        ({**NEW, "ends_on": "2026-01-01"}, "ends_on", "cycle_dates_crossed"),
        ({**NEW, "color": "red"}, "color", "unknown_field"),
        ({**NEW, "parent": "aaaaaaaaaaaa"}, "parent", "cycle_not_found"),
    ],
)
def test_problems_name_their_field(
    cast: Cast, call: Call, body: dict[str, str], field: str, code: str
) -> None:
    answer = call(cast.ada, "POST", "/cycles", body)
    told = answer.json()
    found = [(part["field"], part["code"]) for part in told["problems"]] or [(told["field"], told["code"])]
    assert (answer.status_code, found) == (422, [(field, code)])


def test_if_match_guards_an_edit(cast: Cast, call: Call) -> None:
    cycle = a_cycle(cast.ada.actor)
    path = f"/cycles/{cycle.ref}"
    assert call(cast.ada, "PATCH", path, {"name": "First"}, If_Match='"v1"')["ETag"] == '"v2"'
    late = call(cast.ada, "PATCH", path, {"name": "Second"}, If_Match='"v1"')
    assert (late.status_code, late.json()["code"]) == (412, "changed_meanwhile")
    cleared = call(cast.ada, "PATCH", path, {"submit_by_team_on": "2026-10-05"}).json()
    assert (cleared["name"], cleared["submit_by_team_on"]) == ("First", "2026-10-05")
    assert call(cast.ada, "PATCH", path, {"submit_by_team_on": None}).json()["submit_by_team_on"] is None


def test_phases_over_the_api(cast: Cast, call: Call) -> None:
    cycle = a_cycle(cast.ada.actor, ends_on=date(2026, 11, 22))
    path = f"/cycles/{cycle.ref}/phase"
    early = call(cast.ada, "POST", path, {"phase": "closed"})
    assert (early.status_code, early.json()["code"]) == (409, "phase_order")
    for phase in ("active", "closing", "closed"):
        assert call(cast.ada, "POST", path, {"phase": phase}).json()["phase"] == phase
    assert call(cast.ada, "POST", path, {"phase": "closing"}).json()["code"] == "reason_needed"
    assert call(cast.ada, "POST", path, {"phase": "closing", "reason": "late"}).json()["phase"] == "closing"


def test_a_dry_run_and_a_repeated_key(cast: Cast, call: Call) -> None:
    assert call(cast.ada, "POST", "/cycles?dry_run=true", NEW).status_code == 201
    assert queries.cycles(actor=cast.ada.actor) == []
    first = call(cast.ada, "POST", "/cycles", NEW, Idempotency_Key="k")
    again = call(cast.ada, "POST", "/cycles", NEW, Idempotency_Key="k")
    assert (first.status_code, again.status_code, again.json()["ref"]) == (201, 201, first.json()["ref"])


def test_pages_continue_and_filter(cast: Cast, call: Call) -> None:
    for year in range(2020, 2026):
        a_cycle(cast.ada.actor, str(year), starts_on=date(year, 1, 1), ends_on=date(year, 12, 31))
    names, cursor = [], ""
    while cursor is not None:
        found = call(cast.olga, "GET", f"/cycles?limit=2&fields=name&cursor={cursor}").json()
        names += [item["name"] for item in found["items"]]
        cursor = found["next"]
    assert names == ["2025", "2024", "2023", "2022", "2021", "2020"]
    assert call(cast.olga, "GET", "/cycles?phase=active").json()["items"] == []
    assert call(cast.olga, "GET", "/cycles?phase=nonsense").status_code == 422
