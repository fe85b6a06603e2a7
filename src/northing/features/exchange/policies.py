"""Who may bring plans in and take them out. What an import may write is decided row by row by its owner."""

from __future__ import annotations

from northing.kit.actors import Actor, Role, Scope
from northing.kit.errors import NotAllowed


def may_import(actor: Actor) -> bool:
    """Read documents in: everybody who may draft objectives at all."""
    return actor.role is not Role.OBSERVER and actor.holds(Scope.PLAN)


def may_export(actor: Actor) -> bool:
    """Take out what one may read."""
    return actor.holds(Scope.READ)


def may_create_teams(actor: Actor) -> bool:
    """Make the teams a document names: who runs the organization, through a door for people."""
    return actor.is_steward and actor.holds(Scope.PEOPLE)


def may_create_cycles(actor: Actor) -> bool:
    """Make the cycle a document names: who runs cycles."""
    return actor.is_guide and actor.holds(Scope.PLAN)


def require_may_import(actor: Actor) -> None:
    """:raises NotAllowed: ``import_needs_a_member``"""
    if not may_import(actor):
        raise NotAllowed("import_needs_a_member")


def require_may_export(actor: Actor) -> None:
    """:raises NotAllowed: the token may not read"""
    if not may_export(actor):
        raise NotAllowed()
