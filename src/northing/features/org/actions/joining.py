"""Bringing somebody in with their teams, in one act."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from northing.features.org.actions.people import add_person
from northing.features.org.actions.teams import join_team
from northing.features.org.queries import PersonRow
from northing.kit.actors import Actor, Role
from northing.kit.storage.writing import writing


def bring_in(
    *,
    actor: Actor,
    name: str,
    at: datetime,
    email: str = "",
    role: Role = Role.MEMBER,
    title: str = "",
    teams: Collection[str] = (),
) -> PersonRow:
    """Add a person who is in these teams (refs) from the first moment; all of it or nothing.

    :raises NotAllowed, Invalid: as :func:`add_person` and :func:`join_team`
    """
    with writing():
        row = add_person(actor=actor, name=name, email=email, role=role, title=title, at=at)
        for team in teams:
            join_team(actor=actor, team=team, person=row.ref, at=at)
    return row
