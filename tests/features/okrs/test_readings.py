"""Check-ins: the one way numbers move."""

from __future__ import annotations

from decimal import Decimal

import pytest

from northing.domain.codes import Status
from northing.features.okrs import actions
from tests.builders import TODAY, a_check_in, a_cycle, a_key_result, aligned, an_objective
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
