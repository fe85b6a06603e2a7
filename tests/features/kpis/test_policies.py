"""Who may keep a KPI: the whole truth table."""

from __future__ import annotations

import pytest

from northing.features.kpis import policies
from northing.features.kpis.queries import Kpi
from northing.features.org.queries import NO_REACH, Reach
from northing.kit.actors import Actor, Role, Scope
from northing.kit.errors import NotAllowed
from tests.cast import Cast

ME = 7
OWNS, UPDATES, NOTHING = {"owner_id": ME}, {"updater_id": ME}, {"owner_id": 8, "updater_id": 9}
STANDS_IN = Reach(stands_in_for=frozenset({8}))


@pytest.mark.parametrize(
    ("role", "kpi", "reach", "may_edit", "may_record"),
    [
        (Role.PRINCIPAL, NOTHING, NO_REACH, True, True),
        (Role.ADMIN, NOTHING, NO_REACH, True, True),
        (Role.COACH, NOTHING, NO_REACH, True, True),
        (Role.MEMBER, NOTHING, NO_REACH, False, False),
        (Role.MEMBER, OWNS, NO_REACH, True, True),
        (Role.MEMBER, UPDATES, NO_REACH, False, True),
        (Role.MEMBER, NOTHING, STANDS_IN, True, True),
        (Role.OBSERVER, OWNS, STANDS_IN, False, False),
        (Role.OBSERVER, UPDATES, NO_REACH, False, False),
    ],
)
def test_the_table(role: Role, kpi: dict[str, int], reach: Reach, may_edit: bool, may_record: bool) -> None:
    actor, row = Actor(1, ME, role), Kpi(**kpi)
    assert policies.may_edit_kpi(actor, row, reach) is may_edit
    assert policies.may_record_reading(actor, row, reach) is may_record
    assert policies.may_create_kpi(actor) is (role is not Role.OBSERVER)
    for allowed, require, code in (
        (may_edit, policies.require_may_edit_kpi, "kpi_not_yours"),
        (may_record, policies.require_may_record_reading, "kpi_reading_not_yours"),
    ):
        if allowed:
            require(actor, row, reach)
            continue
        with pytest.raises(NotAllowed) as refused:
            require(actor, row, reach)
        assert refused.value.code == code


def test_scopes_bound_a_token() -> None:
    row = Kpi(owner_id=ME)
    checks_in = Actor(1, ME, Role.ADMIN, frozenset({Scope.READ, Scope.CHECKIN}))
    plans = Actor(1, ME, Role.ADMIN, frozenset({Scope.READ, Scope.PLAN}))
    assert policies.may_record_reading(checks_in, row, NO_REACH)
    assert not policies.may_edit_kpi(checks_in, row, NO_REACH)
    assert not policies.may_create_kpi(checks_in)
    assert policies.may_edit_kpi(plans, row, NO_REACH)
    assert not policies.may_record_reading(plans, row, NO_REACH)


def test_a_lead_keeps_the_kpis_below(cast: Cast) -> None:
    from northing.features.kpis import actions, queries
    from northing.features.org.queries import reach_of
    from tests.features.kpis.builders import AT, TODAY

    found = {}
    for team in (cast.growth, cast.funnel, cast.platform, None):
        fields = {"title": "T", "team": team.ref if team else None, "owner": None}
        kpi = actions.create_kpi(actor=cast.ada.actor, fields=fields, at=AT)  # type: ignore[arg-type]
        kpi = queries.kpi_by_ref(actor=cast.lin.actor, ref=kpi.ref)
        reach = reach_of(actor=cast.lin.actor, on=TODAY)
        found[team.name if team else ""] = policies.may_edit_kpi(cast.lin.actor, kpi, reach)
    assert found == {"Growth": True, "Funnel": True, "Platform": False, "": False}
