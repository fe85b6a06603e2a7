"""Django's entry point of check-ins."""

from __future__ import annotations

from django.apps import AppConfig


class CheckinsConfig(AppConfig):
    """The weekly ritual."""

    name = "northing.features.checkins"
    label = "checkins"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Word the codes and fill the slots."""
        from northing.features.checkins import panels, wording  # noqa: F401 - wording registers itself

        panels.register()
