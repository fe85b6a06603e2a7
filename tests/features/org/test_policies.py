"""Who may do what to people, teams and the organization, as the truth table of the design (2.10)."""

from __future__ import annotations

import pytest

from northing.features.org import policies
from northing.kit.actors import ALL_SCOPES, Actor, Role, Scope
from northing.kit.errors import NotAllowed

P, A, C, M, O = Role.PRINCIPAL, Role.ADMIN, Role.COACH, Role.MEMBER, Role.OBSERVER  # noqa: E741
EVERY = (P, A, C, M, O)


def an_actor(role: Role, *scopes: Scope, person_id: int = 1) -> Actor:
    return Actor(7, person_id, role, scopes=frozenset(scopes) if scopes else ALL_SCOPES)


@pytest.mark.parametrize(("role", "allowed"), [(P, True), (A, True), (C, False), (M, False), (O, False)])
def test_people_and_the_organization_belong_to_stewards(role: Role, allowed: bool) -> None:
    assert policies.may_manage_people(an_actor(role)) is allowed
    assert policies.may_manage_organization(an_actor(role)) is allowed


@pytest.mark.parametrize(
    ("scopes", "people", "organization"),
    [
        ({Scope.READ}, False, False),
        ({Scope.CHECKIN}, False, False),
        ({Scope.PLAN}, False, False),
        ({Scope.PEOPLE}, True, False),
        ({Scope.ADMIN}, False, True),
    ],
)
def test_a_token_does_only_what_its_scopes_say(scopes: set[Scope], people: bool, organization: bool) -> None:
    actor = an_actor(P, *scopes)
    assert policies.may_manage_people(actor) is people
    assert policies.may_manage_organization(actor) is organization


CHANGES = {
    # actor: the roles of people they may change
    P: {P, A, C, M, O},
    A: {A, C, M, O},
    C: set(),
    M: set(),
    O: set(),
}


@pytest.mark.parametrize("role", EVERY)
@pytest.mark.parametrize("other", EVERY)
def test_principals_answer_only_to_principals(role: Role, other: Role) -> None:
    assert policies.may_change_person(an_actor(role), role=other) is (other in CHANGES[role])


@pytest.mark.parametrize("role", EVERY)
@pytest.mark.parametrize("before", EVERY)
@pytest.mark.parametrize("after", EVERY)
def test_a_role_is_given_by_who_may_change_both(role: Role, before: Role, after: Role) -> None:
    expected = before in CHANGES[role] and after in CHANGES[role]
    assert policies.may_give_role(an_actor(role), before=before, after=after) is expected


@pytest.mark.parametrize(
    ("role", "own", "others"),
    [(P, True, True), (A, True, True), (C, True, False), (M, True, False), (O, False, False)],
)
def test_days_away_are_planned_by_oneself_or_a_steward(role: Role, own: bool, others: bool) -> None:
    actor = an_actor(role, person_id=1)
    assert policies.may_plan_absence(actor, person_id=1) is own
    assert policies.may_plan_absence(actor, person_id=2) is others


def test_a_reading_token_plans_no_days_away() -> None:
    assert not policies.may_plan_absence(an_actor(M, Scope.READ), person_id=1)
    assert policies.may_plan_absence(an_actor(M, Scope.CHECKIN), person_id=1)


@pytest.mark.parametrize("role", [C, M, O])
def test_requiring_raises(role: Role) -> None:
    actor = an_actor(role)
    with pytest.raises(NotAllowed):
        policies.require_may_manage_people(actor)
    with pytest.raises(NotAllowed):
        policies.require_may_manage_organization(actor)
    with pytest.raises(NotAllowed):
        policies.require_may_change_person(actor, role=M)
    with pytest.raises(NotAllowed):
        policies.require_may_give_role(actor, before=M, after=M)
    with pytest.raises(NotAllowed):
        policies.require_may_plan_absence(actor, person_id=99)
