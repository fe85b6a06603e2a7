"""Addresses of exchange, below an organization's slug."""

from __future__ import annotations

from django.urls import path

from northing.features.exchange import views

app_name = "exchange"

urlpatterns = [
    path("import", views.import_document, name="import"),
    path("import/<ref:document>", views.preview, name="preview"),
    path("export", views.export, name="export"),
]
