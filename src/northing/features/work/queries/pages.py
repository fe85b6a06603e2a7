"""What the forms of initiatives and tasks offer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from northing.features.cycles import queries as cycle_queries
from northing.features.okrs import queries as okr_queries
from northing.features.okrs.queries import KeyResultRow, ObjectiveFilters, ObjectiveRow
from northing.features.org import queries as org_queries
from northing.features.org.queries import PersonRow
from northing.features.work import policies
from northing.features.work.models import Initiative, Task
from northing.features.work.queries.initiatives import initiative_by_ref
from northing.features.work.queries.links import circle_of, linked, stands_to_initiative, stands_to_task
from northing.features.work.queries.tasks import task_by_ref
from northing.kit.actors import Actor
from northing.kit.subjects import Card, Subject

MOST_OFFERED = 100


@dataclass(frozen=True, slots=True)
class InitiativeEntry:
    """The initiative being edited (``None``: a new one), its objective, and what the form offers."""

    initiative: Initiative | None
    objective: Card | None
    objectives: tuple[Card, ...]
    people: tuple[PersonRow, ...]


@dataclass(frozen=True, slots=True)
class TaskEntry:
    """The task being edited (``None``: a new one), where it hangs, and what the form offers."""

    task: Task | None
    initiative: Initiative | None
    key_result: Card | None
    key_results: tuple[Card, ...]
    people: tuple[PersonRow, ...]


def initiative_entry(
    *, actor: Actor, on: date, cycle: str | None = None, ref: str | None = None, objective: str | None = None
) -> InitiativeEntry:
    """What the form of a new initiative (or of the one called ``ref``) needs.

    :param cycle: ref of the cycle whose objectives are offered; else the current one
    :param objective: ref of the objective a new initiative is for
    :raises NotFound: initiative or objective are not visible
    :raises NotAllowed: ``initiative_not_yours`` or ``work_needs_a_member``
    """
    row = initiative_by_ref(actor=actor, ref=ref, on=on) if ref else None
    if row is None:
        policies.require(policies.may_create(actor), "work_needs_a_member")
    else:
        circle = circle_of(actor=actor, on=on, people=[row.owner_id])
        stands = stands_to_initiative(circle=circle, row=row)
        policies.require(policies.may_edit_initiative(actor, stands), "initiative_not_yours")
    chosen = _objective(actor, row, objective, on)
    offered = [okr_card(row=one) for one in _objectives(actor, cycle, on)]
    if chosen is not None and chosen.ref not in {one.ref for one in offered}:
        offered.insert(0, chosen)
    return InitiativeEntry(row, chosen, tuple(offered), _people(actor))


def task_entry(
    *,
    actor: Actor,
    on: date,
    ref: str | None = None,
    initiative: str | None = None,
    key_result: str | None = None,
) -> TaskEntry:
    """What the form of a new task (or of the one called ``ref``) needs.

    :param initiative: ref of the initiative a new task belongs to
    :param key_result: ref of the key result a new task drives
    :raises NotFound: task, initiative or key result are not visible
    :raises NotAllowed: ``task_not_yours`` or ``work_needs_a_member``
    """
    row = task_by_ref(actor=actor, ref=ref, on=on) if ref else None
    above = (
        initiative_by_ref(actor=actor, ref=initiative, on=on)
        if initiative
        else (row.initiative if row else None)
    )
    if row is None:
        policies.require(policies.may_create(actor), "work_needs_a_member")
    else:
        stands = stands_to_task(circle=circle_of(actor=actor, on=on, people=[row.owner_id]), row=row)
        policies.require(policies.may_edit_task(actor, stands), "task_not_yours")
    chosen = _key_result(actor, row, key_result, on)
    offered = _driven_by_tasks(actor, above, chosen, on)
    return TaskEntry(row, above, chosen, tuple(offered), _people(actor))


def may_create(*, actor: Actor) -> bool:
    """Whether the actor may write down initiatives and tasks at all."""
    return policies.may_create(actor)


def okr_card(*, row: ObjectiveRow | KeyResultRow) -> Card:
    """An objective or key result of a list as a card without an address, for choosers."""
    kind = "objective" if isinstance(row, ObjectiveRow) else "key_result"
    return Card(Subject(kind, row.id), row.ref, row.title, "")


def _objective(actor: Actor, row: Initiative | None, ref: str | None, on: date) -> Card | None:
    if ref:
        return okr_card(row=okr_queries.objective_row(actor=actor, ref=ref, on=on))
    if row is None or row.objective_id is None:
        return None
    return linked(actor=actor, objective_ids=[row.objective_id], key_result_ids=()).objective(
        row.objective_id
    )


def _objectives(actor: Actor, cycle: str | None, on: date) -> tuple[ObjectiveRow, ...]:
    chosen = cycle_queries.chosen_cycle(actor=actor, ref=cycle, on=on)
    filters = ObjectiveFilters(cycle_id=chosen.pk) if chosen else ObjectiveFilters(is_backlog=True)
    found = okr_queries.objectives_list(actor=actor, on=on, filters=filters, sort="title", limit=MOST_OFFERED)
    return found.rows


def _key_result(actor: Actor, row: Task | None, ref: str | None, on: date) -> Card | None:
    if ref:
        return okr_card(row=okr_queries.key_result_row(actor=actor, ref=ref, on=on))
    if row is None or row.key_result_id is None:
        return None
    return linked(actor=actor, objective_ids=(), key_result_ids=[row.key_result_id]).key_result(
        row.key_result_id
    )


def _driven_by_tasks(actor: Actor, above: Initiative | None, chosen: Card | None, on: date) -> list[Card]:
    """Key results of kind *tasks* under the initiative's objective, and the one already chosen."""
    offered = [chosen] if chosen else []
    if above is None or above.objective_id is None:
        return offered
    cards = linked(actor=actor, objective_ids=[above.objective_id], key_result_ids=())
    objective = cards.objective(above.objective_id)
    if objective is None:
        return offered
    rows = okr_queries.key_results_of(actor=actor, objective_refs=[objective.ref], on=on)[objective.ref]
    known = {card.ref for card in offered}
    return offered + [okr_card(row=row) for row in rows if row.kind == "tasks" and row.ref not in known]


def _people(actor: Actor) -> tuple[PersonRow, ...]:
    return tuple(org_queries.active_people(organization_id=actor.organization_id))
