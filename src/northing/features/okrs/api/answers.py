"""What the routes of the ledger share: the day it is, and an answer with its ETag."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from northing.features.okrs import actions, queries, schemas
from northing.features.org import queries as org_queries
from northing.kit.actors import Actor
from northing.kit.api.etag import tell_etag
from northing.kit.errors import NotFound
from northing.kit.web.requests import now_of


def today_of(request: HttpRequest, actor: Actor) -> date:
    """The day it is in the organization's calendar."""
    return org_queries.today_of_organization(organization_id=actor.organization_id, at=now_of(request))


def objective_answer(request: HttpRequest, response: HttpResponse, actor: Actor, ref: str) -> dict[str, Any]:
    """The objective as it stands now; its version is the ETag."""
    detail, _rights = queries.objective_for_form(actor=actor, ref=ref, on=today_of(request, actor))
    note_reading(request, actor, detail.ref)
    tell_etag(response, detail.version)
    return schemas.objective_shown(detail)


def key_result_answer(request: HttpRequest, response: HttpResponse, actor: Actor, ref: str) -> dict[str, Any]:
    """The key result as it stands now; its version is the ETag."""
    detail = queries.key_result_detail(actor=actor, ref=ref, on=today_of(request, actor))
    note_reading(request, actor, detail.objective_ref)
    tell_etag(response, detail.version)
    return schemas.key_result_shown(detail)


def note_reading(request: HttpRequest, actor: Actor, objective: str) -> None:
    """What only a steward's role shows them is written down when it is answered."""
    actions.note_steward_reading(
        actor=actor, refs=[objective], at=now_of(request), on=today_of(request, actor)
    )


def explanation(request: HttpRequest, actor: Actor, ref: str, kind: str) -> dict[str, Any]:
    """Why the objective or key result ``ref`` stands where it does, recomputed for this answer.

    :raises NotFound: it is none of this kind, or not visible to the actor
    """
    found = queries.explain(actor=actor, ref=ref, on=today_of(request, actor))
    if found.kind != kind:
        raise NotFound(f"{kind}_not_found")
    note_reading(request, actor, found.objective_ref)
    return schemas.explanation_shown(found)
