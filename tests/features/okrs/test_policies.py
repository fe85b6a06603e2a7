"""Who may do what: the table of design 2.10, role by tie by act; and the filter says what the function says."""

from __future__ import annotations

from itertools import product

import pytest

from northing.domain.codes import Approval, HolderKind, ObjectiveState, Visibility
from northing.features.okrs import policies
from northing.features.okrs.models import Objective
from northing.features.okrs.policies import Agreement, Tie
from northing.features.org import queries as org_queries
from northing.kit.actors import Actor, Role, Scope
from tests.builders import TODAY, a_cycle, an_objective
from tests.cast import Cast, Player

GUIDES = (Role.PRINCIPAL, Role.ADMIN, Role.COACH)
WRITERS = (Tie.OWNER, Tie.UPDATER, Tie.DEPUTY, Tie.HOLDER, Tie.LEAD)


def acting(role: Role, *scopes: Scope) -> Actor:
    return Actor(1, 7, role, scopes=frozenset(scopes or Scope))


@pytest.mark.parametrize(("role", "tie"), list(product(Role, Tie)))
def test_who_edits_and_checks_in(role: Role, tie: Tie) -> None:
    is_allowed = role is not Role.OBSERVER and (role in GUIDES or tie in WRITERS)
    assert policies.may_edit(acting(role), {tie}) is is_allowed
    assert policies.may_check_in(acting(role), {tie}) is is_allowed
    assert policies.may_change_terms(acting(role), {tie}) is is_allowed


@pytest.mark.parametrize(("role", "tie"), list(product(Role, Tie)))
def test_who_agrees(role: Role, tie: Tie) -> None:
    is_allowed = role is not Role.OBSERVER and (role in GUIDES or tie in (Tie.LEAD, Tie.PARENT_OWNER))
    assert policies.may_agree(acting(role), {tie}) is is_allowed


@pytest.mark.parametrize(("role", "tie", "holder"), list(product(Role, Tie, HolderKind)))
def test_who_drafts_for_whom(role: Role, tie: Tie, holder: HolderKind) -> None:
    own = holder is not HolderKind.ORGANIZATION and tie in (Tie.HOLDER, Tie.MEMBER, Tie.LEAD)
    assert policies.may_create(acting(role), holder, {tie}) is (
        role is not Role.OBSERVER and (role in GUIDES or own)
    )


@pytest.mark.parametrize(("role", "tie", "visibility"), list(product(Role, Tie, Visibility)))
def test_who_reads(role: Role, tie: Tie, visibility: Visibility) -> None:
    is_steward = role in (Role.PRINCIPAL, Role.ADMIN)
    is_named = tie in (Tie.OWNER, Tie.UPDATER, Tie.DEPUTY, Tie.HOLDER, Tie.NAMED)
    by_team = {
        Visibility.ORGANIZATION: set(Tie),
        Visibility.TEAMS: {Tie.LEAD, Tie.AUDIENCE, Tie.MEMBER},
        Visibility.NAMED: {Tie.LEAD, Tie.AUDIENCE},
        Visibility.HOLDER: {Tie.MEMBER},
    }[visibility]
    if visibility is Visibility.ORGANIZATION:
        expected = True
    else:
        expected = is_steward or is_named or (role is not Role.OBSERVER and tie in by_team)
    assert policies.may_see(acting(role), visibility, {tie}) is expected


@pytest.mark.parametrize("visibility", list(Visibility))
def test_a_coach_reads_what_is_hidden_only_in_their_own_scope(visibility: Visibility) -> None:
    assert policies.may_see(acting(Role.COACH), visibility, set(), is_in_scope=True)
    assert policies.may_see(acting(Role.COACH), visibility, set()) is (visibility is Visibility.ORGANIZATION)


def test_a_door_without_the_scope_may_nothing() -> None:
    reader, pusher = acting(Role.ADMIN, Scope.READ), acting(Role.ADMIN, Scope.CHECKIN)
    assert not policies.may_edit(reader, {Tie.OWNER})
    assert not policies.may_check_in(reader, {Tie.OWNER})
    assert policies.may_check_in(pusher, {Tie.OWNER})
    assert not policies.may_agree(pusher, {Tie.LEAD})
    assert not policies.may_create(reader, HolderKind.PERSON, {Tie.HOLDER})


def test_an_owners_change_is_agreed_again_but_not_a_leads_or_guides() -> None:
    assert policies.needs_agreeing_again(acting(Role.MEMBER), {Tie.OWNER})
    assert not policies.needs_agreeing_again(acting(Role.MEMBER), {Tie.OWNER, Tie.LEAD})
    assert not policies.needs_agreeing_again(acting(Role.COACH), {Tie.OWNER})


@pytest.mark.parametrize(
    ("role", "ties", "approval", "is_small", "has_other", "word"),
    [
        (Role.MEMBER, {Tie.OWNER}, Approval.SECOND_PERSON, False, True, Agreement.REFUSED),
        (Role.MEMBER, {Tie.OWNER}, Approval.SECOND_PERSON, False, False, Agreement.ALONE),
        (Role.ADMIN, {Tie.OWNER}, Approval.SECOND_PERSON, False, True, Agreement.REFUSED),
        (Role.ADMIN, {Tie.OWNER}, Approval.CHAIN, False, False, Agreement.ALONE),
        (Role.ADMIN, set(), Approval.SECOND_PERSON, False, False, Agreement.ALLOWED),
        (Role.MEMBER, {Tie.LEAD}, Approval.SECOND_PERSON, False, False, Agreement.ALLOWED),
        (Role.MEMBER, {Tie.PARENT_OWNER}, Approval.SECOND_PERSON, False, False, Agreement.ALLOWED),
        (Role.MEMBER, {Tie.UPDATER}, Approval.SECOND_PERSON, False, False, Agreement.REFUSED),
        (Role.MEMBER, {Tie.OWNER}, Approval.NONE, False, True, Agreement.ALLOWED),
        (Role.MEMBER, {Tie.OWNER}, Approval.SECOND_PERSON, True, True, Agreement.ALLOWED),
        (Role.MEMBER, set(), Approval.NONE, False, True, Agreement.REFUSED),
        (Role.OBSERVER, {Tie.OWNER}, Approval.NONE, True, False, Agreement.REFUSED),
    ],
)
def test_a_second_person_agrees_where_there_is_one(
    role: Role, ties: set[Tie], approval: Approval, is_small: bool, has_other: bool, word: Agreement
) -> None:
    said = policies.agreement(
        acting(role), ties, approval=approval, is_small=is_small, has_other_eligible=has_other
    )
    assert said is word


def test_rights_are_none_in_a_closed_cycle() -> None:
    closed = policies.rights_of(acting(Role.ADMIN), {Tie.OWNER}, state=ObjectiveState.AGREED, is_open=False)
    assert closed == policies.ObjectiveRights()
    proposed = policies.rights_of(acting(Role.ADMIN), set(), state=ObjectiveState.PROPOSED, is_open=True)
    assert (proposed.agrees, proposed.proposes, proposed.drops) == (True, False, True)


def _sees(player: Player, row: Objective) -> bool:
    reach = org_queries.reach_of(actor=player.actor, on=TODAY)
    return (
        Objective.within(player.actor.organization_id)
        .filter(policies.visible_to(player.actor, reach), pk=row.pk)
        .exists()
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "readers"),
    [
        ({}, "pia ada carl lin mika oleg olga"),
        ({"team": "growth", "visibility": "teams"}, "pia ada lin mika"),
        ({"team": "growth", "visibility": "holder"}, "pia ada lin mika"),
        ({"team": "growth", "visibility": "named"}, "pia ada lin"),
        (
            {"team": "growth", "visibility": "named", "visible_people": ("oleg", "olga")},
            "pia ada lin oleg olga",
        ),
        ({"team": "growth", "visibility": "teams", "visible_teams": ("platform",)}, "pia ada lin mika oleg"),
        ({"person": "mika", "visibility": "holder", "owner": "mika"}, "pia ada mika"),
        ({"person": "mika", "visibility": "named", "owner": "mika"}, "pia ada lin mika"),
    ],
)
def test_the_filter_shows_each_of_the_cast_what_they_may_see(
    cast: Cast, fields: dict[str, object], readers: str
) -> None:
    told: dict[str, object] = {"owner": cast.lin.ref}
    for name, value in fields.items():
        if name in ("team", "person", "owner"):
            told[name] = getattr(cast, str(value)).ref
        elif isinstance(value, tuple):
            told[name] = [getattr(cast, one).ref for one in value]
        else:
            told[name] = value
    row = an_objective(cast.pia.actor, cycle=a_cycle(cast.ada.actor), **told)
    everybody = ("pia", "ada", "carl", "lin", "mika", "oleg", "olga", "zoe")
    assert " ".join(name for name in everybody if _sees(getattr(cast, name), row)) == readers
