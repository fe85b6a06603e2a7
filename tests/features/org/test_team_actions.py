"""The tree of teams: made, moved with everything below, never a loop."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from northing.features.org import actions, queries
from northing.features.org.queries import TeamRow
from northing.kit.errors import Conflict, Invalid
from tests.cast import Cast

AT = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)


def a_team(cast: Cast, name: str, parent: TeamRow | None = None) -> TeamRow:
    ref = parent.ref if parent else None
    return actions.create_team(actor=cast.ada.actor, name=name, parent=ref, at=AT)


def now(cast: Cast, team: TeamRow) -> TeamRow:
    return queries.team_by_ref(ref=team.ref, seen_by=cast.ada.actor)


def test_moving_takes_the_whole_subtree_along(cast: Cast) -> None:
    ads = a_team(cast, "Ads", cast.funnel)
    actions.move_team(actor=cast.ada.actor, ref=cast.growth.ref, parent=cast.platform.ref, at=AT)
    top = f"/{cast.platform.id}/{cast.growth.id}/"
    assert now(cast, cast.growth).path == top
    assert now(cast, cast.funnel).path == f"{top}{cast.funnel.id}/"
    assert now(cast, ads).path == f"{top}{cast.funnel.id}/{ads.id}/"
    assert now(cast, ads).depth == 3
    assert now(cast, cast.platform).path == f"/{cast.platform.id}/"
    actions.move_team(actor=cast.ada.actor, ref=cast.growth.ref, parent=None, at=AT)
    assert now(cast, ads).path == f"/{cast.growth.id}/{cast.funnel.id}/{ads.id}/"


def test_a_team_never_comes_below_itself(cast: Cast) -> None:
    ads = a_team(cast, "Ads", cast.funnel)
    for parent in (cast.growth, cast.funnel, ads):
        with pytest.raises(Invalid, match="team_below_itself"):
            actions.move_team(actor=cast.ada.actor, ref=cast.growth.ref, parent=parent.ref, at=AT)
    assert now(cast, ads).path == f"/{cast.growth.id}/{cast.funnel.id}/{ads.id}/"


def test_a_neighbour_with_a_similar_id_stays(cast: Cast) -> None:
    """/1/ is the beginning of /1/2/ but not of /12/."""
    many = [a_team(cast, f"T{number}") for number in range(12)]
    actions.move_team(actor=cast.ada.actor, ref=many[0].ref, parent=cast.platform.ref, at=AT)
    assert [now(cast, team).path for team in many[1:]] == [f"/{team.id}/" for team in many[1:]]


def test_names_are_unique_among_siblings_only(cast: Cast) -> None:
    a_team(cast, "Ads", cast.growth)
    twin = a_team(cast, "Ads", cast.platform)
    for parent in (cast.growth.ref, cast.platform.ref):
        with pytest.raises(Invalid, match="team_name_taken"):
            actions.create_team(actor=cast.ada.actor, name="ads", parent=parent, at=AT)
    with pytest.raises(Invalid, match="team_name_taken"):
        actions.move_team(actor=cast.ada.actor, ref=twin.ref, parent=cast.growth.ref, at=AT)
    top = a_team(cast, "Ads")
    with pytest.raises(Invalid, match="team_name_taken"):
        actions.move_team(actor=cast.ada.actor, ref=twin.ref, parent=None, at=AT)
    assert now(cast, top).depth == 0


def test_the_tree_has_a_bottom(cast: Cast) -> None:
    deepest = cast.growth
    for number in range(19):
        deepest = a_team(cast, f"Level {number}", deepest)
    with pytest.raises(Invalid, match="too_deep"):
        a_team(cast, "One too many", deepest)
    with pytest.raises(Invalid, match="too_deep"):
        actions.move_team(actor=cast.ada.actor, ref=cast.growth.ref, parent=cast.platform.ref, at=AT)


def test_teams_and_people_of_elsewhere_are_not_found(cast: Cast) -> None:
    with pytest.raises(Invalid, match="unknown_team"):
        actions.create_team(actor=cast.ada.actor, name="X", parent=cast.orbit.ref, at=AT)
    with pytest.raises(Invalid, match="unknown_person"):
        actions.set_lead(actor=cast.ada.actor, ref=cast.growth.ref, lead=cast.zoe.ref, at=AT)
    with pytest.raises(Invalid, match="unknown_person"):
        actions.join_team(actor=cast.ada.actor, team=cast.growth.ref, person=cast.zoe.ref, at=AT)
    with pytest.raises(Invalid, match="unknown_person"):
        actions.set_members(
            actor=cast.ada.actor, team=cast.growth.ref, people=frozenset({cast.zoe.ref}), at=AT
        )


def test_members_come_and_go(cast: Cast) -> None:
    def names() -> list[str]:
        return [row.name for row in queries.members(team_id=cast.growth.id, seen_by=cast.ada.actor)]

    actions.join_team(actor=cast.ada.actor, team=cast.growth.ref, person=cast.mika.ref, at=AT)
    assert names() == ["Lin", "Mika"]
    actions.set_members(
        actor=cast.ada.actor, team=cast.growth.ref, people=frozenset({cast.oleg.ref, cast.lin.ref}), at=AT
    )
    assert names() == ["Lin", "Oleg"]
    actions.leave_team(actor=cast.ada.actor, team=cast.growth.ref, person=cast.lin.ref, at=AT)
    actions.leave_team(actor=cast.ada.actor, team=cast.growth.ref, person=cast.lin.ref, at=AT)
    assert names() == ["Oleg"]


def test_who_left_joins_no_team(cast: Cast) -> None:
    actions.deactivate_person(actor=cast.ada.actor, ref=cast.oleg.ref, at=AT)
    with pytest.raises(Invalid, match="person_inactive"):
        actions.join_team(actor=cast.ada.actor, team=cast.growth.ref, person=cast.oleg.ref, at=AT)


def test_a_team_closes_after_those_below_it(cast: Cast) -> None:
    by = cast.ada.actor
    with pytest.raises(Conflict, match="team_has_subteams"):
        actions.close_team(actor=by, ref=cast.growth.ref, at=AT)
    actions.close_team(actor=by, ref=cast.funnel.ref, at=AT)
    actions.close_team(actor=by, ref=cast.growth.ref, at=AT)
    with pytest.raises(Conflict, match="parent_closed"):
        actions.reopen_team(actor=by, ref=cast.funnel.ref, at=AT)
    actions.reopen_team(actor=by, ref=cast.growth.ref, at=AT)
    assert actions.reopen_team(actor=by, ref=cast.funnel.ref, at=AT).is_active


def test_a_change_is_all_or_nothing(cast: Cast) -> None:
    with pytest.raises(Invalid, match="unknown_person"):
        actions.change_team(
            actor=cast.ada.actor, ref=cast.growth.ref, changes={"name": "Other", "lead": "0" * 12}, at=AT
        )
    assert now(cast, cast.growth).name == "Growth"
    with pytest.raises(Conflict, match="changed_meanwhile"):
        actions.change_team(
            actor=cast.ada.actor, ref=cast.growth.ref, changes={"name": "Other"}, at=AT, expected=99
        )
