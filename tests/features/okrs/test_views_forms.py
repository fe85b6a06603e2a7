"""The forms of the ledger: what they keep, what they refuse, and what they do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
import time_machine

from northing.features.okrs import actions
from northing.features.okrs.models import Alignment, CheckIn, KeyResult, Objective
from tests.builders import FIRST_DAY, TODAY, a_check_in, a_cycle, a_key_result, aligned, an_objective, moment
from tests.cast import Cast, Player

HUGE = "x" * 10_000_000


@pytest.fixture(autouse=True)
def _one_day() -> Iterator[None]:
    with time_machine.travel("2026-11-02 10:00:00Z", tick=False):
        yield


def send(player: Player, rest: str, **data: Any) -> Any:
    return player.client.post(player.path(f"okrs/{rest}"), data)


def text_of(answer: Any) -> str:
    return unescape(answer.content.decode())


def an_agreed_one(cast: Cast) -> tuple[Objective, KeyResult]:
    objective = an_objective(
        cast.ada.actor, cycle=a_cycle(cast.ada.actor), team=cast.growth.ref, owner=cast.lin.ref
    )
    row = a_key_result(cast.lin.actor, objective, start=Decimal(100), target=Decimal(200))
    actions.agree(actor=cast.ada.actor, ref=objective.ref, at=moment(FIRST_DAY), on=FIRST_DAY)
    objective.refresh_from_db()
    return objective, row


METRIC = {
    "kind": "metric",
    "title": "Subscribers",
    "start": "61 000",
    "target": "100000",
    "cadence_days": "7",
    "button": "save",
}


# --- objectives --------------------------------------------------------------------------------------------


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


# --- key results -------------------------------------------------------------------------------------------


def test_the_kind_is_asked_first(cast: Cast) -> None:
    objective = an_objective(cast.lin.actor, person=cast.lin.ref)
    text = text_of(cast.lin.client.get(cast.lin.path(f"okrs/{objective.ref}/key-results/new")))
    assert "Is it there already and must stay, or must it get there?" in text
    assert 'href="?kind=at_most"' in text


def test_numbers_are_read_as_people_type_them(cast: Cast) -> None:
    objective = an_objective(cast.lin.actor, person=cast.lin.ref)
    answer = send(cast.lin, f"{objective.ref}/key-results/new", **{**METRIC, "target": "1.2m"})
    row = KeyResult.within(cast.acme.id).get()
    assert answer.headers["Location"].endswith(f"?kr={row.ref}")
    assert (row.start, row.target) == (Decimal(61000), Decimal(1200000))


def test_durations_are_kept_in_seconds_and_shown_in_their_unit(cast: Cast) -> None:
    objective = an_objective(cast.lin.actor, person=cast.lin.ref)
    send(
        cast.lin,
        f"{objective.ref}/key-results/new",
        **{**METRIC, "unit": "hours", "start": "5", "target": "1h30"},
    )
    row = KeyResult.within(cast.acme.id).get()
    assert (row.unit, row.start, row.target) == ("duration:hours", Decimal(18000), Decimal(5400))
    form = text_of(cast.lin.client.get(cast.lin.path(f"okrs/key-results/{row.ref}/edit")))
    assert 'name="start" value="5"' in form
    assert 'name="target" value="1.5"' in form


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"target": "NaN"}, "cannot be read as a number"),
        ({"target": "1" + "0" * 400}, "is too"),
        ({"target": "1e400"}, "too large"),
        ({"target": "0.1234567"}, "too precise"),
        ({"target": "61 000"}, "the same number"),
        ({"target": ""}, "Please fill in this field."),
        ({"target": "85.000"}, "could mean"),
        ({"stretch": "90000"}, "one direction"),
        ({"title": "nul \x00"}, "control characters"),
        ({"starts_on": "2026-12-01", "due_on": "2026-11-01"}, "lies before the first day"),
        ({"due_on": "soon"}, "is not a date"),
        ({"cadence_days": "0"}, "whole number from 1 to 366"),
        ({"unit": "duration:fortnights"}, "not a duration"),
        ({"owner": "Nobody Known"}, "Nobody here is called"),
    ],
)
def test_bad_numbers_and_days_stand_beside_their_fields(cast: Cast, data: dict[str, str], told: str) -> None:
    objective = an_objective(cast.lin.actor, person=cast.lin.ref, cycle=a_cycle(cast.ada.actor))
    answer = send(
        cast.lin, f"{objective.ref}/key-results/new", **{**METRIC, "definition": "kept, 保留", **data}
    )
    text = text_of(answer)
    assert answer.status_code == 422, text
    assert told in text
    assert "kept, 保留" in text
    assert not KeyResult.within(cast.acme.id).exists()


def test_numbers_are_echoed_while_they_are_typed(cast: Cast) -> None:
    answer = cast.lin.client.get(
        cast.lin.path("okrs/number"), {"field": "target", "target": "1.2m", "unit": "EUR"}
    )
    assert "= €1,200,000" in text_of(answer)
    odd = cast.lin.client.get(cast.lin.path("okrs/number"), {"field": "target", "target": "NaN"})
    assert "cannot be read" in text_of(odd)
    assert (
        cast.lin.client.get(cast.lin.path("okrs/number"), {"field": "password", "password": "1"}).status_code
        == 200
    )


def test_stages_are_added_and_removed_without_javascript(cast: Cast) -> None:
    objective = an_objective(cast.lin.actor, person=cast.lin.ref)
    rows = {
        "kind": "milestone",
        "title": "Programme live",
        "cadence_days": "7",
        "stage_count": "2",
        "stage_title_0": "Pilot",
        "stage_title_1": "Everywhere",
    }
    more = text_of(send(cast.lin, f"{objective.ref}/key-results/new", **rows, button="add-stage"))
    assert 'name="stage_title_2"' in more
    assert 'value="Everywhere"' in more
    less = text_of(send(cast.lin, f"{objective.ref}/key-results/new", **rows, button="remove-stage-0"))
    assert 'name="stage_title_0" value="Everywhere"' in less
    assert "Pilot" not in less
    send(cast.lin, f"{objective.ref}/key-results/new", **rows, button="save")
    stages = KeyResult.within(cast.acme.id).get().stages.order_by("number")
    assert [(stage.title, stage.progress_after) for stage in stages] == [
        ("Pilot", Decimal("0.5")),
        ("Everywhere", Decimal(1)),
    ]


def test_bounds_and_guardrails_and_plans(cast: Cast) -> None:
    objective = an_objective(cast.lin.actor, person=cast.lin.ref)
    new = f"{objective.ref}/key-results/new"
    common = {"title": "x", "cadence_days": "7", "button": "save"}
    send(
        cast.lin,
        new,
        **common,
        kind="between",
        lower="20",
        upper="30",
        required_share="80%",
        is_guardrail="on",
    )
    send(
        cast.lin,
        new,
        **{
            **METRIC,
            "curve": "plan",
            "plan_count": "2",
            "plan_share_0": "50",
            "plan_progress_0": "20",
            "plan_share_1": "",
            "plan_progress_1": "",
        },
    )
    kept, planned = KeyResult.within(cast.acme.id).order_by("pk")
    assert (kept.lower, kept.upper, kept.required_share, kept.is_guardrail) == (
        Decimal(20),
        Decimal(30),
        Decimal("0.8"),
        True,
    )
    assert planned.plan_points == [["0.5", "0.2"]]
    crossed = send(cast.lin, new, **common, kind="between", lower="30", upper="20")
    assert "lower bound lies above" in text_of(crossed)


def test_a_change_of_agreed_terms_shows_its_effect_before_it_is_saved(cast: Cast) -> None:
    objective, row = an_agreed_one(cast)
    a_check_in(cast.lin.actor, row, 150)
    data = {
        "kind": "metric",
        "title": row.title,
        "start": "100",
        "target": "300",
        "cadence_days": "7",
        "owner": cast.lin.ref,
    }
    version = KeyResult.within(cast.acme.id).get().version
    shown = text_of(send(cast.lin, f"key-results/{row.ref}/edit", **data, version=version, button="preview"))
    assert "50% → <strong>25%</strong>" in shown
    refused = send(cast.lin, f"key-results/{row.ref}/edit", **data, version=version, button="save")
    assert refused.status_code == 422
    assert "50% → <strong>25%</strong>" in text_of(refused)
    row.refresh_from_db()
    assert (row.target, row.version) == (Decimal(200), version)
    send(
        cast.lin, f"key-results/{row.ref}/edit", **data, version=version, button="save", reason="new markets"
    )
    row.refresh_from_db()
    objective.refresh_from_db()
    assert row.target == Decimal(300)
    assert objective.standing.progress == Decimal("0.25")


def test_two_edits_of_a_key_result_at_once(cast: Cast) -> None:
    _objective, row = an_agreed_one(cast)
    seen = row.version
    actions.edit_key_result(
        actor=cast.ada.actor,
        ref=row.ref,
        fields={"definition": "theirs"},
        reason="why",
        at=moment(),
        on=TODAY,
    )
    data = {
        "kind": "metric",
        "title": row.title,
        "start": "100",
        "target": "200",
        "cadence_days": "7",
        "owner": cast.lin.ref,
        "weight": "1",
    }
    answer = send(
        cast.lin, f"key-results/{row.ref}/edit", **data, definition="mine", version=seen, button="save"
    )
    assert answer.status_code == 409
    assert "Saved meanwhile: theirs" in text_of(answer)
    assert ">\nmine</textarea>" in text_of(answer)


def test_a_key_result_gets_the_numbers_it_asked_for(cast: Cast) -> None:
    objective = an_objective(cast.lin.actor, person=cast.lin.ref)
    row = a_key_result(cast.lin.actor, objective, kind="")
    assert "must it get there" in text_of(
        cast.lin.client.get(cast.lin.path(f"okrs/key-results/{row.ref}/edit"))
    )
    send(cast.lin, f"key-results/{row.ref}/edit", **METRIC, version=row.version)
    row.refresh_from_db()
    assert (row.kind, row.start) == ("metric", Decimal(61000))


# --- acts --------------------------------------------------------------------------------------------------


def test_propose_return_and_agree(cast: Cast) -> None:
    objective = an_objective(
        cast.mika.actor, cycle=a_cycle(cast.ada.actor), team=cast.growth.ref, owner=cast.mika.ref
    )
    for act, player, state in (
        ("propose", cast.mika, "proposed"),
        ("return", cast.lin, "returned"),
        ("propose", cast.mika, "proposed"),
        ("agree", cast.lin, "agreed"),
    ):
        assert send(player, f"{objective.ref}/{act}", reason="not yet").status_code == 302
        objective.refresh_from_db()
        assert objective.state == state
    empty = send(cast.lin, f"{objective.ref}/drop", reason=" ")
    assert empty.status_code == 422
    assert "say why" in text_of(empty)
    for act, state in (
        ("drop", "dropped"),
        ("restore", "agreed"),
        ("postpone", "postponed"),
        ("restore", "agreed"),
    ):
        send(cast.lin, f"{objective.ref}/{act}", reason="the market moved")
        objective.refresh_from_db()
        assert objective.state == state


def test_acts_of_others_are_refused(cast: Cast) -> None:
    objective, row = an_agreed_one(cast)
    for rest in (
        "edit",
        "drop",
        "postpone",
        "return",
        "move",
        "visibility",
        "align",
        "weights",
        "status",
        "value",
        "key-results/new",
    ):
        for player in (cast.oleg, cast.olga):
            assert player.client.get(player.path(f"okrs/{objective.ref}/{rest}")).status_code == 403, rest
            assert send(player, f"{objective.ref}/{rest}", reason="x", title="x").status_code == 403, rest
        assert cast.zoe.client.get(f"/zenith/okrs/{objective.ref}/{rest}").status_code == 404
    for rest in ("edit", "drop"):
        assert send(cast.oleg, f"key-results/{row.ref}/{rest}", reason="x").status_code == 403
    for rest in ("propose", "agree", "restore"):
        assert send(cast.zoe, f"{objective.ref}/{rest}").status_code == 404
        assert send(cast.oleg, f"{objective.ref}/{rest}").status_code in (302, 403)
    objective.refresh_from_db()
    assert (objective.state, objective.version) == ("agreed", 2)


def test_a_key_result_is_dropped_with_a_reason(cast: Cast) -> None:
    _objective, row = an_agreed_one(cast)
    assert send(cast.lin, f"key-results/{row.ref}/drop").status_code == 422
    send(cast.lin, f"key-results/{row.ref}/drop", reason="noise")
    row.refresh_from_db()
    assert row.state == "dropped"


def test_a_status_by_hand_and_back(cast: Cast) -> None:
    objective, row = an_agreed_one(cast)
    a_check_in(cast.lin.actor, row, 150)
    assert send(cast.lin, f"{objective.ref}/status", status="behind").status_code == 422
    send(cast.lin, f"{objective.ref}/status", status="behind", reason="the bank hesitates")
    send(cast.lin, f"{objective.ref}/status", status="off_track", reason="lost", kr=row.ref)
    objective.refresh_from_db()
    row.refresh_from_db()
    assert (objective.override_status, row.override_status) == ("behind", "off_track")
    send(cast.lin, f"{objective.ref}/status", status="")
    objective.refresh_from_db()
    assert objective.override_status == ""


def test_progress_by_hand(cast: Cast) -> None:
    objective = an_objective(
        cast.lin.actor, cycle=a_cycle(cast.ada.actor), person=cast.lin.ref, driver="manual"
    )
    bad = send(cast.lin, f"{objective.ref}/value", progress="140", effective_on="2026-11-30", reason="x")
    assert bad.status_code == 422
    send(
        cast.lin,
        f"{objective.ref}/value",
        progress="40",
        effective_on="2026-11-01",
        reason="half of the pilots answered",
    )
    objective.refresh_from_db()
    assert objective.standing.progress == Decimal("0.4")


def test_move_and_backlog(cast: Cast) -> None:
    objective, _row = an_agreed_one(cast)
    assert send(cast.lin, f"{objective.ref}/move", cycle="").status_code == 422
    send(cast.lin, f"{objective.ref}/move", cycle="", reason="next year")
    objective.refresh_from_db()
    assert objective.cycle_id is None


def test_narrowing_what_contributes_is_shown_before_it_is_saved(cast: Cast) -> None:
    objective, _row = an_agreed_one(cast)
    child = an_objective(
        cast.ada.actor, cycle=objective.cycle, title="Trials become readers", owner=cast.ada.ref
    )
    aligned(cast.ada.actor, child, objective)
    preview = send(
        cast.ada, f"{child.ref}/visibility", visibility="named", visible_people=[cast.lin.ref, cast.mika.ref]
    )
    assert "would only support from then on" in text_of(preview)
    child.refresh_from_db()
    assert child.visibility == "organization"
    data = {"visibility": "named", "visible_people": [cast.lin.ref, cast.mika.ref], "confirmed": "on"}
    send(cast.ada, f"{child.ref}/visibility", **data)
    child.refresh_from_db()
    assert child.visibility == "named"
    assert Alignment.within(cast.acme.id).get().kind == "supports"
    form = text_of(cast.ada.client.get(cast.ada.path(f"okrs/{child.ref}/visibility")))
    assert re.search(rf'value="{cast.lin.ref}" checked', form)


def test_align_refuses_loops_and_keeps_the_choice(cast: Cast) -> None:
    above, _row = an_agreed_one(cast)
    below = an_objective(cast.ada.actor, cycle=above.cycle, title="Trials become readers")
    assert send(cast.ada, f"{below.ref}/align").status_code == 422
    assert send(cast.ada, f"{below.ref}/align", parent=above.ref, weight="2").status_code == 302
    assert Alignment.within(cast.acme.id).get().weight == 2
    loop = send(cast.ada, f"{above.ref}/align", parent=below.ref, q="Trials")
    assert loop.status_code == 422
    assert f'value="{below.ref}" checked' in text_of(loop)
    assert Alignment.within(cast.acme.id).count() == 1
    send(cast.ada, f"{below.ref}/unalign", parent=above.ref)
    assert not Alignment.within(cast.acme.id).exists()


def test_weights_pinned_and_free(cast: Cast) -> None:
    objective, row = an_agreed_one(cast)
    other = a_key_result(cast.ada.actor, objective, title="Readers", reason="more")
    data = {f"weight_{row.ref}": "60", f"pinned_{row.ref}": "on", f"weight_{other.ref}": "1"}
    assert send(cast.ada, f"{objective.ref}/weights", **data).status_code == 422
    send(cast.ada, f"{objective.ref}/weights", **data, reason="it matters more")
    row.refresh_from_db()
    assert (row.weight, row.is_pinned) == (Decimal("0.6"), True)
    bad = send(cast.ada, f"{objective.ref}/weights", **{**data, f"weight_{row.ref}": "160", "reason": "x"})
    assert bad.status_code == 422
    assert 'value="160"' in text_of(bad)


def test_a_check_in_is_taken_back_by_its_author(cast: Cast) -> None:
    objective, row = an_agreed_one(cast)
    said = a_check_in(cast.lin.actor, row, 150)
    button = f"/acme/okrs/check-ins/{said.check_in.ref}/withdraw"
    assert button in text_of(cast.lin.client.get(cast.lin.path(f"okrs/{objective.ref}")))
    assert button not in text_of(cast.ada.client.get(cast.ada.path(f"okrs/{objective.ref}")))
    send(cast.lin, f"check-ins/{said.check_in.ref}/withdraw", key_result=row.ref)
    assert CheckIn.within(cast.acme.id).get(ref=said.check_in.ref).is_superseded
    assert "taken back" in text_of(cast.lin.client.get(cast.lin.path(f"okrs/{objective.ref}")))
