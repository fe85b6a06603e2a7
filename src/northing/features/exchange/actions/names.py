"""Names as a document writes them become teams, people and pillars of this organization, asked once for all."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import TypeVar

from northing.domain.plan import Plan
from northing.features.org import queries as org_queries
from northing.features.org.queries import PersonRow, TeamRow
from northing.features.strategy import queries as strategy_queries
from northing.features.strategy.queries import Pillar
from northing.kit.actors import Actor


def folded(text: str) -> str:
    """A name or title as it is compared: width, case and spacing do not count."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


Row = TypeVar("Row")


class Ambiguous(Exception):
    """Several answer to this name."""


class Names:
    """Everybody and everything the document names."""

    def __init__(self, actor: Actor, plan: Plan) -> None:
        organization_id = actor.organization_id
        self._people = org_queries.people_named(
            organization_id=organization_id, words=set(_people_of(plan)) - {""}
        )
        self._teams = org_queries.teams_named(
            organization_id=organization_id, names=set(_teams_of(plan)) - {""}
        )
        self._pillars = _pillars(actor) if any(one.pillar for one in plan.objectives) else {}

    def person(self, word: str) -> PersonRow | None:
        """The active person of this mail address or name.

        :raises Ambiguous: several share it
        """
        return _only(self._people.get(word, ()))

    def team(self, name: str) -> TeamRow | None:
        """The active team of this name; of several the one nearest the root, if it alone is.

        :raises Ambiguous: several as near
        """
        found = self._teams.get(name, ())
        nearest = min((team.depth for team in found), default=0)
        return _only([team for team in found if team.depth == nearest])

    def pillar(self, name: str) -> Pillar | None:
        """The pillar of this name."""
        return self._pillars.get(folded(name))


def _only(found: Iterable[Row]) -> Row | None:
    rows = list(found)
    if len(rows) > 1:
        raise Ambiguous
    return rows[0] if rows else None


def _pillars(actor: Actor) -> dict[str, Pillar]:
    return {folded(row.name): row for row in strategy_queries.pillars(actor=actor)}


def _people_of(plan: Plan) -> Iterable[str]:
    for objective in plan.objectives:
        yield objective.owner
        for part in objective.key_results:
            yield from (part.owner, part.updater)
        for initiative in objective.initiatives:
            yield initiative.owner


def _teams_of(plan: Plan) -> Iterable[str]:
    for objective in plan.objectives:
        yield objective.team
        for part in objective.key_results:
            yield part.team
