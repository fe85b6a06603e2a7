"""Made-up objectives: six levels that contribute upwards, with hubs, second parents and private ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from random import Random

from northing.config.bench import words
from northing.config.bench.crowd import Crowd
from northing.config.bench.numbers import Weeks, key_result
from northing.domain.codes import HolderKind, LinkKind, ObjectiveState, Visibility
from northing.features.okrs.actions.seeding import SeedKeyResult, SeedObjective

LEVELS = (0.0, 0.02, 0.08, 0.20, 0.30, 0.40)  # share of the objectives on each level; the top has a handful
TOP = 4
FAN_OUT = 40
_WORDS = ("met", "good", "partly", "partly", "missed")


@dataclass(slots=True)
class Season:
    """One cycle to fill; ``cycle_id`` None is the backlog. ``first_number`` keeps titles apart over cycles."""

    cycle_id: int | None
    objectives: int
    key_results: int
    weeks: Weeks | None
    is_closed: bool
    first_number: int
    agreed: datetime
    pillars: list[int] = field(default_factory=list)


def grow(season: Season, crowd: Crowd, chance: Random) -> Iterator[SeedObjective]:
    """The objectives of a season, parents before children."""
    counts = _key_result_counts(season, chance)
    above: list[str] = []
    number = 0
    for level, wanted in enumerate(_level_sizes(season.objectives)):
        here: list[str] = []
        for place in range(wanted):
            one = _objective(season, crowd, chance, level, place, number, counts[number], above)
            number += 1
            if one.visibility is Visibility.ORGANIZATION:
                here.append(one.ref)
            yield one
        above = here or above


def _level_sizes(objectives: int) -> list[int]:
    """How many on each level, the top first; small organizations have one of each as far as they reach."""
    sizes = [min(TOP, objectives)]
    for share in LEVELS[1:-1]:
        sizes.append(min(max(1, int(share * objectives)), objectives - sum(sizes)))
    return [*sizes, objectives - sum(sizes)]


def _key_result_counts(season: Season, chance: Random) -> list[int]:
    """Two to five each, so many in all."""
    counts = [chance.choice((2, 3, 3, 4, 5)) for _ in range(season.objectives)]
    missing = season.key_results - sum(counts)
    step = 1 if missing > 0 else -1
    while missing:
        place = chance.randrange(len(counts))
        if 1 <= counts[place] + step <= 9:
            counts[place] += step
            missing -= step
    return counts


def _objective(
    season: Season,
    crowd: Crowd,
    chance: Random,
    level: int,
    place: int,
    number: int,
    key_results: int,
    above: list[str],
) -> SeedObjective:
    holder, team_id, person_id, owner_id = _holder(crowd, chance, level)
    is_private = level == len(LEVELS) - 1 and chance.random() < 0.05
    state = ObjectiveState.CLOSED if season.is_closed else ObjectiveState.AGREED
    if season.cycle_id is None or (not season.is_closed and chance.random() < 0.03):
        state = ObjectiveState.DRAFT
    weeks = season.weeks if state is not ObjectiveState.DRAFT else None
    return SeedObjective(
        ref=words.ref(chance),
        title=words.objective_title(chance, season.first_number + number),
        owner_id=owner_id,
        agreed_on=season.agreed.date(),
        agreed_at=season.agreed,
        position=number,
        cycle_id=season.cycle_id,
        holder=holder,
        team_id=team_id,
        person_id=person_id,
        pillar_id=chance.choice(season.pillars) if season.pillars and level < 2 else None,
        ambition=chance.choice(("aspirational", "aspirational", "committed")),
        visibility=Visibility.NAMED if is_private else Visibility.ORGANIZATION,
        visible_people=(crowd.people[number % len(crowd.people)],) if is_private else (),
        state=state,
        closed_status=chance.choice(_WORDS) if season.is_closed else "",
        parents=_parents(chance, level, place, above, is_private=is_private) if season.cycle_id else (),
        key_results=_key_results(season, crowd, chance, owner_id, key_results, weeks),
    )


def _holder(crowd: Crowd, chance: Random, level: int) -> tuple[HolderKind, int | None, int | None, int]:
    if level == 0:
        return HolderKind.ORGANIZATION, None, None, crowd.leads[0]
    if level == len(LEVELS) - 1:
        person = chance.choice(crowd.people)
        return HolderKind.PERSON, None, person, person
    fitting = [n for n, deep in enumerate(crowd.levels) if deep == level - 1] or range(len(crowd.teams))
    team = chance.choice(fitting)
    return HolderKind.TEAM, crowd.teams[team], None, crowd.leads[team]


def _parents(
    chance: Random, level: int, place: int, above: list[str], *, is_private: bool
) -> tuple[tuple[str, LinkKind], ...]:
    """The first of a level crowd around one hub; a tenth have two parents; some only support, some stand alone.

    Private ones support: what few may see must not add to what all may see.
    """
    if not above or not level or (place > FAN_OUT and chance.random() < 0.06):
        return ()
    first = above[0] if place < FAN_OUT - 4 else above[place % len(above)]
    kind = LinkKind.SUPPORTS if is_private or chance.random() < 0.05 else LinkKind.CONTRIBUTES
    others = [ref for ref in above[1:] if ref != first]
    if others and chance.random() < 0.1:
        return (first, kind), (chance.choice(others), kind)
    return ((first, kind),)


def _key_results(
    season: Season, crowd: Crowd, chance: Random, owner_id: int, count: int, weeks: Weeks | None
) -> tuple[SeedKeyResult, ...]:
    return tuple(
        key_result(
            chance,
            owner_id=owner_id if chance.random() < 0.7 else chance.choice(crowd.people),
            number=season.first_number + chance.randrange(1_000_000),
            weeks=weeks,
            is_closed=season.is_closed,
        )
        for _ in range(count)
    )


def morning(day_moment: Weeks) -> datetime:
    """When the objectives of a season were agreed: on its first day."""
    return datetime.combine(day_moment.starts_on, time(8), UTC)
