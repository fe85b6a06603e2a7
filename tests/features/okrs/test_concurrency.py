"""Many people at once: nothing lost, nothing counted twice, no loop closed from two sides."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection

from northing.features.okrs import actions
from northing.features.okrs.models import Alignment, CheckIn, KeyResult, Objective
from northing.kit.errors import Conflict
from tests.builders import (
    TODAY,
    a_check_in,
    a_cycle,
    a_key_result,
    aligned,
    an_objective,
    begin,
    moment,
)
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS = 8
ROUNDS = 6


def together(acts: list[Callable[[], object]]) -> list[object]:
    """Run every act in a thread and connection of its own, all starting at once; what each raised, or None."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        start.wait()
        try:
            act()
        except Exception as error:
            return error
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def a_forest(cast: Cast) -> tuple[list[Objective], list[KeyResult]]:
    """Two tops, three in the middle under both, and eight leaves under several of those."""
    cycle = a_cycle(cast.ada.actor)
    make = [an_objective(cast.ada.actor, cycle=cycle, title=f"Objective {place}") for place in range(13)]
    tops, middle, leaves = make[:2], make[2:5], make[5:]
    for row in middle:
        for top in tops:
            aligned(cast.ada.actor, row, top)
    for place, leaf in enumerate(leaves):
        aligned(cast.ada.actor, leaf, middle[place % 3])
        aligned(cast.ada.actor, leaf, middle[(place + 1) % 3])
    key_results = [a_key_result(cast.ada.actor, leaf) for leaf in leaves]
    begin(*make)
    return make, key_results


def test_eight_writers_leave_every_number_right(cast: Cast) -> None:
    objectives, key_results = a_forest(cast)
    common = {"actor": cast.ada.actor, "at": moment(), "on": TODAY}

    def write(place: int) -> Callable[[], None]:
        def act() -> None:
            for turn in range(ROUNDS):
                row = key_results[(place * 3 + turn) % len(key_results)]
                a_check_in(cast.ada.actor, row, (place * 7 + turn * 11) % 100, begins=False)
                leaf = objectives[5 + place]
                if turn == 2:
                    actions.realign(
                        **common, child=leaf.ref, parent=objectives[2 + place % 3].ref, to=objectives[0].ref
                    )
                if turn == 3:
                    actions.edit_key_result(
                        **common, ref=row.ref, fields={"target": Decimal(120 + place)}, reason="More"
                    )
                if turn == 4:
                    actions.fold_tally(organization_id=cast.acme.id)

        return act

    errors = together([write(place) for place in range(WRITERS)])

    assert errors == [None] * WRITERS
    assert CheckIn.within(cast.acme.id).count() == WRITERS * ROUNDS
    report = actions.verify(organization_id=cast.acme.id, on=TODAY)
    assert report.is_clean, report


def test_two_people_cannot_close_a_loop_at_once(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    one, two = (an_objective(cast.ada.actor, cycle=cycle, title=title) for title in ("One", "Two"))
    errors = together([lambda: aligned(cast.ada.actor, one, two), lambda: aligned(cast.ada.actor, two, one)])

    refused = [error for error in errors if error is not None]
    assert [type(error) for error in refused] == [Conflict]
    assert getattr(refused[0], "code", "") == "alignment_loop"
    assert Alignment.within(cast.acme.id).count() == 1


def test_the_same_key_at_once_is_one_check_in(cast: Cast) -> None:
    row = a_key_result(cast.ada.actor, an_objective(cast.ada.actor, cycle=a_cycle(cast.ada.actor)))
    begin(row)
    acts = [lambda: a_check_in(cast.ada.actor, row, 10, idempotency_key="one press", begins=False)] * 4
    assert together(acts) == [None] * 4
    assert CheckIn.within(cast.acme.id).count() == 1


def test_the_second_of_two_edits_is_told_what_changed(cast: Cast) -> None:
    row = an_objective(cast.ada.actor, cycle=a_cycle(cast.ada.actor))
    common = {"actor": cast.ada.actor, "ref": row.ref, "at": moment(), "on": TODAY, "expected": row.version}
    acts = [
        lambda: actions.edit_objective(**common, fields={"title": "Mine"}),
        lambda: actions.edit_objective(**common, fields={"title": "Yours"}),
    ]
    errors = together(acts)
    assert sorted(getattr(error, "code", "") for error in errors) == ["", "changed_meanwhile"]
