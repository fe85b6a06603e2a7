"""The start page and search: everybody's own."""

from __future__ import annotations

from tests.architecture.routes import EVERYONE, get, organization

PAGES = {
    "home:home": [get(organization, EVERYONE)],
    "home:search": [get(organization, EVERYONE)],
}
