"""Pages of home: the start page, search, the inbox."""

from northing.features.home.views.inbox import count_unread, read_all, show_inbox
from northing.features.home.views.pages import show_home, show_search

__all__ = ["count_unread", "read_all", "show_home", "show_inbox", "show_search"]
