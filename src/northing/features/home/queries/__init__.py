"""What the pages of home show: the start page, search, the inbox, the audit log."""

from northing.features.home.queries.audit import MOST_EXPORTED, AuditFilter, AuditPage, AuditRow, audit_log
from northing.features.home.queries.inbox import COUNTED, Inbox, inbox, unread_count
from northing.features.home.queries.start import MOST_DUE, Found, Home, NextStep, found, home

__all__ = [
    "COUNTED",
    "MOST_DUE",
    "MOST_EXPORTED",
    "AuditFilter",
    "AuditPage",
    "AuditRow",
    "Found",
    "Home",
    "Inbox",
    "NextStep",
    "audit_log",
    "found",
    "home",
    "inbox",
    "unread_count",
]
