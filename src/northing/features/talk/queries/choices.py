"""What a person wants to be told of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from northing.features.talk.models import Digest, NoticeChoice


class NoticeCode(StrEnum):
    """The kinds of news; each can be switched off."""

    MENTION = "mention"  # somebody named me
    ANSWER = "answer"  # somebody answered my comment
    COMMENT = "comment"  # somebody commented on what I hold or follow
    CHANGE = "change"  # somebody changed what I hold or follow


@dataclass(frozen=True, slots=True)
class NoticeChoices:
    """The choices of one person; without any of their own, the defaults."""

    silenced: frozenset[NoticeCode] = frozenset()
    mails_mentions: bool = True
    digest: Digest = Digest.WEEKLY
    read_at: datetime | None = None

    def wants(self, code: NoticeCode) -> bool:
        """Whether news of this kind is shown and mailed."""
        return code not in self.silenced


def notice_choices(*, organization_id: int, person_ids: list[int]) -> dict[int, NoticeChoices]:
    """The choices of each of these people; one statement."""
    rows = NoticeChoice.within(organization_id).filter(person_id__in=person_ids)
    known = {
        row.person_id: NoticeChoices(
            silenced=frozenset(code for code in NoticeCode if code.value in row.silenced),
            mails_mentions=row.mails_mentions,
            digest=Digest(row.digest),
            read_at=row.read_at,
        )
        for row in rows
    }
    return {person_id: known.get(person_id, NoticeChoices()) for person_id in person_ids}
