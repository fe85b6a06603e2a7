"""Django's entry point of talk."""

from __future__ import annotations

from django.apps import AppConfig


class TalkConfig(AppConfig):
    """Comments, mentions, follows, reactions, notices."""

    name = "northing.features.talk"
    label = "talk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Word the codes and fill the slots."""
        from northing.features.talk import panels, wording  # noqa: F401 - wording registers itself

        panels.register()
