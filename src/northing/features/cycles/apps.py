"""Django's entry point of cycles."""

from __future__ import annotations

from django.apps import AppConfig


class CyclesConfig(AppConfig):
    """Time boxes and their phases."""

    name = "northing.features.cycles"
    label = "cycles"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Word the codes, name the subject, fill the slots."""
        from northing.features.cycles import panels, queries, wording  # noqa: F401 - wording registers itself
        from northing.kit.subjects import register_subject

        register_subject("cycle", lambda ids, actor: queries.cycle_cards(ids=ids, actor=actor))
        panels.register()
