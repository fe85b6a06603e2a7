"""The way up: depth, several parents, loops, cycles of different length, key results driven by children."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from northing.domain.codes import CycleKind, LinkKind
from northing.domain.terms import Reading
from northing.features.okrs import actions, queries
from northing.features.okrs.models import KeyResult, Objective
from northing.features.org import queries as org_queries
from northing.kit.errors import Conflict, Invalid, NotFound
from northing.kit.storage.writing import writing
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
from tests.support.statements import counted

pytestmark = pytest.mark.django_db
MOST_STATEMENTS = 16


def progress_of(row: Objective | KeyResult) -> Decimal | None:
    return type(row).within(row.organization_id).select_related("standing").get(pk=row.pk).standing.progress


def a_chain(cast: Cast, depth: int) -> list[Objective]:
    """Each contributes to the one before it; the last is still a draft."""
    cycle = a_cycle(cast.ada.actor)
    chain = [an_objective(cast.ada.actor, cycle=cycle, title=f"Level {level}") for level in range(depth)]
    for child, parent in zip(chain[1:], chain, strict=False):
        aligned(cast.ada.actor, child, parent)
    begin(*chain[:-1])
    return chain


@pytest.mark.parametrize("kind", ["metric", "milestone", "at_most"])
def test_a_check_in_takes_no_more_statements_in_the_depth(cast: Cast, kind: str) -> None:
    chain = a_chain(cast, 7)
    terms: dict[str, object] = {
        "at_most": {"upper": Decimal(5)},
        "milestone": {"stages": [{"title": "One"}]},
    }.get(kind, {})
    key_result = a_key_result(cast.ada.actor, chain[-1], kind=kind, **terms)
    reading = Reading(
        effective_on=TODAY, value=Decimal(3), reached=frozenset({1}) if kind == "milestone" else frozenset()
    )
    begin(key_result)
    with org_queries.remembering():
        org_queries.organization_of(organization_id=cast.acme.id)
        org_queries.calendar_of(organization_id=cast.acme.id)
        org_queries.reach_of(actor=cast.ada.actor, on=TODAY)
        with counted() as statements:
            a_check_in(cast.ada.actor, key_result, reading=reading, idempotency_key="once", begins=False)
    assert progress_of(chain[0]) == progress_of(key_result)
    assert len(statements) <= MOST_STATEMENTS, "\n".join(statements.sql)


def test_every_parent_counts_a_child_by_the_weight_of_its_link(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    left, right, child = (
        an_objective(cast.ada.actor, cycle=cycle, title=title) for title in ("Left", "Right", "Child")
    )
    aligned(cast.ada.actor, child, left)
    aligned(cast.ada.actor, child, right, weight=Decimal(3))
    own = a_key_result(cast.ada.actor, right)
    a_check_in(cast.ada.actor, a_key_result(cast.ada.actor, child), 80)
    a_check_in(cast.ada.actor, own, 40)

    assert progress_of(left) == Decimal("0.8")
    assert progress_of(right) == Decimal("0.7")


def test_a_diamond_counts_both_ways_in_topological_order(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    top, long, middle, child = (
        an_objective(cast.ada.actor, cycle=cycle, title=title) for title in ("Top", "Long", "Middle", "Child")
    )
    aligned(cast.ada.actor, child, top)
    aligned(cast.ada.actor, child, middle)
    aligned(cast.ada.actor, middle, long)
    aligned(cast.ada.actor, long, top)
    begin(top, long, middle)
    a_check_in(cast.ada.actor, a_key_result(cast.ada.actor, child), 60)
    assert [progress_of(row) for row in (middle, long, top)] == [Decimal("0.6")] * 3


def test_a_loop_is_refused_however_long(cast: Cast) -> None:
    chain = a_chain(cast, 4)
    with pytest.raises(Conflict, match="alignment_loop"):
        aligned(cast.ada.actor, chain[0], chain[-1])
    with pytest.raises(Conflict, match="alignment_loop"):
        aligned(cast.ada.actor, chain[0], chain[0])
    supporting = a_key_result(cast.ada.actor, chain[2], reason="Support needs something to hold")
    with pytest.raises(Conflict, match="alignment_loop"):
        aligned(cast.ada.actor, chain[1], supporting, kind=LinkKind.SUPPORTS)


def test_the_same_link_twice_is_refused(cast: Cast) -> None:
    parent, child = a_chain(cast, 2)
    with pytest.raises(Conflict, match="already_aligned"):
        aligned(cast.ada.actor, child, parent)


def test_a_longer_cycle_is_supported_by_default_and_shared_out_by_time_when_it_counts(cast: Cast) -> None:
    year = a_cycle(
        cast.ada.actor,
        name="2026",
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
        kind=CycleKind.YEAR,
    )
    quarter = a_cycle(cast.ada.actor, parent=year)
    goal, child = an_objective(cast.ada.actor, cycle=year), an_objective(cast.ada.actor, cycle=quarter)
    link = aligned(cast.ada.actor, child, goal)
    assert link.kind == LinkKind.SUPPORTS
    actions.unalign(actor=cast.ada.actor, child=child.ref, parent=goal.ref, at=moment(), on=TODAY)
    aligned(cast.ada.actor, child, goal, kind=LinkKind.CONTRIBUTES)
    a_check_in(cast.ada.actor, a_key_result(cast.ada.actor, child), 100)
    assert progress_of(goal) == Decimal("0.252054795")  # 92 of 365 days


def test_a_key_result_driven_by_its_children_counts_them_and_one_driven_by_itself_does_not(
    cast: Cast,
) -> None:
    cycle = a_cycle(cast.ada.actor)
    parent, child = (an_objective(cast.ada.actor, cycle=cycle, title=title) for title in ("Parent", "Child"))
    key_result = a_key_result(cast.ada.actor, parent)
    aligned(cast.ada.actor, child, key_result)
    a_check_in(cast.ada.actor, a_key_result(cast.ada.actor, child), 50)
    assert progress_of(parent) == 0

    actions.edit_key_result(
        actor=cast.ada.actor, ref=key_result.ref, fields={"driver": "children"}, at=moment(), on=TODAY
    )
    assert progress_of(key_result) == progress_of(parent) == Decimal("0.5")


def test_a_dropped_child_counts_no_more_and_counts_again_when_restored(cast: Cast) -> None:
    parent, child = a_chain(cast, 2)
    a_check_in(cast.ada.actor, a_key_result(cast.ada.actor, child), 50)
    common = {"actor": cast.ada.actor, "ref": child.ref, "at": moment(), "on": TODAY}
    actions.drop_objective(**common, reason="No people")
    assert progress_of(parent) is None
    actions.restore_objective(**common)
    assert progress_of(parent) == Decimal("0.5")


def test_realigning_moves_the_number(cast: Cast) -> None:
    parent, child = a_chain(cast, 2)
    other = an_objective(cast.ada.actor, title="Other")
    a_check_in(cast.ada.actor, a_key_result(cast.ada.actor, child), 50)
    actions.realign(
        actor=cast.ada.actor, child=child.ref, parent=parent.ref, to=other.ref, at=moment(), on=TODAY
    )
    assert progress_of(parent) is None
    assert progress_of(other) == Decimal("0.5")


def test_only_who_may_edit_the_child_aligns_it(cast: Cast) -> None:
    parent, child = a_chain(cast, 2)
    for player in (cast.mika, cast.oleg, cast.olga):
        with pytest.raises(Exception, match="not_allowed"):
            actions.unalign(actor=player.actor, child=child.ref, parent=parent.ref, at=moment(), on=TODAY)
    with pytest.raises(NotFound):
        actions.unalign(actor=cast.zoe.actor, child=child.ref, parent=parent.ref, at=moment(), on=TODAY)


def test_weights_pin_a_share_and_divide_the_rest(cast: Cast) -> None:
    objective = an_objective(cast.ada.actor, cycle=a_cycle(cast.ada.actor))
    one, two, three = (
        a_key_result(cast.ada.actor, objective, title=title) for title in ("One", "Two", "Three")
    )
    for row, value in ((one, 100), (two, 0), (three, 40)):
        a_check_in(cast.ada.actor, row, value)
    common = {
        "actor": cast.ada.actor,
        "ref": objective.ref,
        "at": moment(),
        "on": TODAY,
        "reason": "First one",
    }
    actions.set_weights(**common, weights={one.ref: {"weight": Decimal("0.5"), "is_pinned": True}})
    assert progress_of(objective) == Decimal("0.6")  # 0.5·1 + 0.25·0 + 0.25·0.4
    with pytest.raises(Invalid, match="weights_do_not_fit"):
        actions.set_weights(**common, weights={two.ref: {"weight": Decimal("0.7"), "is_pinned": True}})
    assert progress_of(objective) == Decimal("0.6")


def test_holding_a_key_result_outside_of_what_one_sees_finds_nothing(cast: Cast) -> None:
    hidden = an_objective(
        cast.lin.actor, cycle=a_cycle(cast.ada.actor), person=cast.lin.ref, visibility="holder"
    )
    key_result = a_key_result(cast.lin.actor, hidden)
    with writing(), pytest.raises(NotFound):
        queries.key_result_for_update(actor=cast.oleg.actor, ref=key_result.ref, on=TODAY)
    held = queries.key_result_for_update(actor=cast.lin.actor, ref=key_result.ref, on=TODAY)
    assert held.may_check_in
    assert held.terms is not None
    assert held.terms.target == 100
