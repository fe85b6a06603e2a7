"""Addresses of the web kit; included at ``-/`` so that no organization slug can collide."""

from __future__ import annotations

from django.conf import settings
from django.urls import path

from northing.kit.web import views

app_name = "kit_web"

urlpatterns = [
    path("theme", views.choose_theme, name="theme"),
    path("language", views.choose_language, name="language"),
]

if settings.DEBUG:
    urlpatterns.append(path("patterns", views.show_patterns, name="patterns"))
