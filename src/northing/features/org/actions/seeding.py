"""Many made-up people and teams at once, for the bench alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from northing.features.org.models import Membership, Person, Team
from northing.features.org.queries import forget
from northing.kit.actors import Actor, Role
from northing.kit.storage import search, versions
from northing.kit.storage.writing import writing

_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class SeedPerson:
    """A person without a login."""

    ref: str
    name: str
    email: str
    title: str = ""
    role: Role = Role.MEMBER


@dataclass(frozen=True, slots=True)
class SeedTeam:
    """A team; ``parent`` is the place of another one earlier in the list, people are ids."""

    ref: str
    name: str
    parent: int | None
    lead_id: int
    member_ids: tuple[int, ...]


def insert_people(*, actor: Actor, people: Sequence[SeedPerson], at: datetime) -> list[int]:
    """Insert people in short write transactions; their ids in the same order. What is given is taken as valid."""
    ids: list[int] = []
    for start in range(0, len(people), _BATCH):
        rows = [
            Person(
                organization_id=actor.organization_id,
                ref=one.ref,
                name=one.name,
                email=one.email,
                title=one.title,
                role=one.role,
                created_at=at,
            )
            for one in people[start : start + _BATCH]
        ]
        with writing():
            versions.create_many(rows, actor=actor, at=at)
            texts = {versions.subject_of(row): f"{row.name}\n{row.title}" for row in rows}
            search.index_new(texts, organization_id=actor.organization_id)
        ids += [row.pk for row in rows]
    forget()
    return ids


def insert_teams(*, actor: Actor, teams: Sequence[SeedTeam], at: datetime) -> list[int]:
    """Insert teams, parents before children, with their paths and members; their ids in the same order."""
    organization_id = actor.organization_id
    rows: list[Team] = []
    with writing():
        for one in teams:
            rows.append(
                Team(
                    organization_id=organization_id,
                    ref=one.ref,
                    name=one.name,
                    lead_id=one.lead_id,
                    created_at=at,
                )
            )
        versions.create_many(rows, actor=actor, at=at)
        for row, one in zip(rows, teams, strict=True):
            above = rows[one.parent] if one.parent is not None else None
            row.parent = above
            row.path = f"{above.path if above else '/'}{row.pk}/"
        Team.within(organization_id).bulk_update(rows, ["parent", "path"], batch_size=200)
        members = [
            Membership(organization_id=organization_id, team_id=row.pk, person_id=person)
            for row, one in zip(rows, teams, strict=True)
            for person in dict.fromkeys((one.lead_id, *one.member_ids))
        ]
        Membership.within(organization_id).bulk_create(members, batch_size=_BATCH)
        texts = {versions.subject_of(row): row.name for row in rows}
        search.index_new(texts, organization_id=organization_id)
    forget()
    return [row.pk for row in rows]
