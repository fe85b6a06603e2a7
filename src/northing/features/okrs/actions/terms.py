"""Changes of agreed terms: made with a reason, never hidden."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from northing.domain.codes import Approval, ObjectiveState
from northing.features.okrs import policies
from northing.features.okrs.actions.scene import Scene
from northing.features.okrs.models import KeyResult, Objective, TermsChange
from northing.features.okrs.policies import Tie
from northing.features.org import queries as org_queries
from northing.kit.storage import versions

Effect = tuple[Decimal | None, Decimal | None]


def log_terms(
    scene: Scene,
    objective: Objective,
    key_result: KeyResult | None,
    changes: Mapping[str, Any],
    reason: str,
    effect: Effect,
) -> None:
    """Append one line a changed term; ``changes`` maps it to ``[old, new]``, ``effect`` is on progress."""
    TermsChange.within(scene.organization_id).bulk_create(
        TermsChange(
            organization_id=scene.organization_id,
            objective=objective,
            key_result=key_result,
            at=scene.at,
            on=scene.on,
            by_id=scene.actor.person_id,
            field=name,
            old=old,
            new=new,
            reason=reason,
            progress_before=effect[0],
            progress_after=effect[1],
        )
        for name, (old, new) in changes.items()
    )


def reopen_agreement(scene: Scene, objective: Objective, ties: frozenset[Tie]) -> None:
    """An owner's change of agreed terms is proposed anew; a lead's or guide's word stands."""
    if objective.state != ObjectiveState.AGREED or not policies.needs_agreeing_again(scene.actor, ties):
        return
    if asks_for_nobody(scene):
        return
    versions.change(objective, {"state": ObjectiveState.PROPOSED.value}, actor=scene.actor, at=scene.at)


def asks_for_nobody(scene: Scene) -> bool:
    """Whether the organization needs no second person: by policy, or because it is small."""
    policy = scene.organization.policy
    return policy.approval is Approval.NONE or is_small(scene)


def is_small(scene: Scene) -> bool:
    """Whether the organization has fewer people than the policy asks a second person of."""
    people = org_queries.people_count(organization_id=scene.organization_id)
    return people < scene.organization.policy.approval_from_people
