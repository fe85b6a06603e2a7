"""Reading cycles: which one is meant, how it lies in time, what it permits."""

from __future__ import annotations

from datetime import date

import pytest

from northing.domain.terms import CycleKind, Phase
from northing.features.cycles import actions, queries
from northing.kit.errors import Conflict, Invalid, NotAllowed, NotFound
from northing.kit.subjects import Subject, cards
from tests.cast import Cast
from tests.features.cycles.builders import AT, a_cycle, noon
from tests.support.statements import counted

TODAY = date(2026, 11, 23)
YEAR = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31), "kind": CycleKind.YEAR}


def current(cast: Cast, on: date = TODAY) -> str | None:
    found = queries.current_cycle(organization_id=cast.acme.id, on=on)
    return found.name if found else None


def test_the_shortest_running_cycle_that_holds_the_day_is_meant(cast: Cast) -> None:
    assert current(cast) is None
    year = a_cycle(cast.ada.actor, "2026", **YEAR, phase=Phase.ACTIVE)
    assert current(cast) == "2026"
    a_cycle(cast.ada.actor, parent=year, phase=Phase.ACTIVE)
    assert current(cast) == "2026 Q4"
    assert current(cast, date(2026, 6, 1)) == "2026"
    a_cycle(cast.zoe.actor, "Zenith", starts_on=TODAY, ends_on=TODAY, phase=Phase.ACTIVE)
    assert current(cast) == "2026 Q4"


def test_without_a_running_cycle_the_next_best_is_meant(cast: Cast) -> None:
    a_cycle(
        cast.ada.actor, "2026 Q3", starts_on=date(2026, 7, 1), ends_on=date(2026, 9, 30), phase=Phase.CLOSED
    )
    a_cycle(cast.ada.actor, "2027 Q2", starts_on=date(2027, 4, 1), ends_on=date(2027, 6, 30))
    a_cycle(cast.ada.actor, "2027 Q1", starts_on=date(2027, 1, 1), ends_on=date(2027, 3, 31))
    assert current(cast) == "2027 Q1"
    a_cycle(cast.ada.actor)
    assert current(cast) == "2026 Q4"
    assert current(cast, date(2028, 1, 1)) == "2027 Q2"


def test_a_chosen_cycle_wins_when_it_exists_here(cast: Cast) -> None:
    a_cycle(cast.ada.actor, phase=Phase.ACTIVE)
    old = a_cycle(cast.ada.actor, "2025 Q4", starts_on=date(2025, 10, 1), ends_on=date(2025, 12, 31))
    foreign = a_cycle(cast.zoe.actor)
    for ref, name in (
        (old.ref, "2025 Q4"),
        (foreign.ref, "2026 Q4"),
        ("nonsense", "2026 Q4"),
        (None, "2026 Q4"),
    ):
        chosen = queries.chosen_cycle(actor=cast.mika.actor, ref=ref, on=TODAY)
        assert chosen is not None
        assert (chosen.name, chosen.organization_id) == (name, cast.acme.id)


def test_the_address_names_the_cycle_before_the_browser(cast: Cast) -> None:
    cookies = {queries.CYCLE_COOKIE: "b"}
    assert queries.wanted_cycle_ref(query={"cycle": "a"}, cookies=cookies) == "a"
    assert queries.wanted_cycle_ref(query={}, cookies=cookies) == "b"
    assert queries.wanted_cycle_ref(query={}, cookies={}) is None


def test_nothing_of_another_organization_is_found(cast: Cast) -> None:
    foreign = a_cycle(cast.zoe.actor)
    actor = cast.ada.actor
    for look in (
        lambda: queries.cycle_by_ref(actor=actor, ref=foreign.ref),
        lambda: queries.cycle_by_id(organization_id=cast.acme.id, cycle_id=foreign.pk),
        lambda: queries.cycle_for_update(organization_id=cast.acme.id, cycle_id=foreign.pk),
        lambda: queries.cycle_page(actor=actor, ref=foreign.ref, on=TODAY, at=AT),
    ):
        with pytest.raises(NotFound):
            look()
    assert queries.cycles_by_id(organization_id=cast.acme.id, ids=[foreign.pk]) == {}
    assert queries.cycle_by_name(actor=actor, name=foreign.name) is None
    assert cards([Subject("cycle", foreign.pk)], seen_by=actor) == {}


def test_a_card_names_a_cycle(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    card = cards([Subject("cycle", cycle.pk)], seen_by=cast.olga.actor)[Subject("cycle", cycle.pk)]
    assert (card.title, card.url) == ("2026 Q4", f"/acme/cycles/{cycle.ref}")


@pytest.mark.parametrize(
    ("on", "week", "days_left"),
    [
        (date(2026, 9, 30), None, 92),
        (date(2026, 10, 1), 1, 91),
        (date(2026, 10, 7), 1, 85),
        (date(2026, 10, 8), 2, 84),
        (date(2026, 11, 23), 8, 38),
        (date(2026, 12, 31), 13, 0),
        (date(2027, 1, 1), None, -1),
    ],
)
def test_weeks_and_days_left(cast: Cast, on: date, week: int | None, days_left: int) -> None:
    row = queries.cycle_row(cycle=a_cycle(cast.ada.actor), on=on)
    assert (row.week, row.weeks, row.days_left, row.has_ended) == (week, 13, days_left, days_left < 0)


def test_spans_of_children_share_out_the_parent(cast: Cast) -> None:
    year = a_cycle(cast.ada.actor, "2026", **YEAR)
    a_cycle(cast.ada.actor, "2026 Q4", parent=year)
    a_cycle(cast.ada.actor, "2026 Q1", starts_on=date(2026, 1, 1), ends_on=date(2026, 3, 31), parent=year)
    spans = queries.child_spans(organization_id=cast.acme.id, parent_id=year.pk)
    assert [(span.starts_on.month, span.days, span.parent_id) for span in spans] == [
        (1, 90, year.pk),
        (10, 92, year.pk),
    ]
    family = queries.family_spans(organization_id=cast.acme.id, ids=[year.pk])
    assert family[year.pk].days == 365


def test_lists_cost_one_statement(cast: Cast) -> None:
    year = a_cycle(cast.ada.actor, "2026", **YEAR)
    for month in range(1, 10):
        a_cycle(
            cast.ada.actor,
            f"2026-{month:02d}",
            starts_on=date(2026, month, 1),
            ends_on=date(2026, month, 28),
            parent=year,
        )
    with counted() as statements:
        rows = queries.cycle_rows(actor=cast.mika.actor, on=TODAY)
    assert len(statements) == 1
    assert [row.name for row in rows] == [
        *(f"2026-{month:02d}" for month in range(9, 1, -1)),
        "2026",
        "2026-01",
    ]


def test_suggestions_follow_what_exists(cast: Cast) -> None:
    names = [one.name for one in queries.suggested_cycles(actor=cast.ada.actor, on=TODAY)]
    assert names == ["2026 Q4", "2026-11", "2026 H2", "2026"]
    year = a_cycle(cast.ada.actor, "2026", **YEAR)
    a_cycle(cast.ada.actor, "Autumn")  # the same dates under another name
    a_cycle(cast.ada.actor, "2027 Q1", starts_on=date(2027, 1, 4), ends_on=date(2027, 3, 31))  # the same name
    found = {one.kind: one for one in queries.suggested_cycles(actor=cast.ada.actor, on=TODAY)}
    assert found[CycleKind.QUARTER].name == "2027 Q2"
    assert found[CycleKind.YEAR].name == "2027"
    assert found[CycleKind.HALF].parent_ref == year.ref


def test_parents_hold_the_dates_and_are_longer(cast: Cast) -> None:
    year = a_cycle(cast.ada.actor, "2026", **YEAR)
    quarter = a_cycle(cast.ada.actor)
    inside = queries.possible_parents(
        actor=cast.ada.actor, starts_on=quarter.starts_on, ends_on=quarter.ends_on
    )
    assert inside == [year]


def test_a_preview_tells_what_new_dates_mean(cast: Cast) -> None:
    year = a_cycle(cast.ada.actor, "2026", **YEAR, phase=Phase.ACTIVE)
    a_cycle(cast.ada.actor, parent=year)
    actions.change_cycle(
        actor=cast.ada.actor, ref=year.ref, changes={"submit_by_team_on": date(2026, 12, 1)}, at=AT
    )
    row = queries.cycle_by_ref(actor=cast.ada.actor, ref=year.ref)
    preview = queries.preview_dates(cycle=row, starts_on=date(2026, 1, 1), ends_on=date(2026, 11, 30))
    assert (preview.days_before, preview.days_after) == (365, 334)
    assert (preview.outside, preview.late_deadlines) == (("2026 Q4",), ("submit_by_team_on",))
    assert preview.needs_confirmation


@pytest.mark.parametrize(
    ("phase", "write", "terms"),
    [
        (Phase.PLANNING, None, None),
        (Phase.ACTIVE, None, None),
        (Phase.CLOSING, None, "cycle_closing"),
        (Phase.CLOSED, "cycle_closed", "cycle_closed"),
    ],
)
def test_guards(phase: Phase, write: str | None, terms: str | None) -> None:
    cycle = queries.Cycle(name="2026 Q4", phase=phase)
    for guard, code in ((queries.require_open, write), (queries.require_terms_open, terms)):
        guard(cycle=None)
        if code is None:
            guard(cycle=cycle)
            continue
        with pytest.raises(Conflict) as refused:
            guard(cycle=cycle)
        assert (refused.value.code, refused.value.params) == (code, {"cycle": "2026 Q4"})


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(2026, 9, 30), "day_outside_cycle"),
        (date(2026, 10, 1), None),
        (TODAY, None),
        (date(2026, 11, 24), "day_in_future"),
    ],
)
def test_days_of_readings(on: date, code: str | None) -> None:
    cycle = queries.Cycle(name="2026 Q4", starts_on=date(2026, 10, 1), ends_on=date(2026, 12, 31))
    if code is None:
        queries.require_day_inside(cycle=cycle, on=on, today=TODAY)
        return
    with pytest.raises(Invalid) as refused:
        queries.require_day_inside(cycle=cycle, on=on, today=TODAY)
    assert (refused.value.field, refused.value.code) == ("effective_on", code)


def test_the_page_says_what_comes_next(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor, phase=Phase.ACTIVE)
    steps = {}
    for player in (cast.ada, cast.mika):
        for on in (date(2026, 12, 31), date(2027, 1, 1)):
            shown = queries.cycle_page(actor=player.actor, ref=cycle.ref, on=on, at=noon(on))
            steps[player.name, on] = shown.step and (shown.step.phase, shown.step.obstacle)
    assert list(steps.values()) == [(Phase.CLOSING, "cycle_not_over"), (Phase.CLOSING, ""), None, None]


def test_only_guides_get_the_form(cast: Cast) -> None:
    assert queries.cycle_entry(actor=cast.carl.actor, on=TODAY).suggestions[0].name == "2026 Q4"
    with pytest.raises(NotAllowed):
        queries.cycle_entry(actor=cast.lin.actor, on=TODAY)
