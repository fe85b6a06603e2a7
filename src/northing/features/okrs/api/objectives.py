"""REST of objectives, mounted at ``/objectives``."""

from __future__ import annotations

from typing import Annotated, Any, cast

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Status

from northing.domain.codes import Ambition, Freshness, HolderKind, ObjectiveState
from northing.domain.codes import Status as StatusCode
from northing.features.okrs import actions, queries, schemas
from northing.features.okrs.api.answers import (
    explanation,
    key_result_answer,
    note_reading,
    objective_answer,
    today_of,
)
from northing.features.okrs.queries import ObjectiveFilters
from northing.kit.actors import Scope
from northing.kit.api.auth import actor_of
from northing.kit.api.etag import expected_version
from northing.kit.api.paging import PageQuery, sparse
from northing.kit.web.requests import now_of

router = Router(tags=["objectives"])

Ref = Annotated[str, Field(max_length=40)]


class ObjectivesQuery(PageQuery):
    """What the list is narrowed to, as in the explorer; nothing given narrows nothing."""

    cycle: Annotated[Ref, Field(description="A ref, or `current`; else every cycle.")] = ""
    backlog: Annotated[bool, Field(description="Only those without a cycle.")] = False
    team: Ref = ""
    with_subteams: Annotated[bool, Field(description="Also what the teams below `team` hold.")] = False
    holder: HolderKind | None = None
    person: Annotated[Ref, Field(description="Held or owned by, or with a key result of, this person.")] = ""
    owner: Ref = ""
    pillar: Ref = ""
    status: StatusCode | None = None
    freshness: Freshness | None = None
    ambition: Ambition | None = None
    state: ObjectiveState | None = None
    q: Annotated[str, Field(max_length=200, description="Words of it or of its key results.")] = ""
    roots: Annotated[bool, Field(description="Only those without a visible parent in their cycle.")] = False
    unaligned: Annotated[bool, Field(description="Only those without any parent.")] = False
    sort: Annotated[
        str,
        Field(
            max_length=20,
            description="position, title, progress, status, freshness, owner or changed; `-` descends.",
        ),
    ] = "position"


@router.get("", response=schemas.ObjectivesOut, summary="List objectives")
def list_objectives(request: HttpRequest, wanted: Query[ObjectivesQuery]) -> dict[str, Any]:
    """Objectives you may see, narrowed and sorted as in the explorer."""
    actor = actor_of(request)
    on = today_of(request, actor)
    filters = queries.filters_named(
        actor=actor,
        on=on,
        filters=ObjectiveFilters(
            is_backlog=wanted.backlog,
            with_subteams=wanted.with_subteams,
            holder=wanted.holder,
            status=wanted.status,
            freshness=wanted.freshness,
            ambition=wanted.ambition,
            state=wanted.state,
            text=wanted.q,
            roots_only=wanted.roots,
            is_unaligned=wanted.unaligned,
        ),
        cycle=wanted.cycle,
        team=wanted.team,
        person=wanted.person,
        owner=wanted.owner,
        pillar=wanted.pillar,
    )
    found = queries.objectives_list(
        actor=actor, on=on, filters=filters, sort=wanted.sort, cursor=wanted.cursor, limit=wanted.limit
    )
    items = [schemas.objective_item(row) for row in found.rows]
    return {"items": sparse(items, wanted.fields), "next": found.next_cursor}


@router.post("", response={201: schemas.ObjectiveOut}, summary="Write an objective")
def create(
    request: HttpRequest, response: HttpResponse, objective: schemas.ObjectiveIn
) -> Status[dict[str, Any]]:
    """A draft for yourself, an own team, or (guides) anybody. Needs the scope `plan`."""
    actor = actor_of(request, Scope.PLAN)
    fields = cast(actions.ObjectiveFields, objective.model_dump(exclude_unset=True))
    made = actions.create_objective(
        actor=actor, fields=fields, at=now_of(request), on=today_of(request, actor)
    )
    return Status(201, objective_answer(request, response, actor, made.ref))


@router.get("/{ref}", response=schemas.ObjectiveOut, summary="One objective")
def show(request: HttpRequest, response: HttpResponse, ref: str) -> dict[str, Any]:
    """One objective and where it stands; its version is the ETag."""
    return objective_answer(request, response, actor_of(request), ref)


@router.patch("/{ref}", response=schemas.ObjectiveOut, summary="Change an objective")
def change(
    request: HttpRequest, response: HttpResponse, ref: str, changes: schemas.ObjectivePatch
) -> dict[str, Any]:
    """Change its fields; send `If-Match` to change only what you saw. Needs the scope `plan`."""
    actor = actor_of(request, Scope.PLAN)
    fields = changes.model_dump(exclude_unset=True, exclude={"reason"})
    actions.edit_objective(
        actor=actor,
        ref=ref,
        fields=cast(actions.ObjectiveFields, fields),
        at=now_of(request),
        on=today_of(request, actor),
        expected=expected_version(request),
        reason=changes.reason,
    )
    return objective_answer(request, response, actor, ref)


@router.get(
    "/{ref}/explain", response=schemas.ExplanationOut, summary="Why an objective stands where it does"
)
def explain(request: HttpRequest, ref: str) -> dict[str, Any]:
    """The trace behind its progress and status, recomputed for this answer."""
    return explanation(request, actor_of(request), ref, "objective")


@router.get(
    "/{ref}/key-results", response=schemas.KeyResultsOut, summary="List the key results of an objective"
)
def list_key_results(request: HttpRequest, ref: str) -> dict[str, Any]:
    """In their order, dropped ones last. Values are in the unit as stored."""
    actor = actor_of(request)
    found = queries.key_results_in_full(actor=actor, ref=ref, on=today_of(request, actor))
    note_reading(request, actor, ref)
    return {"items": [schemas.key_result_item(one) for one in found], "next": None}


@router.post("/{ref}/key-results", response={201: schemas.KeyResultOut}, summary="Add a key result")
def add_key_result(
    request: HttpRequest, response: HttpResponse, ref: str, key_result: schemas.KeyResultIn
) -> Status[dict[str, Any]]:
    """Values are in the unit as stored: durations up to weeks in seconds. Needs the scope `plan`."""
    actor = actor_of(request, Scope.PLAN)
    made = actions.add_key_result(
        actor=actor,
        objective=ref,
        fields=schemas.fields_of_key_result(key_result),
        at=now_of(request),
        on=today_of(request, actor),
        reason=key_result.reason,
    )
    return Status(201, key_result_answer(request, response, actor, made.ref))
