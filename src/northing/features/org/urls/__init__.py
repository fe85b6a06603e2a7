"""Addresses of people, teams and settings below an organization's slug."""

from __future__ import annotations

from django.urls import URLPattern, path

app_name = "org"

urlpatterns: list[URLPattern] = []
