"""Who else could agree to an objective: asked by the act of agreeing, and by the page that offers it."""

from __future__ import annotations

from collections.abc import Iterable

from northing.features.okrs.models import Alignment, Objective
from northing.features.org import queries as org_queries


def parent_owners(*, organization_id: int, objective_id: int) -> set[int]:
    """The people who own what an objective is aligned to."""
    links = Alignment.within(organization_id).filter(
        child_id=objective_id, parent_objective__owner__is_active=True
    )
    return {pk for pk in links.values_list("parent_objective__owner_id", flat=True) if pk is not None}


def has_other_eligible(*, organization_id: int, row: Objective) -> bool:
    """Whether anybody but the owner may agree: a parent's owner, a lead above, a guide; five statements."""
    others = parent_owners(organization_id=organization_id, objective_id=row.pk)
    others |= {person.id for person in org_queries.guides(organization_id=organization_id)}
    team_ids = [row.team_id] if row.team_id is not None else []
    if row.person_id is not None:
        found = org_queries.team_ids_of(organization_id=organization_id, person_ids=[row.person_id])
        team_ids += found[row.person_id]
    others |= _leads_of(organization_id, team_ids)
    return bool(others - {row.owner_id})


def _leads_of(organization_id: int, team_ids: Iterable[int]) -> set[int]:
    """Who leads these teams, or any above them."""
    rows = org_queries.teams_by_id(organization_id=organization_id, ids=list(team_ids))
    above = {int(part) for row in rows.values() for part in row.path.split("/") if part}
    teams = org_queries.teams_by_id(organization_id=organization_id, ids=above)
    return {row.lead_id for row in teams.values() if row.lead_id is not None}
