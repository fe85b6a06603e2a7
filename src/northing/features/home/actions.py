"""The digest: one mail with what a person owes and what is new, as often as they chose."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from northing.features.home import queries
from northing.features.home.queries import Inbox
from northing.features.org import queries as org_queries
from northing.features.org.queries import Addressee
from northing.features.talk import queries as talk_queries
from northing.features.talk.queries import Digest
from northing.kit.actors import Via
from northing.kit.outbox import messages
from northing.kit.wording import sentence_for

KIND = "home.digest"
MOST_LINES = 10
_MONDAY, _FRIDAY = 0, 4


def mail_digests(*, organization_id: int, on: date, at: datetime) -> int:
    """Mail everybody whose digest is due on the day ``on`` and who has something to read; the number of mails.

    Whoever never came in gets none: what waits for them is their invitation. Twice on the same day sends nothing
    more. Each mail is a transaction of its own.
    """
    people = org_queries.addressees(organization_id=organization_id)
    ids = [one.person.id for one in people]
    choices = talk_queries.notice_choices(organization_id=organization_id, person_ids=ids)
    due = [one for one in people if one.has_entered and _is_due(choices[one.person.id].digest, on)]
    return sum(_mail(organization_id, one, on=on, at=at) for one in due)


def _is_due(digest: Digest, on: date) -> bool:
    if digest is Digest.DAILY:
        return on.weekday() <= _FRIDAY
    return digest is Digest.WEEKLY and on.weekday() == _MONDAY


def _mail(organization_id: int, reader: Addressee, *, on: date, at: datetime) -> bool:
    key = f"digest:{reader.person.ref}:{on.isoformat()}"
    if messages.is_known(organization_id=organization_id, cancel_key=key):
        return False
    actor = org_queries.actor_for_person(
        organization_id=organization_id, person_id=reader.person.id, via=Via.JOB
    )
    found = queries.inbox(actor=actor, on=on, at=at)
    if not (found.due or found.waiting.proposals or found.waiting.returned or found.unread):
        return False
    organization = org_queries.organization_of(organization_id=organization_id)
    with override(reader.language):
        params = _params(found, reader, organization.slug, organization.name)
        messages.enqueue(
            organization_id=organization_id,
            kind=KIND,
            to=reader.email,
            subject=sentence_for("mail_digest_subject", params),
            text=sentence_for("mail_digest_text", params),
            at=at,
            hold=timedelta(0),
            cancel_key=key,
        )
    return True


def _params(found: Inbox, reader: Addressee, slug: str, name: str) -> dict[str, object]:
    waiting = [row.title for row in (*found.waiting.proposals, *found.waiting.returned)]
    news = [f"{one.by_name}: {one.card.title}" for one in found.news if one.is_unread]
    lines = "\n".join(f"- {line}" for line in (waiting + news)[:MOST_LINES])
    return {
        "name": reader.person.name,
        "organization": name,
        "due": found.due,
        "waiting": len(waiting),
        "news": found.unread,
        "lines": lines,
        "link": settings.SITE_URL + reverse("home:inbox", kwargs={"organization": slug}),
    }
