"""Cycles are made, changed, opened, closed and reopened; each refusal is exact and leaves nothing behind."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from northing.domain.terms import CycleKind, Phase
from northing.features.cycles import actions, queries
from northing.kit import events
from northing.kit.activity.record import acts_on
from northing.kit.errors import Conflict, Invalid, NotAllowed, NotFound, Problems
from northing.kit.storage.versions import history, subject_of
from tests.cast import Cast
from tests.features.cycles.builders import AT, a_cycle, noon

YEAR = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31), "kind": CycleKind.YEAR}


def codes(error: Problems) -> list[tuple[str | None, str]]:
    return [(one.field, one.code) for one in error.problems]


def test_a_guide_makes_a_cycle(cast: Cast) -> None:
    for number, player in enumerate((cast.pia, cast.ada, cast.carl)):
        cycle = a_cycle(player.actor, f"  Cycle {number} ")
        assert (cycle.name, cycle.phase, cycle.version) == (f"Cycle {number}", Phase.PLANNING, 1)
        assert [act.verb for act in acts_on(cast.acme.id, [subject_of(cycle)])] == ["cycle.created"]
        assert [past.number for past in history(cycle)] == [1]


def test_nobody_else_does(cast: Cast) -> None:
    for player in (cast.lin, cast.mika, cast.olga):
        with pytest.raises(NotAllowed):
            a_cycle(player.actor)
    assert queries.cycles(actor=cast.ada.actor) == []


@pytest.mark.parametrize(
    ("name", "code"),
    [("", "required"), ("   ", "required"), ("x" * 81, "too_long"), ("Q4\x00", "control_characters")],
)
def test_names_that_cannot_be(cast: Cast, name: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        a_cycle(cast.ada.actor, name)
    assert (refused.value.field, refused.value.code) == ("name", code)


def test_a_name_is_taken_once(cast: Cast) -> None:
    a_cycle(cast.ada.actor)
    a_cycle(cast.zoe.actor)  # another organization has names of its own
    with pytest.raises(Problems) as refused:
        a_cycle(cast.ada.actor)
    assert codes(refused.value) == [("name", "cycle_name_taken")]


def test_every_problem_is_told_at_once(cast: Cast) -> None:
    year = a_cycle(cast.ada.actor, "2026", **YEAR)
    a_cycle(cast.ada.actor)
    with pytest.raises(Problems) as refused:
        actions.create_cycle(
            actor=cast.ada.actor,
            name="2026 Q4",
            kind=CycleKind.CUSTOM,
            starts_on=date(2026, 12, 1),
            ends_on=date(2027, 1, 31),
            at=AT,
            parent_ref=year.ref,
            submit_by_team_on=date(2027, 2, 1),
        )
    assert codes(refused.value) == [
        ("submit_by_team_on", "deadline_after_end"),
        ("parent", "outside_parent"),
        ("name", "cycle_name_taken"),
    ]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "expected"),
    [
        (date(2026, 10, 1), date(2026, 9, 30), ("ends_on", "cycle_dates_crossed")),
        (date(2026, 1, 1), date(2032, 1, 1), ("ends_on", "cycle_too_long")),
        (date(1900, 1, 1), date(1900, 3, 1), ("starts_on", "year_out_of_range")),
    ],
)
def test_dates_that_cannot_be(cast: Cast, starts_on: date, ends_on: date, expected: tuple[str, str]) -> None:
    with pytest.raises(Problems) as refused:
        a_cycle(cast.ada.actor, starts_on=starts_on, ends_on=ends_on)
    assert codes(refused.value)[0] == expected


def test_a_parent_of_another_organization_does_not_exist(cast: Cast) -> None:
    foreign = a_cycle(cast.zoe.actor, "2026", **YEAR)
    with pytest.raises(Invalid) as refused:
        a_cycle(cast.ada.actor, parent=foreign)
    assert (refused.value.field, refused.value.code) == ("parent", "cycle_not_found")
    with pytest.raises(NotFound):
        actions.change_cycle(actor=cast.ada.actor, ref=foreign.ref, changes={"name": "Mine"}, at=AT)


def test_one_day_is_a_cycle_but_not_its_own_parent(cast: Cast) -> None:
    day = date(2026, 10, 1)
    outer = a_cycle(cast.ada.actor, "One day", starts_on=day, ends_on=day, kind=CycleKind.CUSTOM)
    with pytest.raises(Problems) as refused:
        a_cycle(cast.ada.actor, "The same day", starts_on=day, ends_on=day, parent=outer)
    assert codes(refused.value) == [("parent", "outside_parent")]


def test_changes_are_versions(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    changed = actions.change_cycle(
        actor=cast.carl.actor,
        ref=cycle.ref,
        changes={"name": "Autumn", "ends_on": date(2026, 12, 20)},
        at=AT,
        expected=1,
    )
    assert (changed.name, changed.ends_on, changed.version) == ("Autumn", date(2026, 12, 20), 2)
    assert history(changed)[0].changes == {
        "name": ["2026 Q4", "Autumn"],
        "ends_on": ["2026-12-31", "2026-12-20"],
    }
    with pytest.raises(Conflict) as refused:
        actions.change_cycle(
            actor=cast.ada.actor, ref=cycle.ref, changes={"name": "Winter"}, at=AT, expected=1
        )
    assert refused.value.code == "changed_meanwhile"
    verbs = [act.verb for act in acts_on(cast.acme.id, [subject_of(cycle)])]
    assert verbs == ["cycle.changed", "cycle.created"]


def test_new_dates_of_a_running_cycle_are_logged_and_announced(cast: Cast) -> None:
    heard: list[actions.CycleDatesChanged] = []
    events.react(actions.CycleDatesChanged, heard.append)
    cycle = a_cycle(cast.ada.actor, phase=Phase.ACTIVE)
    actions.change_cycle(actor=cast.ada.actor, ref=cycle.ref, changes={"ends_on": date(2027, 1, 15)}, at=AT)
    told = acts_on(cast.acme.id, [subject_of(cycle)])[0]
    assert told.verb == "cycle.dates_changed"
    assert told.details["before"] == ["2026-10-01", "2026-12-31"]
    assert told.details["after"] == ["2026-10-01", "2027-01-15"]
    assert [(event.cycle_id, event.after) for event in heard] == [
        (cycle.pk, (date(2026, 10, 1), date(2027, 1, 15)))
    ]


def test_a_parent_keeps_room_for_its_children(cast: Cast) -> None:
    year = a_cycle(cast.ada.actor, "2026", **YEAR)
    a_cycle(cast.ada.actor, parent=year)
    with pytest.raises(Problems) as refused:
        actions.change_cycle(
            actor=cast.ada.actor, ref=year.ref, changes={"ends_on": date(2026, 11, 30)}, at=AT
        )
    assert codes(refused.value) == [("ends_on", "children_outside")]
    assert queries.cycle_by_ref(actor=cast.ada.actor, ref=year.ref).ends_on == date(2026, 12, 31)


def test_a_cycle_leaves_its_parent(cast: Cast) -> None:
    year = a_cycle(cast.ada.actor, "2026", **YEAR)
    quarter = a_cycle(cast.ada.actor, parent=year)
    actions.change_cycle(actor=cast.ada.actor, ref=quarter.ref, changes={"parent_ref": None}, at=AT)
    assert queries.cycle_by_ref(actor=cast.ada.actor, ref=quarter.ref).parent is None


def test_phases_go_one_way(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    after = date(2027, 1, 1)
    for phase in (Phase.CLOSING, Phase.CLOSED):
        with pytest.raises(Conflict) as refused:
            actions.set_phase(actor=cast.ada.actor, ref=cycle.ref, phase=phase, at=noon(after), on=after)
        assert refused.value.code == "phase_order"
    for phase in (Phase.ACTIVE, Phase.CLOSING, Phase.CLOSED):
        moved = actions.set_phase(actor=cast.carl.actor, ref=cycle.ref, phase=phase, at=noon(after), on=after)
        again = actions.set_phase(actor=cast.carl.actor, ref=cycle.ref, phase=phase, at=noon(after), on=after)
        assert (moved.phase, again.version) == (phase, moved.version)
    assert moved.closed_at == noon(after)
    with pytest.raises(Conflict):
        actions.set_phase(actor=cast.ada.actor, ref=cycle.ref, phase=Phase.ACTIVE, at=noon(after), on=after)


@pytest.mark.parametrize(("on", "passes"), [(date(2026, 12, 31), False), (date(2027, 1, 1), True)])
def test_closing_starts_the_day_after_the_last(cast: Cast, on: date, passes: bool) -> None:
    cycle = a_cycle(cast.ada.actor, phase=Phase.ACTIVE)
    if passes:
        assert actions.set_phase(actor=cast.ada.actor, ref=cycle.ref, phase=Phase.CLOSING, at=noon(on), on=on)
        return
    with pytest.raises(Conflict) as refused:
        actions.set_phase(actor=cast.ada.actor, ref=cycle.ref, phase=Phase.CLOSING, at=noon(on), on=on)
    assert refused.value.code == "cycle_not_over"


def test_a_year_closes_after_its_quarters(cast: Cast) -> None:
    year = a_cycle(cast.ada.actor, "2026", **YEAR)
    quarter = a_cycle(cast.ada.actor, parent=year, phase=Phase.CLOSING)
    after = date(2027, 1, 2)
    for phase in (Phase.ACTIVE, Phase.CLOSING):
        actions.set_phase(actor=cast.ada.actor, ref=year.ref, phase=phase, at=noon(after), on=after)
    with pytest.raises(Conflict) as refused:
        actions.set_phase(actor=cast.ada.actor, ref=year.ref, phase=Phase.CLOSED, at=noon(after), on=after)
    assert (refused.value.code, refused.value.params["names"]) == ("children_not_closed", "2026 Q4")
    actions.set_phase(actor=cast.ada.actor, ref=quarter.ref, phase=Phase.CLOSED, at=noon(after), on=after)
    closed = actions.set_phase(
        actor=cast.ada.actor, ref=year.ref, phase=Phase.CLOSED, at=noon(after), on=after
    )
    assert closed.phase == Phase.CLOSED


def test_a_closed_cycle_is_read_only(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor, phase=Phase.CLOSED)
    with pytest.raises(Conflict) as refused:
        actions.change_cycle(actor=cast.ada.actor, ref=cycle.ref, changes={"name": "Again"}, at=AT)
    assert refused.value.code == "cycle_closed"


def test_a_closed_cycle_is_reopened_with_a_reason(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor, phase=Phase.CLOSED)
    at = noon(date(2027, 1, 20))
    with pytest.raises(Invalid) as missing:
        actions.reopen_cycle(actor=cast.carl.actor, ref=cycle.ref, reason="  ", at=at)
    assert (missing.value.field, missing.value.code) == ("reason", "reason_needed")
    with pytest.raises(NotAllowed):
        actions.reopen_cycle(actor=cast.lin.actor, ref=cycle.ref, reason="please", at=at)
    reopened = actions.reopen_cycle(actor=cast.carl.actor, ref=cycle.ref, reason=" A late number ", at=at)
    assert (reopened.phase, reopened.closed_at) == (Phase.CLOSING, None)
    told = acts_on(cast.acme.id, [subject_of(cycle)])[0]
    assert (told.verb, told.details["reason"]) == ("cycle.reopened", "A late number")
    with pytest.raises(Conflict) as refused:
        actions.reopen_cycle(actor=cast.carl.actor, ref=cycle.ref, reason="again", at=at)
    assert refused.value.code == "cycle_not_closed"


@pytest.mark.parametrize(
    ("after", "passes"), [(timedelta(days=60, seconds=-1), True), (timedelta(days=60), False)]
)
def test_reopening_has_a_last_day(cast: Cast, after: timedelta, passes: bool) -> None:
    cycle = a_cycle(cast.ada.actor, phase=Phase.CLOSED)
    assert isinstance(cycle.closed_at, datetime)
    at = cycle.closed_at + after
    if passes:
        assert (
            actions.reopen_cycle(actor=cast.ada.actor, ref=cycle.ref, reason="late", at=at).phase
            == Phase.CLOSING
        )
        return
    with pytest.raises(Conflict) as refused:
        actions.reopen_cycle(actor=cast.ada.actor, ref=cycle.ref, reason="late", at=at)
    assert (refused.value.code, refused.value.params["days"]) == ("reopen_too_late", 60)


def test_phases_are_announced(cast: Cast) -> None:
    heard: list[actions.CyclePhaseChanged] = []
    events.react(actions.CyclePhaseChanged, heard.append)
    cycle = a_cycle(cast.ada.actor, phase=Phase.ACTIVE)
    assert [(event.cycle_id, event.before, event.after) for event in heard] == [
        (cycle.pk, Phase.PLANNING, Phase.ACTIVE)
    ]
