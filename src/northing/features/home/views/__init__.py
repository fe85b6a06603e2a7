"""Pages of home: the start page, search, the inbox, the audit log."""

from northing.features.home.views.audit import export_audit, show_audit
from northing.features.home.views.inbox import count_unread, read_all, show_inbox
from northing.features.home.views.pages import show_home, show_palette, show_search

__all__ = [
    "count_unread",
    "export_audit",
    "read_all",
    "show_audit",
    "show_home",
    "show_inbox",
    "show_palette",
    "show_search",
]
