"""Pages of initiatives and tasks, as every role meets them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import time_machine

from northing.domain.terms import Visibility
from northing.features.work import actions, queries
from northing.features.work.queries import TaskState, Whose
from northing.kit.web.slots import panels_for
from tests.builders import TODAY, a_cycle, a_key_result, an_objective, moment
from tests.cast import Cast

TASK = {"title": "Write", "weight": "1", "initiative": "", "key_result": "", "owner": "", "due_on": ""}


@pytest.fixture(autouse=True)
def _one_day() -> object:
    with time_machine.travel("2026-11-02 10:00:00Z", tick=False):
        yield


def text(answer: Any) -> str:
    return str(answer.content.decode())


def an_initiative(cast: Cast, **fields: Any) -> queries.Initiative:
    given: Any = {"title": "Referral <programme>", **fields}
    return actions.create_initiative(actor=cast.mika.actor, fields=given, at=moment(), on=TODAY)


def a_task(cast: Cast, **fields: Any) -> queries.Task:
    given: Any = {"title": "Write the letter", **fields}
    return actions.create_task(actor=cast.mika.actor, fields=given, at=moment(), on=TODAY).task


def test_empty_states_say_what_to_do(cast: Cast) -> None:
    for path, button in (("initiatives", "/acme/initiatives/new"), ("tasks", "/acme/tasks/new")):
        assert button in text(cast.mika.client.get(cast.mika.path(path)))
        assert button not in text(cast.olga.client.get(cast.olga.path(path)))
    assert "Nothing waits for your word" in text(cast.lin.client.get(cast.lin.path("tasks?view=to_judge")))
    assert cast.lin.client.get(cast.lin.path("tasks?view=nonsense")).status_code == 200


def test_everybody_reads(cast: Cast) -> None:
    initiative = an_initiative(cast, why="Because\nfriends", budget="2 people")
    task = a_task(cast, initiative=initiative.ref, completion_standard="Sent & read")
    for player in cast.of_acme:
        assert "Referral &lt;programme&gt;" in text(player.client.get(player.path("initiatives")))
        shown = text(player.client.get(player.path(f"initiatives/{initiative.ref}")))
        assert "<p>Because</p><p>friends</p>" in shown
        assert "Write the letter" in shown
        assert (f"/initiatives/{initiative.ref}/edit" in shown) is (player not in (cast.oleg, cast.olga))
        one = text(player.client.get(player.path(f"tasks/{task.ref}")))
        assert "Sent &amp; read" in one
        assert ('name="to" value="done"' in one) is (player not in (cast.oleg, cast.olga))
        assert "Write the letter" in text(player.client.get(player.path("tasks?view=all")))


def test_another_organization_sees_nothing(cast: Cast) -> None:
    initiative, task = an_initiative(cast), a_task(cast)
    cycle = a_cycle(cast.ada.actor)
    objective = an_objective(cast.ada.actor, cycle=cycle)
    for path in (
        f"initiatives/{initiative.ref}",
        f"initiatives/{initiative.ref}/edit",
        f"initiatives/{initiative.ref}/drop",
        f"initiatives/of/{objective.ref}",
        f"initiatives/new?objective={objective.ref}",
        f"tasks/{task.ref}",
        f"tasks/{task.ref}/edit",
        f"tasks/new?initiative={initiative.ref}",
    ):
        method = cast.zoe.client.post if path.endswith("drop") else cast.zoe.client.get
        assert method(cast.zoe.path(path)).status_code == 404, path
    assert cast.zoe.client.post(cast.zoe.path(f"tasks/{task.ref}"), {"to": "done"}).status_code == 404


def test_observers_write_nothing(cast: Cast) -> None:
    initiative, task = an_initiative(cast), a_task(cast)
    for path, data in (
        ("initiatives/new", {"title": "x", "priority": "1"}),
        (f"initiatives/{initiative.ref}/edit", {"title": "x", "priority": "1"}),
        ("tasks/new", TASK),
        (f"tasks/{task.ref}/edit", TASK),
        (f"tasks/{task.ref}", {"to": "done"}),
        (f"initiatives/{initiative.ref}/drop", {"key_result": "zzzzzzzzzzzz"}),
    ):
        assert cast.olga.client.post(cast.olga.path(path), data).status_code == 403, path
    assert queries.task_list(actor=cast.ada.actor, on=TODAY, whose=Whose.ALL).rows[0].task.state == "to_do"


def test_an_initiative_from_the_objectives_page(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    objective = an_objective(
        cast.mika.actor, cycle=cycle, holder="person", person=cast.mika.ref, title="Loved"
    )
    key_result = a_key_result(cast.mika.actor, objective, unit="percent", title="Return rate")
    placed = panels_for("objective.side", cast.mika.actor, organization="acme", ref=objective.ref)
    url = next(panel.url for panel in placed if panel.url_name == "work:objective_panel")
    part = text(cast.mika.client.get(url, headers={"HX-Request": "true"}))
    assert "<html" not in part
    assert f"/acme/initiatives/new?objective={objective.ref}" in part
    assert "<html" in text(cast.olga.client.get(url))
    form = text(cast.mika.client.get(f"/acme/initiatives/new?objective={objective.ref}"))
    assert f'<option value="{objective.ref}" selected>Loved</option>' in form
    data = {
        "title": "Ask friends",
        "priority": "0",
        "state": "running",
        "objective": objective.ref,
        "owner": cast.mika.ref,
    }
    made = cast.mika.client.post("/acme/initiatives/new", data)
    assert made.status_code == 302
    said = cast.mika.client.post(
        made["Location"],
        {"key_result": key_result.ref, "moves_from": "10", "moves_to": "12,5%", "by_on": "2026-12-01"},
    )
    assert said.status_code == 302
    shown = text(cast.olga.client.get(made["Location"]))
    assert "10% → 12.5% by 1\xa0Dec\xa02026" in shown
    assert "Ask friends" in text(cast.olga.client.get(url))
    wrong = cast.mika.client.post(made["Location"], {"key_result": "", "moves_to": "lots"})
    assert wrong.status_code == 422
    assert 'value="lots"' in text(wrong)
    dropped = cast.mika.client.post(f"{made['Location']}/drop", {"key_result": key_result.ref})
    assert dropped.status_code == 302
    assert "12.5%" not in text(cast.mika.client.get(made["Location"]))


def test_what_was_typed_stays_beside_its_problem(cast: Cast) -> None:
    data = {"title": "", "why": "kept", "priority": "9", "due_on": "soon", "owner": cast.mika.ref}
    answer = cast.mika.client.post(cast.mika.path("initiatives/new"), data)
    assert answer.status_code == 422
    for name in ("title", "priority", "due_on"):
        assert f'id="id_{name}-error"' in text(answer)
    assert "kept" in text(answer)
    task = cast.mika.client.post(
        cast.mika.path("tasks/new"), {**TASK, "weight": "0", "completion_standard": "kept"}
    )
    assert task.status_code == 422
    assert 'id="id_weight-error"' in text(task)
    assert "kept" in text(task)
    forbidden = cast.mika.client.post(cast.mika.path("tasks/new"), {**TASK, "owner": cast.oleg.ref})
    assert forbidden.status_code == 403


def test_two_edits_at_once_lose_nothing(cast: Cast) -> None:
    initiative = an_initiative(cast)
    path = cast.mika.path(f"initiatives/{initiative.ref}/edit")
    data = {"priority": "1", "state": "running", "owner": cast.mika.ref, "version": "1"}
    assert cast.mika.client.post(path, {**data, "title": "First"}).status_code == 302
    late = cast.lin.client.post(path, {**data, "title": "Second"})
    assert late.status_code == 422
    assert "Second" in text(late)
    assert 'name="version" value="2"' in text(late)


def test_a_task_is_made_done_returned_and_accepted(cast: Cast) -> None:
    made = cast.lin.client.post(cast.lin.path("tasks/new"), {**TASK, "owner": cast.mika.ref})
    path = made["Location"]
    assert f'name="to" value="{TaskState.ACCEPTED}"' not in text(cast.lin.client.get(path))
    back = cast.mika.client.post(path, {"to": "done", "next": "/acme/tasks?view=mine"})
    assert back["Location"] == "/acme/tasks?view=mine"
    assert cast.mika.client.post(path, {"to": "accepted"}).status_code == 403
    silent = cast.lin.client.post(path, {"to": "returned", "note": ""})
    assert silent.status_code == 422
    assert 'id="id_note-error"' in text(silent)
    away = cast.lin.client.post(path, {"to": "returned", "note": "No date", "next": "//evil.example"})
    assert away["Location"] == path
    assert "“No date”" in text(cast.olga.client.get(path))
    cast.mika.client.post(path, {"to": "done"})
    cast.lin.client.post(path, {"to": "accepted"})
    assert "accepted by Lin" in text(cast.olga.client.get(path))
    assert cast.lin.client.post(path, {"to": "nonsense"}).status_code in (302, 422)


def test_a_task_that_counts_says_when_it_does_not(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    objective = an_objective(
        cast.mika.actor, cycle=cycle, holder="person", person=cast.mika.ref, visibility=Visibility.HOLDER
    )
    key_result = a_key_result(cast.mika.actor, objective, kind="tasks", title="Letters written")
    form = text(cast.mika.client.get(f"/acme/tasks/new?key_result={key_result.ref}"))
    assert f'<option value="{key_result.ref}" selected>Letters written</option>' in form
    made = cast.mika.client.post(
        f"/acme/tasks/new?key_result={key_result.ref}",
        {**TASK, "key_result": key_result.ref, "owner": cast.mika.ref},
    )
    assert "Letters written" in text(cast.mika.client.get(made["Location"]))
    assert cast.olga.client.get(made["Location"]).status_code == 404
    rows = queries.tasks_of_key_result(actor=cast.mika.actor, key_result=key_result.ref, on=TODAY)
    assert [(row.task.weight, row.may_edit) for row in rows] == [(Decimal(1), True)]
