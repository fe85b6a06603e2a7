"""Who may run cycles: admins, principals and coaches, through a door that may plan."""

from __future__ import annotations

from northing.domain.terms import Phase
from northing.features.cycles.models import Cycle
from northing.kit.actors import Actor, Scope
from northing.kit.errors import NotAllowed

NEXT_PHASE = {Phase.PLANNING: Phase.ACTIVE, Phase.ACTIVE: Phase.CLOSING, Phase.CLOSING: Phase.CLOSED}


def may_run_cycles(actor: Actor) -> bool:
    """Create, change, open, close and reopen cycles."""
    return actor.is_guide and actor.holds(Scope.PLAN)


def require_may_run_cycles(actor: Actor) -> None:
    """:raises NotAllowed: ``cycles_need_a_guide``"""
    if not may_run_cycles(actor):
        raise NotAllowed("cycles_need_a_guide")


def is_open(cycle: Cycle) -> bool:
    """Whether anything in the cycle may still be written."""
    return cycle.phase != Phase.CLOSED


def are_terms_open(cycle: Cycle) -> bool:
    """Whether goals and terms may still change; readings and grades may until it is closed."""
    return cycle.phase in (Phase.PLANNING, Phase.ACTIVE)
