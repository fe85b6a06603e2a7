"""What the browser sends to talk."""

from __future__ import annotations

from northing.features.talk.queries import Digest, NoticeChoices, NoticeCode
from northing.kit.web.typed import Typed


class CommentForm(Typed):
    """Some words, perhaps in answer to others; the action looks at them."""


class NoticesForm(Typed):
    """Which news, and which mails."""

    @classmethod
    def of(cls, choices: NoticeChoices) -> NoticesForm:
        """The form as chosen before."""
        wanted = {code.value: "on" for code in NoticeCode if choices.wants(code)}
        mails = {"mails_mentions": "on"} if choices.mails_mentions else {}
        return cls({**wanted, **mails, "digest": choices.digest.value})

    @property
    def wanted(self) -> list[NoticeCode]:
        """The kinds of news that are ticked."""
        return [code for code in NoticeCode if self.is_checked(code.value)]

    @property
    def digest(self) -> Digest:
        """How often unread news is mailed."""
        return self.choice("digest", Digest, Digest.WEEKLY)
