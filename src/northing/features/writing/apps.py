"""Django's entry point of writing."""

from __future__ import annotations

from django.apps import AppConfig


class WritingConfig(AppConfig):
    """The library of examples, and templates of one's own."""

    name = "northing.features.writing"
    label = "writing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Word the codes, name the subject, fill the slots."""
        from northing.features.writing import panels, queries, wording
        from northing.kit.subjects import register_subject

        register_subject(
            "saved_template", lambda ids, actor: queries.saved_template_cards(ids=ids, actor=actor)
        )
        wording.register()
        panels.register()
