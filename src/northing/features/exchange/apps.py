"""Django's entry point of exchange."""

from __future__ import annotations

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Plans in and out."""

    name = "northing.features.exchange"
    label = "exchange"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Word the codes, fill the slots."""
        from northing.features.exchange import panels, wording

        wording.register()
        panels.register()
