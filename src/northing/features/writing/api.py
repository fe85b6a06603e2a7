"""REST of the coach: what it says about texts, kept nowhere."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from northing.coach.items import BadItem, check_row
from northing.features.writing import schemas
from northing.kit.actors import Scope
from northing.kit.api.auth import actor_of
from northing.kit.errors import Invalid

router = Router(tags=["coach"])


@router.post("/check", response=schemas.ReportsOut, summary="Check texts with the coach")
def check(request: HttpRequest, given: schemas.ItemsIn) -> dict[str, Any]:
    """Objectives, key results, initiatives and sets, in four languages. Needs the scope `read`; changes nothing."""
    actor_of(request, Scope.READ)
    if len(given.items) > schemas.MOST_ITEMS:
        raise Invalid("coach_too_many", field="items", limit=schemas.MOST_ITEMS)
    return {"reports": [_report(given, place, row) for place, row in enumerate(given.items)]}


def _report(given: schemas.ItemsIn, place: int, row: dict[str, Any]) -> dict[str, Any]:
    try:
        report = check_row(row, profile=given.profile, reader=given.reader)
    except BadItem as wrong:
        field = f"items.{place}.{wrong.name}" if wrong.name else f"items.{place}"
        raise Invalid("coach_bad_item", field=field) from None
    return {"id": row.get("id"), **report.as_json(with_fixes=True)}
