"""Keeping an own objective as a template, and copying it to another organization of the same user."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from northing import library
from northing.features.org import queries as org_queries
from northing.features.writing import policies, queries
from northing.features.writing.models import SavedTemplate
from northing.features.writing.models.content import to_json
from northing.kit.activity.record import record
from northing.kit.actors import Actor
from northing.kit.errors import Invalid, NotFound
from northing.kit.storage import versions
from northing.kit.storage.writing import writing


def save_template(*, actor: Actor, objective: str, department: str, at: datetime, on: date) -> SavedTemplate:
    """Make a template of an objective everybody in the organization may read; without people, days and history.

    :raises NotAllowed: ``template_needs_a_member``
    :raises NotFound: ``objective_not_found``
    :raises Conflict: ``template_needs_an_open_objective``
    :raises Invalid: ``unknown_choice`` for the department
    """
    policies.require(policies.may_save(actor), "template_needs_a_member")
    if department and department not in library.departments():
        raise Invalid("unknown_choice", field="department", value=department[:40])
    content = queries.content_of_objective(actor=actor, ref=objective, on=on)
    with writing():
        return _keep(actor, content.plan.title, department, to_json(content), at)


def share_template(
    *, actor: Actor, ref: str, organizations: Sequence[str], user_id: int, at: datetime
) -> int:
    """Copy a template into other organizations of the same user, by slug; how many were copied.

    The copies belong there: changing or removing one leaves the others as they are.

    :raises NotAllowed: ``template_needs_a_guide`` here, ``template_needs_a_member`` there
    :raises NotFound: ``template_not_found``, or the user is nobody in one of them
    :raises Invalid: ``required`` when none is named
    """
    row = queries.template_row(actor=actor, ref=ref)
    policies.require(policies.may_share(actor), "template_needs_a_guide")
    if not organizations:
        raise Invalid("required", field="organizations")
    there = [org_queries.resolve_actor(user_id=user_id, slug=slug) for slug in dict.fromkeys(organizations)]
    if any(one.organization_id == actor.organization_id for one in there):
        raise NotFound()
    for one in there:
        policies.require(policies.may_save(one), "template_needs_a_member")
    with writing():
        for one in there:
            _keep(one, row.title, row.department, row.content, at)
        record(actor, "template.shared", on=row, at=at, count=len(there))
    return len(there)


def remove_template(*, actor: Actor, ref: str, at: datetime) -> None:
    """Take a template out of the library; objectives begun from it stay.

    :raises NotFound: ``template_not_found``
    :raises NotAllowed: ``template_not_yours``
    """
    with writing():
        row = queries.removable_template(actor=actor, ref=ref)
        record(actor, "template.removed", on=row, at=at, title=row.title)
        row.delete()


def _keep(actor: Actor, title: str, department: str, content: dict[str, Any], at: datetime) -> SavedTemplate:
    row = SavedTemplate(
        organization_id=actor.organization_id,
        title=title,
        department=department,
        content=content,
        saved_by_id=actor.person_id,
        created_at=at,
    )
    versions.create(row, actor=actor, at=at)
    record(actor, "template.saved", on=row, at=at)
    return row
