"""Addresses of the library and the coach, below an organization's slug."""

from __future__ import annotations

from django.urls import path

from northing.features.writing.views import coaching, library, saved

app_name = "writing"

urlpatterns = [
    path("library", library.show_library, name="library"),
    path("library/saved/<ref:example>", library.show_example, {"is_saved": True}, name="saved"),
    path("library/saved/<ref:example>/use", library.use_example, {"is_saved": True}, name="use_saved"),
    path("library/saved/<ref:example>/share", saved.share_template, name="share"),
    path("library/saved/<ref:example>/remove", saved.remove_template, name="remove"),
    path("library/<slug:example>", library.show_example, name="example"),
    path("library/<slug:example>/use", library.use_example, name="use"),
    path("coach", coaching.show_checklist, name="checklist"),
    path("coach/objective", coaching.check_objective, name="check_objective"),
    path("coach/key-result/<ref:ref>", coaching.check_key_result, name="check_key_result"),
    path("okrs/<ref:ref>/coach", coaching.show_advice, name="advice"),
    path("okrs/<ref:ref>/coach/waive", coaching.waive, name="waive"),
    path("okrs/<ref:ref>/coach/hear", coaching.hear_again, name="hear_again"),
    path("okrs/<ref:ref>/template", saved.save_template, name="save"),
]
