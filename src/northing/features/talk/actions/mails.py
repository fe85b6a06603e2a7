"""The one mail of talk that does not wait for the digest: somebody named you."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.utils.translation import override

from northing.features.org import queries as org_queries
from northing.features.talk.models import Comment
from northing.features.talk.queries import NoticeCode, notice_choices
from northing.kit.actors import Actor
from northing.kit.outbox import messages
from northing.kit.subjects import Subject, cards
from northing.kit.wording import sentence_for

_LONGEST_QUOTE = 1_000


def cancel_key(comment: Comment) -> str:
    """What names the mails of one comment, so that deleting it takes them back."""
    return f"comment:{comment.ref}"


def mail_mentions(*, actor: Actor, comment: Comment, people: Collection[int], at: datetime) -> None:
    """Mail those of ``people`` who want it, each in their language; the outbox holds it for as long as undo."""
    told = [pk for pk in people if pk != actor.person_id]
    if not told:
        return
    subject = Subject(comment.subject_kind, comment.subject_id)
    card = cards([subject], seen_by=actor)[subject]
    author = org_queries.people_by_id(organization_id=actor.organization_id, ids=[actor.person_id or 0])
    name = next((person.name for person in author.values()), "")
    choices = notice_choices(organization_id=actor.organization_id, person_ids=told)
    for one in org_queries.addressees(organization_id=actor.organization_id, ids=told):
        chosen = choices[one.person.id]
        if not (chosen.mails_mentions and chosen.wants(NoticeCode.MENTION)):
            continue
        params = {
            "author": name,
            "name": one.person.name,
            "title": card.title,
            "text": comment.text[:_LONGEST_QUOTE],
            "link": f"{settings.SITE_URL}{card.url}#comment-{comment.ref}",
        }
        with override(one.language):
            messages.enqueue(
                organization_id=actor.organization_id,
                kind="talk.mention",
                to=one.email,
                subject=sentence_for("mail_mention_subject", params),
                text=sentence_for("mail_mention_text", params),
                at=at,
                cancel_key=cancel_key(comment),
            )
