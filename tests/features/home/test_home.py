"""The start page and the frame, for everybody and for nobody yet."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from northing.features.okrs import actions
from northing.features.org import actions as org_actions
from tests.builders import FIRST_DAY, a_check_in, a_cycle, a_key_result, an_objective, moment
from tests.cast import Cast, Player
from tests.features.checkins.scene import (
    LAST_MONDAY,
    NOW,
    TODAY,
    a_week,
    a_weekly_key_result,
    an_agreed_objective,
)
from tests.support.statements import counted

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def _home(player: Player, query: str = "") -> str:
    response = player.client.get(player.path(query))
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode()).replace("\xa0", " ")


def _rail(page: str) -> str:
    return page[page.index('class="rail"') : page.index("</nav>")]


def test_what_i_owe_stands_first(cast: Cast) -> None:
    week = a_week(cast)
    page = _home(cast.mika)
    assert "Hello, Mika" in page
    assert "2026 Q4 · week 7 of 13" in page
    assert "5 key results, about a minute." in page
    assert f"/acme/check-in#row-{week.metric.ref}" in page
    assert "78,400" in page


def test_my_objectives_show_where_they_stand(cast: Cast) -> None:
    a_week(cast)
    page = _home(cast.mika)
    assert "Your objectives" in page
    assert "Readers recommend us" in page
    assert 'class="bar ' in page


def test_long_lists_end_and_say_where_the_rest_is(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    for number in range(12):
        an_objective(
            cast.mika.actor, cycle=cycle, title=f"Draft {number}", person=cast.mika.ref, holder="person"
        )
    whole = f'href="/acme/okrs?person={cast.mika.ref}"'
    assert _home(cast.mika).count(">Draft ") == 12
    assert whole not in _home(cast.mika)
    an_objective(cast.mika.actor, cycle=cycle, title="Draft 12", person=cast.mika.ref, holder="person")
    page = _home(cast.mika)
    assert page.count(">Draft ") == 12
    assert page.count(whole) == 1
    everything = cast.mika.client.get(f"/acme/okrs?person={cast.mika.ref}").content.decode()
    assert all(f"Draft {number}<" in everything for number in range(13))


def test_a_proposal_waits_for_the_lead_and_a_returned_one_for_its_owner(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    plan = an_objective(
        cast.mika.actor, cycle=cycle, title="Writers stay", holder="team", team=cast.growth.ref
    )
    a_key_result(cast.mika.actor, plan)
    actions.propose(actor=cast.mika.actor, ref=plan.ref, at=moment(FIRST_DAY), on=FIRST_DAY)
    assert "To answer" in _home(cast.lin)
    assert "Writers stay" in _home(cast.lin)
    assert "To answer" not in _home(cast.mika)
    assert "To answer" not in _home(cast.oleg)
    actions.return_to_draft(
        actor=cast.lin.actor, ref=plan.ref, reason="Which writers?", at=moment(TODAY), on=TODAY
    )
    assert "Came back to you" in _home(cast.mika)


def test_what_is_not_on_track_in_my_teams_is_shown_to_me_and_not_to_others(cast: Cast) -> None:
    objective = an_agreed_objective(cast, cast.mika, title="Trials become readers")
    slow = a_weekly_key_result(cast, objective, cast.mika, start=Decimal(0), target=Decimal(100))
    a_check_in(cast.mika.actor, slow, 3, confidence=2, on=LAST_MONDAY)
    assert "Trials become readers" in _home(cast.lin)
    assert "Nothing in your teams is behind, at risk or silent." not in _home(cast.lin)
    assert "Trials become readers" not in _home(cast.oleg)


def test_private_objectives_stay_private(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    an_objective(
        cast.lin.actor,
        cycle=cycle,
        title="Secret plan",
        holder="person",
        person=cast.lin.ref,
        visibility="holder",
    )
    assert "Secret plan" in _home(cast.lin)
    assert "Secret plan" not in _home(cast.mika)
    assert "Secret plan" not in _home(cast.mika, "search?q=secret")


def test_nothing_owed_is_good_news(cast: Cast) -> None:
    a_week(cast)
    with time_machine.travel("2026-11-12 09:00:00Z", tick=False):
        page = _home(cast.mika)
    assert "You owe nothing" in page
    assert "Next one: Mon 16 Nov" in page


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("ada", "Begin with a cycle"),
        ("carl", "Begin with a cycle"),
        ("mika", "No cycle runs yet"),
        ("olga", "You are an observer here"),
    ],
)
def test_a_fresh_organization_says_what_to_do_first(cast: Cast, who: str, said: str) -> None:
    assert said in _home(getattr(cast, who))


def test_the_next_step_after_a_cycle_is_an_objective(cast: Cast) -> None:
    a_cycle(cast.ada.actor)
    page = _home(cast.ada)
    assert "Bring in your first objectives" in page
    assert "/acme/okrs/new" in page
    assert "Nothing here is yours yet" in _home(cast.mika)


def test_another_organization_is_not_there(cast: Cast) -> None:
    a_week(cast)
    assert cast.zoe.client.get("/acme/").status_code == 404
    assert cast.zoe.client.get("/acme/search?q=readers").status_code == 404
    assert "Readers" not in _home(cast.zoe)


def test_the_rail_offers_what_exists_and_this_person_may_use(cast: Cast) -> None:
    a_week(cast)
    ada, mika, olga = (_rail(_home(player)) for player in (cast.ada, cast.mika, cast.olga))
    assert "/acme/check-in" in mika
    assert '<span class="badge">5</span>' in mika
    assert "badge" not in ada
    assert "/acme/check-in" not in olga
    assert "/acme/settings" in ada
    assert "/acme/settings" not in mika
    assert mika.count('aria-current="page"') == 1
    below = _rail(_home(cast.mika, "check-in/done"))
    assert re.search(r'href="/acme/check-in" aria-current="page"', below)


def test_switching_organization_and_cycle(cast: Cast) -> None:
    older = a_cycle(
        cast.ada.actor,
        name="2026 Q3",
        starts_on=FIRST_DAY.replace(month=7),
        ends_on=FIRST_DAY.replace(month=9, day=30),
    )
    a_cycle(cast.ada.actor)
    assert "2026 Q4 · week 7" in _home(cast.mika)
    chosen = cast.mika.client.post(cast.mika.path(f"cycles/{older.ref}/choose"), {"next": "/acme/"})
    assert chosen["Location"] == f"/acme/?cycle={older.ref}"
    assert '<span class="switcher__name">2026 Q3</span>' in _home(cast.mika)
    org_actions.found_organization(name="Third", slug="third", at=moment(TODAY))


def test_the_account_menu_leads_to_the_profile_and_out(cast: Cast) -> None:
    page = _home(cast.mika)
    assert "/acme/account" in page
    assert 'action="/account/logout/"' in page
    assert "mika@acme.example" in page


def test_the_frame_costs_five_statements(cast: Cast) -> None:
    a_week(cast)
    path = cast.mika.path("check-in/echo")
    cast.mika.client.get(path)
    with counted() as bare:
        cast.mika.client.get(path)
    from django.test import RequestFactory

    from northing.features.home.panels import frame

    assert len(bare) == 2  # the session, and who it belongs to
    request = RequestFactory().get("/acme/")
    _as_visited(request, cast.mika)
    with counted() as statements:
        frame(request)
    assert len(statements) <= 3


def _as_visited(request: Any, player: Player) -> None:
    from django.urls import resolve

    from northing.features.org import queries

    who = queries.signed_in(user_id=player.user_id)
    assert who is not None
    visit = queries.visit_from(who=who, slug=player.organization.slug)
    assert visit is not None
    request.visit, request.actor = visit, queries.actor_in(visit=visit)
    request.time_zone = queries.zone_of(organization=visit.organization)
    request.resolver_match = resolve(request.path)


def test_home_costs_the_same_for_many_rows(cast: Cast) -> None:
    week = a_week(cast)
    path = cast.mika.path()
    cast.mika.client.get(path)
    with counted() as few:
        cast.mika.client.get(path)
    for number in range(12):
        more = a_weekly_key_result(cast, week.objective, cast.mika, title=f"One more {number}")
        a_check_in(cast.mika.actor, more, number + 1, on=LAST_MONDAY)
    with counted() as many:
        cast.mika.client.get(path)
    assert len(few) == len(many) <= 15
