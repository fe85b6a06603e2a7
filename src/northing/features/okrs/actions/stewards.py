"""What stewards may read only because they are stewards: they may, and it is written down."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, time

from northing.domain.codes import Visibility
from northing.features.okrs import policies
from northing.features.okrs.models import Objective
from northing.features.org import queries as org_queries
from northing.kit.activity.record import has_acted, record
from northing.kit.actors import Actor, Role
from northing.kit.storage.writing import writing

_VERB = "objective.opened_by_steward"


def note_steward_reading(*, actor: Actor, refs: Collection[str], at: datetime, on: date) -> int:
    """Write down that an admin or principal read objectives only their role shows them; each once a day.

    ``refs`` name objectives. What everybody may see, or their team, or their own part in it would have shown them,
    leaves no trace; nor do refs that are none. Returns how many were written down. Every door that shows an
    objective or hands it out calls this: page, explanation, API, export.
    """
    if not actor.is_steward or actor.person_id is None:
        return 0
    restricted = Objective.within(actor.organization_id).exclude(visibility=Visibility.ORGANIZATION)
    rows = list(restricted.filter(ref__in=set(refs)))
    if not rows:
        return 0
    seen = _seen_anyway(actor, [row.pk for row in rows], on)
    since = _midnight(actor.organization_id, on)
    with writing():
        new = [row for row in rows if row.pk not in seen and not has_acted(actor, _VERB, on=row, since=since)]
        for row in new:
            record(actor, _VERB, on=row, at=at)
    return len(new)


def _seen_anyway(actor: Actor, ids: Collection[int], on: date) -> set[int]:
    as_member = replace(actor, role=Role.MEMBER)
    reach = org_queries.reach_of(actor=as_member, on=on)
    seen = Objective.within(actor.organization_id).filter(policies.visible_to(as_member, reach), pk__in=ids)
    return set(seen.values_list("pk", flat=True))


def _midnight(organization_id: int, on: date) -> datetime:
    organization = org_queries.organization_of(organization_id=organization_id)
    return datetime.combine(on, time.min, tzinfo=org_queries.zone_of(organization=organization))
