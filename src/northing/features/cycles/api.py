"""REST of cycles, mounted at ``/cycles``."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Status

from northing.domain.terms import Phase
from northing.features.cycles import actions, queries, schemas
from northing.features.org import queries as org_queries
from northing.kit.actors import Actor, Scope
from northing.kit.api.auth import actor_of
from northing.kit.api.etag import expected_version, tell_etag
from northing.kit.api.paging import PageQuery, last_key, page_of, sparse

router = Router(tags=["cycles"])

SORT = "-starts_on"


@router.get("", response=schemas.CyclesOut, summary="List cycles, the latest first")
def list_cycles(request: HttpRequest, page: Query[PageQuery], phase: Phase | None = None) -> dict[str, Any]:
    """All cycles of the organization; `phase` keeps those in one phase."""
    actor, on = actor_of(request), _today(request)
    filters = {"phase": phase}
    key = last_key(page.cursor, sort=SORT, filters=filters)
    rows = queries.cycles_after(actor=actor, key=key, limit=page.limit + 1, phase=phase)
    found = page_of(
        rows, limit=page.limit, sort=SORT, filters=filters, key=lambda row: (row.starts_on, row.ref)
    )
    items = [schemas.shown(row, on) for row in found.rows]
    return {"items": sparse(items, page.fields), "next": found.next}


@router.post("", response={201: schemas.CycleOut}, summary="Create a cycle")
def create(request: HttpRequest, response: HttpResponse, cycle: schemas.CycleIn) -> Status[dict[str, Any]]:
    """A new cycle in planning. Needs the scope `plan` and the role principal, admin or coach."""
    actor = actor_of(request, Scope.PLAN)
    fields = cycle.model_dump(exclude={"parent"})
    made = actions.create_cycle(actor=actor, at=_now(), parent_ref=cycle.parent, **fields)
    return Status(201, _told(request, response, made))


@router.get("/{ref}", response=schemas.CycleOut, summary="One cycle")
def show(request: HttpRequest, response: HttpResponse, ref: str) -> dict[str, Any]:
    """One cycle; its version is the ETag."""
    return _told(request, response, queries.cycle_by_ref(actor=actor_of(request), ref=ref))


@router.patch("/{ref}", response=schemas.CycleOut, summary="Change a cycle")
def change(
    request: HttpRequest, response: HttpResponse, ref: str, changes: schemas.CyclePatch
) -> dict[str, Any]:
    """Change name, kind, dates, parent or deadlines; send `If-Match` to change only what you saw."""
    actor = actor_of(request, Scope.PLAN)
    fields = changes.model_dump(exclude_unset=True)
    if "parent" in fields:
        fields["parent_ref"] = fields.pop("parent")
    wanted = cast(actions.CycleChanges, fields)
    made = actions.change_cycle(
        actor=actor, ref=ref, changes=wanted, at=_now(), expected=expected_version(request)
    )
    return _told(request, response, made)


@router.post("/{ref}/phase", response=schemas.CycleOut, summary="Start, end, close or reopen a cycle")
def move(request: HttpRequest, response: HttpResponse, ref: str, step: schemas.PhaseIn) -> dict[str, Any]:
    """One step: planning → active → closing → closed; closed → closing reopens it and needs a `reason`."""
    actor = actor_of(request, Scope.PLAN)
    known = queries.cycle_by_ref(actor=actor, ref=ref)
    if known.phase == Phase.CLOSED and step.phase is Phase.CLOSING:
        made = actions.reopen_cycle(actor=actor, ref=ref, reason=step.reason, at=_now())
    else:
        made = actions.set_phase(
            actor=actor,
            ref=ref,
            phase=step.phase,
            at=_now(),
            on=_today(request),
            expected=expected_version(request),
        )
    return _told(request, response, made)


def _told(request: HttpRequest, response: HttpResponse, cycle: queries.Cycle) -> dict[str, Any]:
    tell_etag(response, cycle.version)
    return schemas.shown(cycle, _today(request))


def _now() -> datetime:
    return timezone.now()


def _today(request: HttpRequest) -> date:
    actor: Actor = actor_of(request)
    return org_queries.today_of_organization(organization_id=actor.organization_id, at=_now())
