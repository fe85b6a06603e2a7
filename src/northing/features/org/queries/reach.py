"""How far an actor reaches: own teams, led teams, people they stand in for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, QuerySet, Value

from northing.features.org.models import Absence, Membership, Team
from northing.features.org.queries.known import once
from northing.kit.actors import Actor
from northing.kit.storage.prepared import Prepared


@dataclass(frozen=True, slots=True)
class Reach:
    """What visibility and permission rules ask about one actor on one day.

    :param team_ids: active teams the actor is a member of
    :param team_paths: their paths
    :param led_paths: paths of the teams the actor leads; each starts the paths of a whole subtree
    :param stands_in_for: ids of the people who are away today and named the actor as deputy
    """

    team_ids: frozenset[int] = frozenset()
    team_paths: tuple[str, ...] = ()
    led_paths: tuple[str, ...] = ()
    stands_in_for: frozenset[int] = frozenset()

    def leads(self, path: str) -> bool:
        """Whether the team at ``path`` is led by the actor, itself or through a team above it."""
        return bool(path) and path.startswith(self.led_paths) if self.led_paths else False

    def speaks_for(self, person_id: int | None, actor: Actor) -> bool:
        """Whether ``person_id`` is the actor, or somebody the actor stands in for today."""
        return person_id is not None and (person_id == actor.person_id or person_id in self.stands_in_for)


NO_REACH = Reach()


def reach_of(*, actor: Actor, on: date) -> Reach:
    """The reach of ``actor`` on the day ``on`` of the organization's calendar.

    One statement; none for the system; asked once a request.
    """
    person_id = actor.person_id
    if person_id is None:
        return NO_REACH
    key = ("reach", actor.organization_id, person_id, on)
    return once(key=key, ask=lambda: _ask(actor.organization_id, person_id, on))


def _ask(organization_id: int, person_id: int, on: date) -> Reach:
    found: dict[str, list[tuple[int, str]]] = {"member": [], "led": [], "deputy": []}
    for kind, row_id, path in _rows(organization_id=organization_id, person_id=person_id, on=on):
        found[kind].append((row_id, path))
    return Reach(
        team_ids=frozenset(row_id for row_id, _path in found["member"]),
        team_paths=tuple(sorted(path for _id, path in found["member"])),
        led_paths=_outermost(path for _id, path in found["led"]),
        stands_in_for=frozenset(row_id for row_id, _path in found["deputy"]),
    )


@Prepared
def _rows(organization_id: int, person_id: int, on: date) -> QuerySet[Any, tuple[Any, ...]]:
    """``(kind, id, path)`` of all three relations, as one UNION ALL."""
    member = Membership.within(organization_id).filter(person_id=person_id, team__is_active=True)
    led = Team.within(organization_id).filter(lead_id=person_id, is_active=True)
    away = Absence.within(organization_id).filter(
        deputy_id=person_id, starts_on__lte=on, ends_on__gte=on, person__is_active=True
    )
    return member.values_list(_word("member"), "team_id", "team__path").union(
        led.values_list(_word("led"), "id", "path"),
        away.values_list(_word("deputy"), "person_id", _word("")),
        all=True,
    )


def _word(text: str) -> Value:
    return Value(text, output_field=CharField())


def _outermost(paths: Iterable[str]) -> tuple[str, ...]:
    """``paths`` without those that lie below another one."""
    kept: list[str] = []
    for path in sorted(paths):
        if not any(path.startswith(above) for above in kept):
            kept.append(path)
    return tuple(kept)
