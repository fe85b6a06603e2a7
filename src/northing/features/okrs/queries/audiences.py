"""Who an objective is shown to, as sets that can be compared."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from northing.domain.codes import Visibility
from northing.features.okrs.models import Audience, Objective


@dataclass(frozen=True, slots=True)
class AudienceOf:
    """Everybody, or these teams and people."""

    is_everybody: bool
    teams: frozenset[int] = frozenset()
    people: frozenset[int] = frozenset()
    publishes_number: bool = False


def audience_of(row: Objective, teams: Collection[int], people: Collection[int]) -> AudienceOf:
    """The audience of an objective with these lists; its holder and owner always belong to it."""
    if row.visibility == Visibility.ORGANIZATION:
        return AudienceOf(True, publishes_number=row.publishes_number)
    shown = row.visibility in (Visibility.TEAMS, Visibility.NAMED)
    # A holding team sees what is shown to teams or to the holder, not what is shown to named people.
    holding = row.team_id if row.visibility != Visibility.NAMED else None
    return AudienceOf(
        False,
        frozenset(teams if shown else ()) | ({holding} if holding is not None else set()),
        frozenset(people if shown else ()) | {pk for pk in (row.owner_id, row.person_id) if pk is not None},
        row.publishes_number,
    )


def audiences_of(organization_id: int, objective_ids: Collection[int]) -> dict[int, AudienceOf]:
    """The audience of each objective, in two statements."""
    teams: dict[int, set[int]] = {pk: set() for pk in objective_ids}
    people: dict[int, set[int]] = {pk: set() for pk in objective_ids}
    shown = Audience.within(organization_id).filter(objective_id__in=objective_ids)
    for objective_id, team_id, person_id in shown.values_list("objective_id", "team_id", "person_id"):
        if team_id is not None:
            teams[objective_id].add(team_id)
        if person_id is not None:
            people[objective_id].add(person_id)
    rows = Objective.within(organization_id).filter(pk__in=objective_ids)
    return {row.pk: audience_of(row, teams[row.pk], people[row.pk]) for row in rows}


def is_narrower(child: AudienceOf, parent: AudienceOf) -> bool:
    """Whether somebody may see the parent but not the child; judged on the lists, so in doubt yes."""
    if child.is_everybody:
        return False
    return parent.is_everybody or not (parent.teams <= child.teams and parent.people <= child.people)
