"""Addresses of insights, below an organization's slug."""

from __future__ import annotations

from django.urls import path

from northing.features.insights import views

app_name = "insights"

urlpatterns = [path("insights", views.show_insights, name="page")]
