"""Check-ins: the one way numbers move."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps

from northing.domain.codes import Source, Status
from northing.domain.terms import Reading
from northing.features.okrs import actions
from northing.features.okrs.models import CheckIn, KeyResult
from northing.features.org import actions as org_actions
from northing.kit.actors import system_actor
from northing.kit.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.builders import TODAY, a_check_in, a_cycle, a_key_result, aligned, an_objective, moment
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_a_reading_moves_the_key_result_its_objective_and_what_it_contributes_to(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    company = an_objective(cast.ada.actor, cycle=cycle)
    team = an_objective(cast.lin.actor, cycle=cycle, team=cast.growth.ref)
    aligned(cast.lin.actor, team, company)
    key_result = a_key_result(cast.lin.actor, team)

    result = a_check_in(cast.lin.actor, key_result, 40)

    assert result.key_result.progress == Decimal("0.4")
    assert result.objective.progress == Decimal("0.4")
    company.refresh_from_db()
    assert company.standing.progress == Decimal("0.4")
    assert result.key_result.status is Status.ON_TRACK
    report = actions.verify(organization_id=cast.acme.id, on=TODAY)
    assert report.is_clean, report


def moved(cast: Cast, **fields: Any) -> KeyResult:
    objective = an_objective(cast.mika.actor, cycle=a_cycle(cast.ada.actor), team=cast.growth.ref)
    return a_key_result(cast.mika.actor, objective, **fields)


@pytest.mark.parametrize(
    ("options", "code", "field"),
    [
        ({"value": None, "confidence": None}, "required", "confidence"),
        ({"confidence": 11}, "out_of_range", "confidence"),
        ({"value": "NaN"}, "not_finite", "value"),
        ({"value": "1E+400"}, "too_precise", "value"),
        ({"value": "0.1234567"}, "too_precise", "value"),
        ({"value": "999999999999999"}, "progress_out_of_range", "value"),
        ({"effective_on": TODAY + timedelta(days=1)}, "day_in_future", "effective_on"),
        ({"effective_on": date(2026, 9, 30)}, "day_outside_cycle", "effective_on"),
        ({"note": "x" * 10_001}, "too_long", "note"),
        ({"note": "nul \x00"}, "control_characters", "note"),
        ({"reading": Reading(effective_on=TODAY, is_done=True)}, "wrong_reading", "value"),
        ({"idempotency_key": "k" * 81}, "too_long", "idempotency_key"),
    ],
)
def test_bad_readings_name_their_field_and_write_nothing(
    cast: Cast, options: dict[str, Any], code: str, field: str
) -> None:
    row = moved(cast)
    with pytest.raises(Invalid) as refused:
        a_check_in(cast.mika.actor, row, **options)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert not CheckIn.within(cast.acme.id).exists()


def test_who_speaks_for_it_checks_in(cast: Cast) -> None:
    row = moved(cast, updater=cast.oleg.ref)
    for player in (cast.mika, cast.oleg, cast.lin, cast.carl, cast.ada):
        a_check_in(player.actor, row, 10)
    with pytest.raises(NotAllowed, match="may_not_check_in"):
        a_check_in(cast.olga.actor, row, 10)
    with pytest.raises(NotFound):
        a_check_in(cast.zoe.actor, row, 10)


def test_a_deputy_checks_in_while_the_owner_is_away(cast: Cast) -> None:
    objective = an_objective(
        cast.mika.actor, cycle=a_cycle(cast.ada.actor), person=cast.mika.ref, visibility="holder"
    )
    row = a_key_result(cast.mika.actor, objective)
    with pytest.raises(NotFound):
        a_check_in(cast.oleg.actor, row, 10)
    org_actions.add_absence(
        actor=cast.ada.actor,
        person=cast.mika.ref,
        starts_on=TODAY,
        ends_on=TODAY + timedelta(days=7),
        at=moment(),
        deputy=cast.oleg.ref,
    )
    done = a_check_in(cast.oleg.actor, row, 10)
    assert done.check_in.author_id == cast.oleg.id
    with pytest.raises(NotFound):
        a_check_in(cast.oleg.actor, row, 10, on=TODAY + timedelta(days=8))


def test_a_judgement_moves_no_number(cast: Cast) -> None:
    row = moved(cast)
    a_check_in(cast.mika.actor, row, 30, on=TODAY - timedelta(days=5))
    done = a_check_in(cast.mika.actor, row, None, confidence=3)
    assert (done.key_result.progress, done.key_result.confidence) == (Decimal("0.3"), 3)
    assert done.key_result.last_reading_on == TODAY - timedelta(days=5)
    assert done.key_result.last_judgement_on == TODAY


def test_a_machine_reads_and_judges_nothing(cast: Cast) -> None:
    row = moved(cast)
    a_check_in(cast.mika.actor, row, None, confidence=6, on=TODAY - timedelta(days=5))
    done = a_check_in(system_actor(cast.acme.id), row, 30, confidence=None, source=Source.CONNECTOR)
    assert (done.key_result.confidence, done.key_result.last_judgement_on) == (6, TODAY - timedelta(days=5))
    assert (done.check_in.source, done.check_in.author_id) == ("connector", None)


def test_the_latest_day_counts_not_the_latest_row(cast: Cast) -> None:
    row = moved(cast)
    a_check_in(cast.mika.actor, row, 40)
    done = a_check_in(cast.mika.actor, row, 10, effective_on=TODAY - timedelta(days=9))
    assert (done.key_result.progress, done.key_result.value) == (Decimal("0.4"), 40)


def test_the_same_key_answers_with_the_same_check_in(cast: Cast) -> None:
    row, other = moved(cast), None
    first = a_check_in(cast.mika.actor, row, 40, idempotency_key="one")
    again = a_check_in(cast.mika.actor, row, 99, idempotency_key="one")
    assert (again.check_in.pk, again.is_repeat, again.key_result.value) == (first.check_in.pk, True, 40)
    other = a_key_result(cast.mika.actor, row.objective, reason="One more")
    with pytest.raises(Conflict, match="key_reused"):
        a_check_in(cast.mika.actor, other, 1, idempotency_key="one")
    assert CheckIn.within(cast.acme.id).count() == 1


def test_a_correction_supersedes_and_an_undo_takes_back(cast: Cast) -> None:
    row = moved(cast)
    common: dict[str, Any] = {"actor": cast.mika.actor, "at": moment(), "on": TODAY}
    first = a_check_in(cast.mika.actor, row, 40).check_in
    reading = Reading(effective_on=TODAY, value=Decimal(45))
    second = actions.correct_check_in(**common, ref=first.ref, reading=reading, confidence=7)
    assert (second.key_result.value, second.check_in.supersedes_id) == (45, first.pk)
    with pytest.raises(Conflict, match="already_superseded"):
        actions.withdraw_check_in(**common, ref=first.ref)
    third = actions.withdraw_check_in(**common, ref=second.check_in.ref)
    assert third.key_result.value == 40
    fourth = actions.withdraw_check_in(**common, ref=third.check_in.ref)
    assert fourth.key_result.value is not None or fourth.key_result.progress is not None
    assert CheckIn.within(cast.acme.id).count() == 4
    for player in (cast.olga, cast.oleg):
        with pytest.raises(NotAllowed):
            actions.withdraw_check_in(actor=player.actor, ref=third.check_in.ref, at=moment(), on=TODAY)
    with pytest.raises(NotFound):
        actions.withdraw_check_in(actor=cast.zoe.actor, ref=first.ref, at=moment(), on=TODAY)


def test_a_kpi_moves_the_key_results_linked_to_it(cast: Cast) -> None:
    row = moved(cast)
    KeyResult.within(cast.acme.id).filter(pk=row.pk).update(kpi_id=a_kpi(cast))
    kpi_id = KeyResult.within(cast.acme.id).get(pk=row.pk).kpi_id
    assert kpi_id is not None
    count = actions.move_linked_key_results(
        organization_id=cast.acme.id, kpi_id=kpi_id, value=Decimal(25), effective_on=TODAY, at=moment()
    )
    assert count == 1
    check_in = CheckIn.within(cast.acme.id).get()
    assert (check_in.value, check_in.source, check_in.confidence) == (25, "kpi", None)


def a_kpi(cast: Cast) -> int:
    kpis = apps.get_model("kpis", "Kpi")
    row = kpis._default_manager.create(organization_id=cast.acme.id, title="Subscribers", created_at=moment())
    return int(row.pk)
