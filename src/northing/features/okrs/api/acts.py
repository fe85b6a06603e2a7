"""REST of what happens to an objective: agreeing, ending, moving, readers, alignment; mounted at ``/objectives``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status

from northing.features.okrs import actions, queries, schemas
from northing.features.okrs.api.answers import objective_answer, today_of
from northing.kit.actors import Actor, Scope
from northing.kit.api.auth import actor_of
from northing.kit.api.etag import expected_version
from northing.kit.web.requests import now_of

router = Router(tags=["objectives"])


@router.post("/{ref}/propose", response=schemas.ObjectiveOut, summary="Ask for agreement")
def propose(request: HttpRequest, response: HttpResponse, ref: str) -> dict[str, Any]:
    """From draft or returned to proposed; send `If-Match` to propose only what you saw."""
    return _acted(request, response, ref, actions.propose, expected=expected_version(request))


@router.post("/{ref}/agree", response=schemas.ObjectiveOut, summary="Agree to an objective")
def agree(request: HttpRequest, response: HttpResponse, ref: str) -> dict[str, Any]:
    """From now on its terms change only with a reason. Takes a second person where the policy asks for one."""
    return _acted(request, response, ref, actions.agree, expected=expected_version(request))


@router.post("/{ref}/return", response=schemas.ObjectiveOut, summary="Send a proposal back")
def send_back(
    request: HttpRequest, response: HttpResponse, ref: str, why: schemas.ReasonIn
) -> dict[str, Any]:
    """With a reason; whoever proposed it may also take it back."""
    return _acted(request, response, ref, actions.return_to_draft, reason=why.reason)


@router.post("/{ref}/drop", response=schemas.ObjectiveOut, summary="Give an objective up")
def drop(request: HttpRequest, response: HttpResponse, ref: str, why: schemas.ReasonIn) -> dict[str, Any]:
    """With a reason. It stays readable and counts nowhere."""
    return _acted(request, response, ref, actions.drop_objective, reason=why.reason)


@router.post("/{ref}/postpone", response=schemas.ObjectiveOut, summary="Put an objective off")
def postpone(request: HttpRequest, response: HttpResponse, ref: str, why: schemas.ReasonIn) -> dict[str, Any]:
    """With a reason; `restore` or `move` takes it up again."""
    return _acted(request, response, ref, actions.postpone_objective, reason=why.reason)


@router.post("/{ref}/restore", response=schemas.ObjectiveOut, summary="Take an objective up again")
def restore(request: HttpRequest, response: HttpResponse, ref: str) -> dict[str, Any]:
    """A dropped or postponed one becomes agreed if it was, else a draft."""
    return _acted(request, response, ref, actions.restore_objective)


@router.post("/{ref}/move", response=schemas.ObjectiveOut, summary="Move an objective to another cycle")
def move(request: HttpRequest, response: HttpResponse, ref: str, to: schemas.MoveIn) -> dict[str, Any]:
    """Or into the backlog; its check-ins move along. Send `If-Match` to move only what you saw."""
    expected = expected_version(request)
    return _acted(
        request,
        response,
        ref,
        actions.move_objective,
        cycle=to.cycle,
        reason=to.reason,
        expected=expected,
    )


@router.get("/{ref}/visibility", response=schemas.AudienceOut, summary="Who may read an objective")
def show_audience(request: HttpRequest, ref: str) -> dict[str, Any]:
    """Whom it is shown to besides its holder and owner."""
    actor = actor_of(request)
    on = today_of(request, actor)
    detail, _rights = queries.objective_for_form(actor=actor, ref=ref, on=on)
    known = queries.audience_refs(actor=actor, ref=ref, on=on)
    return {"visibility": detail.visibility, "teams": known.teams, "people": known.people, "demoted": 0}


@router.put("/{ref}/visibility", response=schemas.AudienceOut, summary="Change who may read an objective")
def set_audience(request: HttpRequest, ref: str, readers: schemas.AudienceIn) -> dict[str, Any]:
    """`demoted` contributions then only support: a number never reaches people who may not see its item.

    `dry_run=true` tells how many, before anything is saved.
    """
    actor = actor_of(request, Scope.PLAN)
    changed = actions.set_visibility(
        actor=actor,
        ref=ref,
        visibility=readers.visibility,
        teams=readers.teams,
        people=readers.people,
        at=now_of(request),
        on=today_of(request, actor),
        expected=expected_version(request),
    )
    return {**readers.model_dump(), "demoted": changed.demoted}


@router.get("/{ref}/alignments", response=schemas.AlignmentsOut, summary="What an objective is aligned to")
def list_alignments(request: HttpRequest, ref: str) -> dict[str, Any]:
    """Its parents, and the objectives below it or its key results."""
    actor = actor_of(request)
    return _links(request, actor, ref)


@router.post(
    "/{ref}/alignments", response={201: schemas.AlignmentsOut}, summary="Align an objective to a parent"
)
def align(request: HttpRequest, ref: str, link: schemas.AlignmentIn) -> Status[dict[str, Any]]:
    """To an objective or to one of its key results. A link that would close a loop is a conflict."""
    actor = actor_of(request, Scope.PLAN)
    on = today_of(request, actor)
    actions.align(actor=actor, child=ref, at=now_of(request), on=on, **link.model_dump())
    return Status(201, _links(request, actor, ref))


@router.delete("/{ref}/alignments/{parent}", response={204: None}, summary="Take a link away")
def unalign(request: HttpRequest, ref: str, parent: str) -> Status[None]:
    """`parent` is the ref the link was made with."""
    actor = actor_of(request, Scope.PLAN)
    on = today_of(request, actor)
    actions.unalign(actor=actor, child=ref, parent=parent, at=now_of(request), on=on)
    return Status(204, None)


def _links(request: HttpRequest, actor: Actor, ref: str) -> dict[str, Any]:
    found = queries.alignments_of(actor=actor, ref=ref, on=today_of(request, actor))
    return {
        "parents": [schemas.aligned_shown(row) for row in found.parents],
        "children": [schemas.aligned_shown(row) for row in found.children],
    }


def _acted(
    request: HttpRequest, response: HttpResponse, ref: str, act: Callable[..., object], **given: Any
) -> dict[str, Any]:
    actor = actor_of(request, Scope.PLAN)
    act(actor=actor, ref=ref, at=now_of(request), on=today_of(request, actor), **given)
    return objective_answer(request, response, actor, ref)
