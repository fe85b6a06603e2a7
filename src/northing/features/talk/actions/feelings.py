"""React to a comment with one picture."""

from __future__ import annotations

from northing.features.talk import policies, queries
from northing.features.talk.models import Feeling, Reaction
from northing.kit.actors import Actor
from northing.kit.storage.writing import writing


def toggle_feeling(*, actor: Actor, ref: str, feeling: Feeling) -> bool:
    """Say so, or no more; whether it is said now.

    :raises NotFound: ``comment_not_found``
    """
    person_id = policies.require_may_comment(actor)
    with writing():
        row = queries.comment_held(actor=actor, ref=ref)
        felt = Reaction.within(actor.organization_id).filter(
            comment=row, person_id=person_id, feeling=feeling
        )
        if felt.delete()[0]:
            return False
        Reaction.within(actor.organization_id).create(
            organization_id=actor.organization_id,
            comment=row,
            person_id=person_id,
            feeling=feeling,
        )
    return True
