"""Objectives on the pages of teams and people."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from northing.domain.codes import HolderKind, Visibility
from tests.builders import a_check_in, a_cycle, a_key_result, an_objective
from tests.cast import Cast
from tests.support.statements import counted

HTMX = {"headers": {"HX-Request": "true"}}


@pytest.fixture(autouse=True)
def _one_day() -> Iterator[None]:
    with time_machine.travel("2026-11-02 10:00:00Z", tick=False):
        yield


def test_the_pages_of_teams_and_people_leave_room_for_objectives(cast: Cast) -> None:
    team = cast.mika.client.get(cast.mika.path(f"teams/{cast.growth.ref}")).content.decode()
    assert f'hx-get="/acme/okrs/team/{cast.growth.ref}"' in team
    person = cast.mika.client.get(cast.mika.path(f"people/{cast.lin.ref}")).content.decode()
    assert f'hx-get="/acme/okrs/person/{cast.lin.ref}"' in person


def test_a_team_shows_what_it_holds_itself(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    of_team = {"holder": HolderKind.TEAM.value, "cycle": cycle}
    objective = an_objective(cast.ada.actor, title="Of growth", team=cast.growth.ref, **of_team)
    a_check_in(cast.ada.actor, a_key_result(cast.ada.actor, objective), 40)
    an_objective(cast.ada.actor, title="Of funnel", team=cast.funnel.ref, **of_team)
    text = cast.oleg.client.get(cast.oleg.path(f"okrs/team/{cast.growth.ref}"), **HTMX).content.decode()
    assert "Of growth" in text
    assert "40%" in text
    assert "Of funnel" not in text
    assert "<html" not in text
    assert f"/acme/okrs?team={cast.growth.ref}&amp;only=1" in text


def test_a_person_shows_what_they_hold_own_or_measure(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    an_objective(cast.ada.actor, cycle=cycle, title="Owned", owner=cast.lin.ref)
    shared = an_objective(cast.ada.actor, cycle=cycle, title="Measured", owner=cast.mika.ref)
    a_key_result(cast.ada.actor, shared, owner=cast.lin.ref)
    secret = {"visibility": Visibility.HOLDER.value, "owner": cast.lin.ref}
    an_objective(cast.lin.actor, cycle=cycle, title="Quiet", holder="person", person=cast.lin.ref, **secret)
    url = cast.oleg.path(f"okrs/person/{cast.lin.ref}")
    text = cast.oleg.client.get(url, **HTMX).content.decode()
    assert "Owned" in text
    assert "Measured" in text
    assert "Quiet" not in text
    assert "Quiet" in cast.lin.client.get(url, **HTMX).content.decode()


def test_without_htmx_a_panel_is_the_explorer(cast: Cast) -> None:
    team = cast.mika.client.get(cast.mika.path(f"okrs/team/{cast.growth.ref}"))
    assert team["Location"] == f"/acme/okrs?team={cast.growth.ref}&only=1"
    person = cast.mika.client.get(cast.mika.path(f"okrs/person/{cast.lin.ref}"))
    assert person["Location"] == f"/acme/okrs?person={cast.lin.ref}"


def test_empty_panels_say_so(cast: Cast) -> None:
    url = cast.mika.path(f"okrs/team/{cast.growth.ref}")
    assert "There is no cycle yet." in cast.mika.client.get(url, **HTMX).content.decode()
    a_cycle(cast.ada.actor)
    assert "No objectives in 2026 Q4." in cast.mika.client.get(url, **HTMX).content.decode()


def test_strangers_and_unknown_refs_are_not_found(cast: Cast) -> None:
    a_cycle(cast.ada.actor)
    assert cast.zoe.client.get(cast.zoe.path(f"okrs/team/{cast.growth.ref}"), **HTMX).status_code == 404
    assert cast.zoe.client.get(cast.zoe.path(f"okrs/person/{cast.lin.ref}"), **HTMX).status_code == 404
    assert cast.mika.client.get(cast.mika.path(f"okrs/team/{'a' * 12}"), **HTMX).status_code == 404


def test_the_statements_do_not_grow_with_the_rows(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    url = cast.mika.path(f"okrs/person/{cast.lin.ref}")
    counts = []
    cast.mika.client.get(url, **HTMX)  # the first request of a day rolls it
    for _round in range(2):
        for number in range(4):
            an_objective(cast.ada.actor, cycle=cycle, title=f"Objective {number}", owner=cast.lin.ref)
        with counted() as run:
            cast.mika.client.get(url, **HTMX)
        counts.append(len(run))
    assert counts[0] == counts[1] <= 8
