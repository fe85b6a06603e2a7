"""Explanations that can be followed by hand: names, sums as printed, what is done; and agreeing alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
import time_machine

from northing.domain.terms import Reading
from northing.features.okrs.models import KeyResult, Objective
from northing.features.okrs.queries import objective_for_form
from northing.features.okrs.wording.trace.lines import gap_sum
from northing.features.org import actions as org_actions
from northing.features.org.models import Person
from tests.builders import TODAY, a_check_in, a_key_result, an_objective, moment
from tests.cast import Cast, Player
from tests.features.okrs.pages import an_agreed_one, send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_day() -> Iterator[None]:
    with time_machine.travel(moment(TODAY), tick=False):
        yield


def words(player: Player, rest: str) -> str:
    html = player.client.get(player.path(rest)).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def more(cast: Cast, objective: Objective, **fields: object) -> KeyResult:
    return a_key_result(cast.ada.actor, objective, owner=cast.lin.ref, reason="agreed with it", **fields)


def test_a_breached_guardrail_is_named(cast: Cast) -> None:
    objective, row = an_agreed_one(cast)
    bounds = {"kind": "at_most", "upper": Decimal(2), "is_guardrail": True}
    breached = more(cast, objective, title="Refund rate", **bounds)
    more(cast, objective, title="Complaints", **bounds)
    a_check_in(cast.lin.actor, row, 190)
    a_check_in(cast.lin.actor, breached, 3)
    told = words(cast.mika, f"okrs/{objective.ref}/why")
    limit = told.split("Limit: guardrail breached")[1]
    assert re.match(r" at best at risk Refund rate breached", limit.replace("  ", " ")), limit[:120]
    assert "Complaints breached" not in told
    assert (
        f"/okrs/{breached.ref}/why"
        in cast.mika.client.get(cast.mika.path(f"okrs/{objective.ref}/why")).content.decode()
    )


def test_what_the_parts_add_sums_to_the_number_shown(cast: Cast) -> None:
    objective, first = an_agreed_one(cast)
    rows = [first, *(more(cast, objective, start=Decimal(100), target=Decimal(200)) for _ in range(2))]
    for row in rows:
        a_check_in(cast.lin.actor, row, "133.1")
    told = words(cast.mika, f"okrs/{objective.ref}/why")
    adds = [Decimal(number) for number in re.findall(r"adds ([\d.]+)%", told)]
    assert sum(adds) == Decimal("33.1")
    assert sum(Decimal(number) for number in re.findall(r"weight ([\d.]+)%", told)[:3]) == Decimal("100.0")


@pytest.mark.parametrize(
    ("bar", "expected", "progress", "told"),
    [
        ("0.7", "0.5", "0.4", "70% × 50% − 40% = −5%"),
        ("0.7", "0.637362637", "0.456789", "70% × 63.7% − 45.7% = −1.1%"),
        ("0.7", "0.6374", "0.44550", "70% × 63.74% − 44.55% = 0.07%"),
        (None, "0.5", "0.25", "50% − 25% = 25%"),
    ],
)
def test_a_gap_comes_out_by_hand(bar: str | None, expected: str, progress: str, told: str) -> None:
    assert gap_sum(Decimal(bar) if bar else None, Decimal(expected), Decimal(progress)) == told


def test_what_is_done_early_says_why_it_is_on_track(cast: Cast) -> None:
    objective, _row = an_agreed_one(cast)
    done = more(cast, objective, title="Price list signed", kind="binary")
    a_check_in(cast.lin.actor, done, reading=Reading(effective_on=TODAY, is_done=True), confidence=2)
    told = words(cast.mika, f"okrs/{done.ref}/why")
    assert "Done before it is due on track" in told.replace("  ", " ")
    assert "confidence has nothing left to guess" in told
    assert "100% / 100%" in told
    assert "done before it is due" in words(cast.mika, f"okrs/{objective.ref}")


def test_an_owner_agrees_alone_where_nobody_else_may(cast: Cast) -> None:
    org_actions.change_organization(
        actor=cast.ada.actor,
        changes={"policy": {"approval": "second_person", "approval_from_people": "1"}},
        at=moment(TODAY),
    )
    objective = an_objective(cast.ada.actor, owner=cast.ada.ref, person=cast.ada.ref, holder="person")
    _detail, may = objective_for_form(actor=cast.ada.actor, ref=objective.ref, on=TODAY)
    assert (may.agrees, may.agrees_alone) == (False, False)  # Pia and Carl could
    Person.within(cast.acme.id).exclude(ref=cast.ada.ref).update(role="member")
    page = words(cast.ada, f"okrs/{objective.ref}")
    assert "Nobody else may agree, so you may" in page
    assert send(cast.ada, f"{objective.ref}/agree").status_code == 302
    objective.refresh_from_db()
    assert objective.agreed_alone
    assert "without a second pair of eyes" in words(cast.mika, f"okrs/{objective.ref}")
