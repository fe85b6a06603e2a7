"""What the pages of home show: the start page, search, the inbox."""

from northing.features.home.queries.inbox import COUNTED, Inbox, inbox, unread_count
from northing.features.home.queries.start import Found, Home, NextStep, found, home

__all__ = ["COUNTED", "Found", "Home", "Inbox", "NextStep", "found", "home", "inbox", "unread_count"]
