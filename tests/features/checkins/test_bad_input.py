"""What cannot be accepted comes back with everything that was typed and what is wrong; nothing is written."""

from __future__ import annotations

import re
from typing import Any

import pytest
import time_machine

from northing.features.okrs import queries as okr_queries
from tests.cast import Cast, Player
from tests.features.checkins.scene import NOW, TODAY, a_week, row_path

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _monday() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def _send(player: Player, key_result: Any, **data: Any) -> Any:
    return player.client.post(row_path(player, key_result), data, headers=HTMX)


def _read(player: Player, key_result: Any) -> okr_queries.DueKeyResult:
    return okr_queries.key_result_due(actor=player.actor, ref=key_result.ref, on=TODAY)


def _text(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.mark.parametrize(
    "typed",
    [
        "NaN",
        "inf",
        "1e400",
        "1" + "0" * 400,
        "1.1234567",
        "12 kg",
        "💥",
        "abc",
        "12\x00",
        "--5",
        "1,2,3",
        "٣٤٥",
    ],
)
def test_bad_numbers_come_back_with_what_was_typed_and_why(cast: Cast, typed: str) -> None:
    week = a_week(cast)
    answer = _send(cast.mika, week.metric, value=typed, confidence="7", note="kept")
    row = _text(answer)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in row
    assert "kept" in row
    assert 'data-state="failed"' in row
    assert 'value="7" checked' in row
    reading = _read(cast.mika, week.metric).reading
    assert reading is not None
    assert reading.value == 78400


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("note", "x" * 10_000_000),
        ("note", "a\x07b"),
        ("effective_on", "2027-01-05"),
        ("effective_on", "2026-11-17"),
        ("effective_on", "2026-09-30"),
        ("effective_on", "31.12.2026"),
        ("confidence", "11"),
        ("confidence", "seven"),
    ],
)
def test_other_bad_input_is_refused_beside_its_field(cast: Cast, field: str, typed: str) -> None:
    week = a_week(cast)
    answer = _send(cast.mika, week.metric, **{"value": "84900", "confidence": "7", field: typed})
    assert answer.status_code == 422
    assert 'value="84900"' in answer.content.decode()
    assert _read(cast.mika, week.metric).last_judgement_on < TODAY  # type: ignore[operator]
