"""Draft → proposed → agreed: the plain step of a second pair of eyes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from northing.domain.codes import ObjectiveState
from northing.features.okrs import policies
from northing.features.okrs.actions.fields import clean_reason
from northing.features.okrs.actions.scene import Scene, hold_objective, require_terms_open, settle_objectives
from northing.features.okrs.actions.terms import is_small
from northing.features.okrs.models import KeyResult, Objective
from northing.features.okrs.policies import Agreement, Tie
from northing.features.okrs.queries.access import SeenObjective, find_objective
from northing.features.okrs.queries.eligible import has_other_eligible, parent_owners
from northing.kit.activity.record import record
from northing.kit.actors import Actor
from northing.kit.errors import Conflict
from northing.kit.storage import versions
from northing.kit.storage.writing import writing

_PROPOSABLE = (ObjectiveState.DRAFT, ObjectiveState.RETURNED)
_AGREEABLE = (ObjectiveState.DRAFT, ObjectiveState.PROPOSED, ObjectiveState.RETURNED)


def propose(*, actor: Actor, ref: str, at: datetime, on: date, expected: int | None = None) -> Objective:
    """Ask for agreement to a draft or a returned objective.

    :raises NotFound, NotAllowed: not visible; not theirs to edit
    :raises Conflict: ``wrong_state``, ``cycle_closed``, ``cycle_closing``, ``changed_meanwhile``
    """
    with writing():
        seen = _held(Scene(actor, at, on), ref)
        policies.require(policies.may_edit(actor, seen.ties))
        _require_state(seen.row, _PROPOSABLE)
        versions.change(
            seen.row, {"state": ObjectiveState.PROPOSED.value}, actor=actor, at=at, expected=expected
        )
        record(actor, "objective.proposed", on=seen.row, at=at)
    return seen.row


def return_to_draft(*, actor: Actor, ref: str, reason: str, at: datetime, on: date) -> Objective:
    """Send a proposal back with a reason; whoever proposed it may also take it back.

    :raises Invalid: ``reason_needed``
    :raises Conflict: ``wrong_state``, ``cycle_closed``, ``cycle_closing``
    """
    with writing():
        seen = _held(Scene(actor, at, on), ref)
        policies.require(policies.may_agree(actor, seen.ties) or policies.may_edit(actor, seen.ties))
        _require_state(seen.row, (ObjectiveState.PROPOSED,))
        told = clean_reason(reason, is_needed=True)
        versions.change(seen.row, {"state": ObjectiveState.RETURNED.value}, actor=actor, at=at)
        record(actor, "objective.returned", on=seen.row, at=at, reason=told)
    return seen.row


def agree(*, actor: Actor, ref: str, at: datetime, on: date, expected: int | None = None) -> Objective:
    """Agree to an objective: from now on its terms change only with a reason.

    Takes a second person where the policy asks for one and one is eligible; if nobody else is, the owner may,
    and ``agreed_alone`` says so.

    :raises NotAllowed: ``needs_second_person``: somebody else is eligible; or not theirs to agree
    :raises Conflict: ``wrong_state``, ``cycle_closed``, ``cycle_closing``, ``changed_meanwhile``
    """
    scene = Scene(actor, at, on)
    with writing():
        seen = _held(Scene(actor, at, on), ref)
        _require_state(seen.row, _AGREEABLE)
        word = _word_of(scene, seen)
        policies.require(word is not Agreement.REFUSED, _refusal(seen))
        agreed: dict[str, Any] = {
            "state": ObjectiveState.AGREED.value,
            "agreed_at": at,
            "agreed_on": seen.row.agreed_on or on,
            "agreed_by_id": actor.person_id,
            "agreed_alone": word is Agreement.ALONE,
        }
        versions.change(seen.row, agreed, actor=actor, at=at, expected=expected)
        rows = KeyResult.within(actor.organization_id).filter(objective_id=seen.row.pk)
        rows.update(was_agreed=True)
        rows.filter(agreed_on__isnull=True).update(agreed_on=on)
        settle_objectives(scene, [seen.row.pk])
        record(actor, "objective.agreed", on=seen.row, at=at, alone=word is Agreement.ALONE)
    return seen.row


def _held(scene: Scene, ref: str) -> SeenObjective:
    seen = find_objective(actor=scene.actor, ref=ref, on=scene.on, shares_cycle=True)
    require_terms_open(seen.cycle)
    return hold_objective(scene, seen)


def _require_state(row: Objective, states: tuple[ObjectiveState, ...]) -> None:
    if row.state not in states:
        raise Conflict("wrong_state", state=row.state)


def _refusal(seen: SeenObjective) -> str:
    return "needs_second_person" if Tie.OWNER in seen.ties else "not_allowed"


def _word_of(scene: Scene, seen: SeenObjective) -> Agreement:
    ties = seen.ties | _parent_ties(scene, seen.row)
    return policies.agreement(
        scene.actor,
        ties,
        approval=scene.organization.policy.approval,
        is_small=is_small(scene),
        has_other_eligible=Tie.OWNER in ties
        and has_other_eligible(organization_id=scene.organization_id, row=seen.row),
    )


def _parent_ties(scene: Scene, row: Objective) -> frozenset[Tie]:
    owners = parent_owners(organization_id=scene.organization_id, objective_id=row.pk)
    return frozenset({Tie.PARENT_OWNER}) if scene.actor.person_id in owners else frozenset()
