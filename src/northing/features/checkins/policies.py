"""Who may check in: the owner, the updater, a deputy, the team's lead and guides (design 2.10)."""

from __future__ import annotations

from northing.features.okrs.queries import HeldKeyResult
from northing.kit.actors import Actor, Role, Scope
from northing.kit.errors import NotAllowed


def may_check_in(actor: Actor, key_result: HeldKeyResult) -> bool:
    """Whether ``actor`` speaks for this key result; observers and doors without the scope never do."""
    if actor.role is Role.OBSERVER or not actor.holds(Scope.CHECKIN):
        return False
    return key_result.may_check_in


def require_may_check_in(actor: Actor, key_result: HeldKeyResult) -> None:
    """:raises NotAllowed: ``check_in_not_yours``"""
    if not may_check_in(actor, key_result):
        raise NotAllowed("check_in_not_yours")


def sees_the_page(actor: Actor) -> bool:
    """Whether the weekly page is offered: to people who can be asked for something."""
    return actor.person_id is not None and actor.role is not Role.OBSERVER and actor.holds(Scope.CHECKIN)
