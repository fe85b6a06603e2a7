"""The coach in the app: beside the fields, beside an objective, over all drafts, over REST."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from html import unescape
from typing import Any

import pytest

from northing.features.okrs.models import Objective
from northing.features.writing.actions import waiving
from northing.features.writing.queries import coaching
from northing.kit.errors import Invalid, NotAllowed, NotFound
from tests.builders import FIRST_DAY, a_cycle, a_key_result, an_objective, moment
from tests.cast import Cast, Player


def asked(who: Player, rest: str, **typed: str) -> str:
    """What stands below the field while somebody types."""
    answer = who.client.post(who.path(rest), typed, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def of_growth(cast: Cast, **fields: Any) -> Objective:
    return an_objective(cast.lin.actor, team=cast.growth.ref, **fields)


def advice(who: Player, objective: Objective) -> coaching.Advice:
    return coaching.advice_on(actor=who.actor, ref=objective.ref, on=FIRST_DAY, reader="en")


def codes(found: coaching.Advice, ref: str) -> set[str]:
    return {one.code for part in found.parts if part.ref == ref for one in part.findings}


def test_a_number_in_the_objective_is_told_in_the_readers_language(cast: Cast) -> None:
    told = asked(cast.mika, "coach/objective", title="Raise NPS from 40 to 50")
    assert "finding--" in told
    good = asked(cast.mika, "coach/objective", title="Readers recommend us without being asked")
    assert "finding--" not in good
    cast.mika.client.cookies["django_language"] = "ru"
    assert re.search("[а-я]{4}", asked(cast.mika, "coach/objective", title="Raise NPS from 40 to 50"))


def test_a_sentence_fills_the_other_fields(cast: Cast) -> None:
    path = f"coach/key-result/{of_growth(cast).ref}"
    told = asked(cast.mika, path, title="Raise NPS from 40 to 50 by June", kind="metric")
    (filled,) = re.findall(r'data-fills="(.*?)">', told)
    assert json.loads(filled) == {"start": "40", "target": "50"}
    for nothing in ("Cut churn by 20 %", "Run 5 trainings for customers"):
        assert 'data-fills=""' in asked(cast.mika, path, title=nothing, kind="metric")


def test_an_activity_can_move_to_the_initiatives(cast: Cast) -> None:
    objective = of_growth(cast)
    told = asked(cast.mika, f"coach/key-result/{objective.ref}", title="Launch a new website", kind="metric")
    (address,) = re.findall(r'href="([^"]*/initiatives/new[^"]*)"', told)
    assert f"objective={objective.ref}" in address
    form = cast.mika.client.get(address).content.decode()
    assert "Launch a new website" in form


def test_nothing_typed_gets_no_answer_and_markup_stays_text(cast: Cast) -> None:
    assert "finding" not in asked(cast.mika, "coach/objective", title="   ")
    told = cast.mika.client.post(
        cast.mika.path("coach/objective"),
        {"title": "<script>alert(1)</script> reach 50 % of 100"},
        headers={"HX-Request": "true"},
    )
    assert "<script>alert" not in told.content.decode()


def test_the_boxes_beside_count_more_than_the_sentence(cast: Cast) -> None:
    objective = of_growth(cast)
    bare = a_key_result(cast.lin.actor, objective, title="Improve NPS", kind="metric", target=Decimal(50))
    assert not {"K201", "K203", "K204"} & codes(advice(cast.mika, objective), bare.ref)


def test_a_waived_rule_is_spared_with_its_reason_until_heard_again(cast: Cast) -> None:
    objective = of_growth(cast, title="Raise NPS from 40 to 50")
    found = codes(advice(cast.mika, objective), objective.ref)
    assert "O101" in found
    given = {"objective": objective.ref, "key_result": "", "at": moment(), "on": FIRST_DAY}
    waiving.waive(actor=cast.lin.actor, code="O101", reason="  Known by  this name ", **given)
    again = advice(cast.mika, objective)
    assert "O101" not in codes(again, objective.ref)
    assert again.parts[0].waived == (("O101", "Known by this name"),)
    page = cast.ada.client.get(cast.ada.path(f"okrs/{objective.ref}/coach")).content.decode()
    assert "Known by this name" in page
    waiving.hear_again(actor=cast.lin.actor, code="O101", **given)
    assert "O101" in codes(advice(cast.mika, objective), objective.ref)


@pytest.mark.parametrize(
    ("code", "reason", "refused"),
    [
        ("O999", "why", "rule_unknown"),
        ("O101", " ", "required"),
        ("O101", "x" * 301, "too_long"),
        ("O101", "\u200b\u200b", "required"),
    ],
)
def test_a_waiver_needs_a_rule_and_a_reason(cast: Cast, code: str, reason: str, refused: str) -> None:
    objective = of_growth(cast)
    with pytest.raises(Invalid) as told:
        waiving.waive(
            actor=cast.lin.actor,
            objective=objective.ref,
            key_result="",
            code=code,
            reason=reason,
            at=moment(),
            on=FIRST_DAY,
        )
    assert told.value.code == refused


def test_only_editors_waive_and_only_what_lies_below(cast: Cast) -> None:
    objective, other = of_growth(cast), of_growth(cast, title="Another one")
    elsewhere = a_key_result(cast.lin.actor, other)
    given = {"objective": objective.ref, "code": "O101", "reason": "why", "at": moment(), "on": FIRST_DAY}
    with pytest.raises(NotAllowed):
        waiving.waive(actor=cast.oleg.actor, key_result="", **given)
    with pytest.raises(NotFound):
        waiving.waive(actor=cast.lin.actor, key_result=elsewhere.ref, **given)
    with pytest.raises(NotFound):
        waiving.waive(actor=cast.zoe.actor, key_result="", **given)


def test_the_checklist_holds_drafts_only_and_narrows_to_a_team(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    draft = of_growth(cast, title="A draft of Growth", cycle=cycle)
    agreed = an_objective(cast.ada.actor, title="An agreed one", cycle=cycle, agreed=True)
    hidden = of_growth(cast, title="A draft to itself", cycle=cycle, visibility="holder")

    def shown(who: Player, team: str = "") -> list[str]:
        found = coaching.checklist(actor=who.actor, on=FIRST_DAY, reader="en", cycle_ref=cycle.ref, team=team)
        return [one.ref for one in found.advices]

    assert set(shown(cast.ada)) >= {draft.ref}
    assert agreed.ref not in shown(cast.ada)
    assert hidden.ref not in shown(cast.oleg)
    assert draft.ref in shown(cast.ada, cast.growth.ref)
    assert shown(cast.ada, cast.platform.ref) == []


def test_rest_judges_in_order_and_names_what_is_wrong(cast: Cast) -> None:
    client = cast.api_client("mika")
    items = [
        {"id": "a", "kind": "key_result", "text": "Launch a new website"},
        {"id": "b", "kind": "key_result", "text": "将 NPS 从 40 提升到 50"},
    ]
    body = {"items": items, "reader": "en"}
    told = client.post("/api/v1/coach/check", body, content_type="application/json").json()["reports"]
    assert [one["id"] for one in told] == ["a", "b"]
    assert "K202" in {finding["code"] for finding in told[0]["findings"]}
    assert (told[1]["lang"], told[1]["parse"]["baseline"], told[1]["parse"]["target"]) == ("zh-hans", 40, 50)
    wrong = client.post("/api/v1/coach/check", {"items": [{"kind": "poem"}]}, content_type="application/json")
    assert wrong.status_code == 422
    many = client.post("/api/v1/coach/check", {"items": items * 101}, content_type="application/json")
    assert many.status_code == 422
