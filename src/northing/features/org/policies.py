"""Who may do what to people, teams and the organization: pure functions, tested as a truth table.

Everybody in an organization sees its people and teams. Admins and principals run it; only principals make or
unmake principals, so an admin cannot take the organization over.
"""

from __future__ import annotations

from northing.kit.actors import Actor, Role, Scope
from northing.kit.errors import NotAllowed


def may_manage_people(actor: Actor) -> bool:
    """Add, change, invite and deactivate people; create, move and staff teams."""
    return actor.is_steward and actor.holds(Scope.PEOPLE)


def may_manage_organization(actor: Actor) -> bool:
    """Change name, time zone, calendar and policy of the organization."""
    return actor.is_steward and actor.holds(Scope.ADMIN)


def may_change_person(actor: Actor, *, role: Role) -> bool:
    """Change a person who has ``role``, or give that role: principals only answer to principals."""
    if role is Role.PRINCIPAL and actor.role is not Role.PRINCIPAL:
        return False
    return may_manage_people(actor)


def may_give_role(actor: Actor, *, before: Role, after: Role) -> bool:
    """Turn a person of one role into another."""
    return may_change_person(actor, role=before) and may_change_person(actor, role=after)


def may_plan_absence(actor: Actor, *, person_id: int) -> bool:
    """Say when a person is away and who stands in: the person, or who runs the organization."""
    is_self = actor.person_id == person_id and actor.role is not Role.OBSERVER and actor.holds(Scope.CHECKIN)
    return is_self or may_manage_people(actor)


def require_may_manage_people(actor: Actor) -> None:
    """:raises NotAllowed: see :func:`may_manage_people`"""
    _require(may_manage_people(actor))


def require_may_manage_organization(actor: Actor) -> None:
    """:raises NotAllowed: see :func:`may_manage_organization`"""
    _require(may_manage_organization(actor))


def require_may_change_person(actor: Actor, *, role: Role) -> None:
    """:raises NotAllowed: see :func:`may_change_person`"""
    _require(may_change_person(actor, role=role))


def require_may_give_role(actor: Actor, *, before: Role, after: Role) -> None:
    """:raises NotAllowed: see :func:`may_give_role`"""
    _require(may_give_role(actor, before=before, after=after))


def require_may_plan_absence(actor: Actor, *, person_id: int) -> None:
    """:raises NotAllowed: see :func:`may_plan_absence`"""
    _require(may_plan_absence(actor, person_id=person_id))


def _require(allowed: bool) -> None:
    if not allowed:
        raise NotAllowed()
