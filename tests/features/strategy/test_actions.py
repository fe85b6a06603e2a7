"""The statement and the pillars are written through actions; refusals leave nothing behind."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from northing.features.strategy import actions, queries
from northing.kit.activity.record import acts_on
from northing.kit.errors import Conflict, Invalid, NotAllowed, NotFound
from northing.kit.storage import search
from northing.kit.storage.versions import history, subject_of
from northing.kit.subjects import Subject, cards
from tests.cast import Cast
from tests.support.statements import counted

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def names(cast: Cast) -> list[str]:
    return [pillar.name for pillar in queries.pillars(actor=cast.olga.actor)]


def test_the_statement_is_written_once_and_changed(cast: Cast) -> None:
    assert queries.statement(actor=cast.mika.actor).is_empty
    first = actions.write_statement(
        actor=cast.carl.actor, changes={"mission": " Maps\r\nfor all "}, at=AT, expected=0
    )
    assert (first.mission, first.vision, first.version) == ("Maps\nfor all", "", 1)
    second = actions.write_statement(
        actor=cast.ada.actor, changes={"vision": "No one lost"}, at=AT, expected=1
    )
    assert (second.mission, second.vision, second.version) == ("Maps\nfor all", "No one lost", 2)
    with pytest.raises(Conflict) as refused:
        actions.write_statement(actor=cast.pia.actor, changes={"vision": "Other"}, at=AT, expected=1)
    assert refused.value.code == "changed_meanwhile"
    with pytest.raises(Conflict):  # another began to write at the same time
        actions.write_statement(actor=cast.pia.actor, changes={"vision": "Other"}, at=AT, expected=0)
    assert queries.statement(actor=cast.zoe.actor).is_empty


def test_members_and_observers_write_nothing(cast: Cast) -> None:
    pillar = actions.create_pillar(actor=cast.ada.actor, name="Trust", at=AT)
    for player in (cast.lin, cast.mika, cast.oleg, cast.olga):
        with pytest.raises(NotAllowed):
            actions.write_statement(actor=player.actor, changes={"mission": "Mine"}, at=AT)
        with pytest.raises(NotAllowed):
            actions.create_pillar(actor=player.actor, name="Mine", at=AT)
        with pytest.raises(NotAllowed):
            actions.change_pillar(actor=player.actor, ref=pillar.ref, changes={"name": "Mine"}, at=AT)
        with pytest.raises(NotAllowed):
            actions.move_pillar(actor=player.actor, ref=pillar.ref, is_up=True, at=AT)
    assert names(cast) == ["Trust"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "required"),
        ("x" * 121, "too_long"),
        ("a\x07b", "control_characters"),
        ("Trust", "pillar_name_taken"),
    ],
)
def test_names_that_cannot_be(cast: Cast, name: str, code: str) -> None:
    actions.create_pillar(actor=cast.ada.actor, name="Trust", at=AT)
    actions.create_pillar(actor=cast.zoe.actor, name="Trust", at=AT)
    with pytest.raises(Invalid) as refused:
        actions.create_pillar(actor=cast.ada.actor, name=name, at=AT)
    assert (refused.value.field, refused.value.code) == ("name", code)
    assert names(cast) == ["Trust"]


def test_a_pillar_is_renamed_retired_and_brought_back(cast: Cast) -> None:
    pillar = actions.create_pillar(actor=cast.ada.actor, name="Trust", description="Word kept", at=AT)
    renamed = actions.change_pillar(
        actor=cast.carl.actor, ref=pillar.ref, changes={"name": "Faith"}, at=AT, expected=1
    )
    assert (renamed.name, renamed.version) == ("Faith", 2)
    with pytest.raises(Conflict):
        actions.change_pillar(
            actor=cast.ada.actor, ref=pillar.ref, changes={"name": "Hope"}, at=AT, expected=1
        )
    actions.change_pillar(actor=cast.ada.actor, ref=pillar.ref, changes={"is_active": False}, at=AT)
    assert names(cast) == []
    assert [row.name for row in queries.pillars(actor=cast.olga.actor, includes_retired=True)] == ["Faith"]
    actions.change_pillar(actor=cast.ada.actor, ref=pillar.ref, changes={"is_active": True}, at=AT)
    assert names(cast) == ["Faith"]
    assert [past.number for past in history(pillar)] == [4, 3, 2, 1]
    verbs = [act.verb for act in acts_on(cast.acme.id, [subject_of(pillar)])]
    assert verbs == ["pillar.changed"] * 3 + ["pillar.created"]
    assert search.find(organization_id=cast.acme.id, query="faith") == [subject_of(pillar)]


def test_pillars_move(cast: Cast) -> None:
    first, second, third = (actions.create_pillar(actor=cast.ada.actor, name=name, at=AT) for name in "ABC")
    actions.move_pillar(actor=cast.ada.actor, ref=third.ref, is_up=True, at=AT)
    assert names(cast) == ["A", "C", "B"]
    actions.move_pillar(actor=cast.ada.actor, ref=first.ref, is_up=False, at=AT)
    assert names(cast) == ["C", "A", "B"]
    actions.move_pillar(actor=cast.ada.actor, ref=second.ref, is_up=False, at=AT)
    assert names(cast) == ["C", "A", "B"]


def test_another_organization_does_not_exist(cast: Cast) -> None:
    foreign = actions.create_pillar(actor=cast.zoe.actor, name="Orbit", at=AT)
    with pytest.raises(NotFound):
        queries.pillar_by_ref(actor=cast.ada.actor, ref=foreign.ref)
    with pytest.raises(NotFound):
        actions.change_pillar(actor=cast.ada.actor, ref=foreign.ref, changes={"name": "Mine"}, at=AT)
    with pytest.raises(NotFound):
        actions.move_pillar(actor=cast.ada.actor, ref=foreign.ref, is_up=True, at=AT)
    assert queries.pillars_by_id(organization_id=cast.acme.id, ids=[foreign.pk]) == {}
    assert cards([Subject("pillar", foreign.pk)], seen_by=cast.ada.actor) == {}


def test_the_page_costs_two_statements(cast: Cast) -> None:
    for number in range(12):
        actions.create_pillar(actor=cast.ada.actor, name=str(number), at=AT)
    with counted() as statements:
        shown = queries.strategy_page(actor=cast.olga.actor)
    assert (len(statements), len(shown.pillars), shown.may_edit) == (2, 12, False)
