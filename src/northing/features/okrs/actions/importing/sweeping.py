"""Taking back what was staged and never published."""

from __future__ import annotations

from datetime import datetime, timedelta

from northing.features.okrs import storage
from northing.features.okrs.actions.importing.arrival import Arrival
from northing.features.okrs.models import Objective
from northing.kit.storage.writing import writing

_CHUNK = 50
LONGEST = timedelta(minutes=15)
"""No import takes longer from its first batch to its last; what is older broke off."""


def withdraw_new(*, arrival: Arrival) -> int:
    """Take back everything this import staged, in short transactions; returns how many objectives."""
    return _erase(arrival.scene.organization_id, arrival=arrival.number)


def sweep_arrivals(*, organization_id: int, at: datetime) -> int:
    """Take back what imports left behind that broke off; returns how many objectives. Again takes none."""
    return _erase(organization_id, created_at__lt=at - LONGEST)


def _erase(organization_id: int, **wanted: object) -> int:
    rows = Objective.arriving(organization_id).filter(**wanted)
    erased = 0
    while ids := list(rows.order_by("pk").values_list("pk", flat=True)[:_CHUNK]):
        with writing():
            storage.erase_arriving(organization_id, ids)
        erased += len(ids)
    return erased
