"""Who may keep a health metric: its owner and updater, whoever leads its team, admins and coaches."""

from __future__ import annotations

from northing.features.kpis.models import Kpi
from northing.features.org.queries import Reach
from northing.kit.actors import Actor, Role, Scope
from northing.kit.errors import NotAllowed


def may_create_kpi(actor: Actor) -> bool:
    """Everybody but observers; whoever makes a KPI without naming another owner owns it."""
    return actor.role is not Role.OBSERVER and actor.holds(Scope.PLAN)


def may_edit_kpi(actor: Actor, kpi: Kpi, reach: Reach) -> bool:
    """Owner (or deputy), lead of its team or of one above, and guides."""
    if actor.role is Role.OBSERVER or not actor.holds(Scope.PLAN):
        return False
    return actor.is_guide or reach.speaks_for(kpi.owner_id, actor) or _leads(kpi, reach)


def may_record_reading(actor: Actor, kpi: Kpi, reach: Reach) -> bool:
    """Whoever may edit it, and its updater (or deputy)."""
    if actor.role is Role.OBSERVER or not actor.holds(Scope.CHECKIN):
        return False
    speaks = reach.speaks_for(kpi.owner_id, actor) or reach.speaks_for(kpi.updater_id, actor)
    return actor.is_guide or speaks or _leads(kpi, reach)


def require_may_create_kpi(actor: Actor) -> None:
    """:raises NotAllowed: ``kpi_needs_a_member``"""
    if not may_create_kpi(actor):
        raise NotAllowed("kpi_needs_a_member")


def require_may_edit_kpi(actor: Actor, kpi: Kpi, reach: Reach) -> None:
    """:raises NotAllowed: ``kpi_not_yours``"""
    if not may_edit_kpi(actor, kpi, reach):
        raise NotAllowed("kpi_not_yours")


def require_may_record_reading(actor: Actor, kpi: Kpi, reach: Reach) -> None:
    """:raises NotAllowed: ``kpi_reading_not_yours``"""
    if not may_record_reading(actor, kpi, reach):
        raise NotAllowed("kpi_reading_not_yours")


def _leads(kpi: Kpi, reach: Reach) -> bool:
    return kpi.team is not None and reach.leads(kpi.team.path)
