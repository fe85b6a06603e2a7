"""Follow a thing, or expressly not."""

from __future__ import annotations

from datetime import date, datetime

from northing.features.talk import policies, queries
from northing.features.talk.models import Follow
from northing.kit.actors import Actor
from northing.kit.storage.writing import writing
from northing.kit.subjects import Subject


def follow(*, actor: Actor, kind: str, ref: str, wants: bool, at: datetime, on: date) -> None:
    """Hear of a thing from now on, or no more (also of what one holds).

    :raises NotFound: nothing of that name for this actor
    """
    person_id = policies.require_may_comment(actor)
    with writing():
        subject = queries.subject_seen(actor=actor, kind=kind, ref=ref, on=on)
        Follow.within(actor.organization_id).update_or_create(
            organization_id=actor.organization_id,
            person_id=person_id,
            subject_kind=subject.kind,
            subject_id=subject.id,
            defaults={"is_muted": not wants},
            create_defaults={"is_muted": not wants, "since_at": at},
        )


def follow_unless_said(*, actor: Actor, person_id: int, subject: Subject, at: datetime) -> None:
    """Follow a thing one takes part in, unless one ever said otherwise; in the caller's transaction."""
    Follow.within(actor.organization_id).get_or_create(
        organization_id=actor.organization_id,
        person_id=person_id,
        subject_kind=subject.kind,
        subject_id=subject.id,
        defaults={"since_at": at},
    )
