"""The organization's own templates, and where else the same user could use them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from northing.features.org import queries as org_queries
from northing.features.writing import policies
from northing.features.writing.models import SavedTemplate
from northing.kit.actors import Actor
from northing.kit.errors import NotFound
from northing.kit.storage.refs import is_ref
from northing.kit.subjects import Card, Subject


@dataclass(frozen=True, slots=True)
class ShareChoice:
    """Another organization of the same user."""

    slug: str
    name: str


def template_row(*, actor: Actor, ref: str) -> SavedTemplate:
    """One saved template with whoever saved it; one statement.

    :raises NotFound: ``template_not_found``
    """
    rows = SavedTemplate.within(actor.organization_id).select_related("saved_by")
    found = rows.filter(ref=ref).first() if is_ref(ref) else None
    if found is None:
        raise NotFound("template_not_found")
    return found


def removable_template(*, actor: Actor, ref: str) -> SavedTemplate:
    """The same, for somebody who may remove it.

    :raises NotFound: ``template_not_found``
    :raises NotAllowed: ``template_not_yours``
    """
    row = template_row(actor=actor, ref=ref)
    policies.require(policies.may_remove(actor, row.saved_by_id), "template_not_yours")
    return row


def other_organizations(*, actor: Actor, user_id: int | None) -> tuple[ShareChoice, ...]:
    """The user's other organizations in which they may save templates, by name; one statement."""
    who = org_queries.signed_in(user_id=user_id) if user_id is not None else None
    if who is None:
        return ()
    return tuple(
        ShareChoice(one.organization.slug, one.organization.name)
        for one in who.memberships
        if one.organization.id != actor.organization_id and policies.may_save(one.actor())
    )


def saved_template_cards(*, ids: Iterable[int], actor: Actor) -> dict[int, Card]:
    """Cards of saved templates; one statement."""
    rows = SavedTemplate.within(actor.organization_id).filter(pk__in=set(ids))
    slug = org_queries.organization_of(organization_id=actor.organization_id).slug
    return {
        row.pk: Card(
            Subject("saved_template", row.pk),
            row.ref,
            row.title,
            reverse("writing:saved", kwargs={"organization": slug, "example": row.ref}),
        )
        for row in rows
    }
