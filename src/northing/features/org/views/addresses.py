"""Addresses of this feature's pages within the organization of a request."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from northing.features.org.queries import visit_of


def address(request: HttpRequest, name: str, **named: object) -> str:
    """The path of the page ``org:<name>``."""
    slug = visit_of(request=request).organization.slug
    return reverse(f"org:{name}", kwargs={"organization": slug, **named})
