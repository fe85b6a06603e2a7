"""Choose what to be told of, and say that the news was read."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from northing.features.talk import policies
from northing.features.talk.models import Digest, NoticeChoice
from northing.features.talk.queries import NoticeCode
from northing.kit.actors import Actor
from northing.kit.storage.writing import writing


def choose_notices(
    *, actor: Actor, wanted: Collection[NoticeCode], mails_mentions: bool, digest: Digest
) -> None:
    """Keep the actor's choices: the kinds of news they want, mail at once for mentions, and the digest.

    :raises NotAllowed: ``comment_needs_a_person``
    """
    silenced = [code.value for code in NoticeCode if code not in wanted]
    _change(actor, silenced=silenced, mails_mentions=mails_mentions, digest=digest)


def mark_read(*, actor: Actor, at: datetime) -> None:
    """Everything told until ``at`` was read.

    :raises NotAllowed: ``comment_needs_a_person``
    """
    _change(actor, read_at=at)


def _change(actor: Actor, **columns: object) -> None:
    person_id = policies.require_may_comment(actor)
    with writing():
        NoticeChoice.within(actor.organization_id).update_or_create(
            organization_id=actor.organization_id, person_id=person_id, defaults=columns
        )
