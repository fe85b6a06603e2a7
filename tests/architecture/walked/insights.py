"""Insights: everybody's, each with what they may see."""

from __future__ import annotations

from tests.architecture.routes import EVERYONE, get, organization

PAGES = {"insights:page": [get(organization, EVERYONE)]}
