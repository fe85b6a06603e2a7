"""Opening, ending, closing and reopening a cycle."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from northing.domain.terms import Phase
from northing.features.cycles import policies, queries
from northing.features.cycles.models import Cycle
from northing.features.org import queries as org_queries
from northing.kit import events
from northing.kit.activity.record import record
from northing.kit.actors import Actor
from northing.kit.errors import Conflict, Invalid
from northing.kit.storage import versions
from northing.kit.storage.writing import writing


@dataclass(frozen=True, slots=True)
class CycleCloses:
    """A cycle is about to be closed and may still be written in: what it holds is brought to its end now.

    Told before the transaction that closes it, so that many objectives are closed in short ones, and once more
    inside it for what came in between. Whoever reacts does nothing twice.
    """

    organization_id: int
    cycle_id: int
    cycle_ref: str
    at: datetime
    on: date
    by: Actor


@dataclass(frozen=True, slots=True)
class CycleReopens(CycleCloses):
    """A closed cycle is about to be reopened: what was closed with it runs again. Told before, outside, once."""


@dataclass(frozen=True, slots=True)
class CyclePhaseChanged:
    """A cycle moved on (or was reopened): what may be written in it is another thing now."""

    organization_id: int
    cycle_id: int
    before: Phase
    after: Phase
    at: datetime
    by: Actor


def set_phase(
    *, actor: Actor, ref: str, phase: Phase, at: datetime, on: date, expected: int | None = None
) -> Cycle:
    """Move a cycle one step on: planning → active → closing → closed. The phase it is in already changes nothing.

    What a cycle holds is closed before it (:class:`CycleCloses`), in short transactions; should it break off in
    between, closing again finishes it.

    :param on: today in the organization's calendar; closing starts the day after the last day
    :raises NotAllowed: the actor does not run cycles
    :raises Conflict: ``phase_order`` (not the next step), ``cycle_not_over``, ``children_not_closed``
    """
    policies.require_may_run_cycles(actor)
    known = queries.cycle_by_ref(actor=actor, ref=ref)
    closes = CycleCloses(known.organization_id, known.pk, known.ref, at, on, actor)
    is_closed_now = phase is Phase.CLOSED and known.phase != phase and expected in (None, known.version)
    if is_closed_now:
        _require_step(known, phase, on)
        events.announce(closes)
    with writing():
        row = queries.cycle_for_update(organization_id=actor.organization_id, cycle_id=known.pk)
        if row.phase == phase:
            return row
        _require_step(row, phase, on)
        if is_closed_now:
            events.announce(closes)
        _move(row, phase, actor=actor, at=at, expected=expected)
    return row


def reopen_cycle(*, actor: Actor, ref: str, reason: str, at: datetime) -> Cycle:
    """Take a closed cycle back to closing, for a stated reason, while the organization's policy permits it.

    :raises NotAllowed: the actor does not run cycles
    :raises Invalid: ``reason_needed``
    :raises Conflict: ``cycle_not_closed``, or ``reopen_too_late`` after ``policy.reopen_days``
    """
    policies.require_may_run_cycles(actor)
    if not reason.strip():
        raise Invalid("reason_needed", field="reason")
    known = queries.cycle_by_ref(actor=actor, ref=ref)
    _require_reopening(known, actor, at)
    on = org_queries.today_of_organization(organization_id=actor.organization_id, at=at)
    reopens = CycleReopens(known.organization_id, known.pk, known.ref, at, on, actor)
    events.announce(reopens)
    with writing():
        row = queries.cycle_for_update(organization_id=actor.organization_id, cycle_id=known.pk)
        _require_reopening(row, actor, at)
        _move(row, Phase.CLOSING, actor=actor, at=at, reason=reason.strip())
    return row


def _require_reopening(row: Cycle, actor: Actor, at: datetime) -> None:
    if row.phase != Phase.CLOSED:
        raise Conflict("cycle_not_closed", cycle=row.name)
    _require_in_time(row, actor, at)


def _require_step(row: Cycle, phase: Phase, on: date) -> None:
    if policies.NEXT_PHASE.get(Phase(row.phase)) is not phase:
        raise Conflict("phase_order", cycle=row.name)
    if phase is Phase.CLOSING and on <= row.ends_on:
        raise Conflict("cycle_not_over", cycle=row.name, last=row.ends_on.isoformat())
    if phase is Phase.CLOSED:
        children = Cycle.within(row.organization_id).filter(parent_id=row.pk).exclude(phase=Phase.CLOSED)
        names = list(children.order_by("starts_on").values_list("name", flat=True))
        if names:
            raise Conflict("children_not_closed", names=", ".join(names))


def _require_in_time(row: Cycle, actor: Actor, at: datetime) -> None:
    days = org_queries.organization_of(organization_id=actor.organization_id).policy.reopen_days
    if row.closed_at is not None and (at - row.closed_at).days >= days:
        raise Conflict("reopen_too_late", cycle=row.name, days=days)


def _move(
    row: Cycle, phase: Phase, *, actor: Actor, at: datetime, expected: int | None = None, reason: str = ""
) -> None:
    before = Phase(row.phase)
    closed_at = at if phase is Phase.CLOSED else None
    versions.change(row, {"phase": phase, "closed_at": closed_at}, actor=actor, at=at, expected=expected)
    verb = "cycle.reopened" if before is Phase.CLOSED else "cycle.phase_changed"
    record(
        actor,
        verb,
        on=row,
        at=at,
        before=before.value,
        after=phase.value,
        **({"reason": reason} if reason else {}),
    )
    events.announce(CyclePhaseChanged(row.organization_id, row.pk, before, phase, at, actor))
