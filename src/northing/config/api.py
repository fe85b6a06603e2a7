"""The REST API: each feature's routers at their addresses below ``/api/v1``."""

from __future__ import annotations

from northing.features.cycles.api import router as cycles
from northing.features.org.api import organizations, people, teams
from northing.kit.api.site import build_api

api = build_api(
    [
        ("/organizations", organizations),
        ("/people", people),
        ("/teams", teams),
        ("/cycles", cycles),
    ]
)
