"""Slips of the hand: far too large, nothing to repeat, endless digits, a mark that was lost."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from northing.features.okrs import queries as okr_queries
from northing.features.okrs.models import KeyResult
from northing.features.org import actions as org_actions
from tests.builders import a_check_in, moment
from tests.cast import Cast, Player
from tests.features.checkins.scene import (
    LAST_MONDAY,
    NOW,
    TODAY,
    a_week,
    a_weekly_key_result,
    an_agreed_objective,
    row_path,
)

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _monday() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def _send(player: Player, key_result: Any, **data: Any) -> Any:
    return player.client.post(row_path(player, key_result), data, headers=HTMX)


def _text(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def _score(cast: Cast, **fields: Any) -> KeyResult:
    objective = an_agreed_objective(cast, cast.mika)
    given = {"start": Decimal("3.1"), "target": Decimal(4), "decimals": 1} | fields
    return a_weekly_key_result(cast, objective, cast.mika, title="Score", **given)


def _value(cast: Cast, key_result: Any, on: date = TODAY) -> Decimal | None:
    reading = okr_queries.key_result_due(actor=cast.mika.actor, ref=key_result.ref, on=on).reading
    return reading.value if reading else None


def test_a_number_far_outside_is_asked_about_once(cast: Cast) -> None:
    score = _score(cast)
    asked = _send(cast.mika, score, value="82000", confidence="7")
    assert asked.status_code == 422
    assert "82,000 is far outside everything known of this number." in _text(asked)
    assert _value(cast, score) is None
    kept = re.findall(r'name="kept" value="([^"]+)"', _text(asked))
    assert kept == ["82000"]
    assert _send(cast.mika, score, value="82000", confidence="7", kept="82000").status_code == 200
    assert _value(cast, score) == 82000


def test_a_number_of_two_meanings_can_be_far_outside_too(cast: Cast) -> None:
    letters = _score(cast, start=Decimal(0), target=Decimal(50), decimals=0)
    asked = _send(cast.mika, letters, value="1.234", confidence="7", meant="1234")
    assert asked.status_code == 422
    again = _send(cast.mika, letters, value="1.234", confidence="7", kept="1234")
    assert 'name="meant" value="1234"' in _text(again)
    assert 'name="kept" value="1234"' in _text(again)
    assert (
        _send(cast.mika, letters, value="1.234", confidence="7", meant="1234", kept="1234").status_code == 200
    )
    assert _value(cast, letters) == 1234


def test_another_number_far_outside_is_asked_about_again(cast: Cast) -> None:
    score = _score(cast)
    assert _send(cast.mika, score, value="90000", confidence="7", kept="82000").status_code == 422


@pytest.mark.parametrize("typed", ["6.7", "0.4", "3.3"])
def test_over_achievement_and_regression_are_no_slips(cast: Cast, typed: str) -> None:
    assert _send(cast.mika, _score(cast), value=typed, confidence="7").status_code == 200


def test_what_was_read_before_is_known(cast: Cast) -> None:
    score = _score(cast)
    a_check_in(cast.mika.actor, score, "50", on=LAST_MONDAY)
    assert _send(cast.mika, score, value="52", confidence="7").status_code == 200


def test_the_organization_says_how_far_is_far(cast: Cast) -> None:
    org_actions.change_organization(
        actor=cast.ada.actor, changes={"policy": {"plausible_spans": "1000"}}, at=moment(TODAY)
    )
    assert _send(cast.mika, _score(cast), value="800", confidence="7").status_code == 200


def test_a_bound_tells_the_scale_too(cast: Cast) -> None:
    keep = _score(cast, kind="at_most", start=None, target=None, upper=Decimal(2))
    assert _send(cast.mika, keep, value="2000", confidence="7").status_code == 422
    assert _send(cast.mika, keep, value="7", confidence="7").status_code == 200


def test_the_row_carries_what_the_echo_needs_to_know(cast: Cast) -> None:
    _score(cast)
    page = cast.mika.client.get(cast.mika.path("check-in")).content.decode()
    assert "&#34;start&#34;: &#34;3.1&#34;" in page
    assert "&#34;low&#34;: &#34;0.4&#34;, &#34;high&#34;: &#34;6.7&#34;" in page
    assert 'data-nothing="There is no earlier number to repeat. Type the first one."' in page


def test_endless_digits_are_quoted_in_short(cast: Cast) -> None:
    answer = _send(cast.mika, _score(cast), value="9" * 400, confidence="7")
    assert answer.status_code == 422
    assert f"“{'9' * 20}…” is too" in _text(answer)
    assert f'data-announce="“{"9" * 20}…”' in _text(answer)


def test_a_correction_keeps_the_mark_of_a_kept_confidence(cast: Cast) -> None:
    week = a_week(cast)
    _send(cast.mika, week.metric, value="80000", still="7")
    row = cast.mika.client.get(row_path(cast.mika, week.metric, "/row"), headers=HTMX).content.decode()
    corrects = re.findall(r'name="corrects" value="([^"]+)"', row)
    assert len(corrects) == 1
    assert not re.search(r'name="confidence"[^>]*checked', row)
    assert 'name="still" value="7"' in row
    answer = _send(cast.mika, week.metric, value="81000", still="7", corrects=corrects[0])
    assert answer.status_code == 200
    (told,) = okr_queries.said_since(actor=cast.mika.actor, since=moment(TODAY).replace(hour=0))
    assert (told.reading.value, told.confidence, told.is_confidence_kept) == (Decimal(81000), 7, True)


def test_a_correction_that_chooses_a_confidence_is_a_choice(cast: Cast) -> None:
    week = a_week(cast)
    _send(cast.mika, week.metric, value="80000", still="7")
    (first,) = okr_queries.said_since(actor=cast.mika.actor, since=moment(TODAY).replace(hour=0))
    _send(cast.mika, week.metric, value="81000", still="7", confidence="7", corrects=first.ref)
    (told,) = okr_queries.said_since(actor=cast.mika.actor, since=moment(TODAY).replace(hour=0))
    assert (told.confidence, told.is_confidence_kept) == (7, False)
