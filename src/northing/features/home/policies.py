"""Who may read the audit log: those who run the organization."""

from __future__ import annotations

from northing.kit.actors import Actor, Scope
from northing.kit.errors import NotAllowed


def may_audit(actor: Actor) -> bool:
    """Principals and admins."""
    return actor.is_steward and actor.holds(Scope.ADMIN)


def require_may_audit(actor: Actor) -> None:
    """:raises NotAllowed: ``audit_needs_a_steward``"""
    if not may_audit(actor):
        raise NotAllowed("audit_needs_a_steward")
