"""Who may talk: everybody of the organization, about what they may see; one's own words are one's own."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from tests.architecture.routes import ADMIN, EVERYONE, MEMBER, get, organization, post, within
from tests.builders import an_objective

if TYPE_CHECKING:
    from tests.cast import Cast

AT = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
ON = date(2026, 10, 5)


def _objective(cast: Cast) -> str:
    return an_objective(cast.ada.actor).ref


def _comment(cast: Cast) -> dict[str, Any]:
    from northing.features.talk import actions

    ref = _objective(cast)
    said = actions.add_comment(actor=cast.mika.actor, kind="objective", ref=ref, text="Walked", at=AT, on=ON)
    return {"organization": cast.organization.slug, "kind": "objective", "ref": ref, "comment": said.ref}


def words(cast: Cast) -> dict[str, Any]:
    return {"text": "Said while walking"}


thread = within(kind=lambda cast: "objective", ref=_objective)

PAGES = {
    "talk:people": [get(organization, EVERYONE)],
    "talk:of_objective": [get(within(ref=_objective), EVERYONE)],
    "talk:thread": [get(thread, EVERYONE), post(thread, EVERYONE, data=words)],
    "talk:follow": [post(thread, EVERYONE, data=lambda cast: {"wants": "yes"})],
    "talk:edit": [get(_comment, EVERYONE), post(_comment, {MEMBER}, data=words)],
    "talk:delete": [post(_comment, {MEMBER, ADMIN})],
    "talk:feel": [post(_comment, EVERYONE, data=lambda cast: {"feeling": "thanks"})],
    "talk:notices": [
        get(organization, EVERYONE),
        post(organization, EVERYONE, data=lambda cast: {"digest": "daily"}),
    ],
}
