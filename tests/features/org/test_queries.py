"""What pages and rules ask about people, teams and calendars, in few statements."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from northing.domain.policy import DEFAULT_POLICY
from northing.features.org import actions, queries
from northing.features.org.queries import NO_REACH, Reach
from northing.kit.actors import ALL_SCOPES, Role, Scope, Via, system_actor
from northing.kit.errors import Invalid, NotFound
from tests.cast import Cast

AT = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
TODAY = date(2026, 10, 5)


def away(cast: Cast, first: date, last: date) -> None:
    actions.add_absence(
        actor=cast.mika.actor,
        person=cast.mika.ref,
        starts_on=first,
        ends_on=last,
        deputy=cast.oleg.ref,
        at=AT,
    )


def test_reach_of_a_lead_a_member_a_deputy_and_nobody(cast: Cast, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        lin = queries.reach_of(actor=cast.lin.actor, on=TODAY)
    assert lin == Reach(
        team_ids=frozenset({cast.growth.id}),
        team_paths=(cast.growth.path,),
        led_paths=(cast.growth.path,),
        stands_in_for=frozenset(),
    )
    assert lin.leads(cast.funnel.path)
    assert not lin.leads(cast.platform.path)
    assert not lin.leads("")
    away(cast, TODAY, TODAY)
    oleg = queries.reach_of(actor=cast.oleg.actor, on=TODAY)
    assert oleg.stands_in_for == {cast.mika.id}
    assert oleg.led_paths == ()
    assert not oleg.leads(cast.platform.path)
    assert oleg.speaks_for(cast.mika.id, cast.oleg.actor)
    assert oleg.speaks_for(cast.oleg.id, cast.oleg.actor)
    assert not oleg.speaks_for(cast.lin.id, cast.oleg.actor)
    assert not oleg.speaks_for(None, cast.oleg.actor)
    assert queries.reach_of(actor=cast.olga.actor, on=TODAY) == NO_REACH
    assert queries.reach_of(actor=system_actor(cast.acme.id), on=TODAY) == NO_REACH


@pytest.mark.parametrize(
    ("day", "stands_in"),
    [("2026-10-04", False), ("2026-10-05", True), ("2026-10-07", True), ("2026-10-08", False)],
)
def test_a_deputy_stands_in_on_the_days_and_no_other(cast: Cast, day: str, stands_in: bool) -> None:
    away(cast, date(2026, 10, 5), date(2026, 10, 7))
    reach = queries.reach_of(actor=cast.oleg.actor, on=date.fromisoformat(day))
    assert (cast.mika.id in reach.stands_in_for) is stands_in


def test_a_closed_team_gives_no_reach(cast: Cast) -> None:
    actions.close_team(actor=cast.ada.actor, ref=cast.platform.ref, at=AT)
    assert queries.reach_of(actor=cast.oleg.actor, on=TODAY) == NO_REACH


def test_only_the_outermost_led_team_is_kept(cast: Cast) -> None:
    actions.set_lead(actor=cast.ada.actor, ref=cast.funnel.ref, lead=cast.lin.ref, at=AT)
    assert queries.reach_of(actor=cast.lin.actor, on=TODAY).led_paths == (cast.growth.path,)


def test_a_request_asks_once_and_sees_its_own_writes(cast: Cast, django_assert_num_queries: Any) -> None:
    with queries.remembering():
        queries.reach_of(actor=cast.mika.actor, on=TODAY)
        with django_assert_num_queries(0):
            queries.reach_of(actor=cast.mika.actor, on=TODAY)
        actions.set_lead(actor=cast.ada.actor, ref=cast.platform.ref, lead=cast.mika.ref, at=AT)
        assert queries.reach_of(actor=cast.mika.actor, on=TODAY).led_paths == (cast.platform.path,)


def test_the_calendar_joins_quiet_days_and_absences(cast: Cast, django_assert_num_queries: Any) -> None:
    actions.add_quiet_days(
        actor=cast.ada.actor, name="Break", starts_on=date(2026, 12, 24), ends_on=date(2026, 12, 26), at=AT
    )
    away(cast, date(2026, 12, 27), date(2026, 12, 28))
    with django_assert_num_queries(1):
        calendars = queries.calendars_of(organization_id=cast.acme.id)
    assert calendars.of(None).ranges == ((date(2026, 12, 24), date(2026, 12, 26)),)
    assert calendars.of(cast.lin.id).ranges == calendars.quiet.ranges
    assert calendars.of(cast.mika.id).ranges == ((date(2026, 12, 24), date(2026, 12, 28)),)
    assert queries.calendars_of(organization_id=cast.acme.id, person_ids=frozenset({cast.lin.id})).away == {}
    assert queries.calendar_of(organization_id=cast.zenith.id).ranges == ()


@pytest.mark.parametrize(
    ("zone", "day"),
    [("UTC", "2026-10-05"), ("Pacific/Kiritimati", "2026-10-06"), ("Pacific/Pago_Pago", "2026-10-04")],
)
def test_a_day_begins_where_the_organization_is(cast: Cast, zone: str, day: str) -> None:
    row = actions.change_organization(actor=cast.ada.actor, changes={"time_zone": zone}, at=AT)
    at = datetime(2026, 10, 5, 10, 30, tzinfo=UTC)
    assert queries.today_in(organization=row, at=at) == date.fromisoformat(day)
    early = datetime(2026, 10, 5, 10, 0, tzinfo=UTC)
    assert queries.today_of_organization(organization_id=cast.acme.id, at=early) == date.fromisoformat(
        "2026-10-04" if zone == "Pacific/Pago_Pago" else day
    )


def test_the_policy_is_the_registry_with_overrides(cast: Cast) -> None:
    assert queries.policy_of(organization_id=cast.acme.id) == DEFAULT_POLICY
    actions.change_organization(
        actor=cast.ada.actor,
        changes={"policy": {"cadence_days": "14", "good_at": "0.70", "approval": "none"}},
        at=AT,
    )
    policy = queries.policy_of(organization_id=cast.acme.id)
    assert policy.cadence_days == 14
    assert policy.approval == "none"
    assert queries.policy_of(organization_id=cast.zenith.id) == DEFAULT_POLICY


@pytest.mark.parametrize(
    ("overrides", "field"),
    [
        ({"cadence_days": "0"}, "cadence_days"),
        ({"cadence_days": "soon"}, "cadence_days"),
        ({"no_such_rule": "1"}, "no_such_rule"),
        ({"good_at": "0.1"}, "commit_at"),
    ],
)
def test_a_policy_out_of_range_is_refused(cast: Cast, overrides: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        actions.change_organization(actor=cast.ada.actor, changes={"policy": overrides}, at=AT)
    assert refused.value.field == field
    assert queries.policy_of(organization_id=cast.acme.id) == DEFAULT_POLICY


def test_people_are_paged_by_name_without_gaps_or_repeats(cast: Cast) -> None:
    for number in range(5):
        actions.add_person(actor=cast.ada.actor, name=f"Same Name{number % 2}", at=AT)
    seen: list[str] = []
    cursor = ""
    while True:
        page = queries.people(actor=cast.mika.actor, after_ref=cursor, limit=3)
        seen += [row.ref for row in page.rows]
        cursor = page.next_cursor
        if not cursor:
            break
    assert len(seen) == len(set(seen)) == 12


def test_search_looks_for_every_word_and_reads_symbols_as_they_are(cast: Cast) -> None:
    actions.add_person(actor=cast.ada.actor, name="Zoë (50%) O_Neil", title="Lead", at=AT)

    def found(text: str) -> list[str]:
        return [row.name for row in queries.people(actor=cast.mika.actor, text=text).rows]

    assert found("lead zoë") == ["Zoë (50%) O_Neil"]
    assert found("(50%)") == ["Zoë (50%) O_Neil"]
    assert found(".*") == []
    assert found("zoe@zenith") == []


def test_the_tree_is_depth_first(cast: Cast, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        rows = queries.teams(organization_id=cast.acme.id)
    assert [(row.name, row.depth) for row in rows] == [("Growth", 0), ("Funnel", 1), ("Platform", 0)]
    assert [row.name for row in queries.subtree(organization_id=cast.acme.id, path=cast.growth.path)] == [
        "Growth",
        "Funnel",
    ]
    assert queries.subtree_ids(organization_id=cast.acme.id, path=cast.growth.path) == {
        cast.growth.id,
        cast.funnel.id,
    }
    assert queries.subtree_ids(organization_id=cast.zenith.id, path=cast.growth.path) == frozenset()
    assert [row.name for row in queries.ancestors(team=cast.funnel, organization_id=cast.acme.id)] == [
        "Growth"
    ]


def test_names_of_files_find_people_and_teams_in_one_statement(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        people = queries.people_named(
            organization_id=cast.acme.id, words=["  LIN ", "mika@ACME.example", "Zoe", ""]
        )
    assert {word: [row.name for row in rows] for word, rows in people.items()} == {
        "  LIN ": ["Lin"],
        "mika@ACME.example": ["Mika"],
        "Zoe": [],
    }
    with django_assert_num_queries(1):
        teams = queries.teams_named(organization_id=cast.acme.id, names=["growth", "Orbit"])
    assert [[row.name for row in rows] for rows in teams.values()] == [["Growth"], []]


def test_refs_of_elsewhere_are_not_found(cast: Cast) -> None:
    for ref in (cast.zoe.ref, "", "not-a-ref", "0" * 12):
        with pytest.raises(NotFound):
            queries.person_by_ref(ref=ref, seen_by=cast.ada.actor)
    with pytest.raises(NotFound):
        queries.team_by_ref(ref=cast.orbit.ref, seen_by=cast.ada.actor)


def test_actors_of_sessions_tokens_and_commands(cast: Cast) -> None:
    lin = cast.lin
    assert queries.resolve_actor(user_id=lin.user_id, slug="acme") == lin.actor
    for slug in ("zenith", "nowhere"):
        with pytest.raises(NotFound):
            queries.resolve_actor(user_id=lin.user_id, slug=slug)
    token = queries.actor_for_person(
        organization_id=cast.acme.id, person_id=lin.id, via=Via.API, scopes=frozenset({Scope.READ})
    )
    assert (token.role, token.holds(Scope.READ), token.holds(Scope.PLAN)) == (Role.MEMBER, True, False)
    with pytest.raises(NotFound):
        queries.actor_for_person(organization_id=cast.zenith.id, person_id=lin.id, via=Via.API)
    assert queries.operator(slug=None, email=None) == system_actor(cast.acme.id, via=Via.CLI)
    by_mail = queries.operator(slug="acme", email="LIN@acme.example")
    assert (by_mail.person_id, by_mail.via, by_mail.scopes) == (lin.id, Via.CLI, ALL_SCOPES)
    with pytest.raises(NotFound):
        queries.operator(slug="zenith", email="lin@acme.example")


def test_an_empty_installation_says_what_to_do(db: None) -> None:
    assert queries.is_installation_empty()
    with pytest.raises(NotFound, match="no_organization"):
        queries.oldest_organization()
