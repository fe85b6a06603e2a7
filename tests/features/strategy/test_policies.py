"""Who writes strategy: the whole truth table."""

from __future__ import annotations

import pytest

from northing.features.strategy import policies
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
def test_guides_write_strategy(role: Role, may: bool) -> None:
    actor = Actor(1, 1, role)
    assert policies.may_edit_strategy(actor) is may
    assert policies.may_edit_strategy(Actor(1, 1, role, frozenset({Scope.READ, Scope.CHECKIN}))) is False
    if may:
        policies.require_may_edit_strategy(actor)
        return
    with pytest.raises(NotAllowed) as refused:
        policies.require_may_edit_strategy(actor)
    assert refused.value.code == "strategy_needs_a_guide"
