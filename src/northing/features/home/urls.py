"""Addresses of home and search, below an organization's slug."""

from __future__ import annotations

from django.urls import path

from northing.features.home import views

app_name = "home"

urlpatterns = [
    path("", views.show_home, name="home"),
    path("search", views.show_search, name="search"),
]
