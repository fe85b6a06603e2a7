"""Pages of people, teams, settings and the front door."""
