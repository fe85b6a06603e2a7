"""Creating and editing objectives."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from northing.domain.codes import Ambition, Driver, HolderKind, Visibility
from northing.features.cycles import queries as cycle_queries
from northing.features.okrs import policies
from northing.features.okrs.actions import references
from northing.features.okrs.actions.fields import (
    ORIGIN,
    ObjectiveFields,
    clean_code,
    clean_count,
    clean_line,
    clean_reason,
    clean_text,
    clean_weight,
)
from northing.features.okrs.actions.indexing import index_objective
from northing.features.okrs.actions.scene import (
    Scene,
    hold_objective,
    require_open,
    require_terms_open,
    settle_objectives,
)
from northing.features.okrs.actions.terms import log_terms, reopen_agreement
from northing.features.okrs.actions.widening import demote_widening, insert_audience, parents_of
from northing.features.okrs.models import Objective, ObjectiveStanding
from northing.features.okrs.policies import Tie
from northing.features.okrs.queries.access import find_objective, is_agreed
from northing.features.org import queries as org_queries
from northing.kit.activity.record import record
from northing.kit.actors import Actor
from northing.kit.errors import Invalid
from northing.kit.storage import versions
from northing.kit.storage.writing import writing

OBJECTIVE_TERMS = ("title", "ambition", "driver")
_NUMBERS = {"ambition", "driver", "team_id", "person_id", "pillar_id", "holder_kind"}
_READERSHIP = {"publishes_number", "owner_id", "team_id", "person_id"}
_CREATED_ONLY = ("cycle", "visibility", "visible_teams", "visible_people")


def create_objective(
    *, actor: Actor, fields: ObjectiveFields, at: datetime, on: date, ref: str | None = None
) -> Objective:
    """Draft an objective for oneself, an own team, or (guides) anybody; without a cycle it joins the backlog.

    :param ref: keeps a known reference (imports, restores)
    :raises NotAllowed: observers, or for somebody else's team
    :raises Invalid: a field, by name; ``required`` for the title
    :raises Conflict: ``cycle_closed``, ``cycle_closing``
    """
    scene = Scene(actor, at, on)
    with writing():
        cycle = _cycle(actor, fields.get("cycle"))
        require_terms_open(cycle)
        values = {**_holder(scene, fields), **values_of_objective(actor, fields)}
        policies.require(may_hold(scene, values), "may_not_create_here")
        values.setdefault("owner_id", values["person_id"] or actor.person_id)
        if "title" not in values:
            raise Invalid("required", field="title")
        visibility = clean_code(
            Visibility, fields.get("visibility", Visibility.ORGANIZATION), field="visibility"
        )
        row = Objective(
            organization_id=actor.organization_id,
            cycle=cycle,
            visibility=visibility,
            created_by_id=actor.person_id,
            created_at=at,
            **values,
        )
        if ref:
            row.ref = ref
        versions.create(row, actor=actor, at=at)
        ObjectiveStanding.within(actor.organization_id).create(
            organization_id=actor.organization_id, objective=row
        )
        insert_audience(
            row, *audience_ids(actor, fields.get("visible_teams", ()), fields.get("visible_people", ()))
        )
        settle_objectives(scene, [row.pk])
        index_objective(row)
        record(actor, "objective.created", on=row, at=at)
    return row


def edit_objective(
    *,
    actor: Actor,
    ref: str,
    fields: ObjectiveFields,
    at: datetime,
    on: date,
    expected: int | None = None,
    reason: str = "",
) -> Objective:
    """Change fields of an objective; once agreed, its title, ambition and driver need a reason and are logged.

    :param expected: the version the person had on screen
    :raises NotFound, NotAllowed: not visible; not theirs to edit
    :raises Invalid: a field, by name; ``reason_needed``
    :raises Conflict: ``changed_meanwhile``, ``cycle_closed``, ``cycle_closing``
    """
    scene = Scene(actor, at, on)
    with writing():
        seen = find_objective(actor=actor, ref=ref, on=on, shares_cycle=True)
        policies.require(policies.may_edit(actor, seen.ties))
        require_open(seen.cycle)
        seen = hold_objective(scene, seen, *parents_of(actor.organization_id, seen.row.pk))
        row = seen.row
        values = _edited(scene, row, fields)
        if "publishes_number" in values and not (Tie.OWNER in seen.ties or actor.is_steward):
            policies.require(values["publishes_number"] == row.publishes_number, "only_the_owner_publishes")
        changes = versions.change(row, values, actor=actor, at=at, expected=expected)
        if not changes:
            return row
        terms = {name: changes[name] for name in OBJECTIVE_TERMS if name in changes}
        if terms:
            require_terms_open(seen.cycle)
        told = clean_reason(reason, is_needed=bool(terms) and is_agreed(row))
        _after_edit(scene, row, changes, terms, told, seen.ties)
        record(actor, "objective.edited", on=row, at=at, fields=sorted(changes))
    return row


def _after_edit(
    scene: Scene,
    row: Objective,
    changes: Mapping[str, Any],
    terms: Mapping[str, Any],
    reason: str,
    ties: frozenset[Tie],
) -> None:
    touched = {row.pk}
    if _READERSHIP & changes.keys():
        touched |= {link.parent_objective_id for link in demote_widening(scene.organization_id, row)}
    if touched != {row.pk} or _NUMBERS & changes.keys():
        settled = settle_objectives(scene, touched)
        moved = next(one for one in settled.objectives if one.subject_id == row.pk)
        effect = (moved.before.get("progress"), moved.after.get("progress"))
    else:
        effect = (None, None)
    if terms and is_agreed(row):
        log_terms(scene, row, None, terms, reason, effect)
        reopen_agreement(scene, row, ties)
    if {"title", "description", "why_now"} & changes.keys():
        index_objective(row)


def _cycle(actor: Actor, ref: str | None) -> cycle_queries.Cycle | None:
    return cycle_queries.cycle_by_ref(actor=actor, ref=ref) if ref else None


def _edited(scene: Scene, row: Objective, fields: ObjectiveFields) -> dict[str, Any]:
    for name in _CREATED_ONLY:
        if name in fields:
            raise Invalid("not_editable_here", field=name)
    values = values_of_objective(scene.actor, fields)
    if {"holder", "team", "person"} & fields.keys():
        values |= _holder(scene, fields)
        if any(values[name] != getattr(row, name) for name in ("holder_kind", "team_id", "person_id")):
            policies.require(may_hold(scene, values), "may_not_create_here")
    return values


def values_of_objective(actor: Actor, fields: ObjectiveFields) -> dict[str, Any]:
    """The columns that ``fields`` set, holder and cycle aside, checked one by one.

    :raises Invalid: a field, by name
    """
    given: Mapping[str, Any] = fields
    values: dict[str, Any] = {name: read(given[name]) for name, read in _READERS.items() if name in given}
    if "owner" in fields:
        values["owner_id"] = references.person_id(actor, fields["owner"], field="owner")
    if "pillar" in fields:
        values["pillar_id"] = references.pillar_id(actor, fields["pillar"])
    if "weight" in fields:
        values["weight"] = clean_weight(fields["weight"], is_pinned=bool(fields.get("is_pinned", False)))
    return values


_READERS: dict[str, Callable[[Any], object]] = {
    "title": lambda text: clean_line(text, field="title"),
    "description": lambda text: clean_text(text, field="description"),
    "why_now": lambda text: clean_text(text, field="why_now"),
    "outcome": lambda text: clean_text(text, field="outcome"),
    "origin": lambda text: clean_line(text, field="origin", limit=ORIGIN, is_needed=False),
    "ambition": lambda code: clean_code(Ambition, code, field="ambition").value,
    "driver": lambda code: clean_code(Driver, code, field="driver").value,
    "publishes_number": bool,
    "is_pinned": bool,
    "position": lambda number: clean_count(number, field="position", low=0, high=1_000_000),
}


def _holder(scene: Scene, fields: ObjectiveFields) -> dict[str, Any]:
    """Who holds it: as said, else the person or team given, else the organization."""
    team = references.team(scene.actor, fields.get("team"), field="team")
    person = references.person_id(scene.actor, fields.get("person"), field="person")
    usual = HolderKind.PERSON if person else HolderKind.TEAM if team else HolderKind.ORGANIZATION
    kind = clean_code(HolderKind, fields.get("holder", usual), field="holder")
    if kind is HolderKind.TEAM and team is None:
        raise Invalid("required", field="team")
    if kind is HolderKind.PERSON and person is None:
        raise Invalid("required", field="person")
    return {
        "holder_kind": kind.value,
        "team_id": team.id if team and kind is HolderKind.TEAM else None,
        "person_id": person if kind is HolderKind.PERSON else None,
    }


def may_hold(scene: Scene, values: Mapping[str, Any]) -> bool:
    """Whether the actor may create for (or give to) this holder."""
    actor = scene.actor
    ties: set[Tie] = set()
    if actor.is_guide:
        return policies.may_create(actor, HolderKind(values["holder_kind"]), ties)
    teams: Sequence[int] = (values["team_id"],) if values["team_id"] else ()
    if values["person_id"] is not None:
        if scene.reach.speaks_for(values["person_id"], actor):
            ties.add(Tie.HOLDER)
        people = [values["person_id"]]
        teams = org_queries.team_ids_of(organization_id=actor.organization_id, person_ids=people)[people[0]]
    elif set(teams) & scene.reach.team_ids:
        ties.add(Tie.MEMBER)
    if scene.reach.led_paths and teams:
        rows = org_queries.teams_by_id(organization_id=actor.organization_id, ids=teams)
        if any(scene.reach.leads(row.path) for row in rows.values()):
            ties.add(Tie.LEAD)
    return policies.may_create(actor, HolderKind(values["holder_kind"]), ties)


def audience_ids(actor: Actor, teams: Sequence[str], people: Sequence[str]) -> tuple[list[int], list[int]]:
    """The keys of teams and people an objective is shown to."""
    return (
        references.team_ids(actor, teams, field="visible_teams"),
        references.people_ids(actor, people, field="visible_people"),
    )
