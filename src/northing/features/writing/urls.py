"""Addresses of the library, below an organization's slug."""

from __future__ import annotations

from django.urls import path

from northing.features.writing.views import library, saved

app_name = "writing"

urlpatterns = [
    path("library", library.show_library, name="library"),
    path("library/saved/<ref:example>", library.show_example, {"is_saved": True}, name="saved"),
    path("library/saved/<ref:example>/use", library.use_example, {"is_saved": True}, name="use_saved"),
    path("library/saved/<ref:example>/share", saved.share_template, name="share"),
    path("library/saved/<ref:example>/remove", saved.remove_template, name="remove"),
    path("library/<slug:example>", library.show_example, name="example"),
    path("library/<slug:example>/use", library.use_example, name="use"),
    path("okrs/<ref:ref>/template", saved.save_template, name="save"),
]
