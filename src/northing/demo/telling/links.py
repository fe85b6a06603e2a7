"""One-time login links, one a role, so that anybody can look at the demo through anybody's eyes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from northing.demo import tale
from northing.demo.telling.people import mail_of
from northing.features.org import actions as org_actions
from northing.features.org import queries as org_queries
from northing.kit.errors import Conflict, NotFound


def is_told() -> bool:
    """Whether the demo company is already in this database.

    :raises Conflict: ``demo_interrupted``: somebody stopped an earlier telling half way
    """
    company = tale.company()
    try:
        organization = org_queries.organization_by_slug(slug=company["organization"]["slug"])
    except NotFound:
        return False
    # Absences end the story: they are written last.
    if not org_queries.calendars_of(organization_id=organization.id).away:
        raise Conflict("demo_interrupted")
    return True


def entries(keys: Iterable[str], *, base_url: str, at: datetime) -> list[tuple[str, str]]:
    """``(name and title, address)`` a person; each address signs in once within a day."""
    company = tale.company()
    slug = company["organization"]["slug"]
    organization = org_queries.organization_by_slug(slug=slug)
    mails = [mail_of(key, slug) for key in keys]
    found = org_queries.people_named(organization_id=organization.id, words=mails)
    logins = org_queries.logins_of(organization_id=organization.id, emails=mails)
    lines = []
    for mail in mails:
        for person in found.get(mail, ()):
            token = org_actions.issue_login_link(user_id=logins[mail], at=at, path=f"/{slug}/")
            lines.append((f"{person.name}, {person.title} ({person.role})", f"{base_url}/enter/{token}"))
    return lines
