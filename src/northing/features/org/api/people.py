"""REST of people, mounted at ``/people``."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Status

from northing.features.org import actions, queries, schemas
from northing.kit.actors import Actor, Scope
from northing.kit.api.auth import actor_of
from northing.kit.api.etag import expected_version, tell_etag
from northing.kit.api.paging import PageQuery, last_key, page_of, sparse
from northing.kit.subjects import cards

router = Router(tags=["people"])

SORT = "name"


@router.get("", response=schemas.ListOut, summary="List people by name")
def list_people(
    request: HttpRequest, page: Query[PageQuery], q: str = "", include_inactive: bool = False
) -> dict[str, Any]:
    """People by name; `q` is looked for in name, mail and title."""
    actor = actor_of(request)
    filters = {"q": q, "include_inactive": include_inactive}
    key = last_key(page.cursor, sort=SORT, filters=filters)
    rows = queries.people_after(
        actor=actor, key=key, limit=page.limit + 1, text=q[:200], includes_inactive=include_inactive
    )
    found = page_of(rows, limit=page.limit, sort=SORT, filters=filters, key=lambda row: (row.name, row.ref))
    return {"items": sparse(_shown(actor, found.rows), page.fields), "next": found.next}


@router.post("", response={201: schemas.PersonOut}, summary="Add a person")
def add(request: HttpRequest, response: HttpResponse, person: schemas.PersonIn) -> Status[dict[str, Any]]:
    """Add a person, invited by mail if asked. Needs the scope `people` and the role principal or admin."""
    actor = actor_of(request, Scope.PEOPLE)
    made = actions.add_person(actor=actor, at=_now(), **person.model_dump(exclude={"invite"}))
    if person.invite:
        actions.invite(actor=actor, ref=made.ref, at=_now())
        made = queries.person_by_ref(ref=made.ref, seen_by=actor)
    return Status(201, _told(actor, response, made))


@router.get("/{ref}", response=schemas.PersonOut, summary="One person")
def show(request: HttpRequest, response: HttpResponse, ref: str) -> dict[str, Any]:
    """One person; their version is the ETag."""
    actor = actor_of(request)
    return _told(actor, response, queries.person_by_ref(ref=ref, seen_by=actor))


@router.patch("/{ref}", response=schemas.PersonOut, summary="Change a person")
def change(
    request: HttpRequest, response: HttpResponse, ref: str, changes: schemas.PersonPatch
) -> dict[str, Any]:
    """Change name, mail, title, manager or role; send `If-Match` to change only what you saw."""
    actor = actor_of(request, Scope.PEOPLE)
    wanted = cast(actions.PersonChanges, changes.model_dump(exclude_unset=True))
    made = actions.change_person(
        actor=actor, ref=ref, changes=wanted, at=_now(), expected=expected_version(request)
    )
    return _told(actor, response, made)


@router.post("/{ref}/deactivate", response=schemas.LeftOut, summary="Let a person leave")
def deactivate(request: HttpRequest, ref: str) -> dict[str, Any]:
    """Let a person leave; `held` is what somebody must take from them."""
    actor = actor_of(request, Scope.PEOPLE)
    held = actions.deactivate_person(actor=actor, ref=ref, at=_now())
    known = cards(held, seen_by=actor)
    row = queries.person_by_ref(ref=ref, seen_by=actor)
    told = [
        {"kind": one.kind, "ref": known[one].ref, "title": known[one].title} for one in held if one in known
    ]
    return {"person": _shown(actor, [row])[0], "held": told}


@router.post("/{ref}/reactivate", response=schemas.PersonOut, summary="Bring a person back")
def reactivate(request: HttpRequest, response: HttpResponse, ref: str) -> dict[str, Any]:
    """Bring a person back, with the login and teams they had."""
    actor = actor_of(request, Scope.PEOPLE)
    return _told(actor, response, actions.reactivate_person(actor=actor, ref=ref, at=_now()))


@router.post("/{ref}/invite", response={204: None}, summary="Mail a person a way in")
def invite(request: HttpRequest, ref: str) -> Status[None]:
    """Mail a link that lets the person in once, making their login if they have none."""
    actions.invite(actor=actor_of(request, Scope.PEOPLE), ref=ref, at=_now())
    return Status(204, None)


@router.get("/{ref}/absences", response=list[schemas.AbsenceOut], summary="List days away")
def list_absences(request: HttpRequest, ref: str) -> list[dict[str, Any]]:
    """When a person is away, the latest first."""
    actor = actor_of(request)
    row = queries.person_by_ref(ref=ref, seen_by=actor)
    return _absences(actor, queries.absences_of(person_id=row.id, seen_by=actor))


@router.post("/{ref}/absences", response={201: schemas.AbsenceOut}, summary="Note days away")
def add_absence(request: HttpRequest, ref: str, absence: schemas.AbsenceIn) -> Status[dict[str, Any]]:
    """Note days away and a deputy: the person with the scope `checkin`, or an admin with `people`."""
    actor = actor_of(request)
    made = actions.add_absence(actor=actor, person=ref, at=_now(), **absence.model_dump())
    return Status(201, _absences(actor, [made])[0])


@router.delete("/{ref}/absences/{int:absence_id}", response={204: None}, summary="Remove days away")
def remove_absence(request: HttpRequest, ref: str, absence_id: int) -> Status[None]:
    """Take days away back."""
    actor = actor_of(request)
    queries.person_by_ref(ref=ref, seen_by=actor)
    actions.remove_absence(actor=actor, absence_id=absence_id, at=_now())
    return Status(204, None)


def _told(actor: Actor, response: HttpResponse, row: queries.PersonRow) -> dict[str, Any]:
    tell_etag(response, row.version)
    return _shown(actor, [row])[0]


def _shown(actor: Actor, rows: list[queries.PersonRow]) -> list[dict[str, Any]]:
    ids = {row.manager_id for row in rows if row.manager_id is not None}
    managers = queries.people_by_id(organization_id=actor.organization_id, ids=ids)
    return [schemas.person_shown(row, managers) for row in rows]


def _absences(actor: Actor, rows: list[queries.AbsenceRow]) -> list[dict[str, Any]]:
    ids = {row.deputy_id for row in rows if row.deputy_id is not None}
    deputies = queries.people_by_id(organization_id=actor.organization_id, ids=ids)
    return [schemas.absence_shown(row, deputies) for row in rows]


def _now() -> datetime:
    return timezone.now()
