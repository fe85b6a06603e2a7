"""The table of design 2.10 as pure functions: a role, its scopes and its ties in, a yes or no out."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum

from northing.domain.codes import Approval, HolderKind, ObjectiveState, Visibility
from northing.features.okrs.policies.ties import Tie
from northing.kit.actors import Actor, Role, Scope
from northing.kit.errors import NotAllowed

_SPEAKERS = frozenset({Tie.OWNER, Tie.UPDATER, Tie.DEPUTY, Tie.HOLDER})
_READERS = _SPEAKERS | {Tie.NAMED}


class Agreement(StrEnum):
    """Whether an actor's word makes a proposal agreed."""

    ALLOWED = "allowed"
    ALONE = "alone"  # "agreed without a second pair of eyes"
    REFUSED = "refused"


def require(allowed: bool, code: str = "not_allowed") -> None:
    """:raises NotAllowed: when not ``allowed``"""
    if not allowed:
        raise NotAllowed(code)


def may_see(actor: Actor, visibility: Visibility, ties: Set[Tie], *, is_in_scope: bool = False) -> bool:
    """Read an objective with its key results. ``is_in_scope``: it belongs to the teams a coach works with."""
    if actor.is_steward or visibility is Visibility.ORGANIZATION or ties & _READERS:
        return True
    if actor.role is Role.OBSERVER:
        return False
    if visibility is Visibility.HOLDER:
        return Tie.MEMBER in ties or (actor.role is Role.COACH and is_in_scope)
    if Tie.LEAD in ties or Tie.AUDIENCE in ties or (actor.role is Role.COACH and is_in_scope):
        return True
    return visibility is Visibility.TEAMS and Tie.MEMBER in ties


def may_create(actor: Actor, holder: HolderKind, ties: Set[Tie]) -> bool:
    """Draft an objective for oneself or an own team; leads for their subtree; guides for anybody."""
    if actor.role is Role.OBSERVER or not actor.holds(Scope.PLAN):
        return False
    if actor.is_guide:
        return True
    if holder is HolderKind.ORGANIZATION:
        return False
    return bool(ties & {Tie.HOLDER, Tie.MEMBER, Tie.LEAD})


def may_edit(actor: Actor, ties: Set[Tie]) -> bool:
    """Change an objective or key result, its weights, links, visibility, and drop it."""
    if actor.role is Role.OBSERVER or not actor.holds(Scope.PLAN):
        return False
    return actor.is_guide or bool(ties & (_SPEAKERS | {Tie.LEAD}))


def may_check_in(actor: Actor, ties: Set[Tie]) -> bool:
    """Record a reading or a judgement."""
    if actor.role is Role.OBSERVER or not actor.holds(Scope.CHECKIN):
        return False
    return actor.is_guide or bool(ties & (_SPEAKERS | {Tie.LEAD}))


def may_change_terms(actor: Actor, ties: Set[Tie]) -> bool:
    """Change agreed terms, with a reason."""
    return may_edit(actor, ties)


def needs_agreeing_again(actor: Actor, ties: Set[Tie]) -> bool:
    """Whether changed terms must be agreed again: an owner's change, but not a lead's or a guide's."""
    return not (actor.is_guide or Tie.LEAD in ties)


def may_agree(actor: Actor, ties: Set[Tie]) -> bool:
    """Agree to a proposal or return it: the owner of its parent, leads and guides."""
    if actor.role is Role.OBSERVER or not actor.holds(Scope.PLAN):
        return False
    return actor.is_guide or bool(ties & {Tie.LEAD, Tie.PARENT_OWNER})


def agreement(
    actor: Actor, ties: Set[Tie], *, approval: Approval, is_small: bool, has_other_eligible: bool
) -> Agreement:
    """Whether this actor's word suffices.

    ``is_small``: the organization has fewer people than the policy asks a second person of.
    """
    is_eligible = may_agree(actor, ties)
    if approval is Approval.NONE or is_small:
        return Agreement.ALLOWED if is_eligible or may_edit(actor, ties) else Agreement.REFUSED
    is_second = Tie.OWNER not in ties or actor.person_id is None
    if is_second:
        return Agreement.ALLOWED if is_eligible else Agreement.REFUSED
    if not has_other_eligible and may_edit(actor, ties):
        return Agreement.ALONE
    return Agreement.REFUSED


def may_hand_over(actor: Actor, *, is_own: bool) -> bool:
    """Give everything a person holds a new holder."""
    return actor.role is not Role.OBSERVER and actor.holds(Scope.PLAN) and (actor.is_guide or is_own)


def may_close(actor: Actor) -> bool:
    """Close the objectives of a cycle."""
    return actor.is_guide and actor.holds(Scope.PLAN)


@dataclass(frozen=True, slots=True)
class ObjectiveRights:
    """What a page may offer this reader."""

    edits: bool = False
    checks_in: bool = False
    agrees: bool = False
    agrees_alone: bool = False  # nobody else may: the item will say so
    proposes: bool = False
    drops: bool = False


def rights_of(actor: Actor, ties: Set[Tie], *, state: ObjectiveState, is_open: bool) -> ObjectiveRights:
    """The rights on one objective; nothing in a closed cycle."""
    if not is_open:
        return ObjectiveRights()
    edits = may_edit(actor, ties)
    is_proposed = state is ObjectiveState.PROPOSED
    return ObjectiveRights(
        edits=edits,
        checks_in=may_check_in(actor, ties),
        agrees=may_agree(actor, ties) and (is_proposed or state is ObjectiveState.DRAFT),
        proposes=edits and state in (ObjectiveState.DRAFT, ObjectiveState.RETURNED),
        drops=edits and state not in (ObjectiveState.DROPPED, ObjectiveState.CLOSED),
    )
