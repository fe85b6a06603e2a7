"""Stewards may read what only their role shows them, and whoever holds it sees that they did."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from northing.features.okrs.models import Objective
from northing.kit.activity.record import acts_on
from northing.kit.storage.versions import subject_of
from tests.builders import a_cycle, a_key_result, an_objective
from tests.cast import Cast, Player
from tests.features.okrs.rest import Caller

VERB = "objective.opened_by_steward"
pytestmark = pytest.mark.django_db


@pytest.fixture
def clock() -> Iterator[time_machine.Coordinates]:
    with time_machine.travel("2026-11-02 10:00:00Z", tick=False) as traveller:
        yield traveller


@pytest.fixture
def hidden(cast: Cast) -> Objective:
    cycle = a_cycle(cast.ada.actor)
    return an_objective(cast.mika.actor, cycle=cycle, person=cast.mika.ref, visibility="holder")


def opened(player: Player, row: Objective) -> None:
    assert player.client.get(player.path(f"okrs/{row.ref}")).status_code == 200


def readers(row: Objective) -> list[int | None]:
    return [act.by_id for act in acts_on(row.organization_id, [subject_of(row)]) if act.verb == VERB]


def test_it_is_written_down_once_a_day(
    cast: Cast, hidden: Objective, clock: time_machine.Coordinates
) -> None:
    opened(cast.ada, hidden)
    opened(cast.ada, hidden)
    assert readers(hidden) == [cast.ada.id]
    clock.move_to("2026-11-03 10:00:00Z")
    opened(cast.ada, hidden)
    assert readers(hidden) == [cast.ada.id] * 2


@pytest.mark.usefixtures("clock")
def test_the_owner_finds_it_in_the_history(cast: Cast, hidden: Objective) -> None:
    opened(cast.ada, hidden)
    page = cast.mika.client.get(cast.mika.path(f"okrs/{hidden.ref}")).content.decode()
    assert "read it as an administrator" in page
    assert readers(hidden) == [cast.ada.id]


@pytest.mark.usefixtures("clock")
def test_what_one_may_see_anyway_leaves_no_trace(cast: Cast, hidden: Objective) -> None:
    open_to_all = an_objective(cast.mika.actor, person=cast.mika.ref)
    shown = an_objective(
        cast.mika.actor, person=cast.mika.ref, visibility="named", visible_people=[cast.ada.ref]
    )
    own = an_objective(cast.ada.actor, person=cast.ada.ref, visibility="holder")
    for row in (open_to_all, shown, own):
        opened(cast.ada, row)
        assert readers(row) == []


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("door", ["why", "why of a key result", "export"])
def test_every_page_that_shows_it_writes_it_down(cast: Cast, hidden: Objective, door: str) -> None:
    row = a_key_result(cast.mika.actor, hidden)
    assert hidden.cycle is not None
    address = {
        "why": f"okrs/{hidden.ref}/why",
        "why of a key result": f"okrs/{row.ref}/why",
        "export": f"export?format=markdown&cycle={hidden.cycle.ref}",
    }[door]
    for player in (cast.ada, cast.mika):
        assert player.client.get(player.path(address)).status_code == 200
    assert readers(hidden) == [cast.ada.id]


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("door", ["objectives/{o}", "objectives/{o}/explain", "objectives/{o}/key-results"])
def test_the_api_writes_it_down(cast: Cast, hidden: Objective, door: str) -> None:
    assert Caller(cast, "ada").get("/" + door.format(o=hidden.ref)).status_code == 200
    assert readers(hidden) == [cast.ada.id]


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("door", ["key-results/{k}", "key-results/{k}/explain"])
def test_the_api_writes_down_who_read_its_key_results(cast: Cast, hidden: Objective, door: str) -> None:
    row = a_key_result(cast.mika.actor, hidden)
    assert Caller(cast, "ada").get("/" + door.format(k=row.ref)).status_code == 200
    assert readers(hidden) == [cast.ada.id]
