"""Documents that say team or person and name none: taken in all the same, and told."""

from __future__ import annotations

import pytest

from northing.domain.codes import HolderKind
from northing.features.exchange.actions import Choices
from northing.features.okrs import actions as okr_actions
from northing.features.org import actions as org_actions
from northing.kit.actors import Actor
from tests.builders import TODAY, a_cycle, moment
from tests.cast import Cast
from tests.features.exchange.importing import codes, figures, imported, objective, warned

pytestmark = pytest.mark.django_db
ENGLISH = (
    "# OKRs 2026 Q4\n## Team OKR\n### Objective 1: Serve faster\n- KR: Orders: 10 -> 20\n"
    "## Individual OKR\n### Objective 1: Learn to bake\n- KR: Cakes: 0 -> 5\n"
)
CHINESE = (
    "# 团队OKR\n目标1：出餐更快\n- 每天订单从 10 提高到 20\n# 个人OKR\n目标1：学会烘焙\n- 做出 5 个蛋糕\n"
)


def holder(actor: Actor, title: str) -> tuple[str, int | None, int | None]:
    row = objective(actor, title)
    return row.holder_kind, row.team_id, row.person_id


@pytest.mark.parametrize(
    ("text", "lines", "titles"),
    [
        (ENGLISH, (3, 6), ("Serve faster", "Learn to bake")),
        (CHINESE, (2, 5), ("出餐更快", "学会烘焙")),
    ],
)
def test_a_level_without_a_name_never_stands_in_the_way(
    cast: Cast, text: str, lines: tuple[int, int], titles: tuple[str, str]
) -> None:
    a_cycle(cast.ada.actor)
    report = imported(cast.ada.actor, text, choices=Choices(owner=cast.mika.ref))
    assert report.is_written
    assert warned(report) == [(lines[0], "team", "team_unnamed"), (lines[1], "owner", "holder_assumed")]
    assert holder(cast.ada.actor, titles[0]) == (HolderKind.ORGANIZATION, None, None)
    assert holder(cast.ada.actor, titles[1]) == (HolderKind.PERSON, None, cast.mika.id)
    assert {objective(cast.ada.actor, title).owner_id for title in titles} == {cast.mika.id}


def test_without_an_owner_chosen_the_organization_holds_both(cast: Cast) -> None:
    report = imported(cast.ada.actor, ENGLISH)
    assert [code for _line, _field, code in warned(report) if code != "objectives_unowned"] == [
        "team_unnamed",
        "person_unnamed",
    ]
    assert holder(cast.ada.actor, "Learn to bake") == (HolderKind.ORGANIZATION, None, None)


def test_what_members_bring_is_their_own(cast: Cast) -> None:
    a_cycle(cast.ada.actor)
    report = imported(cast.mika.actor, ENGLISH, choices=Choices(owner=cast.lin.ref))
    assert (report.is_written, codes(report)) == (True, [])
    assert holder(cast.ada.actor, "Learn to bake") == (HolderKind.PERSON, None, cast.mika.id)
    assert holder(cast.ada.actor, "Serve faster") == (HolderKind.TEAM, cast.growth.id, None)


def test_members_of_several_teams_hold_it_themselves(cast: Cast) -> None:
    a_cycle(cast.ada.actor)
    org_actions.join_team(actor=cast.ada.actor, team=cast.platform.ref, person=cast.mika.ref, at=moment())
    assert imported(cast.mika.actor, ENGLISH).is_written
    assert holder(cast.ada.actor, "Serve faster") == (HolderKind.PERSON, None, cast.mika.id)


def test_the_only_team_of_its_owner_holds_it(cast: Cast) -> None:
    text = f"# OKRs 2026 Q4\n## Team OKR\n### Objective 1: Serve faster\n- owner: {cast.lin.email}\n"
    report = imported(cast.ada.actor, text)
    told = next(problem for problem in report.warnings if problem.code == "holder_assumed")
    assert (told.line, told.params) == (3, {"name": cast.growth.name})
    assert holder(cast.ada.actor, "Serve faster") == (HolderKind.TEAM, cast.growth.id, None)


def test_once_its_holder_is_chosen_the_same_document_changes_nothing(cast: Cast) -> None:
    mine = Choices(owner=cast.ada.ref)
    imported(cast.ada.actor, ENGLISH, choices=mine)
    assert imported(cast.ada.actor, ENGLISH, choices=mine).changes_nothing
    okr_actions.edit_objective(
        actor=cast.ada.actor,
        ref=objective(cast.ada.actor, "Serve faster").ref,
        fields={"holder": "team", "team": cast.platform.ref, "person": None},
        reason="theirs",
        at=moment(),
        on=TODAY,
    )
    again = imported(cast.ada.actor, ENGLISH, choices=Choices(owner=cast.lin.ref))
    assert again.changes_nothing
    assert figures(cast.ada.actor) == (2, 2)
    assert holder(cast.ada.actor, "Serve faster") == (HolderKind.TEAM, cast.platform.id, None)


def test_a_name_nobody_has_is_still_to_be_mended(cast: Cast) -> None:
    text = "# OKRs 2026 Q4\n## Individual OKR\n### Objective 1: Learn to bake\n- owner: nobody@acme.example\n"
    assert codes(imported(cast.ada.actor, text)) == [(3, "owner", "holder_unknown")]
