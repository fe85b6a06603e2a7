"""REST of organizations, people and teams: routers for ``/organizations``, ``/people``, ``/teams``."""

from northing.features.org.api.organizations import router as organizations
from northing.features.org.api.people import router as people
from northing.features.org.api.teams import router as teams

__all__ = ["organizations", "people", "teams"]
