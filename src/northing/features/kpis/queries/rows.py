"""KPIs by name and in order."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.urls import reverse

from northing.features.kpis.models import Kpi
from northing.features.org import queries as org_queries
from northing.kit.actors import Actor
from northing.kit.errors import NotFound
from northing.kit.storage.refs import is_ref
from northing.kit.subjects import Card, Subject


def kpi_by_ref(*, actor: Actor, ref: str) -> Kpi:
    """One KPI of the actor's organization with its team and people, in use or not.

    :raises NotFound: no such KPI here
    """
    found = _rows(actor.organization_id).filter(ref=ref).first() if is_ref(ref) else None
    if found is None:
        raise NotFound("kpi_not_found")
    return found


def kpis_by_id(*, organization_id: int, ids: Iterable[int]) -> dict[int, Kpi]:
    """These KPIs by inner key; keys of other organizations are left out. One query, none for no ids."""
    wanted = set(ids)
    rows = _rows(organization_id).filter(pk__in=wanted) if wanted else []
    return {row.pk: row for row in rows}


def kpis(*, actor: Actor, includes_retired: bool = False) -> list[Kpi]:
    """All KPIs by title, for forms that link one. One query."""
    return list(_in_use(actor, includes_retired=includes_retired).order_by("title", "pk"))


def kpis_after(*, actor: Actor, after: str, limit: int, includes_retired: bool = False) -> list[Kpi]:
    """The next ``limit`` KPIs by title after the one with the ref ``after`` (unknown: from the start)."""
    rows = _in_use(actor, includes_retired=includes_retired)
    last = rows.filter(ref=after).values_list("title", "pk").first() if is_ref(after) else None
    if last is not None:
        rows = rows.filter(Q(title__gt=last[0]) | Q(title=last[0], pk__gt=last[1]))
    return list(rows.order_by("title", "pk")[:limit])


def kpi_cards(*, ids: Iterable[int], actor: Actor) -> dict[int, Card]:
    """Title and address of these KPIs; everybody in the organization sees them. One query."""
    slug = org_queries.organization_of(organization_id=actor.organization_id).slug
    found = kpis_by_id(organization_id=actor.organization_id, ids=ids)
    return {
        pk: Card(Subject("kpi", pk), row.ref, row.title, _url(slug, row.ref)) for pk, row in found.items()
    }


def _url(slug: str, ref: str) -> str:
    return reverse("kpis:page", kwargs={"organization": slug, "kpi": ref})


def _in_use(actor: Actor, *, includes_retired: bool) -> QuerySet[Kpi]:
    rows = _rows(actor.organization_id)
    return rows if includes_retired else rows.filter(is_active=True)


def _rows(organization_id: int) -> QuerySet[Kpi]:
    return Kpi.within(organization_id).select_related("team", "owner", "updater")
