"""The form of an objective: what it keeps, and what it refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import time_machine

from northing.features.okrs import actions
from northing.features.okrs.models import Alignment, Objective
from tests.builders import TODAY, a_cycle, an_objective, moment
from tests.cast import Cast
from tests.features.okrs.pages import an_agreed_one, send, text_of

HUGE = "x" * 10_000_000


@pytest.fixture(autouse=True)
def _one_day() -> Iterator[None]:
    with time_machine.travel("2026-11-02 10:00:00Z", tick=False):
        yield


def test_a_member_drafts_an_objective_below_another(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    parent = an_objective(cast.ada.actor, cycle=cycle)
    form = text_of(cast.mika.client.get(cast.mika.path(f"okrs/new?cycle={cycle.ref}&parent={parent.ref}")))
    assert f"aligned to “{parent.title}”" in form
    answer = send(
        cast.mika,
        "new",
        title=" Trials become readers ",
        why_now="They leave after a week.",
        held_by=f"team:{cast.growth.ref}",
        owner=cast.mika.ref,
        cycle=cycle.ref,
        ambition="committed",
        parent=parent.ref,
    )
    row = Objective.within(cast.acme.id).get(title="Trials become readers")
    assert answer.headers["Location"] == f"/acme/okrs/{row.ref}"
    assert (row.team_id, row.owner_id, row.ambition, row.state) == (
        cast.growth.id,
        cast.mika.id,
        "committed",
        "draft",
    )
    assert Alignment.within(cast.acme.id).filter(child=row, parent_objective=parent).exists()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"title": ""}, "Please fill in this field."),
        ({"title": "x" * 301}, "at most 300 characters"),
        ({"title": "a\x07b"}, "invisible control characters"),
        ({"title": "fine", "ambition": "wild"}, "is not one of the choices"),
        ({"title": "fine", "held_by": "nobody:x"}, "is not one of the choices"),
        ({"title": "fine", "why_now": "x" * 20_001}, "at most 20000 characters"),
    ],
)
def test_what_was_typed_is_kept_beside_what_is_wrong(cast: Cast, data: dict[str, str], told: str) -> None:
    kept = "Nobody waits, 等不及, ждать нельзя 🚀"
    answer = send(
        cast.lin, "new", **{"why_now": kept, "description": kept, "held_by": f"person:{cast.lin.ref}", **data}
    )
    assert answer.status_code == 422
    assert told in text_of(answer)
    assert kept in text_of(answer)
    assert not Objective.within(cast.acme.id).exists()


def test_ten_megabytes_are_refused_and_nothing_is_written(cast: Cast) -> None:
    answer = send(cast.lin, "new", title="fine", why_now=HUGE, held_by=f"person:{cast.lin.ref}")
    assert answer.status_code in (400, 413, 422)
    assert not Objective.within(cast.acme.id).exists()


def test_emoji_and_every_script_are_kept(cast: Cast) -> None:
    title = "把客服变成口碑 🚀 и приложение"
    send(cast.lin, "new", title=title, held_by=f"person:{cast.lin.ref}")
    assert Objective.within(cast.acme.id).get().title == title


def test_whoever_may_not_create_here_is_told_so(cast: Cast) -> None:
    answer = send(cast.mika, "new", title="Not mine", held_by=f"team:{cast.platform.ref}")
    assert answer.status_code in (403, 422)
    assert "Not mine" in text_of(answer)
    assert send(cast.olga, "new", title="x").status_code == 403
    assert cast.olga.client.get(cast.olga.path("okrs/new")).status_code == 403


def test_agreed_terms_need_a_reason_and_the_text_is_kept(cast: Cast) -> None:
    objective, _row = an_agreed_one(cast)
    data = {
        "version": str(objective.version),
        "title": "A new title",
        "held_by": f"team:{cast.growth.ref}",
        "owner": cast.lin.ref,
        "ambition": "aspirational",
        "driver": "both",
    }
    answer = send(cast.lin, f"{objective.ref}/edit", **data)
    assert answer.status_code == 422
    assert "say why" in text_of(answer)
    assert "A new title" in text_of(answer)
    send(cast.lin, f"{objective.ref}/edit", **data, reason="clearer")
    objective.refresh_from_db()
    assert objective.title == "A new title"


def test_two_edits_at_once_show_the_newer_value_and_keep_the_text(cast: Cast) -> None:
    objective, _row = an_agreed_one(cast)
    seen = str(objective.version)
    actions.edit_objective(
        actor=cast.ada.actor, ref=objective.ref, fields={"why_now": "theirs"}, at=moment(), on=TODAY
    )
    data = {
        "title": objective.title,
        "held_by": f"team:{cast.growth.ref}",
        "owner": cast.lin.ref,
        "ambition": "aspirational",
        "driver": "both",
        "why_now": "mine",
    }
    answer = send(cast.lin, f"{objective.ref}/edit", version=seen, **data)
    assert answer.status_code == 409
    text = text_of(answer)
    assert "Somebody saved a newer version" in text
    assert "Saved meanwhile: theirs" in text
    assert ">\nmine</textarea>" in text
    version = re.search(r'name="version" value="(\d+)"', text)
    assert version is not None
    assert send(cast.lin, f"{objective.ref}/edit", version=version[1], **data).status_code == 302
    objective.refresh_from_db()
    assert objective.why_now == "mine"
