"""Closing and reopening a cycle: what it holds first and in short transactions, the cycle itself last."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from northing.domain.codes import ObjectiveState, Phase
from northing.features.cycles import actions as cycle_actions
from northing.features.cycles import queries as cycle_queries
from northing.features.okrs import actions as okr_actions
from northing.features.okrs.actions import ending, reopening
from northing.features.okrs.models import Objective
from tests.builders import LAST_DAY, a_cycle, an_objective, moment
from tests.cast import Cast

pytestmark = pytest.mark.django_db
AFTER = LAST_DAY + timedelta(days=1)


@pytest.fixture
def ended(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> str:
    """An ended cycle of three objectives, closed one by one."""
    for module in (ending, reopening):
        monkeypatch.setattr(module, "_CHUNK", 1)
    cycle = a_cycle(cast.ada.actor)
    for number in range(3):
        an_objective(cast.ada.actor, cycle=cycle, title=f"Goal {number}", agreed=True)
    move(cast, cycle.ref, Phase.CLOSING)
    return cycle.ref


def move(cast: Cast, ref: str, phase: Phase) -> None:
    cycle_actions.set_phase(actor=cast.ada.actor, ref=ref, phase=phase, at=moment(AFTER), on=AFTER)


def states(cast: Cast) -> list[str]:
    return sorted(Objective.within(cast.acme.id).values_list("state", flat=True))


def broken_after_one(monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> None:
    """The process ends when the second piece begins."""
    act, done = getattr(module, name), []

    def once(*given: object) -> None:
        if done:
            raise RuntimeError("the power is gone")
        done.append(act(*given))

    monkeypatch.setattr(module, name, once)


def test_what_broke_off_is_finished_by_closing_again(
    cast: Cast, ended: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        broken_after_one(patched, ending, "_close_some")
        with pytest.raises(RuntimeError):
            move(cast, ended, Phase.CLOSED)
    assert cycle_queries.cycle_by_ref(actor=cast.ada.actor, ref=ended).phase == Phase.CLOSING
    assert states(cast) == [ObjectiveState.AGREED, ObjectiveState.AGREED, ObjectiveState.CLOSED]
    move(cast, ended, Phase.CLOSED)
    assert cycle_queries.cycle_by_ref(actor=cast.ada.actor, ref=ended).phase == Phase.CLOSED
    assert states(cast) == [ObjectiveState.CLOSED] * 3
    assert okr_actions.verify(organization_id=cast.acme.id, on=AFTER).is_clean


def test_reopening_that_broke_off_is_finished_too(
    cast: Cast, ended: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    move(cast, ended, Phase.CLOSED)
    again: dict[str, Any] = {
        "actor": cast.ada.actor,
        "ref": ended,
        "reason": "A late number",
        "at": moment(AFTER),
    }
    with monkeypatch.context() as patched:
        broken_after_one(patched, reopening, "_reopen_some")
        with pytest.raises(RuntimeError):
            cycle_actions.reopen_cycle(**again)
    assert cycle_queries.cycle_by_ref(actor=cast.ada.actor, ref=ended).phase == Phase.CLOSED
    cycle_actions.reopen_cycle(**again)
    assert cycle_queries.cycle_by_ref(actor=cast.ada.actor, ref=ended).phase == Phase.CLOSING
    assert states(cast) == [ObjectiveState.AGREED] * 3
