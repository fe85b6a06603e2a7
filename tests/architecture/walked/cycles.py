"""Who may use the addresses of cycles."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from tests.architecture.routes import ADMIN, EVERYONE, api, get, nothing, organization, post, within

if TYPE_CHECKING:
    from tests.cast import Cast

AT = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
GUIDES = frozenset({ADMIN})


def _ref(cast: Cast) -> str:
    from northing.domain.terms import CycleKind
    from northing.features.cycles import actions, queries

    known = queries.cycle_by_name(actor=cast.ada.actor, name="Walked")
    if known is not None:
        return known.ref
    days = {"starts_on": date(2025, 10, 1), "ends_on": date(2025, 12, 31)}
    return actions.create_cycle(
        actor=cast.ada.actor, name="Walked", kind=CycleKind.QUARTER, at=AT, **days
    ).ref


def a_cycle(cast: Cast) -> dict[str, Any]:
    return {"ref": _ref(cast)}


def fields(cast: Cast) -> dict[str, Any]:
    return {"name": "2031 Q1", "kind": "quarter", "starts_on": "2031-01-01", "ends_on": "2031-03-31"}


cycle = within(cycle=_ref)

PAGES = {
    "cycles:list": [get(organization, EVERYONE)],
    "cycles:new": [get(organization, GUIDES), post(organization, GUIDES, data=fields)],
    "cycles:page": [get(cycle, EVERYONE)],
    "cycles:edit": [get(cycle, GUIDES), post(cycle, GUIDES, data=fields)],
    "cycles:phase": [get(cycle, GUIDES), post(cycle, GUIDES, data=lambda cast: {"phase": "active"})],
    "cycles:choose": [post(cycle, EVERYONE)],
}
API = {
    "GET /cycles": [api(nothing, EVERYONE)],
    "POST /cycles": [api(nothing, GUIDES, data=fields, method="POST")],
    "GET /cycles/{ref}": [api(a_cycle, EVERYONE)],
    "PATCH /cycles/{ref}": [api(a_cycle, GUIDES, data=lambda cast: {"name": "Autumn"}, method="PATCH")],
    "POST /cycles/{ref}/phase": [api(a_cycle, GUIDES, data=lambda cast: {"phase": "active"}, method="POST")],
}
