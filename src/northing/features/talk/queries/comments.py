"""Comments on one thing, oldest first, with answers below what they answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from northing.features.org import queries as org_queries
from northing.features.org.queries import PersonRow
from northing.features.talk import policies
from northing.features.talk.models import Comment, Feeling, Mention, Reaction
from northing.features.talk.queries.follows import is_following
from northing.features.talk.queries.subjects import subject_seen
from northing.kit.actors import Actor
from northing.kit.errors import NotFound
from northing.kit.storage.refs import is_ref
from northing.kit.subjects import Subject, cards

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class FeelingCount:
    """How many people feel so about a comment, who they are, and whether the reader is one of them."""

    feeling: Feeling
    count: int
    names: tuple[str, ...]
    is_mine: bool


@dataclass(frozen=True, slots=True)
class CommentRow:
    """One comment. A deleted one has no text; ``mentions`` maps what the text writes to the person meant."""

    ref: str
    author: PersonRow | None
    text: str
    created_at: datetime
    is_edited: bool
    is_deleted: bool
    mentions: dict[str, PersonRow]
    feelings: tuple[FeelingCount, ...]
    may_edit: bool
    may_delete: bool
    answers: tuple[CommentRow, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Thread:
    """What is said about one thing: the latest ones; ``earlier`` is the ref before which older ones start."""

    subject: Subject
    comments: tuple[CommentRow, ...]
    count: int
    earlier: str
    is_following: bool | None
    may_comment: bool


def thread(*, actor: Actor, kind: str, ref: str, on: date, before: str = "") -> Thread:
    """The comments on the thing ``ref``; at most ten statements.

    :raises NotFound: nothing of that name for this actor
    """
    subject = subject_seen(actor=actor, kind=kind, ref=ref, on=on)
    said = Comment.within(actor.organization_id).filter(subject_kind=subject.kind, subject_id=subject.id)
    tops = said.filter(answers=None).order_by("-pk")
    if is_ref(before):
        last = said.filter(ref=before).values_list("pk", flat=True).first()
        tops = tops.filter(pk__lt=last) if last else tops
    found = list(tops[: MOST_SHOWN + 1])
    shown = found[:MOST_SHOWN][::-1]
    answers = list(said.filter(answers__in=[row.pk for row in shown]).order_by("pk")[: MOST_SHOWN * 4])
    return Thread(
        subject=subject,
        comments=_rows(actor, shown, answers),
        count=said.filter(deleted_at=None).count() if len(found) <= MOST_SHOWN else MOST_SHOWN,
        earlier=shown[0].ref if len(found) > MOST_SHOWN else "",
        is_following=is_following(actor=actor, subject=subject),
        may_comment=policies.may_comment(actor),
    )


def comment_held(*, actor: Actor, ref: str) -> Comment:
    """A comment about something the actor may see, locked; inside ``writing()``.

    :raises NotFound: ``comment_not_found``
    """
    rows = Comment.within(actor.organization_id).select_for_update()
    row = rows.filter(ref=ref).first() if is_ref(ref) else None
    if row is None:
        raise NotFound("comment_not_found")
    subject = Subject(row.subject_kind, row.subject_id)
    if subject not in cards([subject], seen_by=actor):
        raise NotFound("comment_not_found")
    return row


def _rows(actor: Actor, tops: Sequence[Comment], answers: Sequence[Comment]) -> tuple[CommentRow, ...]:
    everything = [*tops, *answers]
    mentions, feelings = _mentions(actor, everything), _feelings(actor, everything)
    ids = {row.author_id for row in everything if row.author_id}
    ids |= {pk for named in mentions.values() for pk in named.values()}
    ids |= {pk for felt in feelings.values() for people in felt.values() for pk in people}
    people = org_queries.people_by_id(organization_id=actor.organization_id, ids=ids)
    below: dict[int, list[Comment]] = defaultdict(list)
    for row in answers:
        below[row.answers_id or 0].append(row)

    def shaped(row: Comment) -> CommentRow:
        return CommentRow(
            ref=row.ref,
            author=people.get(row.author_id or 0),
            text="" if row.deleted_at else row.text,
            created_at=row.created_at,
            is_edited=row.edited_at is not None,
            is_deleted=row.deleted_at is not None,
            mentions={spelled: people[pk] for spelled, pk in mentions[row.pk].items() if pk in people},
            feelings=_counts(feelings[row.pk], people, actor.person_id),
            may_edit=policies.may_edit(actor, row),
            may_delete=policies.may_delete(actor, row),
            answers=tuple(shaped(one) for one in below[row.pk]),
        )

    return tuple(shaped(row) for row in tops)


def _mentions(actor: Actor, rows: Iterable[Comment]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = defaultdict(dict)
    mentions = Mention.within(actor.organization_id).filter(comment__in=[row.pk for row in rows])
    for comment, spelled, person in mentions.values_list("comment_id", "spelled", "person_id"):
        found[comment][spelled] = person
    return found


def _feelings(actor: Actor, rows: Iterable[Comment]) -> dict[int, dict[Feeling, list[int]]]:
    found: dict[int, dict[Feeling, list[int]]] = defaultdict(lambda: defaultdict(list))
    reactions = Reaction.within(actor.organization_id).filter(comment__in=[row.pk for row in rows])
    for comment, feeling, person in reactions.order_by("pk").values_list(
        "comment_id", "feeling", "person_id"
    ):
        found[comment][Feeling(feeling)].append(person)
    return found


def _counts(
    felt: dict[Feeling, list[int]], people: dict[int, PersonRow], reader: int | None
) -> tuple[FeelingCount, ...]:
    return tuple(
        FeelingCount(
            feeling,
            len(felt.get(feeling, ())),
            tuple(people[pk].name for pk in felt.get(feeling, ())[:10] if pk in people),
            reader in felt.get(feeling, ()),
        )
        for feeling in Feeling
    )
