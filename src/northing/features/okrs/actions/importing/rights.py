"""Who may hold what is imported, and whose word makes it agreed."""

from __future__ import annotations

from typing import Any

from northing.features.okrs import policies
from northing.features.okrs.actions.importing.shapes import NewObjective
from northing.features.okrs.actions.objectives import may_hold
from northing.features.okrs.actions.scene import Scene
from northing.features.okrs.actions.terms import is_small
from northing.features.okrs.models import Objective
from northing.features.okrs.policies import Agreement, Tie
from northing.features.okrs.queries.eligible import has_other_eligible
from northing.features.org import queries as org_queries


class Rights:
    """Who may hold and whose word suffices; the same question is asked once."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._holds: dict[tuple[Any, ...], bool] = {}
        self._words: dict[tuple[Any, ...], Agreement] = {}

    def may_hold(self, one: NewObjective) -> bool:
        key = (one.holder, one.team_id, one.person_id)
        if key not in self._holds:
            self._holds[key] = may_hold(self.scene, holder_values(one))
        return self._holds[key]

    def word(self, row: Objective) -> Agreement:
        key = (row.team_id, row.person_id, row.owner_id)
        if key not in self._words:
            self._words[key] = self._word(row)
        return self._words[key]

    def proposes(self, one: NewObjective) -> bool:
        """Whether it would only be proposed although it is taken as agreed."""
        ids = {"team_id": one.team_id, "person_id": one.person_id, "owner_id": one.owner_id}
        row = Objective(organization_id=self.scene.organization_id, **ids)
        return one.is_agreed and self.word(row) is Agreement.REFUSED

    def _word(self, row: Objective) -> Agreement:
        scene = self.scene
        ties = policies.objective_ties(row, scene.actor, scene.reach, is_led=self._is_led(row))
        return policies.agreement(
            scene.actor,
            ties,
            approval=scene.organization.policy.approval,
            is_small=is_small(scene),
            has_other_eligible=Tie.OWNER in ties
            and has_other_eligible(organization_id=scene.organization_id, row=row),
        )

    def _is_led(self, row: Objective) -> bool:
        if row.team_id is None or not self.scene.reach.led_paths:
            return False
        found = org_queries.teams_by_id(organization_id=row.organization_id, ids=[row.team_id])
        return any(self.scene.reach.leads(team.path) for team in found.values())


def holder_values(one: NewObjective) -> dict[str, Any]:
    """The columns that say who holds it."""
    return {"holder_kind": one.holder.value, "team_id": one.team_id, "person_id": one.person_id}
