"""Acts on an objective from its page: who may, what they ask, what they do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
import time_machine

from northing.features.okrs import actions
from northing.features.okrs.models import Alignment, CheckIn
from tests.builders import FIRST_DAY, a_check_in, a_cycle, a_key_result, aligned, an_objective, moment
from tests.cast import Cast
from tests.features.okrs.pages import an_agreed_one, send, text_of


@pytest.fixture(autouse=True)
def _one_day() -> Iterator[None]:
    with time_machine.travel("2026-11-02 10:00:00Z", tick=False):
        yield


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


def test_whoever_owns_a_key_result_sets_its_status_by_hand(cast: Cast) -> None:
    objective = an_objective(cast.ada.actor, cycle=a_cycle(cast.ada.actor), team=cast.growth.ref)
    row = a_key_result(cast.ada.actor, objective, owner=cast.oleg.ref)
    actions.agree(actor=cast.ada.actor, ref=objective.ref, at=moment(FIRST_DAY), on=FIRST_DAY)
    offered = text_of(cast.oleg.client.get(cast.oleg.path(f"okrs/key-results/{row.ref}"), follow=True))
    assert f"okrs/{objective.ref}/status?kr={row.ref}" in offered
    page = cast.oleg.client.get(cast.oleg.path(f"okrs/{objective.ref}/status?kr={row.ref}"))
    assert page.status_code == 200
    send(cast.oleg, f"{objective.ref}/status", status="behind", reason="the bank hesitates", kr=row.ref)
    row.refresh_from_db()
    assert row.override_status == "behind"
    assert cast.oleg.client.get(cast.oleg.path(f"okrs/{objective.ref}/status")).status_code == 403


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
