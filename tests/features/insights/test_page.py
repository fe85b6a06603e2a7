"""The insights page: counts that agree with the explorer, what moved, who is late; each reader sees their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine

from northing.domain.codes import Status
from northing.features.insights import queries, wording
from northing.features.okrs.models import Objective
from tests.builders import a_check_in, a_cycle, a_key_result, an_objective, moment
from tests.cast import Cast

FIRST = date(2026, 10, 1)
LAST = date(2026, 12, 31)
MONDAY = date(2026, 11, 16)


@pytest.fixture(autouse=True)
def _one_day() -> Iterator[None]:
    with time_machine.travel(moment(MONDAY + timedelta(days=7)), tick=False):
        yield


def a_quarter(cast: Cast) -> Objective:
    """An objective of Growth whose only number stood still, then fell far behind."""
    cycle = a_cycle(cast.ada.actor, starts_on=FIRST, ends_on=LAST)
    objective = an_objective(cast.ada.actor, cycle=cycle, on=FIRST, agreed=True, team=cast.growth.ref)
    key_result = a_key_result(cast.ada.actor, objective, on=FIRST, owner=cast.lin.ref, reason="first of all")
    a_check_in(cast.ada.actor, key_result, Decimal(60), on=MONDAY - timedelta(days=7))
    a_check_in(cast.ada.actor, key_result, Decimal(5), on=MONDAY + timedelta(days=7))
    return objective


def shown(cast: Cast, who: str = "mika") -> queries.Insights:
    return queries.insights(actor=cast.player(who).actor, on=MONDAY + timedelta(days=7), cycle_ref=None)


def test_without_a_cycle_it_says_where_to_begin(cast: Cast) -> None:
    page = cast.mika.client.get(cast.mika.path("insights")).content.decode()
    assert "Insights begin with the first cycle" in page


def test_what_fell_behind_is_told_with_what_it_was(cast: Cast) -> None:
    objective = a_quarter(cast)
    found = shown(cast)
    assert [row.ref for row in found.worrying] == [objective.ref]
    (moved,) = found.moved
    assert (moved.before, moved.row.standing.status) == (Status.ON_TRACK, Status.OFF_TRACK)
    assert moved.gained == Decimal("-0.55")
    (line,) = wording.moved_lines(found.moved, on=MONDAY + timedelta(days=7))
    assert line.text == "it was on track; progress −55%"


def test_counts_bars_and_teams_agree(cast: Cast) -> None:
    a_quarter(cast)
    found = shown(cast)
    (segment,) = wording.segments(found.objectives.by_status, is_objective=True)
    assert (segment.count, segment.width) == (found.objectives.total, wording.WIDTH)
    (team,) = found.teams
    assert (team.name, team.asked) == (cast.growth.name, 1)


def test_a_reader_sees_only_what_they_may(cast: Cast) -> None:
    objective = a_quarter(cast)
    Objective.within(cast.acme.id).filter(pk=objective.pk).update(visibility="holder")
    assert shown(cast, "oleg").moved == ()
    assert shown(cast, "oleg").worrying == ()
    page = cast.oleg.client.get(cast.oleg.path("insights")).content.decode()
    assert objective.title not in page


def test_every_tile_opens_the_explorer(cast: Cast) -> None:
    objective = a_quarter(cast)
    page = cast.mika.client.get(cast.mika.path("insights")).content.decode()
    assert objective.title in page
    assert page.count("/acme/okrs?cycle=") >= 3
    assert "&amp;status=off_track" in page or "&status=off_track" in page
