"""The start page, search and the inbox: everybody's own."""

from __future__ import annotations

from tests.architecture.routes import ADMIN, EVERYONE, get, organization, post

PAGES = {
    "home:home": [get(organization, EVERYONE)],
    "home:palette": [get(organization, EVERYONE)],
    "home:search": [get(organization, EVERYONE)],
    "home:audit": [get(organization, {ADMIN})],
    "home:audit_file": [get(organization, {ADMIN})],
    "home:inbox": [get(organization, EVERYONE)],
    "home:inbox_count": [get(organization, EVERYONE)],
    "home:inbox_read": [post(organization, EVERYONE)],
}
