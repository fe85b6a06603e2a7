"""What initiatives and tasks hang on, as far as this actor may see it; and how the actor stands to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from northing.features.okrs import queries as okr_queries
from northing.features.org import queries as org_queries
from northing.features.org.queries import NO_REACH, Reach
from northing.features.work.models import Initiative, Task
from northing.features.work.policies import Stand
from northing.kit.actors import Actor
from northing.kit.subjects import Card


@dataclass(frozen=True, slots=True)
class Linked:
    """The cards of objectives and key results that are visible, by inner key."""

    objectives: dict[int, Card]
    key_results: dict[int, Card]

    def objective(self, pk: int | None) -> Card | None:
        """The card of an objective, if it is visible."""
        return self.objectives.get(pk) if pk is not None else None

    def key_result(self, pk: int | None) -> Card | None:
        """The card of a key result, if it is visible."""
        return self.key_results.get(pk) if pk is not None else None


@dataclass(frozen=True, slots=True)
class Circle:
    """What decides how an actor stands to rows: their reach, and whom of the owners they lead."""

    actor: Actor
    reach: Reach
    led: frozenset[int]

    def speaks_for(self, person_id: int | None) -> bool:
        """Whether the actor is this person or stands in for them today."""
        return self.reach.speaks_for(person_id, self.actor)


def linked(
    *, actor: Actor, objective_ids: Iterable[int | None], key_result_ids: Iterable[int | None]
) -> Linked:
    """The visible ones among these keys. At most two queries and the reach."""
    objectives = {pk for pk in objective_ids if pk is not None}
    key_results = {pk for pk in key_result_ids if pk is not None}
    return Linked(
        okr_queries.objective_cards(ids=objectives, actor=actor) if objectives else {},
        okr_queries.key_result_cards(ids=key_results, actor=actor) if key_results else {},
    )


def circle_of(*, actor: Actor, on: date, people: Iterable[int | None]) -> Circle:
    """How ``actor`` reaches these people on a day. One query, two more for somebody who leads a team."""
    reach = org_queries.reach_of(actor=actor, on=on) if actor.person_id is not None else NO_REACH
    wanted = {pk for pk in people if pk is not None}
    return Circle(actor, reach, _led(actor, reach, wanted) if reach.led_paths and wanted else frozenset())


def stands_to_initiative(*, circle: Circle, row: Initiative) -> frozenset[Stand]:
    """How the actor stands to an initiative."""
    stands: set[Stand] = set()
    if circle.speaks_for(row.owner_id):
        stands.add(Stand.OWNER)
    if circle.speaks_for(row.sponsor_id):
        stands.add(Stand.SPONSOR)
    if row.owner_id in circle.led:
        stands.add(Stand.LEAD)
    return frozenset(stands)


def stands_to_task(*, circle: Circle, row: Task) -> frozenset[Stand]:
    """How the actor stands to a task; load its initiative with it."""
    stands: set[Stand] = set()
    if circle.speaks_for(row.owner_id):
        stands.add(Stand.OWNER)
    if circle.speaks_for(row.asked_by_id):
        stands.add(Stand.ASKER)
    if row.owner_id in circle.led:
        stands.add(Stand.LEAD)
    above = row.initiative
    if above is not None and (circle.speaks_for(above.owner_id) or circle.speaks_for(above.sponsor_id)):
        stands.add(Stand.RUNS_INITIATIVE)
    return frozenset(stands)


def sees_initiative(*, circle: Circle, row: Initiative, links: Linked) -> bool:
    """An initiative is seen with its objective, and by those who run it."""
    if row.objective_id is None or row.objective_id in links.objectives or circle.actor.is_steward:
        return True
    return bool(stands_to_initiative(circle=circle, row=row) & {Stand.OWNER, Stand.SPONSOR})


def sees_task(*, circle: Circle, row: Task, links: Linked) -> bool:
    """A task is seen with its key result and its initiative's objective, and by those it concerns."""
    above = row.initiative.objective_id if row.initiative else None
    has_key_result = row.key_result_id is None or row.key_result_id in links.key_results
    if (has_key_result and (above is None or above in links.objectives)) or circle.actor.is_steward:
        return True
    stands = stands_to_task(circle=circle, row=row)
    return bool(stands & {Stand.OWNER, Stand.ASKER, Stand.RUNS_INITIATIVE})


def _led(actor: Actor, reach: Reach, people: set[int]) -> frozenset[int]:
    teams_of = org_queries.team_ids_of(organization_id=actor.organization_id, person_ids=people)
    team_ids = {team_id for ids in teams_of.values() for team_id in ids}
    teams = org_queries.teams_by_id(organization_id=actor.organization_id, ids=team_ids)
    below = {team_id for team_id, team in teams.items() if reach.leads(team.path)}
    return frozenset(person for person, ids in teams_of.items() if below & set(ids))
