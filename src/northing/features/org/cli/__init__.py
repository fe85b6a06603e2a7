"""``northing init`` and ``northing person``."""

from northing.features.org.cli.founding import init
from northing.features.org.cli.people import app as people

__all__ = ["init", "people"]
