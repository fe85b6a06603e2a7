"""Key results of every kind: terms, their changes, dropping; allowed, denied, and typed badly."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from northing.domain.codes import KeyResultState, Status
from northing.features.okrs import actions
from northing.features.okrs.models import Alignment, CheckIn, KeyResult, Objective, StandingDay, TermsChange
from northing.kit.errors import Conflict, Invalid, NotAllowed, NotFound, Problems
from tests.builders import FIRST_DAY, TODAY, a_check_in, a_cycle, a_key_result, aligned, an_objective, moment
from tests.cast import Cast

pytestmark = pytest.mark.django_db
UNFINISHED = [{"title": "One", "progress_after": Decimal("0.4")}]
BACKWARDS = [(Decimal("0.5"), Decimal("0.6")), (Decimal("0.4"), Decimal("0.7"))]


@pytest.fixture
def objective(cast: Cast) -> Objective:
    return an_objective(cast.mika.actor, cycle=a_cycle(cast.ada.actor), team=cast.growth.ref)


def standing(row: KeyResult | Objective) -> Any:
    return type(row).within(row.organization_id).select_related("standing").get(pk=row.pk).standing


def edited(
    cast: Cast, row: KeyResult, *, on: date = TODAY, reason: str = "", who: str = "mika", **fields: Any
) -> KeyResult:
    actor = getattr(cast, who).actor
    return actions.edit_key_result(
        actor=actor, ref=row.ref, fields=fields, at=moment(on), on=on, reason=reason
    )  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"title": ""}, "required", "title"),
        ({"kind": "wish"}, "unknown_choice", "kind"),
        ({"start": Decimal(5), "target": Decimal(5)}, "flat_span", "target"),
        ({"target": Decimal("NaN")}, "not_finite", "target"),
        ({"target": Decimal("Infinity")}, "not_finite", "target"),
        ({"target": Decimal(10) ** 400}, "too_precise", "target"),
        ({"target": Decimal("1.2345678")}, "too_precise", "target"),
        ({"target": None}, "missing", "target"),
        ({"start": None}, "missing", "start"),
        ({"stretch": Decimal(50)}, "points_out_of_order", "stretch"),
        ({"kind": "between", "lower": Decimal(9), "upper": Decimal(3)}, "bounds_crossed", "upper"),
        ({"kind": "at_most"}, "missing", "upper"),
        ({"is_guardrail": True}, "guardrail_not_threshold", "is_guardrail"),
        ({"kind": "milestone"}, "missing", "stages"),
        ({"kind": "milestone", "stages": UNFINISHED}, "stages_not_increasing", "stages"),
        ({"kind": "milestone", "stages": [{"title": ""}]}, "required", "stages"),
        ({"curve": "plan"}, "missing", "plan_points"),
        ({"curve": "plan", "plan_points": BACKWARDS}, "plan_not_increasing", "plan_points"),
        ({"due_on": date(2026, 9, 1)}, "due_before_start", "due_on"),
        ({"cadence_days": 0}, "out_of_range", "cadence_days"),
        ({"unit": "currency:EURO"}, "unknown_currency", "unit"),
        ({"unit": " "}, "required", "unit"),
        ({"weight": Decimal("1.1"), "is_pinned": True}, "out_of_range", "weight"),
        ({"owner": "000000000000"}, "unknown_person", "owner"),
        ({"counter_metric": "000000000000"}, "unknown_counter_metric", "counter_metric"),
        ({"magic": 1}, "unknown_field", "magic"),
    ],
)  # fmt: skip
def test_bad_terms_name_their_field_and_write_nothing(
    cast: Cast, objective: Objective, fields: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        a_key_result(cast.mika.actor, objective, **fields)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert not KeyResult.within(cast.acme.id).exists()


def test_everything_wrong_is_told_at_once(cast: Cast, objective: Objective) -> None:
    with pytest.raises(Problems) as refused:
        a_key_result(cast.mika.actor, objective, is_guardrail=True, target=Decimal(0))
    assert [(one.code, one.field) for one in refused.value.problems] == [
        ("guardrail_not_threshold", "is_guardrail"),
        ("flat_span", "target"),
    ]


def test_only_owner_lead_and_guides_add(cast: Cast, objective: Objective) -> None:
    for player in (cast.mika, cast.lin, cast.carl, cast.ada):
        assert a_key_result(player.actor, objective).owner_id == cast.mika.id
    for player in (cast.oleg, cast.olga):
        with pytest.raises(NotAllowed):
            a_key_result(player.actor, objective)
    with pytest.raises(NotFound):
        a_key_result(cast.zoe.actor, objective)


def test_stages_without_shares_spread_evenly(cast: Cast, objective: Objective) -> None:
    row = a_key_result(
        cast.mika.actor, objective, kind="milestone", stages=[{"title": name} for name in "abc"]
    )
    shares = list(row.stages.order_by("number").values_list("progress_after", flat=True))
    assert shares == [Decimal("0.333333"), Decimal("0.666667"), Decimal(1)]


def test_one_without_a_kind_asks_for_its_numbers_and_gets_them(cast: Cast, objective: Objective) -> None:
    row = a_key_result(cast.mika.actor, objective, kind="")
    assert standing(row).progress is None
    with pytest.raises(Invalid, match="needs_numbers"):
        a_check_in(cast.mika.actor, row, 5, begins=False)
    assert a_check_in(cast.mika.actor, row, None, confidence=8, begins=False).key_result.confidence == 8
    edited(cast, row, kind="metric", start=Decimal(0), target=Decimal(10))
    assert a_check_in(cast.mika.actor, row, 5).key_result.progress == Decimal("0.5")


def test_agreed_terms_change_with_a_reason_and_tell_their_effect(cast: Cast, objective: Objective) -> None:
    row = a_key_result(cast.mika.actor, objective)
    actions.agree(actor=cast.lin.actor, ref=objective.ref, at=moment(FIRST_DAY), on=FIRST_DAY)
    a_check_in(cast.mika.actor, row, 50)
    with pytest.raises(Invalid, match="reason_needed"):
        edited(cast, row, target=Decimal(200))
    assert standing(row).progress == Decimal("0.5")
    edited(cast, row, target=Decimal(200), reason="A new market")
    change = TermsChange.within(cast.acme.id).get()
    assert (change.field, change.old, change.new) == ("target", "100.000000", "200")
    assert (change.progress_before, change.progress_after) == (Decimal("0.5"), Decimal("0.25"))
    edited(cast, row, cadence_days=14)
    assert TermsChange.within(cast.acme.id).count() == 1


def test_finding_an_unknown_start_in_time_is_no_change_of_terms(cast: Cast, objective: Objective) -> None:
    until = TODAY + timedelta(days=3)
    early, late = (
        a_key_result(cast.mika.actor, objective, start=None, start_unknown_until=until, target=Decimal(100))
        for _ in range(2)
    )
    actions.agree(actor=cast.lin.actor, ref=objective.ref, at=moment(FIRST_DAY), on=FIRST_DAY)
    assert standing(early).progress is None
    assert edited(cast, early, start=Decimal(20)).start == 20
    assert a_check_in(cast.mika.actor, early, 60).key_result.progress == Decimal("0.5")
    with pytest.raises(Invalid, match="reason_needed"):
        edited(cast, late, start=Decimal(20), on=until + timedelta(days=1))


def test_dropped_before_agreement_it_is_gone_with_its_check_ins(cast: Cast, objective: Objective) -> None:
    row = a_key_result(cast.mika.actor, objective)
    child = an_objective(cast.mika.actor, team=cast.growth.ref)
    aligned(cast.mika.actor, child, row)
    first = a_check_in(cast.mika.actor, row, 5, begins=False)
    actions.correct_check_in(
        actor=cast.mika.actor,
        ref=first.check_in.ref,
        reading=None,
        confidence=3,
        at=moment(),
        on=TODAY,
    )
    gone = actions.drop_key_result(actor=cast.mika.actor, ref=row.ref, reason="", at=moment(), on=TODAY)
    assert gone is None
    for table in (KeyResult, CheckIn, Alignment):
        assert not table.within(cast.acme.id).exists()
    assert not StandingDay.within(cast.acme.id).filter(subject_kind="key_result").exists()
    assert standing(objective).progress is None
    assert actions.verify(organization_id=cast.acme.id, on=TODAY).is_clean


def test_dropped_after_agreement_it_stays_struck_through(cast: Cast, objective: Objective) -> None:
    kept, dropped = (a_key_result(cast.mika.actor, objective, title=title) for title in ("Kept", "Dropped"))
    a_check_in(cast.mika.actor, kept, 50, begins=False)
    actions.agree(actor=cast.lin.actor, ref=objective.ref, at=moment(), on=TODAY)
    common = {"actor": cast.mika.actor, "ref": dropped.ref, "at": moment(), "on": TODAY}
    with pytest.raises(Invalid, match="reason_needed"):
        actions.drop_key_result(**common, reason="")
    row = actions.drop_key_result(**common, reason="Nobody measures it")
    assert row is not None
    assert (row.state, standing(row).status) == (KeyResultState.DROPPED, Status.DROPPED)
    assert standing(objective).progress == Decimal("0.5")
    assert TermsChange.within(cast.acme.id).get().field == "dropped"
    with pytest.raises(Conflict, match="not_running"):
        a_check_in(cast.mika.actor, row, 5)


def test_an_added_one_after_agreement_needs_a_reason_and_starts_that_day(
    cast: Cast, objective: Objective
) -> None:
    actions.agree(actor=cast.lin.actor, ref=objective.ref, at=moment(FIRST_DAY), on=FIRST_DAY)
    with pytest.raises(Invalid, match="reason_needed"):
        a_key_result(cast.mika.actor, objective, on=TODAY)
    row = a_key_result(cast.mika.actor, objective, on=TODAY, reason="We learned something")
    assert (row.was_agreed, row.agreed_on) == (True, TODAY)
    assert TermsChange.within(cast.acme.id).get().field == "added"


def test_the_version_on_screen_is_needed(cast: Cast, objective: Objective) -> None:
    row = a_key_result(cast.mika.actor, objective)
    common = {"actor": cast.mika.actor, "ref": row.ref, "at": moment(), "on": TODAY, "expected": row.version}
    actions.edit_key_result(**common, fields={"title": "One"})
    with pytest.raises(Conflict, match="changed_meanwhile"):
        actions.edit_key_result(**common, fields={"title": "Two"})


def test_a_key_result_is_put_off_met_and_taken_up_again(cast: Cast, objective: Objective) -> None:
    row, other = a_key_result(cast.mika.actor, objective), a_key_result(cast.mika.actor, objective)
    a_check_in(cast.mika.actor, other, 80, begins=False)
    common = {"actor": cast.mika.actor, "ref": row.ref, "at": moment(), "on": TODAY}
    actions.change_key_result_state(**common, state="postponed")
    assert standing(objective).progress == Decimal("0.8")
    actions.change_key_result_state(**common, state="active")
    assert standing(objective).progress == Decimal("0.4")
    actions.change_key_result_state(**common, state="met")
    assert standing(row).status == Status.MET
    with pytest.raises(Invalid, match="unknown_choice"):
        actions.change_key_result_state(**common, state="closed")


def test_an_override_lapses_at_the_next_check_in(cast: Cast, objective: Objective) -> None:
    row = a_key_result(cast.mika.actor, objective)
    a_check_in(cast.mika.actor, row, 50)
    common = {"actor": cast.mika.actor, "ref": row.ref, "at": moment(), "on": TODAY}
    actions.override_status(**common, status="off_track", reason="The supplier left")
    assert (standing(row).status, standing(row).computed_status) == (Status.OFF_TRACK, Status.ON_TRACK)
    with pytest.raises(Invalid, match="unknown_choice"):
        actions.override_status(**common, status="met", reason="Because")
    a_check_in(cast.mika.actor, row, 50)
    assert standing(row).status == Status.ON_TRACK


def test_a_breached_guardrail_gates_its_objective(cast: Cast, objective: Objective) -> None:
    row = a_key_result(cast.mika.actor, objective)
    guard = a_key_result(
        cast.mika.actor, objective, kind="at_most", upper=Decimal(2), unit="percent", is_guardrail=True
    )
    a_check_in(cast.mika.actor, row, 50)
    result = a_check_in(cast.mika.actor, guard, 3)
    assert result.key_result.guardrail == "breached"
    assert (result.objective.status, result.objective.progress) == (Status.AT_RISK, Decimal("0.5"))
