"""The mails of signing in, in the language of whoever reads them; they leave through the outbox.

Their sentences are worded at the edge like every other (``wording.MAILS``), under the codes used here.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import override

from northing.features.org.models import Organization, Person, User
from northing.kit.outbox.messages import UNDO_WINDOW, enqueue
from northing.kit.wording import sentence_for

AT_ONCE = timedelta(0)


def mail_invitation(
    *, person: Person, user: User, organization: Organization, path: str, at: datetime
) -> None:
    """Tell a person that they are expected, with the link that lets them in once."""
    named = {"name": person.name, "organization": organization.name, "link": settings.SITE_URL + path}
    with override(user.language or organization.locale):
        _send("invitation", user.email, named, organization_id=organization.pk, at=at, hold=UNDO_WINDOW)


def mail_password_reset(*, user: User, organization_id: int, link: str, at: datetime) -> None:
    """Send the link with which a user chooses a new password; in the language of the page that asked."""
    named = {"link": link, "email": user.email}
    _send("password_reset", user.email, named, organization_id=organization_id, at=at, hold=AT_ONCE)


def _send(
    kind: str, to: str, named: dict[str, str], *, organization_id: int, at: datetime, hold: timedelta
) -> None:
    enqueue(
        organization_id=organization_id,
        kind=f"org.{kind}",
        to=to,
        subject=sentence_for(f"mail_{kind}_subject", named),
        text=sentence_for(f"mail_{kind}_text", named),
        at=at,
        hold=hold,
    )
