"""The coach: everybody hears it about what they may see; whoever may edit waives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.architecture.routes import (
    ADMIN,
    EVERYONE,
    LEAD,
    MEMBER,
    api,
    get,
    nothing,
    organization,
    post,
    within,
)
from tests.builders import an_objective

if TYPE_CHECKING:
    from tests.cast import Cast


def _objective(cast: Cast) -> str:
    return an_objective(cast.mika.actor, team=cast.growth.ref).ref


def words(cast: Cast) -> dict[str, Any]:
    return {"title": "Raise NPS from 40 to 50", "kind": "metric"}


def a_reason(cast: Cast) -> dict[str, Any]:
    return {"code": "O101", "reason": "It is the name of the campaign"}


def an_item(cast: Cast) -> dict[str, Any]:
    return {"items": [{"id": "1", "kind": "key_result", "text": "Raise NPS from 40 to 50"}]}


objective = within(ref=_objective)
EDITORS = frozenset({ADMIN, LEAD, MEMBER})

PAGES = {
    "writing:checklist": [get(organization, EVERYONE)],
    "writing:check_objective": [post(organization, EVERYONE, data=words)],
    "writing:check_key_result": [post(objective, EVERYONE, data=words)],
    "writing:advice": [get(objective, EVERYONE)],
    "writing:waive": [post(objective, EDITORS, data=a_reason)],
    "writing:hear_again": [post(objective, EDITORS, data=a_reason)],
}
API = {"POST /coach/check": [api(nothing, EVERYONE, method="POST", data=an_item)]}
