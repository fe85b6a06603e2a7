"""REST of key results, mounted at ``/key-results``. They are listed and added below their objective."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status

from northing.features.okrs import actions, schemas
from northing.features.okrs.api.answers import explanation, key_result_answer, today_of
from northing.kit.actors import Scope
from northing.kit.api.auth import actor_of
from northing.kit.api.etag import expected_version
from northing.kit.web.requests import now_of

router = Router(tags=["key results"])


@router.get("/{ref}", response=schemas.KeyResultOut, summary="One key result")
def show(request: HttpRequest, response: HttpResponse, ref: str) -> dict[str, Any]:
    """Its terms as typed and where it stands, values in the unit as stored; its version is the ETag."""
    return key_result_answer(request, response, actor_of(request), ref)


@router.patch("/{ref}", response=schemas.KeyResultOut, summary="Change a key result")
def change(
    request: HttpRequest, response: HttpResponse, ref: str, changes: schemas.KeyResultPatch
) -> dict[str, Any]:
    """Agreed terms need a `reason`; send `If-Match` to change only what you saw. Needs the scope `plan`."""
    actor = actor_of(request, Scope.PLAN)
    actions.edit_key_result(
        actor=actor,
        ref=ref,
        fields=schemas.fields_of_key_result(changes),
        at=now_of(request),
        on=today_of(request, actor),
        expected=expected_version(request),
        reason=changes.reason,
    )
    return key_result_answer(request, response, actor, ref)


@router.post("/{ref}/drop", response={200: schemas.KeyResultOut, 204: None}, summary="Give a key result up")
def drop(
    request: HttpRequest, response: HttpResponse, ref: str, why: schemas.DropIn
) -> Status[dict[str, Any] | None]:
    """Agreed once, it stays as a struck-through row (200); never agreed, it is gone with its check-ins (204)."""
    actor = actor_of(request, Scope.PLAN)
    on = today_of(request, actor)
    kept = actions.drop_key_result(actor=actor, ref=ref, reason=why.reason, at=now_of(request), on=on)
    return (
        Status(204, None) if kept is None else Status(200, key_result_answer(request, response, actor, ref))
    )


@router.post("/{ref}/state", response=schemas.KeyResultOut, summary="Say that a key result is met or put off")
def set_state(
    request: HttpRequest, response: HttpResponse, ref: str, wanted: schemas.KeyResultStateIn
) -> dict[str, Any]:
    """`met`, `postponed` (with a reason once agreed), or `active` to take it up again. Needs the scope `plan`."""
    actor = actor_of(request, Scope.PLAN)
    on = today_of(request, actor)
    actions.change_key_result_state(
        actor=actor, ref=ref, state=wanted.state, reason=wanted.reason, at=now_of(request), on=on
    )
    return key_result_answer(request, response, actor, ref)


@router.get(
    "/{ref}/explain", response=schemas.ExplanationOut, summary="Why a key result stands where it does"
)
def explain(request: HttpRequest, ref: str) -> dict[str, Any]:
    """The trace behind its progress and status, recomputed for this answer."""
    return explanation(request, actor_of(request), ref, "key_result")
