"""Django's entry point of insights."""

from __future__ import annotations

from django.apps import AppConfig


class InsightsConfig(AppConfig):
    """Dashboards over the ledger."""

    name = "northing.features.insights"
    label = "insights"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Fill the slots."""
        from northing.features.insights import panels

        panels.register()
