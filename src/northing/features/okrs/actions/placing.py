"""Where an objective lies and who sees it: cycle or backlog, visibility, shares of credit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from northing.domain.codes import ObjectiveState, Visibility
from northing.features.cycles import queries as cycle_queries
from northing.features.okrs import policies, storage
from northing.features.okrs.actions import references
from northing.features.okrs.actions.fields import clean_code, clean_reason, clean_weight
from northing.features.okrs.actions.objectives import audience_ids
from northing.features.okrs.actions.scene import (
    Scene,
    hold_objective,
    require_open,
    require_terms_open,
    settle_objectives,
)
from northing.features.okrs.actions.terms import log_terms
from northing.features.okrs.actions.widening import demote_widening, insert_audience, parents_of
from northing.features.okrs.models import Audience, Objective, ObjectiveShare
from northing.features.okrs.queries.access import find_objective, is_agreed
from northing.kit.activity.record import record
from northing.kit.actors import Actor
from northing.kit.storage import versions
from northing.kit.storage.writing import writing


@dataclass(frozen=True, slots=True)
class VisibilityChange:
    """What a change of visibility did: ``demoted`` contributions now only support."""

    objective: Objective
    demoted: int


def move_objective(
    *,
    actor: Actor,
    ref: str,
    cycle: str | None,
    at: datetime,
    on: date,
    expected: int | None = None,
    reason: str = "",
) -> Objective:
    """Move an objective to another cycle, or (``None``) to the backlog; a postponed one is taken up again.

    Check-ins move with it; the days of its key results follow the new cycle unless they have their own.

    :raises Invalid: ``reason_needed`` once agreed
    :raises Conflict: ``cycle_closed``, ``cycle_closing`` (either cycle), ``changed_meanwhile``
    """
    scene = Scene(actor, at, on)
    with writing():
        seen = find_objective(actor=actor, ref=ref, on=on, shares_cycle=True)
        policies.require(policies.may_edit(actor, seen.ties))
        require_terms_open(seen.cycle)
        target = cycle_queries.cycle_by_ref(actor=actor, ref=cycle) if cycle else None
        require_terms_open(target)
        seen = hold_objective(scene, seen, *parents_of(actor.organization_id, seen.row.pk))
        row = seen.row
        told = clean_reason(reason, is_needed=is_agreed(row))
        before = row.cycle_id
        values: dict[str, object] = {"cycle_id": target.pk if target else None}
        if row.state == ObjectiveState.POSTPONED and target is not None:
            values["state"] = (ObjectiveState.AGREED if row.agreed_at else ObjectiveState.DRAFT).value
        if not versions.change(row, values, actor=actor, at=at, expected=expected):
            return row
        settle_objectives(scene, {row.pk, *parents_of(scene.organization_id, row.pk)})
        if is_agreed(row):
            log_terms(scene, row, None, {"cycle": [before, row.cycle_id]}, told, (None, None))
        record(actor, "objective.moved", on=row, at=at, before=before, after=row.cycle_id)
    return row


def set_visibility(
    *,
    actor: Actor,
    ref: str,
    visibility: Visibility | str,
    at: datetime,
    on: date,
    teams: Sequence[str] = (),
    people: Sequence[str] = (),
    expected: int | None = None,
) -> VisibilityChange:
    """Show an objective and its key results to everybody, to teams, to named people, or to its holder only.

    Contributions never widen: links by which its number, or a child's, would reach people who may not see the
    item become *supports*; ``queries.visibility_preview`` tells which before anything is saved.

    :raises NotAllowed: not theirs to edit
    :raises Conflict: ``cycle_closed``, ``changed_meanwhile``
    """
    scene = Scene(actor, at, on)
    with writing():
        seen = find_objective(actor=actor, ref=ref, on=on, shares_cycle=True)
        policies.require(policies.may_edit(actor, seen.ties))
        require_open(seen.cycle)
        # Links are changed: nobody aligns anything while the audience is decided.
        storage.hold_organization(actor.organization_id, seen.row.pk)
        seen = hold_objective(scene, seen, *parents_of(actor.organization_id, seen.row.pk))
        row = seen.row
        before = row.visibility
        wanted = clean_code(Visibility, visibility, field="visibility").value
        versions.change(row, {"visibility": wanted}, actor=actor, at=at, expected=expected)
        Audience.within(actor.organization_id).filter(objective_id=row.pk).delete()
        insert_audience(row, *audience_ids(actor, teams, people))
        demoted = demote_widening(actor.organization_id, row)
        settle_objectives(scene, {row.pk, *(link.parent_objective_id for link in demoted)})
        record(actor, "objective.shown_to", on=row, at=at, before=before, after=wanted, demoted=len(demoted))
    return VisibilityChange(row, len(demoted))


def share_with_teams(
    *, actor: Actor, ref: str, shares: Mapping[str, Decimal], at: datetime, on: date
) -> None:
    """Divide the credit for an objective among teams (by ref); never its progress. Replaces earlier shares.

    :raises Invalid: ``unknown_team``, ``out_of_range``
    """
    with writing():
        seen = find_objective(actor=actor, ref=ref, on=on, shares_cycle=True)
        policies.require(policies.may_edit(actor, seen.ties))
        require_open(seen.cycle)
        rows = []
        for team_ref, weight in shares.items():
            team = references.team(actor, team_ref, field="shares")
            if team is None:
                continue
            part = clean_weight(weight, is_pinned=False, field="shares")
            rows.append(
                ObjectiveShare(
                    organization_id=actor.organization_id, objective=seen.row, team_id=team.id, weight=part
                )
            )
        ObjectiveShare.within(actor.organization_id).filter(objective_id=seen.row.pk).delete()
        ObjectiveShare.within(actor.organization_id).bulk_create(rows)
        record(actor, "objective.shared", on=seen.row, at=at, teams=[row.team_id for row in rows])
