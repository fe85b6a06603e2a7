"""A tiny API to try the kit on: notes are jobs of one organization, because kit knows no other rows."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from northing.kit.actors import Scope
from northing.kit.api.auth import actor_of
from northing.kit.api.bulk import each_row
from northing.kit.api.etag import expected_version, tell_etag
from northing.kit.api.paging import PageQuery, after, last_key, page_of, sparse
from northing.kit.api.site import build_api
from northing.kit.errors import Conflict, Invalid, NotAllowed, NotFound, Problems
from northing.kit.jobs.models import Job
from northing.kit.jobs.schedule import schedule

router = Router(tags=["notes"])


class NoteIn(Schema, extra="forbid"):
    """What a note is made from."""

    slot: Annotated[str, Field(min_length=2, max_length=20)]
    value: Decimal = Decimal(0)
    mood: Literal["good", "bad"] = "good"
    parts: list[int] = []


class NoteOut(Schema):
    """A note."""

    ref: str
    value: Decimal


def make(request: HttpRequest, payload: NoteIn) -> dict[str, Any]:
    actor = actor_of(request, Scope.PLAN)
    if payload.slot == "taken":
        raise Conflict("conflict")
    if payload.slot == "bad":
        raise Invalid("too_long", field="slot", limit=3)
    schedule("note", payload.slot, organization_id=actor.organization_id, at=timezone.now())
    if payload.slot == "half":
        raise Problems([Invalid("required", field="a"), Invalid("required", field="b.0.c")])
    return {"ref": payload.slot, "value": payload.value}


@router.post("/notes", response={201: NoteOut})
def add(request: HttpRequest, payload: NoteIn) -> Status[dict[str, Any]]:
    return Status(201, make(request, payload))


@router.post("/notes/bulk")
def add_many(request: HttpRequest, payload: list[NoteIn]) -> dict[str, Any]:
    return each_row(payload, lambda row: make(request, row))


@router.get("/notes")
def listed(request: HttpRequest, query: Query[PageQuery], prefix: str = "") -> dict[str, Any]:
    actor = actor_of(request)
    filters = {"prefix": prefix}
    rows = Job.within(actor.organization_id).filter(slot__startswith=prefix)
    key = last_key(query.cursor, sort="-slot", filters=filters)
    found = list(after(rows, ["-slot", "id"], key)[: query.limit + 1])
    page = page_of(
        found, limit=query.limit, sort="-slot", filters=filters, key=lambda row: (row.slot, row.pk)
    )
    shown = page.shown(lambda row: {"ref": row.slot, "name": row.name})
    return {**shown, "items": sparse(shown["items"], query.fields)}


@router.put("/notes/{slot}")
def change(request: HttpRequest, slot: str, response: HttpResponse) -> dict[str, str]:
    actor_of(request, Scope.PLAN)
    if expected_version(request) not in (None, 3) or slot == "newer":
        raise Conflict("changed_meanwhile", current=3)
    tell_etag(response, 4)
    return {"ref": slot}


@router.get("/trouble/{kind}")
def trouble(request: HttpRequest, kind: str) -> None:
    raise {
        "missing": NotFound(),
        "forbidden": NotAllowed(),
        "busy": OperationalError("database is locked"),
        "django": Http404("internal"),
        "bug": ZeroDivisionError("secret detail"),
    }[kind]


@router.post("/late")
def late(request: HttpRequest) -> None:
    schedule("note", "late", organization_id=actor_of(request).organization_id, at=timezone.now())
    raise ZeroDivisionError("secret detail")


api = build_api([("", router)])
urlpatterns = [path("api/v1/", api.urls)]
