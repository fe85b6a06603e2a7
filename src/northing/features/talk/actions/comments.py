"""Say something about a thing, change it, take it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from northing.features.org.queries import PersonRow
from northing.features.talk import policies, queries
from northing.features.talk.actions.follows import follow_unless_said
from northing.features.talk.actions.mails import cancel_key, mail_mentions
from northing.features.talk.actions.mentions import Meant, people_meant
from northing.features.talk.models import Comment, Mention
from northing.kit.activity.record import record
from northing.kit.actors import Actor
from northing.kit.errors import Conflict, Invalid
from northing.kit.outbox import messages
from northing.kit.storage.refs import is_ref, new_ref
from northing.kit.storage.writing import writing
from northing.kit.subjects import Subject
from northing.kit.text import checked_text

LONGEST = 4_000
MOST_IN_A_MINUTE = 20


@dataclass(frozen=True, slots=True)
class Said:
    """A comment as saved, and the people it names who may not see it and so were not told."""

    ref: str
    blind: tuple[PersonRow, ...]


def add_comment(
    *, actor: Actor, kind: str, ref: str, text: str, at: datetime, on: date, answers: str = ""
) -> Said:
    """Say ``text`` about the thing ``ref``; whoever comments follows it, whoever is named is told.

    :param answers: ref of the comment it answers; an answer to an answer stands beside it
    :raises NotFound: nothing of that name, or no such comment to answer
    :raises Invalid: ``required``, ``too_long``, ``control_characters``, ``too_many_mentions``
    :raises Conflict: ``comments_too_fast``
    """
    author_id = policies.require_may_comment(actor)
    words = _clean(text)
    with writing():
        subject = queries.subject_seen(actor=actor, kind=kind, ref=ref, on=on)
        _require_a_calm_hand(actor, at)
        meant = people_meant(actor=actor, text=words, subject=subject)
        row = Comment(
            ref=new_ref(),
            organization_id=actor.organization_id,
            subject_kind=subject.kind,
            subject_id=subject.id,
            author_id=author_id,
            answers_id=_answered(actor, subject, answers),
            text=words,
            created_at=at,
        )
        row.save(force_insert=True)
        _name(row, meant)
        follow_unless_said(actor=actor, person_id=author_id, subject=subject, at=at)
        record(actor, "comment.added", on=subject, at=at, comment=row.ref)
        mail_mentions(actor=actor, comment=row, people=_told(meant), at=at)
    return Said(row.ref, meant.blind)


def edit_comment(*, actor: Actor, ref: str, text: str, at: datetime) -> Said:
    """Change one's own words; people named only now are told, too.

    :raises NotFound: ``comment_not_found``
    :raises NotAllowed: ``comment_not_yours``
    :raises Invalid: as :func:`add_comment`
    """
    words = _clean(text)
    with writing():
        row = queries.comment_held(actor=actor, ref=ref)
        policies.require_may_edit(actor, row)
        subject = Subject(row.subject_kind, row.subject_id)
        meant = people_meant(actor=actor, text=words, subject=subject)
        known = set(row.mentions.values_list("person_id", flat=True))
        row.text, row.edited_at = words, at
        row.save()
        row.mentions.all().delete()
        _name(row, meant)
        record(actor, "comment.edited", on=subject, at=at, comment=row.ref)
        mail_mentions(actor=actor, comment=row, people=_told(meant) - known, at=at)
    return Said(row.ref, meant.blind)


def delete_comment(*, actor: Actor, ref: str, at: datetime) -> None:
    """Take a comment back: its words and its unsent mails go, its place stays for the answers below it.

    :raises NotFound: ``comment_not_found``
    :raises NotAllowed: ``comment_not_yours``
    """
    with writing():
        row = queries.comment_held(actor=actor, ref=ref)
        policies.require_may_delete(actor, row)
        row.text, row.deleted_at = "", at
        row.save()
        row.mentions.all().delete()
        messages.cancel(organization_id=actor.organization_id, cancel_key=cancel_key(row), at=at)
        subject = Subject(row.subject_kind, row.subject_id)
        record(actor, "comment.deleted", on=subject, at=at, comment=row.ref)


def _clean(text: str) -> str:
    return checked_text(text, field="text", limit=LONGEST, is_required=True)


def _require_a_calm_hand(actor: Actor, at: datetime) -> None:
    lately = Comment.within(actor.organization_id).filter(
        author_id=actor.person_id, created_at__gt=at - timedelta(minutes=1)
    )
    if lately.count() >= MOST_IN_A_MINUTE:
        raise Conflict("comments_too_fast")


def _answered(actor: Actor, subject: Subject, ref: str) -> int | None:
    if not ref:
        return None
    rows = Comment.within(actor.organization_id).filter(subject_kind=subject.kind, subject_id=subject.id)
    row = rows.filter(ref=ref).first() if is_ref(ref) else None
    if row is None:
        raise Invalid("comment_not_found", field="answers")
    return row.answers_id or row.pk


def _name(row: Comment, meant: Meant) -> None:
    once = {person.id: spelled for spelled, person in meant.people.items()}
    Mention.within(row.organization_id).bulk_create(
        Mention(organization_id=row.organization_id, comment=row, person_id=pk, spelled=spelled)
        for pk, spelled in once.items()
        if pk not in {one.id for one in meant.blind}
    )


def _told(meant: Meant) -> set[int]:
    return {person.id for person in meant.people.values()} - {person.id for person in meant.blind}
