"""Django's entry point of work."""

from __future__ import annotations

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """Initiatives and tasks."""

    name = "northing.features.work"
    label = "work"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Word the codes, name the subjects, fill the slots."""
        from northing.features.work import panels, queries, wording  # noqa: F401 - wording registers itself
        from northing.kit.subjects import register_subject

        register_subject("initiative", lambda ids, actor: queries.initiative_cards(ids=ids, actor=actor))
        register_subject("task", lambda ids, actor: queries.task_cards(ids=ids, actor=actor))
        panels.register()
