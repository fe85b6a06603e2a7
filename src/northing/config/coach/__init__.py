"""``northing coach``: the linter for OKRs on the command line. No command of it loads Django or a database."""

from northing.config.coach.commands import app

__all__ = ["app"]
