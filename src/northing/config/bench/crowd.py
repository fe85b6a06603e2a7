"""Made-up people and teams."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from random import Random

from northing.config.bench import words
from northing.config.bench.sizes import Size
from northing.features.org.actions.seeding import SeedPerson, SeedTeam, insert_people, insert_teams
from northing.kit.actors import Actor, Role

_BRANCHES = 6  # teams below a team, so that 250 teams are four levels


@dataclass(frozen=True, slots=True)
class Crowd:
    """Who there is: ids; of each team its lead, members and depth."""

    people: list[int]
    teams: list[int]
    leads: list[int]
    members: list[list[int]]
    levels: list[int]


def arrive(*, actor: Actor, size: Size, chance: Random, at: datetime) -> Crowd:
    """Insert people and teams; every person is in one team, the first people lead."""
    people = insert_people(actor=actor, people=[_person(chance, n) for n in range(1, size.people)], at=at)
    parents = [None if n < 2 else (n - 2) // _BRANCHES for n in range(size.teams)]
    leads = [people[n % len(people)] for n in range(size.teams)]
    members: list[list[int]] = [[] for _ in range(size.teams)]
    for place, person in enumerate(people):
        members[place % size.teams].append(person)
    teams = [
        SeedTeam(words.ref(chance), words.team_name(chance, n), parents[n], leads[n], tuple(members[n]))
        for n in range(size.teams)
    ]
    levels: list[int] = []
    for parent in parents:
        levels.append(0 if parent is None else levels[parent] + 1)
    ids = insert_teams(actor=actor, teams=teams, at=at)
    return Crowd(people, ids, leads, members, levels)


def _person(chance: Random, number: int) -> SeedPerson:
    role = Role.COACH if number % 97 == 0 else Role.OBSERVER if number % 41 == 0 else Role.MEMBER
    return SeedPerson(
        ref=words.ref(chance),
        name=words.person_name(chance, number),
        email=f"person{number}@bench.invalid",
        role=role,
    )
