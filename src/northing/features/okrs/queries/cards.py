"""Cards of objectives and key results for feeds, search, comments and notices: only of what is visible."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from northing.features.okrs import policies
from northing.features.okrs.models import KeyResult, Objective
from northing.features.org import queries as org_queries
from northing.features.org.queries import Reach
from northing.kit.actors import Actor
from northing.kit.subjects import Card, Subject

# Cards know no day: what a deputy may see for somebody else is not told by feeds.
_NO_DAY = date.min


def objective_cards(ids: Iterable[int], actor: Actor) -> dict[int, Card]:
    """The cards of those objectives the actor may see; one statement and the reach."""
    rows = Objective.within(actor.organization_id).filter(pk__in=set(ids))
    found = rows.filter(policies.visible_to(actor, _reach(actor))).values_list("pk", "ref", "title")
    return {
        pk: Card(Subject("objective", pk), ref, title, _url(actor, "objective", ref))
        for pk, ref, title in found
    }


def key_result_cards(ids: Iterable[int], actor: Actor) -> dict[int, Card]:
    """The cards of those key results the actor may see; one statement and the reach."""
    rows = KeyResult.within(actor.organization_id).filter(pk__in=set(ids))
    rows = rows.filter(policies.visible_to(actor, _reach(actor), prefix="objective__"))
    found = rows.values_list("pk", "ref", "title")
    return {
        pk: Card(Subject("key_result", pk), ref, title, _url(actor, "key_result", ref))
        for pk, ref, title in found
    }


def objective_named(*, ref: str, actor: Actor, on: date) -> int | None:
    """The id of the objective called ``ref`` if the actor may see it on that day."""
    reach = org_queries.reach_of(actor=actor, on=on)
    rows = Objective.within(actor.organization_id).filter(ref=ref).filter(policies.visible_to(actor, reach))
    return rows.values_list("pk", flat=True).first()


def _reach(actor: Actor) -> Reach:
    return org_queries.reach_of(actor=actor, on=_NO_DAY)


def _url(actor: Actor, name: str, ref: str) -> str:
    slug = org_queries.organization_of(organization_id=actor.organization_id).slug
    return reverse(f"okrs:{name}", kwargs={"organization": slug, "ref": ref})
