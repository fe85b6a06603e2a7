"""The page of an objective and its explanation, as their readers meet them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine

from northing.domain.codes import Phase, Status
from northing.domain.terms import Reading
from northing.features.okrs import actions
from northing.features.okrs.models import Objective
from tests.builders import FIRST_DAY, TODAY, a_check_in, a_cycle, a_key_result, aligned, an_objective, moment
from tests.cast import Cast, Player
from tests.support.statements import counted

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _one_day() -> Iterator[None]:
    with time_machine.travel("2026-11-02 10:00:00Z", tick=False):
        yield


def page(player: Player, rest: str, **headers: str) -> str:
    answer = player.client.get(player.path(rest), headers=headers)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def words(text: str) -> str:
    """The text of a page without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def agreed(cast: Cast, **fields: object) -> Objective:
    fields.setdefault("team", cast.growth.ref)
    fields.setdefault("owner", cast.lin.ref)
    objective = an_objective(cast.ada.actor, cycle=a_cycle(cast.ada.actor), **fields)
    a_key_result(
        cast.lin.actor, objective, title="Paying subscribers", start=Decimal(61000), target=Decimal(100000)
    )
    return actions.agree(actor=cast.ada.actor, ref=objective.ref, at=moment(FIRST_DAY), on=FIRST_DAY)


def key_result(objective: Objective) -> str:
    return str(objective.key_results.order_by("pk").values_list("ref", flat=True)[0])


# --- what it shows -----------------------------------------------------------------------------------------


def test_numbers_status_and_agreement_are_told(cast: Cast) -> None:
    objective = agreed(cast, why_now="acquisition cost doubled")
    a_check_in(cast.lin.actor, objective.key_results.get(), 78400, confidence=7, note="two markets opened")

    text = words(page(cast.mika, f"okrs/{objective.ref}"))

    for told in (
        "Why now: acquisition cost doubled",
        "agreed on 1 Oct 2026 by Ada",
        "61,000 → 100,000",
        "78,400",
        "45%",
        "on track",
        "two markets opened",
    ):
        assert told in text, told


def test_the_way_here_names_places_and_the_facts_name_the_ambition(cast: Cast) -> None:
    objective = agreed(cast)
    html = page(cast.mika, f"okrs/{objective.ref}")
    way = words(html.split('class="breadcrumb"')[1].split("</nav>")[0])
    assert "Growth" in way
    assert "aspirational" not in way
    facts = words(html.split('class="head-facts"')[1].split("</p>")[0])
    assert "aspirational" in facts


def test_agreeing_alone_is_told(cast: Cast) -> None:
    objective = agreed(cast)
    Objective.within(cast.acme.id).filter(pk=objective.pk).update(agreed_alone=True)
    assert "without a second pair of eyes" in page(cast.mika, f"okrs/{objective.ref}")


def test_an_old_number_is_dated_and_hatched(cast: Cast) -> None:
    objective = agreed(cast)
    a_check_in(cast.lin.actor, objective.key_results.get(), 78400, on=TODAY - timedelta(days=13))
    text = page(cast.mika, f"okrs/{objective.ref}")
    assert "on track, as of 13 days ago" in text
    assert "bar__hatch" in text


def test_a_key_result_without_numbers_asks_whoever_may_give_them(cast: Cast) -> None:
    objective = agreed(cast)
    a_key_result(
        cast.ada.actor, objective, title="Better onboarding", kind="", reason="found in the document"
    )
    bare = objective.key_results.get(title="Better onboarding")
    link = f"/acme/okrs/key-results/{bare.ref}/edit"
    assert link in page(cast.lin, f"okrs/{objective.ref}")
    reader = page(cast.oleg, f"okrs/{objective.ref}")
    assert link not in reader
    assert "asks for its numbers" in reader


def test_dropped_key_results_stay_struck_through_with_their_reason(cast: Cast) -> None:
    objective = agreed(cast)
    ref = key_result(objective)
    actions.drop_key_result(actor=cast.ada.actor, ref=ref, reason="It measured noise", at=moment(), on=TODAY)
    text = page(cast.mika, f"okrs/{objective.ref}")
    assert 'class="is-struck' in text
    assert "It measured noise" in text


def test_a_moved_target_is_in_the_chart_and_the_history(cast: Cast) -> None:
    objective = agreed(cast)
    ref = key_result(objective)
    fields: actions.KeyResultFields = {"target": Decimal(120000)}
    actions.edit_key_result(
        actor=cast.ada.actor, ref=ref, fields=fields, reason="two markets opened", at=moment(), on=TODAY
    )
    text = page(cast.mika, f"okrs/{objective.ref}")
    assert "chart__change" in text
    assert "target 100,000 → 120,000" in text
    assert "two markets opened" in text


def test_every_kind_is_drawn(cast: Cast) -> None:
    objective = agreed(cast)
    reason = "more proof"
    kinds: list[tuple[dict[str, object], Reading]] = [
        (
            {"kind": "at_most", "upper": Decimal(2), "unit": "percent"},
            Reading(effective_on=TODAY, value=Decimal(1)),
        ),
        ({"kind": "milestone", "stages": [{"title": "a"}, {"title": "b"}]}, _reached(1)),
        ({"kind": "binary"}, Reading(effective_on=TODAY, is_done=True)),
        ({"kind": "baseline", "unit": "duration:hours"}, Reading(effective_on=TODAY, value=Decimal(7200))),
        ({"kind": "tasks"}, Reading(effective_on=TODAY, done_weight=Decimal(3), total_weight=Decimal(8))),
        (
            {"kind": "metric", "start_unknown_until": TODAY + timedelta(days=9)},
            Reading(effective_on=TODAY, value=Decimal(5)),
        ),
    ]
    for number, (fields, reading) in enumerate(kinds):
        row = a_key_result(cast.ada.actor, objective, title=f"proof {number}", reason=reason, **fields)
        a_check_in(cast.ada.actor, row, reading=reading, value=None)
        text = words(page(cast.mika, f"okrs/{objective.ref}?kr={row.ref}"))
        assert f"proof {number}" in text
        assert page(cast.mika, f"okrs/{row.ref}/why")
    assert "stage 1 of 2" in text
    assert "3 of 8 done" in text
    assert "2 hr" in text


def _reached(*stages: int) -> Reading:
    return Reading(effective_on=TODAY, reached=frozenset(stages))


# --- fragments ---------------------------------------------------------------------------------------------


def test_choosing_a_key_result_swaps_its_chart_and_marks_its_row_only(cast: Cast) -> None:
    objective = agreed(cast)
    other = a_key_result(cast.ada.actor, objective, title="Readers who recommend us", reason="more proof")
    part = page(cast.mika, f"okrs/{objective.ref}?kr={other.ref}", **HTMX, **{"HX-Target": "picked"})
    assert part.lstrip().startswith('<div id="picked"')
    assert 'id="key-results" hx-swap-oob="true"' in part
    assert "<html" not in part
    assert "<html" in page(cast.mika, f"okrs/{objective.ref}?kr={other.ref}")


def test_a_key_result_has_an_address_on_its_objective(cast: Cast) -> None:
    objective = agreed(cast)
    ref = key_result(objective)
    answer = cast.mika.client.get(cast.mika.path(f"okrs/key-results/{ref}"))
    assert answer.headers["Location"] == f"/acme/okrs/{objective.ref}?kr={ref}"


# --- why ---------------------------------------------------------------------------------------------------


def test_why_ends_in_the_number_shown_and_adds_up(cast: Cast) -> None:
    objective = agreed(cast)
    a_check_in(cast.lin.actor, objective.key_results.get(), 78400)
    text = words(page(cast.mika, f"okrs/{objective.ref}/why"))
    assert "44.6%" in text
    assert "shown as 45%" in text
    assert "it adds up" in text
    assert "Dead band: largest gap that is still on track 10%" in text
    of_key_result = words(page(cast.mika, f"okrs/{key_result(objective)}/why"))
    assert "(78,400 − 61,000) ÷ (100,000 − 61,000)" in of_key_result
    assert "it adds up" in of_key_result


def test_why_is_a_sheet_for_htmx_and_a_page_for_everyone_else(cast: Cast) -> None:
    objective = agreed(cast)
    assert "<dialog" in (sheet := page(cast.mika, f"okrs/{objective.ref}/why", **HTMX))
    assert "<html" not in sheet
    whole = page(cast.mika, f"okrs/{objective.ref}/why")
    assert "<html" in whole
    assert 'id="explanation"' not in whole


def test_a_private_part_is_a_line_without_a_name_and_the_sum_is_the_same(cast: Cast) -> None:
    objective = agreed(cast)
    a_check_in(cast.lin.actor, objective.key_results.get(), 78400)
    quiet = an_objective(
        cast.lin.actor, cycle=objective.cycle, title="Quiet talks", person=cast.lin.ref, visibility="holder"
    )
    actions.edit_objective(
        actor=cast.lin.actor, ref=quiet.ref, fields={"publishes_number": True}, at=moment(), on=TODAY
    )
    row = a_key_result(cast.lin.actor, quiet)
    actions.agree(actor=cast.ada.actor, ref=quiet.ref, at=moment(), on=TODAY)
    aligned(cast.lin.actor, quiet, objective, on=TODAY)
    a_check_in(cast.lin.actor, row, 60)

    hidden, seen = (words(page(player, f"okrs/{objective.ref}/why")) for player in (cast.oleg, cast.lin))

    assert "private objective" in hidden
    assert "Quiet talks" not in hidden
    assert "Quiet talks" in seen
    sums = [re.findall(r"shown as ([^ ]+)", text)[0] for text in (hidden, seen)]
    assert sums[0] == sums[1]
    on_page = words(page(cast.oleg, f"okrs/{objective.ref}"))
    assert "private objective" in on_page
    assert "Quiet talks" not in on_page


def test_a_word_set_by_hand_is_told_with_its_reason(cast: Cast) -> None:
    objective = agreed(cast)
    a_check_in(cast.lin.actor, objective.key_results.get(), 78400)
    actions.override_status(
        actor=cast.lin.actor,
        ref=objective.ref,
        status=Status.AT_RISK,
        reason="the bank hesitates",
        at=moment(),
        on=TODAY,
    )
    text = words(page(cast.mika, f"okrs/{objective.ref}"))
    assert "at risk set by hand" in text
    assert "worked out as on track" in text
    assert "the bank hesitates" in page(cast.mika, f"okrs/{objective.ref}/why")


# --- who sees what -----------------------------------------------------------------------------------------


def test_controls_are_there_for_those_who_may_use_them(cast: Cast) -> None:
    objective = agreed(cast)
    edit = f"/acme/okrs/{objective.ref}/edit"
    for player in (cast.lin, cast.ada, cast.carl):
        text = page(player, f"okrs/{objective.ref}")
        assert edit in text, player.name
        assert f"/acme/okrs/{objective.ref}/status?kr={key_result(objective)}" in text
    for player in (cast.mika, cast.oleg, cast.olga):
        text = page(player, f"okrs/{objective.ref}")
        assert edit not in text, player.name
        assert 'method="post"' not in text.split('id="main"')[1].split("</main>")[0], player.name


def test_a_closed_cycle_is_read_only(cast: Cast) -> None:
    objective = agreed(cast)
    cycle = objective.cycle
    assert cycle is not None
    cycle.phase = Phase.CLOSED
    cycle.save()
    text = page(cast.ada, f"okrs/{objective.ref}")
    assert f"/acme/okrs/{objective.ref}/edit" not in text
    answer = cast.ada.client.post(cast.ada.path(f"okrs/{objective.ref}/edit"), {"title": "x"})
    assert answer.status_code == 409
    assert "is closed and can only be read" in answer.content.decode()


def test_strangers_and_outsiders_find_nothing(cast: Cast) -> None:
    objective = agreed(cast)
    quiet = an_objective(cast.lin.actor, person=cast.lin.ref, visibility="holder")
    assert cast.zoe.client.get(f"/acme/okrs/{objective.ref}").status_code == 404
    assert cast.zoe.client.get(f"/zenith/okrs/{objective.ref}").status_code == 404
    assert cast.zoe.client.get(f"/zenith/okrs/{objective.ref}/why").status_code == 404
    assert cast.oleg.client.get(cast.oleg.path(f"okrs/{quiet.ref}")).status_code == 404
    assert cast.oleg.client.get(cast.oleg.path(f"okrs/{quiet.ref}/why")).status_code == 404


def test_statements_do_not_grow_with_rows(cast: Cast) -> None:
    objective = agreed(cast)
    ref = objective.ref
    _grow(cast, objective, 1)
    few = _statements(cast, ref)
    _grow(cast, objective, 8)
    assert _statements(cast, ref) == few
    assert max(few) <= 32


def _grow(cast: Cast, objective: Objective, times: int) -> None:
    for number in range(times):
        row = a_key_result(cast.ada.actor, objective, title=f"more {number}", reason="more proof")
        a_check_in(cast.ada.actor, row, 30 + number)
        kept = a_key_result(cast.ada.actor, objective, kind="at_most", upper=Decimal(9), reason="more proof")
        a_check_in(cast.ada.actor, kept, 5)
        steps = [{"title": "one"}, {"title": "two"}]
        a_key_result(cast.ada.actor, objective, kind="milestone", stages=steps, reason="more proof")
        child = an_objective(cast.ada.actor, cycle=objective.cycle, title=f"child {number}")
        aligned(cast.ada.actor, child, objective, on=TODAY)


def _statements(cast: Cast, ref: str) -> tuple[int, int]:
    found = []
    for rest in (f"okrs/{ref}", f"okrs/{ref}/why"):
        page(cast.lin, rest)
        with counted() as ran:
            page(cast.lin, rest)
        found.append(len(ran))
    return found[0], found[1]


def test_long_titles_in_every_script_are_kept_whole(cast: Cast) -> None:
    title = "把客服从成本变成口碑 🚀 Вывести приложение в лидеры " * 6
    objective = an_objective(cast.ada.actor, cycle=a_cycle(cast.ada.actor), title=title.strip()[:290].strip())
    assert objective.title in page(cast.mika, f"okrs/{objective.ref}")
    assert date(2026, 11, 2) == TODAY
