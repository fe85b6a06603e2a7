"""The library is open to everybody; beginning from it is writing, and sharing lets words leave the organization."""

from __future__ import annotations

from northing.kit.actors import Actor, Role, Scope
from northing.kit.errors import NotAllowed


def may_use(actor: Actor) -> bool:
    """Begin an objective from a template: everybody who may write objectives."""
    return actor.role is not Role.OBSERVER and actor.holds(Scope.PLAN)


def may_save(actor: Actor) -> bool:
    """Make a template of an objective they see."""
    return may_use(actor)


def may_remove(actor: Actor, saved_by_id: int | None) -> bool:
    """Take a template out of the library: whoever saved it, and guides."""
    if not may_use(actor):
        return False
    return actor.is_guide or (saved_by_id is not None and saved_by_id == actor.person_id)


def may_share(actor: Actor) -> bool:
    """Copy a template into another of one's organizations: guides answer for what leaves this one."""
    return actor.is_guide and actor.holds(Scope.PLAN)


def require(is_allowed: bool, code: str) -> None:
    """:raises NotAllowed: with ``code``"""
    if not is_allowed:
        raise NotAllowed(code)
