"""REST of organizations, mounted at ``/organizations``. A token belongs to one of them."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from northing.features.org import actions, queries, schemas
from northing.kit.actors import Actor, Scope
from northing.kit.api.auth import actor_of
from northing.kit.errors import NotFound

router = Router(tags=["organizations"])


@router.get("", response=schemas.OrganizationsOut, summary="The organization of this token")
def list_organizations(request: HttpRequest) -> dict[str, Any]:
    """The one organization this token acts in."""
    actor = actor_of(request)
    row = queries.organization_of(organization_id=actor.organization_id)
    return {"items": [schemas.organization_shown(row)], "next": None}


@router.get("/{ref}", response=schemas.OrganizationOut, summary="One organization")
def show(request: HttpRequest, ref: str) -> dict[str, Any]:
    """Its settings, with every rule of the policy and its value."""
    return schemas.organization_shown(_own(actor_of(request), ref))


@router.patch("/{ref}", response=schemas.OrganizationOut, summary="Change the settings")
def change(request: HttpRequest, ref: str, changes: schemas.OrganizationPatch) -> dict[str, Any]:
    """Change the settings. Needs the scope `admin` and the role principal or admin."""
    actor = actor_of(request, Scope.ADMIN)
    _own(actor, ref)
    wanted = cast(actions.OrganizationChanges, changes.model_dump(exclude_unset=True))
    return schemas.organization_shown(
        actions.change_organization(actor=actor, changes=wanted, at=timezone.now())
    )


@router.get("/{ref}/quiet-days", response=list[schemas.QuietDaysOut], summary="List quiet days")
def list_quiet_days(request: HttpRequest, ref: str) -> list[dict[str, Any]]:
    """Days on which nothing ages, by date."""
    row = _own(actor_of(request), ref)
    return [schemas.quiet_days_shown(one) for one in queries.quiet_days(organization_id=row.id)]


@router.post("/{ref}/quiet-days", response={201: schemas.QuietDaysOut}, summary="Add quiet days")
def add_quiet_days(request: HttpRequest, ref: str, days: schemas.QuietDaysIn) -> Status[dict[str, Any]]:
    """Days on which nothing ages. Needs the scope `admin` and the role principal or admin."""
    actor = actor_of(request, Scope.ADMIN)
    _own(actor, ref)
    made = actions.add_quiet_days(actor=actor, at=timezone.now(), **days.model_dump())
    return Status(201, schemas.quiet_days_shown(made))


@router.delete("/{ref}/quiet-days/{int:quiet_days_id}", response={204: None}, summary="Remove quiet days")
def remove_quiet_days(request: HttpRequest, ref: str, quiet_days_id: int) -> Status[None]:
    """Let these days count again. Needs the scope `admin` and the role principal or admin."""
    actor = actor_of(request, Scope.ADMIN)
    _own(actor, ref)
    actions.remove_quiet_days(actor=actor, quiet_days_id=quiet_days_id, at=timezone.now())
    return Status(204, None)


def _own(actor: Actor, ref: str) -> queries.OrganizationRow:
    row = queries.organization_of(organization_id=actor.organization_id)
    if row.ref != ref:
        raise NotFound()
    return row
