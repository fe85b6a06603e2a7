"""Rows of organizations and the people in them."""

from northing.features.org.models.access import Membership, OneTimeLink, Team
from northing.features.org.models.people import Absence, Organization, Person, QuietDays, User

__all__ = ["Absence", "Membership", "OneTimeLink", "Organization", "Person", "QuietDays", "Team", "User"]
