"""The mails of signing in, in the language of whoever reads them; they leave through the outbox."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from northing.features.org.models import Organization, Person, User
from northing.kit.outbox.messages import enqueue

AT_ONCE = timedelta(0)


def mail_invitation(*, person: Person, user: User, organization: Organization, path: str, at: datetime) -> None:
    """Tell a person that they are expected, with the link that lets them in once."""
    with override(user.language or organization.locale):
        named = {"name": person.name, "organization": organization.name, "link": settings.SITE_URL + path}
        subject = _("Your place at %(organization)s in Northing") % named
        text = _(
            "Hello %(name)s,\n\n"
            "%(organization)s keeps its objectives and key results in Northing, and you are part of it. "
            "Open this link to come in and choose a password:\n\n%(link)s\n\n"
            "The link works once and for seven days. If you did not expect this mail, simply ignore it.\n"
        )
        enqueue(
            organization_id=organization.pk,
            kind="org.invitation",
            to=user.email,
            subject=subject,
            text=text % named,
            at=at,
        )


def mail_password_reset(*, user: User, organization_id: int, link: str, at: datetime) -> None:
    """Send the link with which a user chooses a new password; in the language of the page that asked."""
    with override(user.language or None):
        named = {"link": link, "email": user.email}
        enqueue(
            organization_id=organization_id,
            kind="org.password_reset",
            to=user.email,
            subject=_("Choose a new password for Northing"),
            text=_(
                "Hello,\n\n"
                "somebody, hopefully you, asked for a new password for %(email)s. Open this link to choose one:\n\n"
                "%(link)s\n\n"
                "If it was not you, ignore this mail: nothing has changed.\n"
            )
            % named,
            at=at,
            hold=AT_ONCE,
        )
