"""One list of what waits for a person, and the news of what they hold or follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from northing.features.checkins import queries as checkin_queries
from northing.features.okrs import queries as okr_queries
from northing.features.okrs.queries import Waiting
from northing.features.talk import queries as talk_queries
from northing.features.talk.queries import News
from northing.kit.actors import Actor

COUNTED = 20
"""The bell counts no further: "20+" says enough."""
TOLD_FOR = timedelta(days=30)
"""Older things are no news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """What waits (check-ins due, proposals to answer, what came back) and what is new."""

    due: int
    waiting: Waiting
    news: tuple[News, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits and nothing is told."""
        return not (self.due or self.waiting.proposals or self.waiting.returned or self.news)

    @property
    def unread(self) -> int:
        """How much of the news was not read."""
        return sum(one.is_unread for one in self.news)


def inbox(*, actor: Actor, on: date, at: datetime) -> Inbox:
    """The inbox of ``actor`` at a moment; bounded lists, at most eleven statements besides the frame."""
    return Inbox(
        due=checkin_queries.due_count(actor=actor, on=on),
        waiting=okr_queries.waiting_for(actor=actor, on=on),
        news=tuple(_news(actor, at)),
    )


def unread_count(*, actor: Actor, at: datetime) -> int:
    """How much news waits unread, up to :data:`COUNTED`."""
    return min(sum(one.is_unread for one in _news(actor, at)), COUNTED)


def _news(actor: Actor, at: datetime) -> list[News]:
    said = talk_queries.followed(actor=actor)
    wanted = {subject for subject, wants in said.items() if wants}
    watched = okr_queries.watched_by(actor=actor, followed=wanted)
    muted = {subject for subject, wants in said.items() if not wants}
    return talk_queries.news(
        actor=actor, watched=watched - muted, verbs=okr_queries.TOLD_VERBS, since=at - TOLD_FOR
    )
