"""Addresses of home, search, the inbox and the audit log, below an organization's slug."""

from __future__ import annotations

from django.urls import path

from northing.features.home import views

app_name = "home"

urlpatterns = [
    path("", views.show_home, name="home"),
    path("palette", views.show_palette, name="palette"),
    path("search", views.show_search, name="search"),
    path("inbox", views.show_inbox, name="inbox"),
    path("inbox/count", views.count_unread, name="inbox_count"),
    path("settings/audit", views.show_audit, name="audit"),
    path("settings/audit.csv", views.export_audit, name="audit_file"),
    path("inbox/read", views.read_all, name="inbox_read"),
]
