"""The news of one person: mentions, answers, comments on and changes of what they hold or follow.

Nothing is written when something happens; news is read from comments and the activity, so a change that was taken
back before anybody looked is not told, and a busy objective costs its followers nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Q

from northing.features.org import queries as org_queries
from northing.features.talk.models import Comment
from northing.features.talk.queries.choices import NoticeChoices, NoticeCode, notice_choices
from northing.kit.activity.record import Act, acts_on
from northing.kit.actors import Actor, Via
from northing.kit.subjects import Card, Subject, cards

MOST_NEWS = 50
_LOOKED_AT = 150  # acts before those by the reader and those nobody asked about are left out


@dataclass(frozen=True, slots=True)
class News:
    """One thing worth telling. ``act`` is set for changes, ``text`` for everything somebody wrote."""

    code: NoticeCode
    at: datetime
    by_name: str
    card: Card
    is_unread: bool
    text: str = ""
    act: Act | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    code: NoticeCode
    at: datetime
    by_id: int | None
    subject: Subject
    text: str = ""
    act: Act | None = None


def news(
    *, actor: Actor, watched: Collection[Subject], verbs: Collection[str], since: datetime
) -> list[News]:
    """What others said and did after ``since``, newest first, at most :data:`MOST_NEWS`; at most nine statements.

    Of several acts of one kind on one thing the latest is told.

    :param watched: what the reader holds or follows; muted things are left out by the caller
    :param verbs: the acts worth telling
    """
    if actor.person_id is None:
        return []
    chosen = notice_choices(organization_id=actor.organization_id, person_ids=[actor.person_id])
    choices = chosen[actor.person_id]
    told = [*_written(actor, watched), *_done(actor, watched, verbs)]
    recent = (one for one in told if choices.wants(one.code) and one.at > since)
    wanted = sorted(recent, key=lambda one: one.at, reverse=True)
    return _named(actor, _once(wanted)[: MOST_NEWS * 2], choices)


def _written(actor: Actor, watched: Collection[Subject]) -> list[_Told]:
    said = Comment.within(actor.organization_id).filter(deleted_at=None).exclude(author_id=actor.person_id)
    mine = said.filter(mentions__person_id=actor.person_id or 0).order_by("-pk")[:MOST_NEWS]
    answers = said.filter(answers__author_id=actor.person_id).order_by("-pk")[:MOST_NEWS]
    found = [*_told(NoticeCode.MENTION, mine), *_told(NoticeCode.ANSWER, answers)]
    if watched:
        about = said.filter(_about(watched)).order_by("-pk")[:MOST_NEWS]
        found += _told(NoticeCode.COMMENT, about)
    return found


def _about(subjects: Iterable[Subject]) -> Q:
    by_kind: dict[str, list[int]] = {}
    for subject in subjects:
        by_kind.setdefault(subject.kind, []).append(subject.id)
    return reduce(or_, (Q(subject_kind=kind, subject_id__in=ids) for kind, ids in sorted(by_kind.items())))


def _told(code: NoticeCode, rows: Iterable[Comment]) -> list[_Told]:
    return [
        _Told(code, row.created_at, row.author_id, Subject(row.subject_kind, row.subject_id), row.text)
        for row in rows
    ]


def _done(actor: Actor, watched: Collection[Subject], verbs: Collection[str]) -> list[_Told]:
    # A document brings hundreds of check-ins at once: whoever imported it tells people, not every row of it.
    acts = acts_on(actor.organization_id, watched, limit=_LOOKED_AT, without=Via.IMPORT)
    return [
        _Told(NoticeCode.CHANGE, act.at, act.by_id, act.subject, act=act)
        for act in acts
        if act.verb in verbs and act.by_id != actor.person_id
    ][:MOST_NEWS]


def _once(told: list[_Told]) -> list[_Told]:
    """A comment that is both a mention and about a followed thing is told once, as what concerns me most.

    ``told`` is newest first, so of acts of one kind on one thing the latest stays.
    """
    order = list(NoticeCode)
    best: dict[tuple[object, ...], _Told] = {}
    for one in told:
        key = (one.subject, one.act.verb) if one.act else (one.subject, one.at, one.text)
        known = best.get(key)
        if known is None or order.index(one.code) < order.index(known.code):
            best[key] = one
    return list(best.values())


def _named(actor: Actor, told: list[_Told], choices: NoticeChoices) -> list[News]:
    seen = cards({one.subject for one in told}, seen_by=actor)
    ids = {one.by_id for one in told if one.by_id}
    people = org_queries.people_by_id(organization_id=actor.organization_id, ids=ids)
    return [
        News(
            code=one.code,
            at=one.at,
            by_name=people[one.by_id].name if one.by_id in people else "",
            card=seen[one.subject],
            is_unread=choices.read_at is None or one.at > choices.read_at,
            text=one.text,
            act=one.act,
        )
        for one in told
        if one.subject in seen
    ][:MOST_NEWS]
