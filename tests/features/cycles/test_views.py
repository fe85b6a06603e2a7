"""Pages of cycles, as every role meets them."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from northing.domain.terms import Phase
from northing.features.cycles import queries
from tests.cast import Cast
from tests.features.cycles.builders import a_cycle

TODAY = "2026-11-23 10:00:00Z"
FORM = {
    "name": "2027 Q1",
    "kind": "quarter",
    "starts_on": "2027-01-01",
    "ends_on": "2027-03-31",
    "parent": "",
}


@pytest.fixture(autouse=True)
def _one_day() -> object:
    with time_machine.travel(TODAY, tick=False):
        yield


def test_the_empty_list_says_what_to_do(cast: Cast) -> None:
    guide = cast.carl.client.get(cast.carl.path("cycles")).content.decode()
    assert "Create “2026 Q4”" in guide
    assert "/acme/cycles/new" in guide
    member = cast.mika.client.get(cast.mika.path("cycles")).content.decode()
    assert "No cycle yet" in member
    assert "/acme/cycles/new" not in member


def test_everybody_reads_the_list_and_a_cycle(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor, phase=Phase.ACTIVE)
    for player in cast.of_acme:
        listed = player.client.get(player.path("cycles"))
        assert "week 8 of 13 · 38 days left" in listed.content.decode()
        shown = player.client.get(player.path(f"cycles/{cycle.ref}"))
        assert shown.status_code == 200
        may_run = player in (cast.pia, cast.ada, cast.carl)
        assert (f"/acme/cycles/{cycle.ref}/edit" in shown.content.decode()) is may_run


def test_another_organization_sees_nothing(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    for rest in ("", "/edit", "/phase"):
        assert cast.zoe.client.get(cast.zoe.path(f"cycles/{cycle.ref}{rest}")).status_code == 404
        assert cast.zoe.client.get(cast.ada.path(f"cycles/{cycle.ref}{rest}")).status_code == 404


def test_only_guides_open_the_forms(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    for player in cast.of_acme:
        expected = 200 if player in (cast.pia, cast.ada, cast.carl) else 403
        for rest in ("cycles/new", f"cycles/{cycle.ref}/edit", f"cycles/{cycle.ref}/phase"):
            assert player.client.get(player.path(rest)).status_code == expected
        posted = player.client.post(player.path(f"cycles/{cycle.ref}/edit"), {**FORM, "name": player.name})
        assert posted.status_code == (302 if expected == 200 else 403)


def test_a_guide_makes_a_cycle(cast: Cast) -> None:
    suggested = cast.ada.client.get(cast.ada.path("cycles/new?kind=month")).content.decode()
    assert 'value="2026-11"' in suggested
    answer = cast.ada.client.post(cast.ada.path("cycles/new"), FORM)
    made = queries.cycle_by_name(actor=cast.ada.actor, name="2027 Q1")
    assert made is not None
    assert (answer.status_code, answer["Location"]) == (302, f"/acme/cycles/{made.ref}")


def test_what_was_typed_stays_beside_its_problem(cast: Cast) -> None:
    typed = {
        **FORM,
        "name": "",
        "starts_on": "soon",
        "ends_on": "2027-03-31",
        "submit_by_team_on": "2027-01-15",
    }
    answer = cast.ada.client.post(cast.ada.path("cycles/new"), typed)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Please fill in this field." in text
    assert "“soon” is not a date." in text
    assert 'value="2027-03-31"' in text
    assert 'value="2027-01-15"' in text
    assert queries.cycles(actor=cast.ada.actor) == []


def test_a_problem_of_the_action_stands_beside_its_field(cast: Cast) -> None:
    answer = cast.ada.client.post(cast.ada.path("cycles/new"), {**FORM, "ends_on": "2026-12-31"})
    assert answer.status_code == 422
    assert 'id="id_ends_on-error"' in answer.content.decode()


def test_new_dates_of_a_running_cycle_are_confirmed(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor, phase=Phase.ACTIVE)
    path = cast.ada.path(f"cycles/{cycle.ref}/edit")
    typed = {
        "name": "2026 Q4",
        "kind": "quarter",
        "starts_on": "2026-10-01",
        "ends_on": "2027-01-15",
        "version": "2",
    }
    asked = cast.ada.client.post(path, typed)
    assert asked.status_code == 200
    assert "Look at the new dates before you save." in asked.content.decode()
    assert queries.cycle_by_ref(actor=cast.ada.actor, ref=cycle.ref).ends_on == date(2026, 12, 31)
    saved = cast.ada.client.post(path, {**typed, "confirmed": "on"})
    assert saved.status_code == 302
    assert queries.cycle_by_ref(actor=cast.ada.actor, ref=cycle.ref).ends_on == date(2027, 1, 15)


def test_a_new_name_of_a_running_cycle_needs_no_confirmation(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor, phase=Phase.ACTIVE)
    typed = {
        "name": "Autumn",
        "kind": "quarter",
        "starts_on": "2026-10-01",
        "ends_on": "2026-12-31",
        "version": "2",
    }
    assert cast.ada.client.post(cast.ada.path(f"cycles/{cycle.ref}/edit"), typed).status_code == 302
    assert queries.cycle_by_ref(actor=cast.ada.actor, ref=cycle.ref).name == "Autumn"


def test_two_edits_at_once_lose_nothing(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    path = cast.ada.path(f"cycles/{cycle.ref}/edit")
    assert cast.carl.client.post(path, {**FORM, "name": "Carl's", "version": "1"}).status_code == 302
    late = cast.ada.client.post(path, {**FORM, "name": "Ada's", "version": "1"})
    assert late.status_code == 422
    assert "Somebody saved a newer version" in late.content.decode()
    assert "Ada&#39;s" in late.content.decode()
    assert 'name="version" value="2"' in late.content.decode()
    assert cast.ada.client.post(path, {**FORM, "name": "Ada's", "version": "2"}).status_code == 302


def test_a_cycle_is_started_ended_closed_and_reopened(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor, ends_on=date(2026, 11, 22))
    path = cast.carl.path(f"cycles/{cycle.ref}/phase")
    for phase in ("active", "closing", "closed"):
        assert f'value="{phase}"' in cast.carl.client.get(path).content.decode()
        assert cast.carl.client.post(path, {"phase": phase}).status_code == 302
    silent = cast.carl.client.post(path, {"phase": "reopen", "reason": ""})
    assert silent.status_code == 422
    assert 'id="id_reason-error"' in silent.content.decode()
    assert cast.carl.client.post(path, {"phase": "reopen", "reason": "A late number"}).status_code == 302
    shown = cast.mika.client.get(cast.mika.path(f"cycles/{cycle.ref}")).content.decode()
    assert "reopened it: A late number" in shown


def test_a_running_cycle_cannot_be_ended_early(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor, phase=Phase.ACTIVE)
    path = cast.ada.path(f"cycles/{cycle.ref}/phase")
    assert "runs until" in cast.ada.client.get(path).content.decode()
    refused = cast.ada.client.post(path, {"phase": "closing"})
    assert refused.status_code == 422
    assert queries.cycle_by_ref(actor=cast.ada.actor, ref=cycle.ref).phase == Phase.ACTIVE
    assert cast.ada.client.post(path, {"phase": "nonsense"}).status_code in (302, 422)


def test_the_switcher_remembers_the_choice(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    address = cast.olga.path(f"cycles/{cycle.ref}/choose")
    assert cast.olga.client.get(address).status_code == 405  # looking changes nothing
    page = cast.olga.client.get("/acme/cycles").content.decode()
    assert f'<form method="post" action="{address}">' in page
    answer = cast.olga.client.post(address, {"next": "/acme/okrs?team=x&cycle=old&cursor=y"})
    assert answer["Location"] == f"/acme/okrs?team=x&cycle={cycle.ref}"
    cookie = answer.cookies[queries.CYCLE_COOKIE]
    assert (cookie.value, cookie["path"]) == (cycle.ref, "/acme/")


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/zenith/okrs", "/acme/../x\n", ""]
)
def test_the_switcher_leads_nowhere_else(cast: Cast, target: str) -> None:
    cycle = a_cycle(cast.ada.actor)
    answer = cast.olga.client.post(cast.olga.path(f"cycles/{cycle.ref}/choose"), {"next": target})
    assert answer["Location"].startswith("/acme/")
    assert "evil" not in answer["Location"]


def test_a_stranger_is_sent_to_sign_in(cast: Cast, client: object) -> None:
    answer = client.get("/acme/cycles")  # type: ignore[attr-defined]
    assert answer.status_code == 302
    assert "login" in answer["Location"]
