"""Addresses of talk, below an organization's slug."""

from __future__ import annotations

from django.urls import path

from northing.features.talk import views

app_name = "talk"

urlpatterns = [
    path("comments/people", views.suggest_people, name="people"),
    path("comments/objective/<ref:ref>", views.show_thread, {"kind": "objective"}, name="of_objective"),
    path("comments/<slug:kind>/<ref:ref>", views.show_thread, name="thread"),
    path("comments/<slug:kind>/<ref:ref>/follow", views.follow_it, name="follow"),
    path("comments/<slug:kind>/<ref:ref>/<ref:comment>/edit", views.edit_comment, name="edit"),
    path("comments/<slug:kind>/<ref:ref>/<ref:comment>/delete", views.delete_comment, name="delete"),
    path("comments/<slug:kind>/<ref:ref>/<ref:comment>/feel", views.feel, name="feel"),
    path("notices", views.choose_notices, name="notices"),
]
