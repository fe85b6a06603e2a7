"""Links between objectives: align, unalign, realign. Never a loop, and contributions never widen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from northing.domain.codes import LinkKind
from northing.features.cycles.queries import Cycle
from northing.features.okrs import policies, storage
from northing.features.okrs.actions.fields import clean_code, clean_weight
from northing.features.okrs.actions.scene import (
    Scene,
    hold_objectives,
    require_open,
    require_terms_open,
    settle_objectives,
)
from northing.features.okrs.actions.widening import widens
from northing.features.okrs.models import Alignment, KeyResult, Objective
from northing.features.okrs.queries.access import SeenObjective, find_key_result, find_objective
from northing.features.okrs.queries.audiences import audiences_of
from northing.kit.activity.record import record
from northing.kit.actors import Actor
from northing.kit.errors import Conflict, Invalid, NotFound
from northing.kit.storage.writing import writing


@dataclass(frozen=True, slots=True)
class _Parent:
    objective: Objective
    key_result: KeyResult | None


def align(
    *,
    actor: Actor,
    child: str,
    parent: str,
    at: datetime,
    on: date,
    kind: LinkKind | str | None = None,
    weight: Decimal = Decimal(1),
    is_pinned: bool = False,
) -> Alignment:
    """Link an objective to a parent: another objective, or one of its key results (by either's ref).

    :param kind: ``None`` lets it contribute, unless the parent's cycle is longer or its readers more: then it
        supports. A key result counts its children only while it is driven by them.
    :raises NotFound: child or parent is not visible
    :raises NotAllowed: the child is not theirs to edit
    :raises Invalid: ``contributes_would_widen`` at ``kind``; ``out_of_range`` at ``weight``
    :raises Conflict: ``alignment_loop``, ``already_aligned``, ``cycle_closed``, ``cycle_closing``
    """
    scene = Scene(actor, at, on)
    with writing():
        below = _child(scene, child)
        above = _parent(scene, parent)
        link = _linked(scene, below, above, kind, clean_weight(weight, is_pinned=is_pinned), is_pinned)
        settle_objectives(scene, [above.objective.pk])
        record(actor, "objective.aligned", on=below.row, at=at, parent=above.objective.pk, kind=link.kind)
    return link


def unalign(*, actor: Actor, child: str, parent: str, at: datetime, on: date) -> None:
    """Take a link away.

    :raises NotFound: ``alignment_not_found``, or child or parent is not visible
    :raises NotAllowed: neither the child nor the parent is theirs to edit
    """
    scene = Scene(actor, at, on)
    with writing():
        below = find_objective(actor=actor, ref=child, on=on, shares_cycle=True)
        require_terms_open(below.cycle)
        above = _parent(scene, parent)
        if not policies.may_edit(actor, below.ties):
            upper = find_objective(actor=actor, ref=above.objective.ref, on=on)
            policies.require(policies.may_edit(actor, upper.ties))
        _unlinked(scene, below, above)
        settle_objectives(scene, [above.objective.pk])
        record(actor, "objective.unaligned", on=below.row, at=at, parent=above.objective.pk)


def realign(
    *,
    actor: Actor,
    child: str,
    parent: str,
    to: str,
    at: datetime,
    on: date,
    kind: LinkKind | str | None = None,
    weight: Decimal = Decimal(1),
) -> Alignment:
    """Move a link from one parent to another in one step; both parents are worked out anew.

    Refuses like :func:`align` and :func:`unalign`; then nothing changed.
    """
    scene = Scene(actor, at, on)
    with writing():
        below = _child(scene, child)
        before, after = _parent(scene, parent), _parent(scene, to)
        storage.hold_organization(scene.organization_id, below.row.pk)
        hold_objectives(scene, [below.row.pk, before.objective.pk, after.objective.pk])
        _unlinked(scene, below, before)
        link = _linked(scene, below, after, kind, clean_weight(weight, is_pinned=False), False)
        settle_objectives(scene, [before.objective.pk, after.objective.pk])
        parents = {"before": before.objective.pk, "after": after.objective.pk}
        record(actor, "objective.realigned", on=below.row, at=at, **parents)
    return link


def _child(scene: Scene, ref: str) -> SeenObjective:
    below = find_objective(actor=scene.actor, ref=ref, on=scene.on, shares_cycle=True)
    policies.require(policies.may_edit(scene.actor, below.ties))
    require_terms_open(below.cycle)
    return below


def _parent(scene: Scene, ref: str) -> _Parent:
    """The parent by the ref of an objective or of a key result.

    :raises NotFound: ``parent_not_found``
    """
    try:
        row = find_objective(actor=scene.actor, ref=ref, on=scene.on, shares_cycle=True).row
        found = _Parent(row, None)
    except NotFound:
        try:
            seen = find_key_result(actor=scene.actor, ref=ref, on=scene.on, shares_cycle=True)
        except NotFound:
            raise NotFound("parent_not_found", field="parent") from None
        found = _Parent(seen.objective, seen.row)
    require_open(found.objective.cycle)
    return found


def _linked(
    scene: Scene,
    below: SeenObjective,
    above: _Parent,
    kind: LinkKind | str | None,
    weight: Decimal,
    is_pinned: bool,
) -> Alignment:
    # The organization row is held, so whoever wants to close the loop from the other side waits and then sees it.
    storage.hold_organization(scene.organization_id, below.row.pk)
    hold_objectives(scene, [below.row.pk, above.objective.pk])
    if storage.reaches(scene.organization_id, above=above.objective.pk, wanted=below.row.pk):
        raise Conflict("alignment_loop", field="parent")
    known = Alignment.within(scene.organization_id).filter(
        child_id=below.row.pk,
        parent_objective_id=above.objective.pk,
        parent_key_result_id=above.key_result.pk if above.key_result else None,
    )
    if known.exists():
        raise Conflict("already_aligned", field="parent")
    return Alignment.within(scene.organization_id).create(
        organization_id=scene.organization_id,
        child_id=below.row.pk,
        parent_objective_id=above.objective.pk,
        parent_key_result=above.key_result,
        kind=_kind(scene, below, above, kind).value,
        weight=weight,
        is_pinned=is_pinned,
        created_at=scene.at,
    )


def _kind(scene: Scene, below: SeenObjective, above: _Parent, wanted: LinkKind | str | None) -> LinkKind:
    seen_by = audiences_of(scene.organization_id, {below.row.pk, above.objective.pk})
    would_widen = widens(seen_by[below.row.pk], seen_by[above.objective.pk])
    if wanted is None:
        supports = would_widen or _is_longer(above.objective.cycle, below.cycle)
        return LinkKind.SUPPORTS if supports else LinkKind.CONTRIBUTES
    kind = clean_code(LinkKind, wanted, field="kind")
    if kind is LinkKind.CONTRIBUTES and would_widen:
        raise Invalid("contributes_would_widen", field="kind")
    return kind


def _is_longer(above: Cycle | None, below: Cycle | None) -> bool:
    if above is None or below is None:
        return False
    return (above.ends_on - above.starts_on) > (below.ends_on - below.starts_on)


def _unlinked(scene: Scene, below: SeenObjective, above: _Parent) -> None:
    hold_objectives(scene, [below.row.pk, above.objective.pk])
    links = Alignment.within(scene.organization_id).filter(
        child_id=below.row.pk,
        parent_objective_id=above.objective.pk,
        parent_key_result_id=above.key_result.pk if above.key_result else None,
    )
    if not links.delete()[0]:
        raise NotFound("alignment_not_found")
