"""Addresses of the weekly ritual, below an organization's slug."""

from __future__ import annotations

from django.urls import path

from northing.features.checkins import views

app_name = "checkins"

urlpatterns = [
    path("check-in", views.show_page, name="page"),
    path("check-in/done", views.show_summary, name="done"),
    path("check-in/echo", views.echo, name="echo"),
    path("check-in/<ref:key_result>", views.submit, name="submit"),
    path("check-in/<ref:key_result>/row", views.show_row, name="row"),
    path("check-in/<ref:key_result>/undo", views.undo, name="undo"),
]
