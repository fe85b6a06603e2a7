"""Who may use the addresses of the library. The template that is walked was saved by Mika."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from tests.architecture.routes import ADMIN, EVERYONE, MEMBER, WRITERS, get, organization, post, within

if TYPE_CHECKING:
    from tests.cast import Cast

AT = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
ON = date(2026, 10, 5)


def _objective(cast: Cast) -> str:
    from northing.features.okrs import actions

    given: Any = {"title": "Walked", "holder": "organization"}
    return actions.create_objective(actor=cast.ada.actor, fields=given, at=AT, on=ON).ref


def _template(cast: Cast) -> str:
    from northing.features.writing import actions

    return actions.save_template(
        actor=cast.mika.actor, objective=_objective(cast), department="", at=AT, on=ON
    ).ref


example = within(example=lambda cast: "sales-deals-that-fit")
saved, objective = within(example=_template), within(ref=_objective)

PAGES = {
    "writing:library": [get(organization, EVERYONE)],
    "writing:example": [get(example, EVERYONE)],
    "writing:use": [get(example, WRITERS), post(example, WRITERS)],
    "writing:saved": [get(saved, EVERYONE)],
    "writing:use_saved": [get(saved, WRITERS), post(saved, WRITERS)],
    "writing:save": [get(objective, WRITERS), post(objective, WRITERS)],
    "writing:share": [post(saved, {ADMIN})],
    "writing:remove": [post(saved, {ADMIN, MEMBER})],
}
