"""Who writes strategy: admins, principals and coaches, through a door that may plan."""

from __future__ import annotations

from northing.kit.actors import Actor, Scope
from northing.kit.errors import NotAllowed


def may_edit_strategy(actor: Actor) -> bool:
    """Mission, vision, purpose and pillars."""
    return actor.is_guide and actor.holds(Scope.PLAN)


def require_may_edit_strategy(actor: Actor) -> None:
    """:raises NotAllowed: ``strategy_needs_a_guide``"""
    if not may_edit_strategy(actor):
        raise NotAllowed("strategy_needs_a_guide")
