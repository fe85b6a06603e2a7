"""What stewards may read only because they are stewards: they may, and it is written down."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

from northing.domain.codes import Visibility
from northing.features.okrs import policies
from northing.features.okrs.models import Objective
from northing.features.okrs.queries.access import find_objective
from northing.features.org import queries as org_queries
from northing.kit.activity.record import has_acted, record
from northing.kit.actors import Actor, Role
from northing.kit.storage.writing import writing

_VERB = "objective.opened_by_steward"


def note_steward_reading(*, actor: Actor, ref: str, at: datetime, on: date) -> bool:
    """Write down that an admin or principal opened an objective only their role shows them; once a day.

    What everybody may see, or their team, or their own part in it would have shown them, leaves no trace.
    Returns whether something was written.

    :raises NotFound: ``objective_not_found``
    """
    if not actor.is_steward or actor.person_id is None:
        return False
    row = find_objective(actor=actor, ref=ref, on=on).row
    if row.visibility == Visibility.ORGANIZATION or _is_seen_anyway(actor, row, on):
        return False
    with writing():
        if has_acted(actor, _VERB, on=row, since=_midnight(actor.organization_id, on)):
            return False
        record(actor, _VERB, on=row, at=at)
    return True


def _is_seen_anyway(actor: Actor, row: Objective, on: date) -> bool:
    as_member = replace(actor, role=Role.MEMBER)
    reach = org_queries.reach_of(actor=as_member, on=on)
    seen = Objective.within(actor.organization_id).filter(policies.visible_to(as_member, reach), pk=row.pk)
    return seen.exists()


def _midnight(organization_id: int, on: date) -> datetime:
    organization = org_queries.organization_of(organization_id=organization_id)
    return datetime.combine(on, time.min, tzinfo=org_queries.zone_of(organization=organization))
