"""The REST API: each feature's routers at their addresses below ``/api/v1``."""

from __future__ import annotations

from northing.features.checkins.api import router as check_ins
from northing.features.cycles.api import router as cycles
from northing.features.okrs.api import acts, key_results, objectives
from northing.features.org.api import organizations, people, teams
from northing.features.writing.api import router as coach
from northing.kit.api.site import build_api

api = build_api(
    [
        ("/organizations", organizations),
        ("/people", people),
        ("/teams", teams),
        ("/cycles", cycles),
        ("/objectives", objectives),
        ("/objectives", acts),
        ("/key-results", key_results),
        ("", check_ins),
        ("/coach", coach),
    ]
)
