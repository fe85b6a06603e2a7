"""REST of check-ins: below their key result, by their own ref, and many at once."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Status

from northing.features.checkins import actions, schemas
from northing.features.okrs import queries as okr_queries
from northing.features.okrs.actions import CheckInResult
from northing.features.okrs.schemas import key_result_standing, objective_standing
from northing.features.org import queries as org_queries
from northing.kit.actors import Actor, Scope
from northing.kit.api.auth import actor_of
from northing.kit.api.bulk import each_row
from northing.kit.api.paging import PageQuery, sparse
from northing.kit.web.requests import now_of

router = Router(tags=["check-ins"])


@router.get("/key-results/{ref}/check-ins", response=schemas.CheckInsOut, summary="List check-ins")
def list_check_ins(request: HttpRequest, ref: str, page: Query[PageQuery]) -> dict[str, Any]:
    """Of one key result, the newest first, with those that were corrected or taken back."""
    actor = actor_of(request)
    found = okr_queries.check_ins_list(
        actor=actor, ref=ref, on=_today(request, actor), cursor=page.cursor, limit=page.limit
    )
    items = [schemas.check_in_shown(row) for row in found.rows]
    return {"items": sparse(items, page.fields), "next": found.next_cursor}


@router.post(
    "/key-results/{ref}/check-ins", response={201: schemas.CheckedInOut}, summary="Check in a key result"
)
def check_in(request: HttpRequest, ref: str, given: schemas.CheckInIn) -> Status[dict[str, Any]]:
    """A reading, "the same again", or a judgement only. Needs the scope `checkin`."""
    actor = actor_of(request, Scope.CHECKIN)
    return Status(201, _said(request, actor, ref, given))


@router.put(
    "/key-results/{ref}/readings/{effective_on}",
    response=schemas.CheckedInOut,
    summary="Push a day's reading",
)
def put_reading(
    request: HttpRequest, ref: str, effective_on: date, given: schemas.ReadingIn
) -> dict[str, Any]:
    """For machines: the same reading again changes nothing; another one of that day replaces what was pushed.

    It judges nothing, so the owner is still asked for a confidence. Needs the scope `checkin`.
    """
    actor = actor_of(request, Scope.CHECKIN)
    done = actions.push_reading(
        actor=actor,
        key_result=ref,
        reading=schemas.reading_of(given, effective_on),
        note=given.note,
        at=now_of(request),
        on=_today(request, actor),
    )
    return _shown(actor, done)


@router.post("/check-ins/bulk", response=schemas.BulkOut, summary="Check in many key results")
def check_in_many(request: HttpRequest, given: schemas.CheckInsIn) -> dict[str, Any]:
    """At most 50. Every row is tried; a refused one changes nothing and does not stop the others. \
A row that is not of this form (no number, an unknown field) refuses the whole request."""
    actor = actor_of(request, Scope.CHECKIN)
    with actions.many_at_once(
        actor=actor, key_results=[row.key_result for row in given.check_ins], on=_today(request, actor)
    ):
        return each_row(given.check_ins, lambda row: _said(request, actor, row.key_result, row, key=row.key))


@router.post("/check-ins/{ref}/correct", response={201: schemas.CheckedInOut}, summary="Put a check-in right")
def correct(request: HttpRequest, ref: str, given: schemas.CheckInIn) -> Status[dict[str, Any]]:
    """The new check-in supersedes this one, which stays readable and counts no more."""
    actor = actor_of(request, Scope.CHECKIN)
    today = _today(request, actor)
    schemas.meaning_of(given)
    done = actions.correct_check_in(
        actor=actor,
        check_in=ref,
        reading=schemas.reading_of(given, given.effective_on or today),
        confidence=given.confidence,
        note=given.note,
        at=now_of(request),
        on=today,
    )
    return Status(201, _shown(actor, done))


@router.post("/check-ins/{ref}/withdraw", response=schemas.TakenBackOut, summary="Take a check-in back")
def withdraw(request: HttpRequest, ref: str) -> dict[str, Any]:
    """The one before it counts again; both stay in the history."""
    actor = actor_of(request, Scope.CHECKIN)
    done = actions.take_back(actor=actor, check_in=ref, at=now_of(request), on=_today(request, actor))
    return {
        "key_result": key_result_standing(done.key_result),
        "objective": objective_standing(done.objective),
    }


def _said(
    request: HttpRequest, actor: Actor, ref: str, given: schemas.CheckInIn, *, key: str | None = None
) -> dict[str, Any]:
    today = _today(request, actor)
    told: dict[str, Any] = {
        "actor": actor,
        "key_result": ref,
        "confidence": given.confidence,
        "note": given.note,
        "at": now_of(request),
        "on": today,
        "idempotency_key": key,
    }
    if schemas.meaning_of(given) == "unchanged":
        return _shown(actor, actions.confirm_unchanged(effective_on=given.effective_on, **told))
    reading = schemas.reading_of(given, given.effective_on or today)
    return _shown(actor, actions.submit_check_in(reading=reading, **told))


def _shown(actor: Actor, done: CheckInResult) -> dict[str, Any]:
    row = okr_queries.check_in_row(actor=actor, ref=done.check_in.ref)
    return schemas.checked_in_shown(
        row, key_result=done.key_result, objective=done.objective, is_repeat=done.is_repeat
    )


def _today(request: HttpRequest, actor: Actor) -> date:
    return org_queries.today_of_organization(organization_id=actor.organization_id, at=now_of(request))
