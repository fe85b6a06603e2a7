"""Visibility as a filter: the same rules as :func:`may_see`, for any number of rows in one statement."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from northing.domain.codes import Visibility
from northing.features.okrs.models import Audience, KeyResult, Objective
from northing.features.org.queries import Reach
from northing.kit.actors import Actor, Role

_NEVER = Q(pk__in=())


def visible_to(actor: Actor, reach: Reach, *, prefix: str = "") -> Q:
    """The objectives ``actor`` may see; ``prefix`` leads from the queried model to its objective (``child__``)."""
    if actor.is_steward:
        return Q()
    speaks_for = [*reach.stands_in_for, *([actor.person_id] if actor.person_id is not None else ())]
    seen = _is(prefix, visibility=Visibility.ORGANIZATION)
    seen |= _is(prefix, owner_id__in=speaks_for) | _is(prefix, person_id__in=speaks_for)
    # Asked for both ways at once, SQLite walks every key result there is.
    for way in ("owner_id__in", "updater_id__in"):
        seen |= _is(prefix, pk__in=_spoken_for(actor, **{way: speaks_for}))
    seen |= _is(prefix, pk__in=_shown_to(actor, reach), visibility__in=(Visibility.TEAMS, Visibility.NAMED))
    if actor.role is Role.OBSERVER:
        return seen
    if reach.team_ids:
        held = (Visibility.TEAMS, Visibility.HOLDER)
        seen |= _is(prefix, team_id__in=reach.team_ids, visibility__in=held)
    if reach.led_paths:
        shown = (Visibility.TEAMS, Visibility.NAMED)
        seen |= led_by(actor, reach, prefix=prefix) & _is(prefix, visibility__in=shown)
    if actor.role is Role.COACH:
        seen |= _within_paths(actor, (*reach.team_paths, *reach.led_paths), prefix)
    return seen


def led_by(actor: Actor, reach: Reach, *, prefix: str = "") -> Q:
    """Objectives of the teams the actor leads, of the teams below, and of the people in them."""
    return _within_paths(actor, reach.led_paths, prefix)


def _is(prefix: str, **wanted: object) -> Q:
    return Q(**{f"{prefix}{name}": value for name, value in wanted.items()})


def _within_paths(actor: Actor, paths: Iterable[str], prefix: str) -> Q:
    paths = tuple(paths)
    if not paths:
        return _NEVER
    below = Q()
    members = Q()
    for path in paths:
        below |= _is(prefix, team__path__startswith=path)
        members |= Q(person__memberships__team__path__startswith=path)
    personal = Objective.within(actor.organization_id).filter(members).values("pk")
    return below | _is(prefix, pk__in=personal)


def _spoken_for(actor: Actor, **ways: list[int]) -> QuerySet[KeyResult, Any]:
    return KeyResult.within(actor.organization_id).filter(**ways).values("objective_id")


def _shown_to(actor: Actor, reach: Reach) -> QuerySet[Audience, Any]:
    # A team's audience is the team and everybody below it: the ids in the paths of one's own teams.
    above = {int(part) for path in reach.team_paths for part in path.split("/") if part}
    wanted = Q(person_id=actor.person_id)
    if above and actor.role is not Role.OBSERVER:
        wanted |= Q(team_id__in=above)
    return Audience.within(actor.organization_id).filter(wanted).values("objective_id")
