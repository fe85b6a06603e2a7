"""Who may use the addresses of strategy."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tests.architecture.routes import ADMIN, EVERYONE, get, organization, post, within

if TYPE_CHECKING:
    from tests.cast import Cast

AT = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
GUIDES = frozenset({ADMIN})


def _ref(cast: Cast) -> str:
    from northing.features.strategy import actions, queries

    known = queries.pillar_by_name(actor=cast.ada.actor, name="Walked")
    return (known or actions.create_pillar(actor=cast.ada.actor, name="Walked", at=AT)).ref


def fields(cast: Cast) -> dict[str, Any]:
    return {"name": "Trust", "description": "", "is_active": "on"}


pillar = within(pillar=_ref)

PAGES = {
    "strategy:page": [get(organization, EVERYONE)],
    "strategy:edit": [
        get(organization, GUIDES),
        post(organization, GUIDES, data=lambda cast: {"mission": "Maps"}),
    ],
    "strategy:new_pillar": [get(organization, GUIDES), post(organization, GUIDES, data=fields)],
    "strategy:pillar": [get(pillar, GUIDES), post(pillar, GUIDES, data=fields)],
    "strategy:move_pillar": [post(pillar, GUIDES, data=lambda cast: {"direction": "up"})],
}
