"""The page and its fragments, with and without JavaScript, as every role meets them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from northing.features.okrs import queries as okr_queries
from northing.features.org import actions as org_actions
from tests.builders import moment
from tests.cast import Cast, Player
from tests.features.checkins.scene import NOW, TODAY, Week, a_week, row_path
from tests.support.statements import counted

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _monday() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def _send(player: Player, key_result: Any, *, htmx: bool = True, **data: Any) -> Any:
    options: dict[str, Any] = {"headers": HTMX} if htmx else {}
    return player.client.post(row_path(player, key_result), data, **options)


def _read(player: Player, key_result: Any) -> okr_queries.DueKeyResult:
    return okr_queries.key_result_due(actor=player.actor, ref=key_result.ref, on=TODAY)


def _text(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_the_page_shows_one_row_a_key_result_with_what_is_needed_to_answer(cast: Cast) -> None:
    week = a_week(cast)
    page = _text(cast.mika.client.get(cast.mika.path("check-in")))
    assert page.count('data-state="open"') == 5
    assert "5 key results, about a minute." in page
    assert "78,400" in page
    assert "Mon 9 Nov" in page.replace("\xa0", " ")
    assert "expected 80,700" in page
    assert "stays at or above 62%" in page
    assert "Pilot done · Launch next" in page
    assert "0 of 5 done" in page
    assert f'id="row-{week.yes_no.ref}"' in page


def test_a_number_is_saved_and_the_row_answers_quietly(cast: Cast) -> None:
    week = a_week(cast)
    answer = _send(cast.mika, week.metric, value="84 900", confidence="8", key="k1")
    row = _text(answer)
    assert answer.status_code == 200
    assert 'data-state="saved"' in row
    assert "84,900 · +6,500 since last time" in row
    assert "undo" in row
    assert "<html" not in row
    read = _read(cast.mika, week.metric)
    assert read.reading is not None
    assert read.reading.value == 84900
    assert read.confidence == 8


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("+500", 78900),
        ("1.2万", 12000),
        ("79k", 79000),
        ("７９０００", 79000),
        ("-400", 78000),
        ("=79000", 79000),
    ],
)
def test_numbers_are_read_as_people_type_them(cast: Cast, typed: str, value: int) -> None:
    week = a_week(cast)
    assert _send(cast.mika, week.metric, value=typed, confidence="7").status_code == 200
    reading = _read(cast.mika, week.metric).reading
    assert reading is not None
    assert reading.value == value


@pytest.mark.parametrize("typed", ["=", "＝"])
def test_equals_is_measured_and_the_same(cast: Cast, typed: str) -> None:
    week = a_week(cast)
    assert "measured, same value" in _text(_send(cast.mika, week.metric, value=typed, confidence="7"))
    read = _read(cast.mika, week.metric)
    assert read.reading is not None
    assert (read.reading.value, read.reading.effective_on) == (Decimal(78400), TODAY)


@pytest.mark.parametrize("typed", ["/", "／", "、", ""])
def test_slash_and_confidence_alone_are_a_judgement(cast: Cast, typed: str) -> None:
    week = a_week(cast)
    assert _send(cast.mika, week.metric, value=typed, confidence="3").status_code == 200
    read = _read(cast.mika, week.metric)
    assert read.reading is not None
    assert read.reading.effective_on < TODAY
    assert read.confidence == 3
    assert read.last_judgement_on == TODAY


def test_enter_on_the_empty_confidence_keeps_it_and_says_so(cast: Cast) -> None:
    week = a_week(cast)
    _send(cast.mika, week.metric, value="80000", still="7")
    told = okr_queries.said_since(actor=cast.mika.actor, since=moment(TODAY).replace(hour=0))
    assert (told[0].confidence, told[0].is_confidence_kept) == (7, True)


def test_the_first_confidence_has_nothing_to_keep(cast: Cast) -> None:
    from tests.features.checkins.scene import a_weekly_key_result, an_agreed_objective

    first = a_weekly_key_result(cast, an_agreed_objective(cast, cast.mika), cast.mika)
    answer = _send(cast.mika, first, value="10")
    assert answer.status_code == 422
    assert "Choose how sure you are: 0 to 10." in _text(answer)
    assert 'value="10"' in _text(answer)


@pytest.mark.parametrize(("typed", "confidence"), [("10", 10), ("-", 0), ("０", 0), ("９", 9)])
def test_confidence_is_any_digit_of_the_world(cast: Cast, typed: str, confidence: int) -> None:
    week = a_week(cast)
    _send(cast.mika, week.metric, value="=", confidence=typed)
    assert _read(cast.mika, week.metric).confidence == confidence


def test_stages_and_yes_no_are_answered_in_their_own_way(cast: Cast) -> None:
    week = a_week(cast)
    answer = _text(_send(cast.mika, week.stages, asked="1", stage=["1", "2"], confidence="7"))
    assert "stage 2 of 4" in answer
    stages = _read(cast.mika, week.stages).reading
    assert stages is not None
    assert stages.reached == {1, 2}
    _send(cast.mika, week.yes_no, done="yes", confidence="9")
    done = _read(cast.mika, week.yes_no).reading
    assert done is not None
    assert done.is_done is True


def test_an_ambiguous_number_asks_once(cast: Cast) -> None:
    week = a_week(cast)
    answer = _send(cast.mika, week.percent, value="0.118", confidence="4", last="11.8")
    assert answer.status_code == 422
    row = _text(answer)
    assert row.count('name="meant"') == 2
    assert 'value="0.118"' in row
    meant = re.findall(r'name="meant" value="([^"]+)"', row)
    assert (
        _send(cast.mika, week.percent, value="0.118", confidence="4", last="11.8", meant=meant[1]).status_code
        == 200
    )
    read = _read(cast.mika, week.percent).reading
    assert read is not None
    assert read.value == Decimal(meant[1])


def test_a_meaning_that_was_not_offered_is_not_taken(cast: Cast) -> None:
    week = a_week(cast)
    answer = _send(cast.mika, week.percent, value="0.118", confidence="4", last="11.8", meant="99")
    assert answer.status_code == 422


def test_a_reading_of_another_day_is_dated_then(cast: Cast) -> None:
    week = a_week(cast)
    _send(cast.mika, week.metric, value="80000", confidence="7", effective_on="2026-11-13")
    reading = _read(cast.mika, week.metric).reading
    assert reading is not None
    assert reading.effective_on.isoformat() == "2026-11-13"


def test_a_double_enter_writes_once(cast: Cast) -> None:
    week = a_week(cast)
    for _time in range(2):
        assert _send(cast.mika, week.metric, value="84900", confidence="8", key="once").status_code == 200
    assert len(okr_queries.said_since(actor=cast.mika.actor, since=moment(TODAY).replace(hour=0))) == 1


def test_undo_takes_it_back_and_keeps_what_was_typed(cast: Cast) -> None:
    week = a_week(cast)
    _send(cast.mika, week.metric, value="84900", confidence="8", note="a slip")
    (said,) = okr_queries.said_since(actor=cast.mika.actor, since=moment(TODAY).replace(hour=0))
    answer = cast.mika.client.post(
        row_path(cast.mika, week.metric, "/undo"), {"check_in": said.ref}, headers=HTMX
    )
    row = _text(answer)
    assert 'data-state="open"' in row
    assert 'value="84900"' in row
    assert "a slip" in row
    read = _read(cast.mika, week.metric)
    assert read.reading is not None
    assert (read.reading.value, read.confidence) == (Decimal(78400), 7)


def test_a_change_supersedes(cast: Cast) -> None:
    week = a_week(cast)
    _send(cast.mika, week.metric, value="84900", confidence="8")
    (said,) = okr_queries.said_since(actor=cast.mika.actor, since=moment(TODAY).replace(hour=0))
    row = _text(cast.mika.client.get(row_path(cast.mika, week.metric, "/row"), headers=HTMX))
    assert f'name="corrects" value="{said.ref}"' in row
    _send(cast.mika, week.metric, value="89400", confidence="8", corrects=said.ref)
    (now,) = okr_queries.said_since(actor=cast.mika.actor, since=moment(TODAY).replace(hour=0))
    assert now.reading.value == 89400


def test_without_javascript_a_row_is_a_form_that_comes_back_to_the_page(cast: Cast) -> None:
    week = a_week(cast)
    answer = _send(cast.mika, week.metric, htmx=False, value="84900", confidence="8")
    assert (answer.status_code, answer["Location"]) == (302, "/acme/check-in")
    page = _text(cast.mika.client.get(cast.mika.path("check-in")))
    assert "1 of 5 done" in page
    assert "84,900 · +6,500 since last time" in page
    refused = _send(cast.mika, week.percent, htmx=False, value="nonsense", confidence="4")
    text = _text(refused)
    assert refused.status_code == 422
    assert 'value="nonsense"' in text
    assert "<html" in text
    (said,) = okr_queries.said_since(actor=cast.mika.actor, since=moment(TODAY).replace(hour=0))
    back = cast.mika.client.post(row_path(cast.mika, week.metric, "/undo"), {"check_in": said.ref})
    assert back["Location"] == "/acme/check-in"
    row = cast.mika.client.get(row_path(cast.mika, week.metric, "/row"))
    assert row["Location"].startswith("/acme/check-in?change=")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"value": "+5", "unit": "count", "last": "100"}, "105 · +5 since last time"),
        ({"value": "52%", "unit": "percent", "decimals": "1", "last": "50"}, "52% · +2 pp since last time"),
        ({"value": "3万", "unit": "count"}, "30,000"),
        ({"value": "2:37", "unit": "duration:seconds", "decimals": "0"}, "2:37"),
        ({"value": "85 000", "unit": "count", "last": "84900"}, "85,000 · +100 since last time"),
        ({"value": "1.2m", "unit": "currency:EUR", "decimals": "2"}, "€1,200,000"),
        ({"value": "12 kg", "unit": "count"}, "is-problem"),
        ({"value": "=", "unit": "count", "last": "3"}, "measured, same value"),
        ({"value": "=", "unit": "count", "start": "3"}, "There is no earlier number to repeat."),
        ({"value": "-5", "unit": "count", "start": "100"}, "95 · −5 from the start, 100"),
        ({"value": "100", "unit": "count", "start": "100"}, "100 · as at the start"),
        ({"value": "9" * 400, "unit": "count"}, f"“{'9' * 20}…” is too large"),
        ({"value": "82000", "low": "0.4", "high": "6.7"}, "82,000 is far outside everything known"),
        ({"value": "1", "unit": "x" * 900, "decimals": "no", "last": "NaN"}, "1"),
    ],
)
def test_the_echo_says_what_was_understood(cast: Cast, query: dict[str, str], said: str) -> None:
    answer = cast.mika.client.get(cast.mika.path("check-in/echo"), query, headers=HTMX)
    assert said in _text(answer)


def test_the_echo_asks_the_database_for_nothing_of_its_own(cast: Cast) -> None:
    cast.mika.client.get(cast.mika.path("check-in/echo"), {"value": "1", "unit": "count"})
    with counted() as statements:
        cast.mika.client.get(cast.mika.path("check-in/echo"), {"value": "12", "unit": "count"})
    assert len(statements) == 2  # the session and who it belongs to


def test_the_summary_says_what_moved(cast: Cast) -> None:
    week = a_week(cast)
    _send(cast.mika, week.metric, value="84900", confidence="8")
    _send(cast.mika, week.percent, value="/", confidence="4")
    page = _text(cast.mika.client.get(cast.mika.path("check-in/done"), headers=HTMX))
    assert "2 key results checked in; 1 number moved." in page
    assert "Readers recommend us" in page
    assert "Go on: 3 key results left" in page
    assert "<html" not in page


def test_nothing_due_says_when_and_offers_the_rest(cast: Cast) -> None:
    a_week(cast)
    with time_machine.travel("2026-11-12 09:00:00Z", tick=False):
        page = _text(cast.mika.client.get(cast.mika.path("check-in"))).replace("\xa0", " ")
        assert "Nothing to check in today" in page
        assert "Next one: Mon 16 Nov" in page
        everything = _text(cast.mika.client.get(cast.mika.path("check-in?all=1")))
        assert everything.count('data-state="open"') == 5
    nobody = _text(cast.olga.client.get(cast.olga.path("check-in")))
    assert "No key result waits for you" in nobody


def test_who_may_check_in(cast: Cast) -> None:
    week = a_week(cast)
    allowed = {"mika", "lin", "ada", "carl", "pia"}
    for name in ("mika", "lin", "ada", "carl", "pia", "oleg", "olga", "zoe"):
        player: Player = getattr(cast, name)
        client_path = f"/acme/check-in/{week.metric.ref}"
        answer = player.client.post(client_path, {"value": "80000", "confidence": "7"}, headers=HTMX)
        expected = 200 if name in allowed else 404 if name == "zoe" else 403
        assert answer.status_code == expected, name
    assert (
        cast.zoe.client.post(row_path(cast.zoe, week.metric), {"value": "1"}, headers=HTMX).status_code == 404
    )


def test_a_deputy_checks_in_while_the_other_is_away(cast: Cast) -> None:
    week = a_week(cast)
    assert _send(cast.oleg, week.metric, value="80000", confidence="7").status_code == 403
    org_actions.add_absence(
        actor=cast.ada.actor,
        person=cast.mika.ref,
        starts_on=TODAY,
        ends_on=TODAY,
        deputy=cast.oleg.ref,
        at=moment(TODAY),
    )
    assert "for Mika" in _text(cast.oleg.client.get(cast.oleg.path("check-in?all=1")))
    assert _send(cast.oleg, week.metric, value="80000", confidence="7").status_code == 200


def test_undoing_is_for_those_who_may_check_in(cast: Cast) -> None:
    week = a_week(cast)
    _send(cast.mika, week.metric, value="84900", confidence="8")
    (said,) = okr_queries.said_since(actor=cast.mika.actor, since=moment(TODAY).replace(hour=0))
    for player, status in ((cast.oleg, 403), (cast.olga, 403)):
        answer = player.client.post(
            row_path(player, week.metric, "/undo"), {"check_in": said.ref}, headers=HTMX
        )
        assert answer.status_code == status
    assert len(okr_queries.said_since(actor=cast.mika.actor, since=moment(TODAY).replace(hour=0))) == 1


def test_a_closed_cycle_is_read_only(cast: Cast) -> None:
    from northing.domain.terms import Phase
    from northing.features.cycles import actions as cycle_actions

    week = a_week(cast)
    cycle = week.objective.cycle
    assert cycle is not None
    after = moment(TODAY.replace(year=2027, month=1, day=4))
    for phase in (Phase.CLOSING, Phase.CLOSED):
        cycle_actions.set_phase(actor=cast.ada.actor, ref=cycle.ref, phase=phase, at=after, on=after.date())
    assert _send(cast.mika, week.metric, value="84900", confidence="8").status_code == 409


def _crowd(cast: Cast, week: Week, count: int) -> None:
    from tests.builders import a_check_in
    from tests.features.checkins.scene import LAST_MONDAY, a_weekly_key_result

    for number in range(count):
        more = a_weekly_key_result(cast, week.objective, cast.mika, title=f"One more {number}")
        a_check_in(cast.mika.actor, more, number + 1, on=LAST_MONDAY)


def test_the_page_costs_the_same_for_many_rows(cast: Cast) -> None:
    week = a_week(cast)
    path = cast.mika.path("check-in")
    cast.mika.client.get(path)
    with counted() as few:
        cast.mika.client.get(path)
    _crowd(cast, week, 15)
    with counted() as many:
        cast.mika.client.get(path)
    assert len(few) == len(many) <= 9


def test_an_open_row_says_what_its_digits_mean(cast: Cast) -> None:
    a_week(cast)
    page = _text(cast.mika.client.get(cast.mika.path("check-in")))
    assert (
        page.count('<span aria-hidden="true">Confidence 0–10</span>')
        == page.count('class="checkin__confidence"')
        > 0
    )
