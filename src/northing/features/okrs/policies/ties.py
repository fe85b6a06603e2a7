"""How an actor is tied to an objective or key result; every rule asks for ties, never for rows."""

from __future__ import annotations

from enum import StrEnum

from northing.features.okrs.models import KeyResult, Objective
from northing.features.org.queries import Reach
from northing.kit.actors import Actor


class Tie(StrEnum):
    OWNER = "owner"
    UPDATER = "updater"
    DEPUTY = "deputy"  # stands in today for an owner or updater
    HOLDER = "holder"  # it is held by this person
    MEMBER = "member"  # in the team that holds it
    LEAD = "lead"  # leads the holder's team or one above it
    AUDIENCE = "audience"  # in a team it is shown to
    NAMED = "named"  # shown to this person
    PARENT_OWNER = "parent_owner"  # owns an objective it is aligned to


def _tied(person_id: int | None, tie: Tie, actor: Actor, reach: Reach) -> set[Tie]:
    if person_id is None or actor.person_id is None:
        return set()
    if person_id == actor.person_id:
        return {tie}
    return {Tie.DEPUTY} if person_id in reach.stands_in_for else set()


def objective_ties(row: Objective, actor: Actor, reach: Reach, *, is_led: bool) -> frozenset[Tie]:
    """The ties to an objective; ``is_led`` is the annotation of :func:`visible.led_by`."""
    ties = _tied(row.owner_id, Tie.OWNER, actor, reach) | _tied(row.person_id, Tie.HOLDER, actor, reach)
    if row.team_id is not None and row.team_id in reach.team_ids:
        ties.add(Tie.MEMBER)
    if is_led:
        ties.add(Tie.LEAD)
    return frozenset(ties)


def key_result_ties(row: KeyResult, actor: Actor, reach: Reach) -> frozenset[Tie]:
    """The ties a key result adds to those of its objective."""
    own = _tied(row.owner_id, Tie.OWNER, actor, reach)
    return frozenset(own | _tied(row.updater_id, Tie.UPDATER, actor, reach))
