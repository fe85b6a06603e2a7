"""Doors of the weekly ritual."""

from northing.features.checkins.views.pages import echo, show_page, show_row, show_summary
from northing.features.checkins.views.writes import submit, undo

__all__ = ["echo", "show_page", "show_row", "show_summary", "submit", "undo"]
