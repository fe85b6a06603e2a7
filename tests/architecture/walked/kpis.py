"""Who may use the addresses of KPIs. The one that is walked is Mika's, so Lin (her lead) and Ada may keep it, too."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tests.architecture.routes import ADMIN, EVERYONE, LEAD, MEMBER, WRITERS, get, organization, post, within

if TYPE_CHECKING:
    from tests.cast import Cast

AT = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
KEEPERS = frozenset({ADMIN, LEAD, MEMBER})


def _ref(cast: Cast) -> str:
    from northing.features.kpis import actions

    given: Any = {"title": "Walked", "team": cast.growth.ref}
    return actions.create_kpi(actor=cast.mika.actor, fields=given, at=AT).ref


def fields(cast: Cast) -> dict[str, Any]:
    return {"title": "Uptime", "unit": "percent", "decimals": "1", "direction": "up", "cadence_days": "7"}


def a_reading(cast: Cast) -> dict[str, Any]:
    return {"value": "99", "on": "2026-10-05"}


kpi = within(kpi=_ref)

PAGES = {
    "kpis:list": [get(organization, EVERYONE)],
    "kpis:new": [get(organization, WRITERS), post(organization, WRITERS, data=fields)],
    "kpis:page": [get(kpi, EVERYONE), post(kpi, KEEPERS, data=a_reading)],
    "kpis:edit": [get(kpi, KEEPERS), post(kpi, KEEPERS, data=fields)],
}
