"""Who may do what with initiatives and tasks: the whole truth table."""

from __future__ import annotations

import pytest

from northing.features.work import policies
from northing.features.work.policies import Stand
from northing.features.work.queries import TaskState
from northing.kit.actors import Actor, Role, Scope
from northing.kit.errors import NotAllowed

GUIDES = (Role.PRINCIPAL, Role.ADMIN, Role.COACH)

# stand -> (edit initiative, give a task, edit a task, work on it, accept or return it)
MEMBER = {
    None: (False, False, False, False, False),
    Stand.OWNER: (True, True, True, True, False),
    Stand.SPONSOR: (True, False, True, False, True),
    Stand.ASKER: (False, False, True, False, True),
    Stand.RUNS_INITIATIVE: (False, True, True, True, True),
    Stand.LEAD: (True, True, True, True, True),
}


def answers(actor: Actor, stands: frozenset[Stand]) -> tuple[bool, ...]:
    rules = (
        policies.may_edit_initiative,
        policies.may_ask,
        policies.may_edit_task,
        policies.may_work,
        policies.may_judge,
    )
    return tuple(rule(actor, stands) for rule in rules)


@pytest.mark.parametrize("stand", [None, *Stand])
def test_the_table(stand: Stand | None) -> None:
    stands = frozenset({stand} if stand else ())
    assert answers(Actor(1, 1, Role.MEMBER), stands) == MEMBER[stand]
    assert answers(Actor(1, 1, Role.OBSERVER), stands) == (False,) * 5
    for role in GUIDES:
        assert answers(Actor(1, 1, role), stands) == (True, True, True, True, stand is not Stand.OWNER)


@pytest.mark.parametrize("other", [Stand.LEAD, Stand.ASKER, Stand.RUNS_INITIATIVE])
@pytest.mark.parametrize("role", [Role.MEMBER, *GUIDES])
def test_nobody_accepts_their_own_work(other: Stand, role: Role) -> None:
    assert not policies.may_judge(Actor(1, 1, role), frozenset({Stand.OWNER, other}))


def test_scopes_bound_a_token() -> None:
    everything = frozenset(Stand) - {Stand.OWNER}
    checks_in = Actor(1, 1, Role.ADMIN, frozenset({Scope.READ, Scope.CHECKIN}))
    assert answers(checks_in, everything) == (False, False, False, True, True)
    plans = Actor(1, 1, Role.ADMIN, frozenset({Scope.READ, Scope.PLAN}))
    assert answers(plans, everything) == (True, True, True, False, False)
    assert [policies.may_create(Actor(1, 1, role)) for role in Role] == [True, True, True, True, False]


def test_a_word_is_a_judgement_and_a_step_is_work() -> None:
    asker = frozenset({Stand.ASKER})
    member = Actor(1, 1, Role.MEMBER)
    found = {to.value: policies.may_move(member, asker, to) for to in TaskState}
    assert found == {"to_do": False, "doing": False, "done": False, "accepted": True, "returned": True}
    with pytest.raises(NotAllowed) as refused:
        policies.require(False, "task_not_yours")
    assert refused.value.code == "task_not_yours"


def test_every_state_leads_on() -> None:
    assert set(policies.NEXT_STATES) == set(TaskState)
    assert all(policies.NEXT_STATES.values())
    assert set(TaskState) >= policies.FINISHED | policies.JUDGEMENTS
