"""News as lines: who did what to which thing, and what they said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, tzinfo

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from northing.features.okrs.wording.terms import act_text
from northing.features.talk.queries import News, NoticeCode
from northing.kit.web.figures import moment_text
from northing.kit.wording import acted_by, register_sentences

_ICONS = {
    NoticeCode.MENTION: "at-sign",
    NoticeCode.ANSWER: "reply",
    NoticeCode.COMMENT: "message-square",
    NoticeCode.CHANGE: "pencil-line",
}


@dataclass(frozen=True, slots=True)
class NewsLine:
    """One line of the inbox."""

    icon: str
    title: str
    url: str
    what: str
    quote: str
    when: str
    iso: str
    is_unread: bool


def news_lines(told: Iterable[News], *, zone: tzinfo | None) -> list[NewsLine]:
    """News ready to print, times in the organization's zone."""
    return [
        NewsLine(
            icon=_ICONS[one.code],
            title=one.card.title,
            url=one.card.url,
            what=_what(one),
            quote=one.text,
            when=moment_text(one.at, zone or UTC, get_language() or "en"),
            iso=one.at.isoformat(),
            is_unread=one.is_unread,
        )
        for one in told
    ]


def _what(one: News) -> str:
    name = acted_by(one.by_name, one.act.via if one.act is not None else "")
    if one.act is not None:
        return _("%(name)s %(did)s") % {"name": name, "did": act_text(one.act.verb, one.act.details)}
    if one.code is NoticeCode.MENTION:
        return _("%(name)s named you") % {"name": name}
    if one.code is NoticeCode.ANSWER:
        return _("%(name)s answered you") % {"name": name}
    return _("%(name)s commented") % {"name": name}


register_sentences(
    {
        "audit_needs_a_steward": _lazy("The audit log is read by admins and principals. Ask one of them."),
        "mail_digest_subject": _lazy("%(organization)s: what waits for you"),
        "mail_digest_text": _lazy(
            "Hello %(name)s,\n\nKey results to check in: %(due)s\nObjectives that wait for you: %(waiting)s\n"
            "News: %(news)s\n\n%(lines)s\n\nEverything is in your inbox:\n%(link)s\n\n"
            "You choose how often this comes under Notices in your account menu.\n"
        ),
    }
)
