"""Django's entry point of home."""

from __future__ import annotations

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """What I owe, search, the frame."""

    name = "northing.features.home"
    label = "home"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Word the codes and fill the frame of every page."""
        from northing.features.home import panels, wording  # noqa: F401 - wording registers itself

        panels.register()
