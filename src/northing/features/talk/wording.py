"""Codes of talk as words, and comments as safe markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo

from django.utils.html import conditional_escape, format_html, urlize
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from northing.features.org import queries as org_queries
from northing.features.org.queries import PersonRow
from northing.features.talk.queries import CommentRow, Digest, Feeling, FeelingCount, NoticeCode
from northing.kit.web.figures import moment_text
from northing.kit.wording import listed, register_sentences

FEELINGS = {
    Feeling.AGREED: ("thumbs-up", _("Agreed")),
    Feeling.THANKS: ("heart", _("Thank you")),
    Feeling.CHEERS: ("party-popper", _("Well done")),
    Feeling.SEEN: ("eye", _("I have seen it")),
}
NOTICES = {
    NoticeCode.MENTION: _("Somebody names me in a comment"),
    NoticeCode.ANSWER: _("Somebody answers my comment"),
    NoticeCode.COMMENT: _("Somebody comments on what I own or follow"),
    NoticeCode.CHANGE: _("Somebody changes what I own or follow"),
}
DIGESTS = {
    Digest.NEVER: _("Never"),
    Digest.DAILY: _("Every working day, if there is anything"),
    Digest.WEEKLY: _("Once a week, if there is anything"),
}


@dataclass(frozen=True, slots=True)
class FeelingButton:
    """One reaction under a comment; ``title`` says who feels so."""

    code: str
    icon: str
    label: str
    count: int
    is_mine: bool
    title: str


@dataclass(frozen=True, slots=True)
class CommentLine:
    """One comment as the page prints it."""

    row: CommentRow
    author: str
    author_url: str
    text: SafeString
    when: str
    iso: str
    feelings: tuple[FeelingButton, ...]
    answers: tuple[CommentLine, ...]


def comment_lines(
    rows: Sequence[CommentRow], *, organization_id: int, zone: tzinfo | None
) -> tuple[CommentLine, ...]:
    """Comments ready to print, answers below them."""
    return tuple(_line(row, organization_id, zone or UTC) for row in rows)


def _line(row: CommentRow, organization_id: int, zone: tzinfo) -> CommentLine:
    author = row.author
    return CommentLine(
        row=row,
        author=author.name if author else str(_("somebody who left")),
        author_url=org_queries.person_url(organization_id=organization_id, ref=author.ref) if author else "",
        text=words(row.text, row.mentions, organization_id=organization_id),
        when=moment_text(row.created_at, zone, get_language() or "en"),
        iso=row.created_at.isoformat(),
        feelings=tuple(_button(one) for one in row.feelings),
        answers=tuple(_line(one, organization_id, zone) for one in row.answers),
    )


def _button(counted: FeelingCount) -> FeelingButton:
    icon, label = FEELINGS[counted.feeling]
    names = listed(counted.names)
    title = f"{label}: {names}" if names else str(label)
    return FeelingButton(counted.feeling.value, icon, str(label), counted.count, counted.is_mine, title)


def words(text: str, mentions: dict[str, PersonRow], *, organization_id: int) -> SafeString:
    """A comment as markup: everything escaped, addresses and mentioned people linked, lines kept."""
    if not mentions:
        return mark_safe(urlize(text, nofollow=True, autoescape=True))  # noqa: S308 - urlize escapes
    names = sorted(mentions, key=len, reverse=True)
    pattern = re.compile(r"(?<![\w./])[@＠](" + "|".join(map(re.escape, names)) + ")")
    parts: list[str] = []
    position = 0
    for found in pattern.finditer(text):
        parts.append(urlize(text[position : found.start()], nofollow=True, autoescape=True))
        person = mentions[found.group(1)]
        url = org_queries.person_url(organization_id=organization_id, ref=person.ref)
        parts.append(format_html('<a class="mention" href="{}">@{}</a>', url, person.name))
        position = found.end()
    parts.append(urlize(text[position:], nofollow=True, autoescape=True))
    return mark_safe("".join(map(conditional_escape, map(mark_safe, parts))))  # noqa: S308 - each part is escaped


register_sentences(
    {
        "comment_needs_a_person": _("Only people of the organization can comment and follow."),
        "comment_not_found": _("This comment is not here any more."),
        "comment_not_yours": _("A comment is changed by whoever wrote it."),
        "comments_too_fast": _("That is a lot at once. Wait a minute, then send it; your text is kept."),
        "too_many_mentions": _("Name at most %(limit)s people in one comment."),
        "mail_mention_subject": _("%(author)s named you: %(title)s"),
        "mail_mention_text": _(
            "Hello %(name)s,\n\n%(author)s wrote about “%(title)s”:\n\n%(text)s\n\nAnswer here:\n%(link)s\n\n"
            "You can switch this mail off under Notices in your account menu.\n"
        ),
    }
)
