"""Who runs cycles: the whole truth table."""

from __future__ import annotations

import pytest

from northing.domain.terms import Phase
from northing.features.cycles import policies
from northing.features.cycles.queries import Cycle
from northing.kit.actors import Actor, Role, Scope
from northing.kit.errors import NotAllowed

EXPECTED = {
    Role.PRINCIPAL: True,
    Role.ADMIN: True,
    Role.COACH: True,
    Role.MEMBER: False,
    Role.OBSERVER: False,
}


def test_the_table_has_every_role() -> None:
    assert set(EXPECTED) == set(Role)


@pytest.mark.parametrize(("role", "may"), EXPECTED.items())
def test_guides_run_cycles(role: Role, may: bool) -> None:
    actor = Actor(1, 1, role)
    assert policies.may_run_cycles(actor) is may
    if may:
        policies.require_may_run_cycles(actor)
        return
    with pytest.raises(NotAllowed) as refused:
        policies.require_may_run_cycles(actor)
    assert refused.value.code == "cycles_need_a_guide"


@pytest.mark.parametrize("role", EXPECTED)
@pytest.mark.parametrize("scopes", [frozenset({Scope.READ}), frozenset({Scope.READ, Scope.CHECKIN})])
def test_a_door_that_may_not_plan_runs_nothing(role: Role, scopes: frozenset[Scope]) -> None:
    assert policies.may_run_cycles(Actor(1, 1, role, scopes)) is False


@pytest.mark.parametrize(
    ("phase", "is_open", "are_terms_open"),
    [
        (Phase.PLANNING, True, True),
        (Phase.ACTIVE, True, True),
        (Phase.CLOSING, True, False),
        (Phase.CLOSED, False, False),
    ],
)
def test_what_a_phase_permits(phase: Phase, is_open: bool, are_terms_open: bool) -> None:
    cycle = Cycle(phase=phase)
    assert (policies.is_open(cycle), policies.are_terms_open(cycle)) == (is_open, are_terms_open)
