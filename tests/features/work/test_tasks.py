"""Tasks are given, worked off, accepted or returned; key results of kind *tasks* follow."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from northing.domain.terms import Phase, Visibility
from northing.features.cycles import actions as cycle_actions
from northing.features.okrs import actions as okr_actions
from northing.features.okrs import queries as okr_queries
from northing.features.work import actions, queries
from northing.features.work.queries import TaskState, Whose
from northing.kit.activity.record import acts_on
from northing.kit.errors import Conflict, Invalid, NotAllowed, NotFound, Problems
from northing.kit.storage.versions import history, subject_of
from northing.kit.subjects import cards
from tests.builders import LAST_DAY, TODAY, a_cycle, a_key_result, an_objective, moment
from tests.cast import Cast, Player


def a_task(player: Player, title: str = "Write the letter", **fields: Any) -> queries.Task:
    given: Any = {"title": title, **fields}
    return actions.create_task(actor=player.actor, fields=given, at=moment(), on=TODAY).task


def move(player: Player, task: queries.Task, to: str, note: str = "", on: date = TODAY) -> actions.TaskResult:
    return actions.move_task(
        actor=player.actor, ref=task.ref, to=TaskState(to), at=moment(on), on=on, note=note
    )


def tasks_key_result(cast: Cast, **fields: Any) -> Any:
    """A running objective of Mika's with one key result that is measured by tasks."""
    cycle = a_cycle(cast.ada.actor)
    objective = an_objective(cast.mika.actor, cycle=cycle, holder="person", person=cast.mika.ref, **fields)
    return a_key_result(cast.mika.actor, objective, title="Letters written", kind="tasks")


def progress(cast: Cast, key_result: Any) -> Decimal | None:
    row = okr_queries.key_result_row(actor=cast.ada.actor, ref=key_result.ref, on=TODAY)
    return row.standing.progress


def test_everybody_but_observers_writes_tasks_for_themselves(cast: Cast) -> None:
    for player in (cast.pia, cast.ada, cast.carl, cast.lin, cast.mika, cast.oleg):
        task = a_task(player)
        assert (task.owner_id, task.asked_by_id, task.state) == (player.id, player.id, "to_do")
    with pytest.raises(NotAllowed) as refused:
        a_task(cast.olga)
    assert refused.value.code == "work_needs_a_member"


def test_who_gives_tasks_to_whom(cast: Cast) -> None:
    for giver, owner, may in (
        (cast.lin, cast.mika, True),
        (cast.lin, cast.oleg, False),
        (cast.mika, cast.lin, False),
        (cast.carl, cast.oleg, True),
        (cast.ada, cast.oleg, True),
    ):
        if may:
            task = a_task(giver, owner=owner.ref)
            assert (task.owner_id, task.asked_by_id) == (owner.id, giver.id)
            continue
        with pytest.raises(NotAllowed) as refused:
            a_task(giver, owner=owner.ref)
        assert refused.value.code == "task_for_somebody_else"


def test_within_ones_own_initiative_tasks_go_to_anybody(cast: Cast) -> None:
    initiative = actions.create_initiative(
        actor=cast.mika.actor, fields={"title": "Letters"}, at=moment(), on=TODAY
    )
    task = a_task(cast.mika, owner=cast.oleg.ref, initiative=initiative.ref)
    assert move(cast.oleg, task, "done").task.state == "done"
    assert move(cast.mika, task, "accepted").task.accepted_by_id == cast.mika.id
    page = queries.initiative_page(actor=cast.olga.actor, ref=initiative.ref, on=TODAY)
    assert (page.row.done, page.row.tasks, [row.task.title for row in page.tasks]) == (
        1,
        1,
        ["Write the letter"],
    )


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"title": ""}, ("title", "required")),
        ({"owner": "zzzzzzzzzzzz"}, ("owner", "unknown_person")),
        ({"initiative": "zzzzzzzzzzzz"}, ("initiative", "unknown_initiative")),
        ({"key_result": "zzzzzzzzzzzz"}, ("key_result", "unknown_key_result")),
        ({"weight": Decimal(0)}, ("weight", "weight_out_of_range")),
        ({"weight": Decimal(-1)}, ("weight", "weight_out_of_range")),
        ({"weight": Decimal("1e400")}, ("weight", "too_precise")),
        ({"due_on": date(1, 1, 1)}, ("due_on", "year_out_of_range")),
    ],
)
def test_fields_that_cannot_be(cast: Cast, fields: dict[str, Any], expected: tuple[str, str]) -> None:
    with pytest.raises(Problems) as refused:
        a_task(cast.mika, **fields)
    assert [(one.field, one.code) for one in refused.value.problems] == [expected]
    assert queries.task_list(actor=cast.ada.actor, on=TODAY, whose=Whose.ALL).rows == ()


def test_a_metric_takes_no_tasks(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    objective = an_objective(cast.mika.actor, cycle=cycle, holder="person", person=cast.mika.ref)
    metric = a_key_result(cast.mika.actor, objective)
    with pytest.raises(Problems) as refused:
        a_task(cast.mika, key_result=metric.ref)
    assert [one.code for one in refused.value.problems] == ["key_result_takes_no_tasks"]


def test_a_task_goes_its_way(cast: Cast) -> None:
    task = a_task(cast.lin, owner=cast.mika.ref)
    for wrong in ("accepted", "returned"):
        with pytest.raises(Conflict) as refused:
            move(cast.lin, task, wrong, "note")
        assert refused.value.code == "task_state_order"
    assert move(cast.mika, task, "doing").task.state == "doing"
    assert move(cast.mika, task, "doing").task.version == 2
    assert move(cast.mika, task, "done").task.state == "done"
    with pytest.raises(NotAllowed) as own:
        move(cast.mika, task, "accepted")
    assert own.value.code == "second_person_needed"
    with pytest.raises(Invalid) as silent:
        move(cast.lin, task, "returned")
    assert (silent.value.field, silent.value.code) == ("note", "reason_needed")
    assert move(cast.lin, task, "returned", " The date is missing ").task.state == "returned"
    move(cast.mika, task, "done")
    accepted = move(cast.lin, task, "accepted").task
    assert (accepted.state, accepted.accepted_by_id) == ("accepted", cast.lin.id)
    page = queries.task_page(actor=cast.olga.actor, ref=task.ref, on=TODAY)
    told = [(line.by_name, line.act.details.get("after")) for line in page.history]
    assert told == [
        ("Lin", "accepted"),
        ("Mika", "done"),
        ("Lin", "returned"),
        ("Mika", "done"),
        ("Mika", "doing"),
        ("Lin", None),
    ]
    assert page.history[2].act.details["note"] == "The date is missing"
    assert page.row.next_states == ()


@pytest.mark.parametrize(
    ("name", "works", "judges"),
    [
        ("pia", True, True),
        ("ada", True, True),
        ("carl", True, True),
        ("lin", True, True),
        ("mika", True, False),
        ("oleg", False, False),
        ("olga", False, False),
    ],
)
def test_who_moves_a_task_of_mikas(cast: Cast, name: str, works: bool, judges: bool) -> None:
    player: Player = getattr(cast, name)
    task = a_task(cast.mika)
    if works:
        move(player, task, "doing")
    else:
        with pytest.raises(NotAllowed):
            move(player, task, "doing")
    move(cast.mika, task, "done")
    if judges:
        move(player, task, "accepted")
    else:
        with pytest.raises(NotAllowed):
            move(player, task, "accepted")


def test_another_organization_does_not_exist(cast: Cast) -> None:
    task = a_task(cast.mika)
    for act in (
        lambda: move(cast.zoe, task, "done"),
        lambda: queries.task_page(actor=cast.zoe.actor, ref=task.ref, on=TODAY),
        lambda: actions.change_task(
            actor=cast.zoe.actor, ref=task.ref, fields={"title": "x"}, at=moment(), on=TODAY
        ),
    ):
        with pytest.raises(NotFound):
            act()
    assert cards([subject_of(task)], seen_by=cast.zoe.actor) == {}
    assert (
        cards([subject_of(task)], seen_by=cast.olga.actor)[subject_of(task)].url == f"/acme/tasks/{task.ref}"
    )


def test_a_task_changes_hands_only_as_it_is_given(cast: Cast) -> None:
    task = a_task(cast.mika)
    change = {"at": moment(), "on": TODAY}
    changed = actions.change_task(
        actor=cast.mika.actor, ref=task.ref, fields={"title": "New"}, expected=1, **change
    )
    assert (changed.task.title, changed.task.version) == ("New", 2)
    with pytest.raises(NotAllowed) as refused:
        actions.change_task(actor=cast.mika.actor, ref=task.ref, fields={"owner": cast.oleg.ref}, **change)
    assert refused.value.code == "task_for_somebody_else"
    assert [past.number for past in history(task)] == [2, 1]
    given = actions.change_task(
        actor=cast.carl.actor, ref=task.ref, fields={"owner": cast.oleg.ref}, **change
    )
    assert given.task.owner_id == cast.oleg.id
    with pytest.raises(NotAllowed):
        actions.change_task(actor=cast.olga.actor, ref=task.ref, fields={"title": "x"}, **change)
    with pytest.raises(Conflict):
        actions.change_task(actor=cast.carl.actor, ref=task.ref, fields={"title": "x"}, expected=1, **change)


def test_a_key_result_moves_when_its_tasks_do(cast: Cast) -> None:
    key_result = tasks_key_result(cast)
    assert not progress(cast, key_result)
    light = a_task(cast.mika, "Light", key_result=key_result.ref)
    heavy = a_task(cast.mika, "Heavy", key_result=key_result.ref, weight=Decimal(3))
    assert progress(cast, key_result) == 0
    result = move(cast.mika, heavy, "done")
    assert [one.has_moved for one in result.moved] == [True]
    assert progress(cast, key_result) == Decimal("0.75")
    move(cast.carl, heavy, "returned", "Not yet")
    assert progress(cast, key_result) == 0
    move(cast.mika, heavy, "done")
    move(cast.carl, heavy, "accepted")
    move(cast.mika, light, "doing")
    assert progress(cast, key_result) == Decimal("0.75")
    move(cast.mika, light, "done")
    assert progress(cast, key_result) == 1
    actions.change_task(
        actor=cast.mika.actor, ref=light.ref, fields={"key_result": None}, at=moment(), on=TODAY
    )
    assert progress(cast, key_result) == 1
    said = okr_queries.check_ins_of(actor=cast.ada.actor, ref=key_result.ref, on=TODAY)
    assert {one.source for one in said} == {"person"}
    assert okr_actions.verify(organization_id=cast.acme.id, on=TODAY).is_clean


def test_whoever_may_finish_a_task_need_not_speak_for_the_key_result(cast: Cast) -> None:
    key_result = tasks_key_result(cast)
    initiative = actions.create_initiative(
        actor=cast.mika.actor, fields={"title": "Letters"}, at=moment(), on=TODAY
    )
    task = a_task(cast.mika, owner=cast.oleg.ref, initiative=initiative.ref, key_result=key_result.ref)
    assert move(cast.oleg, task, "done").moved[0].has_moved
    assert progress(cast, key_result) == 1
    told = acts_on(cast.acme.id, [subject_of(task)])[0]
    assert (told.verb, told.by_id) == ("task.moved", cast.oleg.id)


def test_a_key_result_that_is_hidden_moves_all_the_same(cast: Cast) -> None:
    key_result = tasks_key_result(cast, visibility=Visibility.HOLDER)
    task = a_task(cast.ada, owner=cast.oleg.ref, key_result=key_result.ref)
    assert move(cast.oleg, task, "done").moved[0].has_moved
    assert progress(cast, key_result) == 1
    row = queries.task_page(actor=cast.oleg.actor, ref=task.ref, on=TODAY).row
    assert row.key_result is None
    for player in (cast.lin, cast.olga, cast.carl):
        with pytest.raises(NotFound):
            queries.task_page(actor=player.actor, ref=task.ref, on=TODAY)


def test_after_the_cycle_a_task_moves_without_its_key_result(cast: Cast) -> None:
    key_result = tasks_key_result(cast)
    task = a_task(cast.mika, key_result=key_result.ref)
    later = date(2027, 1, 5)
    cycle = okr_queries.objective_row(
        actor=cast.ada.actor, ref=_objective_ref(cast, key_result), on=TODAY
    ).cycle_ref
    for phase in (Phase.CLOSING, Phase.CLOSED):
        cycle_actions.set_phase(actor=cast.ada.actor, ref=cycle, phase=phase, at=moment(later), on=later)
    result = move(cast.mika, task, "done", on=later)
    assert result.task.state == "done"
    assert [one.refusal and one.refusal.code for one in result.moved] == ["cycle_closed"]
    assert later > LAST_DAY


def _objective_ref(cast: Cast, key_result: Any) -> str:
    return okr_queries.key_result_row(actor=cast.ada.actor, ref=key_result.ref, on=TODAY).objective_ref


def test_the_views_of_the_list(cast: Cast) -> None:
    mine = a_task(cast.mika, "mine", due_on=date(2026, 11, 1))
    a_task(cast.mika, "undated")
    asked = a_task(cast.lin, "asked", owner=cast.mika.ref, due_on=date(2026, 12, 1))
    a_task(cast.oleg, "other")

    def listed(player: Player, whose: Whose, *, is_open: bool = True) -> list[str]:
        found = queries.task_list(actor=player.actor, on=TODAY, whose=whose, is_open=is_open)
        return [row.task.title for row in found.rows]

    assert listed(cast.mika, Whose.MINE) == ["mine", "asked", "undated"]
    assert listed(cast.lin, Whose.ASKED) == ["asked"]
    assert listed(cast.olga, Whose.ALL) == ["mine", "asked", "undated", "other"]
    move(cast.mika, asked, "done")
    assert listed(cast.mika, Whose.MINE) == ["mine", "undated"]
    assert listed(cast.mika, Whose.MINE, is_open=False) == ["mine", "asked", "undated"]
    assert listed(cast.lin, Whose.TO_JUDGE) == ["asked"]
    assert listed(cast.mika, Whose.TO_JUDGE) == []
    assert listed(cast.oleg, Whose.TO_JUDGE) == []
    due = queries.tasks_due(actor=cast.mika.actor, on=TODAY, until=TODAY)
    assert [(row.task.ref, row.is_late) for row in due] == [(mine.ref, True)]
