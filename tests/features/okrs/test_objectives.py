"""Objectives: drafting, editing, agreeing, leaving, moving; allowed, denied, and typed badly."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from northing.domain.codes import LinkKind, ObjectiveState, Phase, Status
from northing.features.cycles import actions as cycle_actions
from northing.features.okrs import actions, queries
from northing.features.okrs.models import Alignment, Objective, TermsChange
from northing.features.okrs.storage.tally import stored_cells
from northing.features.org import actions as org_actions
from northing.kit.actors import Actor
from northing.kit.errors import Conflict, Invalid, NotAllowed, NotFound
from northing.kit.storage.search import find
from tests.builders import TODAY, a_check_in, a_cycle, a_key_result, aligned, an_objective, moment
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def by(actor: Actor, row: Objective, **more: Any) -> dict[str, Any]:
    return {"actor": actor, "ref": row.ref, "at": moment(), "on": TODAY, **more}


def crowded(cast: Cast) -> None:
    """Enough people that the policy asks for a second person."""
    for place in range(10):
        org_actions.add_person(actor=cast.ada.actor, name=f"Person {place}", at=moment())


def standing(row: Objective) -> Any:
    return Objective.within(row.organization_id).select_related("standing").get(pk=row.pk).standing


def test_a_member_drafts_for_their_team_and_is_its_owner(cast: Cast) -> None:
    row = an_objective(
        cast.mika.actor, team=cast.growth.ref, cycle=a_cycle(cast.ada.actor), why_now="Churn rose"
    )
    assert (row.state, row.holder_kind, row.owner_id) == (ObjectiveState.DRAFT, "team", cast.mika.id)
    assert standing(row).status == Status.NOT_STARTED
    assert [subject.id for subject in find(organization_id=cast.acme.id, query="churn")] == [row.pk]


def test_without_a_cycle_it_joins_the_backlog_and_has_not_started(cast: Cast) -> None:
    row = an_objective(cast.mika.actor, person=cast.mika.ref)
    assert row.cycle is None
    assert standing(row).status == Status.NOT_STARTED


@pytest.mark.parametrize(
    ("who", "fields"),
    [("olga", {"person": "olga"}), ("mika", {}), ("mika", {"team": "platform"}), ("lin", {"person": "oleg"})],
)
def test_nobody_drafts_for_others(cast: Cast, who: str, fields: dict[str, str]) -> None:
    told = {name: getattr(cast, value).ref for name, value in fields.items()}
    with pytest.raises(NotAllowed, match="may_not_create_here"):
        an_objective(getattr(cast, who).actor, **told)
    assert not Objective.within(cast.acme.id).exists()


def test_a_lead_drafts_for_teams_below_and_people_in_them(cast: Cast) -> None:
    assert an_objective(cast.lin.actor, team=cast.funnel.ref).team_id == cast.funnel.id
    assert an_objective(cast.lin.actor, person=cast.mika.ref).owner_id == cast.mika.id


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"title": "  "}, "required", "title"),
        ({"title": "x" * 301}, "too_long", "title"),
        ({"title": "Bell \x07"}, "control_characters", "title"),
        ({"title": "Two\nlines"}, "control_characters", "title"),
        ({"title": "Half \ud83d"}, "control_characters", "title"),
        ({"description": "x" * 20_001}, "too_long", "description"),
        ({"ambition": "wild"}, "unknown_choice", "ambition"),
        ({"driver": "magic"}, "unknown_choice", "driver"),
        ({"visibility": "moon"}, "unknown_choice", "visibility"),
        ({"holder": "team"}, "required", "team"),
        ({"owner": "000000000000"}, "unknown_person", "owner"),
        ({"team": "000000000000"}, "unknown_team", "team"),
        ({"pillar": "000000000000"}, "unknown_pillar", "pillar"),
        ({"weight": Decimal("-1")}, "out_of_range", "weight"),
        ({"weight": Decimal("NaN")}, "not_finite", "weight"),
        ({"weight": Decimal("10") ** 400}, "too_precise", "weight"),
    ],
)
def test_bad_input_names_its_field_and_writes_nothing(
    cast: Cast, fields: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        an_objective(cast.ada.actor, **fields)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert not Objective.within(cast.acme.id).exists()


def test_emoji_and_mixed_scripts_are_kept_as_typed(cast: Cast) -> None:
    title = "Читатели 推荐我们 👩‍🚀 =SUM(A1)"
    assert an_objective(cast.ada.actor, title=f"  {title} ").title == title


def test_editing_needs_the_version_on_screen(cast: Cast) -> None:
    row = an_objective(cast.ada.actor)
    edited = actions.edit_objective(
        **by(cast.ada.actor, row), fields={"title": "Better"}, expected=row.version
    )
    assert (edited.title, edited.version) == ("Better", 2)
    with pytest.raises(Conflict, match="changed_meanwhile"):
        actions.edit_objective(**by(cast.ada.actor, row), fields={"title": "Worse"}, expected=1)


def test_only_the_owner_lead_or_guide_edits(cast: Cast) -> None:
    row = an_objective(cast.mika.actor, team=cast.growth.ref)
    for player in (cast.lin, cast.carl, cast.ada, cast.mika):
        actions.edit_objective(**by(player.actor, row), fields={"why_now": player.name})
    for player in (cast.oleg, cast.olga):
        with pytest.raises(NotAllowed):
            actions.edit_objective(**by(player.actor, row), fields={"why_now": "?"})
    with pytest.raises(NotFound):
        actions.edit_objective(**by(cast.zoe.actor, row), fields={"why_now": "?"})


def test_an_owner_proposes_and_a_second_person_agrees(cast: Cast) -> None:
    crowded(cast)
    row = an_objective(cast.mika.actor, team=cast.growth.ref, cycle=a_cycle(cast.ada.actor))
    actions.propose(**by(cast.mika.actor, row))
    for player in (cast.mika, cast.oleg, cast.olga):
        with pytest.raises(NotAllowed):
            actions.agree(**by(player.actor, row))
    agreed = actions.agree(**by(cast.lin.actor, row))
    assert (agreed.state, agreed.agreed_by_id, agreed.agreed_alone) == (
        ObjectiveState.AGREED,
        cast.lin.id,
        False,
    )


def test_the_owner_of_the_parent_agrees(cast: Cast) -> None:
    crowded(cast)
    parent = an_objective(cast.pia.actor, owner=cast.oleg.ref)
    row = an_objective(cast.mika.actor, team=cast.growth.ref)
    aligned(cast.mika.actor, row, parent)
    actions.propose(**by(cast.mika.actor, row))
    assert actions.agree(**by(cast.oleg.actor, row)).agreed_by_id == cast.oleg.id


def test_a_small_organization_needs_no_second_person(cast: Cast) -> None:
    row = an_objective(cast.mika.actor, person=cast.mika.ref, agreed=True)
    assert (row.state, row.agreed_alone) == (ObjectiveState.AGREED, False)


def test_a_guide_does_not_agree_to_their_own(cast: Cast) -> None:
    crowded(cast)
    with pytest.raises(NotAllowed, match="needs_second_person"):
        an_objective(cast.ada.actor, agreed=True)


def test_a_proposal_is_returned_with_a_reason(cast: Cast) -> None:
    row = an_objective(cast.mika.actor, team=cast.growth.ref)
    actions.propose(**by(cast.mika.actor, row))
    with pytest.raises(Invalid, match="reason_needed"):
        actions.return_to_draft(**by(cast.lin.actor, row), reason=" ")
    assert (
        actions.return_to_draft(**by(cast.lin.actor, row), reason="Too safe").state == ObjectiveState.RETURNED
    )
    assert actions.propose(**by(cast.mika.actor, row)).state == ObjectiveState.PROPOSED
    with pytest.raises(Conflict, match="wrong_state"):
        actions.propose(**by(cast.mika.actor, row))


def test_agreed_terms_change_with_a_reason_and_an_owners_change_is_agreed_again(cast: Cast) -> None:
    crowded(cast)
    row = an_objective(cast.mika.actor, team=cast.growth.ref, cycle=a_cycle(cast.ada.actor))
    actions.agree(**by(cast.lin.actor, row))
    with pytest.raises(Invalid, match="reason_needed"):
        actions.edit_objective(**by(cast.mika.actor, row), fields={"title": "Easier"})
    edited = actions.edit_objective(**by(cast.mika.actor, row), fields={"title": "Easier"}, reason="Too hard")
    assert edited.state == ObjectiveState.PROPOSED
    change = TermsChange.within(cast.acme.id).get()
    assert (change.field, change.new, change.reason, change.by_id) == (
        "title",
        "Easier",
        "Too hard",
        cast.mika.id,
    )


def test_leaving_needs_a_reason_and_can_be_taken_back(cast: Cast) -> None:
    row = an_objective(cast.ada.actor, cycle=a_cycle(cast.ada.actor), agreed=True)
    with pytest.raises(Invalid, match="reason_needed"):
        actions.drop_objective(**by(cast.ada.actor, row), reason="")
    actions.drop_objective(**by(cast.ada.actor, row), reason="No budget")
    assert standing(row).status == Status.DROPPED
    with pytest.raises(Conflict, match="wrong_state"):
        actions.drop_objective(**by(cast.ada.actor, row), reason="Again")
    assert actions.restore_objective(**by(cast.ada.actor, row)).state == ObjectiveState.AGREED
    assert (
        actions.postpone_objective(**by(cast.ada.actor, row), reason="Later").state
        == ObjectiveState.POSTPONED
    )
    later = a_cycle(cast.ada.actor, name="2027 Q1", starts_on=date(2027, 1, 1), ends_on=date(2027, 3, 31))
    moved = actions.move_objective(**by(cast.ada.actor, row), cycle=later.ref, reason="Next quarter")
    assert (moved.state, moved.cycle_id) == (ObjectiveState.AGREED, later.pk)


@pytest.mark.parametrize("phase", [Phase.CLOSING, Phase.CLOSED])
def test_a_closed_cycle_is_read_only_and_closing_freezes_terms(cast: Cast, phase: Phase) -> None:
    cycle = a_cycle(cast.ada.actor)
    row = an_objective(cast.ada.actor, cycle=cycle)
    key_result = a_key_result(cast.ada.actor, row)
    on = date(2027, 1, 3)
    steps = [Phase.CLOSING, Phase.CLOSED]
    for step in steps[: steps.index(phase) + 1]:
        cycle_actions.set_phase(actor=cast.ada.actor, ref=cycle.ref, phase=step, at=moment(on), on=on)
    code = "cycle_closing" if phase is Phase.CLOSING else "cycle_closed"
    common = {"actor": cast.ada.actor, "at": moment(on), "on": on}
    acts = [
        lambda: actions.edit_objective(**common, ref=row.ref, fields={"title": "New"}),
        lambda: actions.drop_objective(**common, ref=row.ref, reason="x"),
        lambda: actions.agree(**common, ref=row.ref),
        lambda: actions.move_objective(**common, ref=row.ref, cycle=None),
        lambda: a_key_result(cast.ada.actor, row, on=on),
        lambda: actions.edit_key_result(**common, ref=key_result.ref, fields={"target": Decimal(5)}),
        lambda: actions.drop_key_result(**common, ref=key_result.ref, reason="x"),
        lambda: an_objective(cast.ada.actor, cycle=cycle, on=on),
        lambda: actions.set_weights(**common, ref=row.ref, weights={key_result.ref: {"weight": Decimal(2)}}),
    ]
    for act in acts:
        with pytest.raises(Conflict, match=code):
            act()
    if phase is Phase.CLOSED:
        with pytest.raises(Conflict, match="cycle_closed"):
            a_check_in(cast.ada.actor, key_result, 5, on=on, effective_on=date(2026, 12, 31), begins=False)
        with pytest.raises(Conflict, match="cycle_closed"):
            actions.override_status(**common, ref=row.ref, status="behind", reason="x")
        with pytest.raises(Conflict, match="cycle_closed"):
            actions.set_visibility(**common, ref=row.ref, visibility="holder")
    else:
        done = a_check_in(cast.ada.actor, key_result, 5, on=on, effective_on=date(2026, 12, 31), begins=False)
        assert done.key_result.progress == Decimal("0.05")


def test_narrowing_turns_contributions_into_support_after_a_preview(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    parent = an_objective(cast.ada.actor, cycle=cycle)
    child = an_objective(cast.mika.actor, cycle=cycle, team=cast.growth.ref)
    aligned(cast.mika.actor, child, parent)
    a_check_in(cast.mika.actor, a_key_result(cast.mika.actor, child), 50)
    preview = queries.visibility_preview(actor=cast.mika.actor, ref=child.ref, visibility="teams", on=TODAY)
    assert [(one.child_ref, one.parent_ref) for one in preview.demoted] == [(child.ref, parent.ref)]
    assert standing(parent).progress == Decimal("0.5")

    done = actions.set_visibility(**by(cast.mika.actor, child), visibility="teams")

    assert done.demoted == 1
    assert Alignment.within(cast.acme.id).get().kind == LinkKind.SUPPORTS
    assert standing(parent).progress is None
    actions.unalign(actor=cast.mika.actor, child=child.ref, parent=parent.ref, at=moment(), on=TODAY)
    with pytest.raises(Invalid, match="contributes_would_widen"):
        aligned(cast.mika.actor, child, parent, kind="contributes")


def test_an_owner_may_publish_the_number_of_a_private_objective(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    parent = an_objective(cast.ada.actor, cycle=cycle)
    child = an_objective(cast.mika.actor, cycle=cycle, person=cast.mika.ref, visibility="holder")
    with pytest.raises(NotAllowed, match="only_the_owner_publishes"):
        actions.edit_objective(
            **by(cast.carl.actor, an_objective(cast.mika.actor, person=cast.mika.ref)),
            fields={"publishes_number": True},
        )
    actions.edit_objective(**by(cast.mika.actor, child), fields={"publishes_number": True})
    aligned(cast.mika.actor, child, parent, kind="contributes")
    a_check_in(cast.mika.actor, a_key_result(cast.mika.actor, child), 50)
    assert standing(parent).progress == Decimal("0.5")
    actions.edit_objective(**by(cast.mika.actor, child), fields={"publishes_number": False})
    assert standing(parent).progress is None


def test_a_value_by_hand_needs_its_driver_its_reason_and_a_share(cast: Cast) -> None:
    row = an_objective(cast.ada.actor, cycle=a_cycle(cast.ada.actor))
    value = {"progress": Decimal("0.4"), "reason": "Workshop", "effective_on": TODAY}
    with pytest.raises(Conflict, match="not_manual"):
        actions.record_manual_value(**by(cast.ada.actor, row), **value)
    actions.edit_objective(**by(cast.ada.actor, row), fields={"driver": "manual"})
    for wrong, code in (
        ({"reason": ""}, "reason_needed"),
        ({"progress": Decimal("1.2")}, "out_of_range"),
        ({"effective_on": date(2026, 11, 3)}, "day_in_future"),
        ({"effective_on": date(2026, 9, 3)}, "day_outside_cycle"),
    ):
        with pytest.raises(Invalid, match=code):
            actions.record_manual_value(**by(cast.ada.actor, row), **{**value, **wrong})
    actions.record_manual_value(**by(cast.ada.actor, row), **value)
    assert standing(row).progress == Decimal("0.4")
    assert ["manual", 0, 0] in standing(row).notes


def test_an_override_of_an_objective_lapses_after_its_days_and_at_a_check_in(cast: Cast) -> None:
    row = an_objective(cast.ada.actor, cycle=a_cycle(cast.ada.actor))
    key_result = a_key_result(cast.ada.actor, row)
    a_check_in(cast.ada.actor, key_result, 60)
    with pytest.raises(Invalid, match="reason_needed"):
        actions.override_status(**by(cast.ada.actor, row), status="at_risk", reason="")
    actions.override_status(**by(cast.ada.actor, row), status="at_risk", reason="Supplier left")
    assert (standing(row).status, standing(row).computed_status) == (Status.AT_RISK, Status.ON_TRACK)
    a_check_in(cast.ada.actor, key_result, 61)
    assert standing(row).status == Status.ON_TRACK


def test_moving_takes_its_counts_along(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    row = an_objective(cast.ada.actor, cycle=cycle)
    a_key_result(cast.ada.actor, row)
    assert {cell[0] for cell in stored_cells(cast.acme.id)} == {cycle.pk}
    actions.move_objective(**by(cast.ada.actor, row), cycle=None)
    assert {cell[0] for cell in stored_cells(cast.acme.id)} == {None}
    actions.set_visibility(**by(cast.ada.actor, row), visibility="holder")
    assert stored_cells(cast.acme.id) == {}


def test_closing_gives_every_objective_its_word(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    kept, missed = (an_objective(cast.ada.actor, cycle=cycle, ambition="committed") for _ in range(2))
    a_check_in(cast.ada.actor, a_key_result(cast.ada.actor, kept), 100)
    a_check_in(cast.ada.actor, a_key_result(cast.ada.actor, missed), 10)
    with pytest.raises(NotAllowed, match="closing_needs_a_guide"):
        actions.close_objectives(actor=cast.lin.actor, cycle=cycle.ref, at=moment(), on=TODAY)
    assert actions.close_objectives(actor=cast.ada.actor, cycle=cycle.ref, at=moment(), on=TODAY) == 2
    assert [standing(row).status for row in (kept, missed)] == [Status.MET, Status.MISSED]
    assert actions.verify(organization_id=cast.acme.id, on=date(2027, 5, 5)).is_clean


def test_hand_over_gives_everything_a_new_holder(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    row = an_objective(cast.mika.actor, cycle=cycle, person=cast.mika.ref)
    other = an_objective(cast.lin.actor, cycle=cycle, team=cast.growth.ref)
    key_result = a_key_result(cast.lin.actor, other, updater=cast.mika.ref)
    with pytest.raises(NotAllowed):
        actions.hand_over(actor=cast.oleg.actor, person=cast.mika.ref, to=cast.lin.ref, at=moment(), on=TODAY)
    done = actions.hand_over(
        actor=cast.ada.actor, person=cast.mika.ref, to=cast.lin.ref, at=moment(), on=TODAY
    )
    assert (done.objectives, done.key_results) == (1, 1)
    row.refresh_from_db()
    key_result.refresh_from_db()
    assert (row.owner_id, row.person_id, key_result.updater_id) == (cast.lin.id, cast.lin.id, cast.lin.id)


def test_credit_is_shared_among_teams_and_moves_no_number(cast: Cast) -> None:
    row = an_objective(cast.ada.actor, cycle=a_cycle(cast.ada.actor))
    shares = {cast.growth.ref: Decimal(2), cast.platform.ref: Decimal(1)}
    actions.share_with_teams(**by(cast.ada.actor, row), shares=shares)
    assert row.shares.count() == 2
    with pytest.raises(Invalid, match="unknown_team"):
        actions.share_with_teams(**by(cast.ada.actor, row), shares={"000000000000": Decimal(1)})
    assert row.shares.count() == 2
