"""Where the pages of people and teams live."""

from __future__ import annotations

from django.urls import reverse

from northing.features.org.queries.organizations import organization_of


def person_url(*, organization_id: int, ref: str) -> str:
    """The path of a person's page."""
    return _url("org:person", organization_id, person=ref)


def team_url(*, organization_id: int, ref: str) -> str:
    """The path of a team's page."""
    return _url("org:team", organization_id, team=ref)


def _url(name: str, organization_id: int, **named: str) -> str:
    slug = organization_of(organization_id=organization_id).slug
    return reverse(name, kwargs={"organization": slug, **named})
