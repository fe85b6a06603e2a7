"""What the pages of cycles show, and the cards by which other features name a cycle."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse

from northing.domain.terms import Phase
from northing.features.cycles import policies
from northing.features.cycles.models import Cycle
from northing.features.cycles.queries.guards import require_open
from northing.features.cycles.queries.rows import current_cycle, cycle_by_ref
from northing.features.cycles.queries.spans import CycleRow, cycle_row, cycle_rows
from northing.features.cycles.queries.suggested import (
    DEADLINES,
    Suggestion,
    possible_parents,
    suggested_cycles,
)
from northing.features.org import queries as org_queries
from northing.kit.activity.record import Act, acts_on
from northing.kit.actors import Actor
from northing.kit.storage.versions import subject_of
from northing.kit.subjects import Card, Subject


@dataclass(frozen=True, slots=True)
class NextStep:
    """The phase a cycle can move to, and the code of what keeps it from moving today, if anything does."""

    phase: Phase
    is_reopening: bool = False
    obstacle: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldAct:
    """One line of a cycle's history, with the name of who did it ("" is the system)."""

    act: Act
    by_name: str


@dataclass(frozen=True, slots=True)
class CyclePage:
    """Everything the page of one cycle prints.

    ``closing_until`` is the last day the policy gives closing; ``reopen_until`` the last moment a closed
    cycle may be reopened; ``deadlines`` are the submit-by days that are set, by field name.
    """

    cycle: CycleRow
    children: tuple[CycleRow, ...]
    deadlines: dict[str, date]
    step: NextStep | None
    closing_until: date
    reopen_until: datetime | None
    history: tuple[ToldAct, ...]
    may_run: bool


@dataclass(frozen=True, slots=True)
class CycleList:
    """The list of cycles: the one people most likely mean, all of them, and what to make next."""

    current: CycleRow | None
    rows: tuple[CycleRow, ...]
    suggestion: Suggestion
    may_run: bool


@dataclass(frozen=True, slots=True)
class CycleEntry:
    """What the form of a cycle offers: suggestions for a new one, possible parents, the cycle being edited."""

    cycle: Cycle | None
    suggestions: tuple[Suggestion, ...]
    parents: tuple[Cycle, ...]


def cycle_list(*, actor: Actor, on: date) -> CycleList:
    """Every cycle as it stands on a day, latest first, with the suggestion for the next one. Four queries."""
    current = current_cycle(organization_id=actor.organization_id, on=on)
    return CycleList(
        current=cycle_row(cycle=current, on=on) if current else None,
        rows=tuple(cycle_rows(actor=actor, on=on)),
        suggestion=suggested_cycles(actor=actor, on=on)[0],
        may_run=policies.may_run_cycles(actor),
    )


def cycle_entry(*, actor: Actor, on: date, ref: str | None = None) -> CycleEntry:
    """What the form of a new cycle (or of the one called ``ref``) needs.

    :raises NotAllowed: the actor does not run cycles
    :raises NotFound: no such cycle here
    :raises Conflict: ``cycle_closed``
    """
    cycle = cycle_by_ref(actor=actor, ref=ref) if ref else None
    policies.require_may_run_cycles(actor)
    require_open(cycle=cycle)
    parents = [one for one in possible_parents(actor=actor) if cycle is None or one.pk != cycle.pk]
    suggestions = () if cycle else tuple(suggested_cycles(actor=actor, on=on))
    return CycleEntry(cycle, suggestions, tuple(parents))


def cycle_page(*, actor: Actor, ref: str, on: date, at: datetime) -> CyclePage:
    """One cycle with its children, deadlines, what may happen next, and its history. Five queries.

    :raises NotFound: no such cycle here
    """
    row = cycle_by_ref(actor=actor, ref=ref)
    children = list(Cycle.within(row.organization_id).filter(parent_id=row.pk).order_by("starts_on"))
    policy = org_queries.organization_of(organization_id=actor.organization_id).policy
    reopen_until = row.closed_at + timedelta(days=policy.reopen_days) if row.closed_at else None
    may_run = policies.may_run_cycles(actor)
    return CyclePage(
        cycle=cycle_row(cycle=row, on=on),
        children=tuple(cycle_row(cycle=_with_parent(child, row), on=on) for child in children),
        deadlines={name: day for name in DEADLINES if (day := getattr(row, name)) is not None},
        step=next_step(row=row, children=children, on=on, at=at, reopen_until=reopen_until)
        if may_run
        else None,
        closing_until=row.ends_on + timedelta(days=policy.closing_days),
        reopen_until=reopen_until,
        history=_history(actor, row),
        may_run=may_run,
    )


def next_step(
    *, row: Cycle, children: Iterable[Cycle], on: date, at: datetime, reopen_until: datetime | None
) -> NextStep | None:
    """Where the cycle goes from here: one phase on, or back from closed; ``None`` when it stays for good."""
    phase = Phase(row.phase)
    if phase is Phase.CLOSED:
        in_time = reopen_until is not None and at < reopen_until
        return NextStep(Phase.CLOSING, is_reopening=True) if in_time else None
    following = policies.NEXT_PHASE[phase]
    open_children = tuple(child.name for child in children if policies.is_open(child))
    if following is Phase.CLOSING and on <= row.ends_on:
        return NextStep(following, obstacle="cycle_not_over")
    if following is Phase.CLOSED and open_children:
        return NextStep(following, obstacle="children_not_closed", names=open_children)
    return NextStep(following)


def cycle_cards(*, ids: Iterable[int], actor: Actor) -> dict[int, Card]:
    """Title and address of these cycles; everyone in the organization sees its cycles. One query."""
    slug = org_queries.organization_of(organization_id=actor.organization_id).slug
    rows = Cycle.within(actor.organization_id).filter(pk__in=set(ids))
    return {row.pk: _card(row, slug) for row in rows}


def _card(row: Cycle, slug: str) -> Card:
    url = reverse("cycles:page", kwargs={"organization": slug, "cycle": row.ref})
    return Card(Subject("cycle", row.pk), row.ref, row.name, url)


def _with_parent(child: Cycle, parent: Cycle) -> Cycle:
    child.parent = parent
    return child


def _history(actor: Actor, row: Cycle) -> tuple[ToldAct, ...]:
    acts = acts_on(actor.organization_id, [subject_of(row)], limit=20)
    ids = {act.by_id for act in acts if act.by_id is not None}
    people = org_queries.people_by_id(organization_id=actor.organization_id, ids=ids)
    names = {person_id: person.name for person_id, person in people.items()}
    return tuple(ToldAct(act, names.get(act.by_id, "") if act.by_id is not None else "") for act in acts)
