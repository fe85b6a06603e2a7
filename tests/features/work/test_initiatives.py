"""Initiatives are made, changed and linked to what they should move; private objectives keep theirs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from northing.domain.terms import Visibility
from northing.features.work import actions, queries
from northing.kit.activity.record import acts_on
from northing.kit.errors import Conflict, Invalid, NotAllowed, NotFound, Problems
from northing.kit.storage import search
from northing.kit.storage.versions import history, subject_of
from northing.kit.subjects import Subject, cards
from tests.builders import TODAY, a_cycle, a_key_result, an_objective, moment
from tests.cast import Cast, Player
from tests.support.statements import counted


def an_initiative(player: Player, title: str = "Referral programme", **fields: Any) -> queries.Initiative:
    given: Any = {"title": title, **fields}
    return actions.create_initiative(actor=player.actor, fields=given, at=moment(), on=TODAY)


def titles(player: Player, **wish: Any) -> list[str]:
    listed = queries.initiative_list(actor=player.actor, on=TODAY, **wish)
    return [row.initiative.title for row in listed.rows]


def test_whoever_makes_an_initiative_owns_it(cast: Cast) -> None:
    row = an_initiative(cast.mika, why="Readers trust friends", due_on=date(2027, 2, 1))
    assert (row.owner_id, row.version, row.state, row.priority) == (cast.mika.id, 1, "planned", 1)
    given = an_initiative(cast.ada, owner=cast.oleg.ref, sponsor=cast.lin.ref, priority=0)
    assert (given.owner_id, given.sponsor_id) == (cast.oleg.id, cast.lin.id)
    assert search.find(organization_id=cast.acme.id, query="trust friends") == [subject_of(row)]
    with pytest.raises(NotAllowed) as refused:
        an_initiative(cast.olga)
    assert refused.value.code == "work_needs_a_member"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"title": "  "}, ("title", "required")),
        ({"title": "x" * 301}, ("title", "too_long")),
        ({"why": "\x1b[31m"}, ("why", "control_characters")),
        ({"owner": "zzzzzzzzzzzz"}, ("owner", "unknown_person")),
        ({"objective": "zzzzzzzzzzzz"}, ("objective", "unknown_objective")),
        ({"priority": 3}, ("priority", "unknown_choice")),
        ({"due_on": date(9999, 1, 1)}, ("due_on", "year_out_of_range")),
    ],
)
def test_fields_that_cannot_be(cast: Cast, fields: dict[str, Any], expected: tuple[str, str]) -> None:
    with pytest.raises(Problems) as refused:
        an_initiative(cast.mika, **fields)
    assert [(one.field, one.code) for one in refused.value.problems] == [expected]
    assert titles(cast.ada) == []


def test_its_people_change_it_and_nobody_else(cast: Cast) -> None:
    row = an_initiative(cast.ada, owner=cast.mika.ref, sponsor=cast.oleg.ref)
    for version, player in enumerate((cast.mika, cast.oleg, cast.lin, cast.carl, cast.pia), 1):
        changed = actions.change_initiative(
            actor=player.actor,
            ref=row.ref,
            fields={"title": player.name},
            at=moment(),
            on=TODAY,
            expected=version,
        )
        assert changed.version == version + 1
    with pytest.raises(NotAllowed) as refused:
        actions.change_initiative(
            actor=cast.olga.actor, ref=row.ref, fields={"title": "x"}, at=moment(), on=TODAY
        )
    assert refused.value.code == "initiative_not_yours"
    with pytest.raises(NotFound):
        actions.change_initiative(
            actor=cast.zoe.actor, ref=row.ref, fields={"title": "x"}, at=moment(), on=TODAY
        )
    with pytest.raises(Conflict):
        actions.change_initiative(
            actor=cast.ada.actor, ref=row.ref, fields={"title": "x"}, at=moment(), on=TODAY, expected=1
        )
    assert [past.number for past in history(row)] == [6, 5, 4, 3, 2, 1]


def test_a_lead_of_another_team_changes_nothing(cast: Cast) -> None:
    row = an_initiative(cast.oleg)
    with pytest.raises(NotAllowed):
        actions.change_initiative(
            actor=cast.lin.actor, ref=row.ref, fields={"title": "x"}, at=moment(), on=TODAY
        )


def test_what_it_should_move(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    objective = an_objective(cast.mika.actor, cycle=cycle, holder="person", person=cast.mika.ref)
    first, second = (
        a_key_result(cast.mika.actor, objective, title=title) for title in ("Subscribers", "Refunds")
    )
    row = an_initiative(cast.mika, objective=objective.ref)
    say = {"actor": cast.mika.actor, "ref": row.ref, "at": moment(), "on": TODAY}
    actions.suppose(**say, key_result=first.ref, moves_from=Decimal(10), moves_to=Decimal("20.50"))
    actions.suppose(
        **say, key_result=first.ref, moves_from=Decimal(10), moves_to=Decimal(30), by_on=date(2026, 12, 1)
    )
    actions.suppose(**say, key_result=second.ref)
    page = queries.initiative_page(actor=cast.olga.actor, ref=row.ref, on=TODAY)
    told = [(one.key_result.title, one.moves_from, one.moves_to, one.by_on) for one in page.suppositions]
    assert told == [
        ("Subscribers", Decimal(10), Decimal(30), date(2026, 12, 1)),
        ("Refunds", None, None, None),
    ]
    assert page.candidates == ()
    actions.suppose_no_more(**say, key_result=second.ref)
    page = queries.initiative_page(actor=cast.mika.actor, ref=row.ref, on=TODAY)
    assert [one.ref for one in page.candidates] == [second.ref]
    with pytest.raises(NotAllowed):
        actions.suppose(**{**say, "actor": cast.oleg.actor}, key_result=second.ref)
    for value, code in ((Decimal("NaN"), "not_finite"), (Decimal("0.1234567"), "too_precise")):
        with pytest.raises(Invalid) as refused:
            actions.suppose(**say, key_result=second.ref, moves_to=value)
        assert (refused.value.field, refused.value.code) == ("moves_to", code)
    with pytest.raises(Invalid) as refused:
        actions.suppose(**say, key_result="zzzzzzzzzzzz")
    assert refused.value.code == "unknown_key_result"
    verbs = [act.verb for act in acts_on(cast.acme.id, [subject_of(row)])]
    assert verbs.count("initiative.supposed") == 3


def test_an_initiative_is_seen_with_its_objective(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    hidden = an_objective(
        cast.mika.actor, cycle=cycle, holder="person", person=cast.mika.ref, visibility=Visibility.HOLDER
    )
    row = an_initiative(cast.mika, "Quiet plan", objective=hidden.ref, sponsor=cast.oleg.ref)
    open_row = an_initiative(cast.oleg, "Open plan")
    seen = {player.name: titles(player) for player in cast.everybody}
    both = ["Quiet plan", "Open plan"]
    assert seen == {
        "Pia": both,
        "Ada": both,
        "Carl": ["Open plan"],
        "Lin": ["Open plan"],
        "Mika": both,
        "Oleg": both,
        "Olga": ["Open plan"],
        "Zoe": [],
    }
    for player in (cast.carl, cast.lin, cast.olga, cast.zoe):
        with pytest.raises(NotFound):
            queries.initiative_page(actor=player.actor, ref=row.ref, on=TODAY)
        with pytest.raises(NotFound):
            queries.initiatives_of(actor=player.actor, objective=hidden.ref, on=TODAY)
        assert cards([Subject("initiative", row.pk)], seen_by=player.actor) == {}
    page = queries.initiative_page(actor=cast.oleg.actor, ref=row.ref, on=TODAY)
    assert page.row.objective is None
    told = cards([subject_of(row), subject_of(open_row)], seen_by=cast.mika.actor)
    assert told[subject_of(row)].url == f"/acme/initiatives/{row.ref}"
    assert [
        one.initiative.title
        for one in queries.initiatives_of(actor=cast.mika.actor, objective=hidden.ref, on=TODAY)
    ] == ["Quiet plan"]


def test_the_list_is_ordered_filtered_and_paged(cast: Cast) -> None:
    an_initiative(cast.mika, "late", priority=1, due_on=date(2026, 10, 1))
    an_initiative(cast.mika, "undated", priority=1)
    an_initiative(cast.oleg, "first", priority=0, due_on=date(2027, 1, 1))
    an_initiative(cast.oleg, "over", state="done")
    assert titles(cast.olga) == ["first", "late", "undated"]
    assert titles(cast.olga, is_open=False) == ["first", "late", "undated", "over"]
    assert titles(cast.mika, is_mine=True) == ["late", "undated"]
    listed = queries.initiative_list(actor=cast.mika.actor, on=TODAY)
    assert [row.is_late for row in listed.rows] == [False, True, False]
    for number in range(60):
        an_initiative(cast.mika, f"{number:02d}", priority=2)
    first = queries.initiative_list(actor=cast.olga.actor, on=TODAY)
    second = queries.initiative_list(actor=cast.olga.actor, on=TODAY, after=first.after)
    assert (len(first.rows), len(second.rows), second.after) == (50, 13, "")
    assert [row.initiative.title for row in second.rows] == [f"{number:02d}" for number in range(47, 60)]


@pytest.mark.parametrize("count", [2, 20])
def test_the_list_costs_the_same_however_long(cast: Cast, count: int) -> None:
    cycle = a_cycle(cast.ada.actor)
    objective = an_objective(cast.mika.actor, cycle=cycle, holder="person", person=cast.mika.ref)
    key_result = a_key_result(cast.mika.actor, objective)
    for number in range(count):
        row = an_initiative(cast.mika, str(number), objective=objective.ref)
        actions.suppose(actor=cast.mika.actor, ref=row.ref, key_result=key_result.ref, at=moment(), on=TODAY)
    with counted() as statements:
        listed = queries.initiative_list(actor=cast.mika.actor, on=TODAY)
    assert len(listed.rows) == count
    assert len(statements) <= 24


@pytest.mark.parametrize(
    ("title", "code"), [("\u200b\u200b", "required"), ("a\u202eb", "control_characters")]
)
def test_a_title_nobody_can_read_is_refused(cast: Cast, title: str, code: str) -> None:
    with pytest.raises(Problems) as refused:
        an_initiative(cast.mika, title=title)
    assert [one.code for one in refused.value.problems] == [code]
