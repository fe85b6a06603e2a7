"""Who follows what."""

from __future__ import annotations

from northing.features.talk.models import Follow
from northing.kit.actors import Actor
from northing.kit.subjects import Subject


def followed(*, actor: Actor) -> dict[Subject, bool]:
    """What the actor said they want to hear of (``True``) or expressly not (``False``); one statement."""
    rows = Follow.within(actor.organization_id).filter(person_id=actor.person_id or 0)
    return {
        Subject(kind, pk): not is_muted
        for kind, pk, is_muted in rows.values_list("subject_kind", "subject_id", "is_muted")
    }


def is_following(*, actor: Actor, subject: Subject) -> bool | None:
    """Whether the actor follows a thing; ``None`` when they never said."""
    row = Follow.within(actor.organization_id).filter(
        person_id=actor.person_id or 0, subject_kind=subject.kind, subject_id=subject.id
    )
    is_muted = row.values_list("is_muted", flat=True).first()
    return None if is_muted is None else not is_muted
