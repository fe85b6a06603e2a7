"""REST of teams, mounted at ``/teams``."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Status

from northing.features.org import actions, queries, schemas
from northing.kit.actors import Scope
from northing.kit.api.auth import actor_of
from northing.kit.api.etag import expected_version, tell_etag
from northing.kit.api.paging import PageQuery, last_key, page_of, sparse

router = Router(tags=["teams"])

SORT = "name"


@router.get("", response=schemas.ListOut, summary="List teams by name")
def list_teams(request: HttpRequest, page: Query[PageQuery], include_closed: bool = False) -> dict[str, Any]:
    """Teams by name; `parent` makes the tree."""
    actor = actor_of(request)
    filters = {"include_closed": include_closed}
    key = last_key(page.cursor, sort=SORT, filters=filters)
    rows = queries.teams_after(actor=actor, key=key, limit=page.limit + 1, includes_inactive=include_closed)
    found = page_of(rows, limit=page.limit, sort=SORT, filters=filters, key=lambda row: (row.name, row.ref))
    items = [schemas.team_shown(row) for row in found.rows]
    return {"items": sparse(items, page.fields), "next": found.next}


@router.post("", response={201: schemas.TeamOut}, summary="Make a team")
def create(request: HttpRequest, response: HttpResponse, team: schemas.TeamIn) -> Status[dict[str, Any]]:
    """Make a team with its members. Needs the scope `people` and the role principal or admin."""
    actor = actor_of(request, Scope.PEOPLE)
    draft = actions.TeamDraft(team.name, team.parent, team.lead, frozenset(team.members))
    made = actions.create_team_with_members(actor=actor, draft=draft, at=_now())
    return Status(201, _told(response, made))


@router.get("/{ref}", response=schemas.TeamOut, summary="One team")
def show(request: HttpRequest, response: HttpResponse, ref: str) -> dict[str, Any]:
    """One team; its version is the ETag."""
    return _told(response, queries.team_by_ref(ref=ref, seen_by=actor_of(request)))


@router.patch("/{ref}", response=schemas.TeamOut, summary="Change a team")
def change(
    request: HttpRequest, response: HttpResponse, ref: str, changes: schemas.TeamPatch
) -> dict[str, Any]:
    """Rename, move, staff or lead a team; send `If-Match` to change only what you saw."""
    actor = actor_of(request, Scope.PEOPLE)
    wanted = changes.model_dump(exclude_unset=True)
    if "members" in wanted:
        wanted["people"] = frozenset(wanted.pop("members"))
    made = actions.change_team(
        actor=actor,
        ref=ref,
        changes=cast(actions.TeamChanges, wanted),
        at=_now(),
        expected=expected_version(request),
    )
    return _told(response, made)


@router.get("/{ref}/members", response=list[dict[str, Any]], summary="List the members of a team")
def list_members(request: HttpRequest, ref: str) -> list[dict[str, Any]]:
    """Active members by name: ref, name and title."""
    actor = actor_of(request)
    row = queries.team_by_ref(ref=ref, seen_by=actor)
    people = queries.members(team_id=row.id, seen_by=actor)
    return [{"ref": one.ref, "name": one.name, "title": one.title} for one in people]


@router.put("/{ref}/members/{person}", response={204: None}, summary="Put a person into a team")
def join(request: HttpRequest, ref: str, person: str) -> Status[None]:
    """Put a person into a team; being in it already is fine."""
    actions.join_team(actor=actor_of(request, Scope.PEOPLE), team=ref, person=person, at=_now())
    return Status(204, None)


@router.delete("/{ref}/members/{person}", response={204: None}, summary="Take a person out of a team")
def leave(request: HttpRequest, ref: str, person: str) -> Status[None]:
    """Take a person out of a team; not being in it is fine."""
    actions.leave_team(actor=actor_of(request, Scope.PEOPLE), team=ref, person=person, at=_now())
    return Status(204, None)


@router.post("/{ref}/close", response=schemas.TeamOut, summary="Close a team")
def close(request: HttpRequest, response: HttpResponse, ref: str) -> dict[str, Any]:
    """Put a team away; what it held stays readable."""
    actor = actor_of(request, Scope.PEOPLE)
    return _told(response, actions.close_team(actor=actor, ref=ref, at=_now()))


@router.post("/{ref}/reopen", response=schemas.TeamOut, summary="Open a closed team again")
def reopen(request: HttpRequest, response: HttpResponse, ref: str) -> dict[str, Any]:
    """Take a closed team back into use."""
    actor = actor_of(request, Scope.PEOPLE)
    return _told(response, actions.reopen_team(actor=actor, ref=ref, at=_now()))


def _told(response: HttpResponse, row: queries.TeamRow) -> dict[str, Any]:
    tell_etag(response, row.version)
    return schemas.team_shown(row)


def _now() -> datetime:
    return timezone.now()
