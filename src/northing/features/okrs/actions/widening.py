"""Contributions never widen: an item seen by fewer people than its parent may only support it.

Unless its owner consents to publish the number: then it counts, and its line in the trace has no title.
"""

from __future__ import annotations

from collections.abc import Iterable

from northing.domain.codes import LinkKind
from northing.features.okrs.models import Alignment, Audience, Objective
from northing.features.okrs.queries.audiences import AudienceOf, audiences_of, is_narrower


def insert_audience(row: Objective, team_ids: Iterable[int], people_ids: Iterable[int]) -> None:
    """Show an objective to these teams and people."""
    rows = [Audience(organization_id=row.organization_id, objective=row, team_id=pk) for pk in team_ids]
    rows += [Audience(organization_id=row.organization_id, objective=row, person_id=pk) for pk in people_ids]
    if rows:
        Audience.within(row.organization_id).bulk_create(rows)


def widens(child: AudienceOf, parent: AudienceOf) -> bool:
    """Whether the child's number would tell readers of the parent about something they may not see."""
    return not child.publishes_number and is_narrower(child, parent)


def demote_widening(organization_id: int, row: Objective) -> list[Alignment]:
    """Turn every contribution of or to ``row`` that would widen into support; returns those links."""
    links = links_that_widen(organization_id, row.pk)
    Alignment.within(organization_id).filter(pk__in=[link.pk for link in links]).update(
        kind=LinkKind.SUPPORTS.value
    )
    return links


def parents_of(organization_id: int, objective_id: int) -> list[int]:
    """The objectives one is linked to, whatever the kind."""
    links = Alignment.within(organization_id).filter(child_id=objective_id)
    return list(links.values_list("parent_objective_id", flat=True))


def links_that_widen(organization_id: int, objective_id: int) -> list[Alignment]:
    """The contributing links of or to an objective that may only support as things are stored now."""
    links = list(contributing_links(organization_id, objective_id))
    seen_by = audiences_of(
        organization_id,
        {objective_id, *(pk for link in links for pk in (link.child_id, link.parent_objective_id))},
    )
    return [link for link in links if widens(seen_by[link.child_id], seen_by[link.parent_objective_id])]


def contributing_links(organization_id: int, objective_id: int) -> Iterable[Alignment]:
    """Contributing links of and to an objective."""
    rows = Alignment.within(organization_id).filter(kind=LinkKind.CONTRIBUTES.value).order_by("pk")
    return [*rows.filter(child_id=objective_id), *rows.filter(parent_objective_id=objective_id)]
