"""Django's entry point of strategy."""

from __future__ import annotations

from django.apps import AppConfig


class StrategyConfig(AppConfig):
    """Mission, vision, purpose and pillars."""

    name = "northing.features.strategy"
    label = "strategy"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Word the codes, name the subject, fill the slots."""
        from northing.features.strategy import panels, queries, wording  # noqa: F401 - wording registers itself
        from northing.kit.subjects import register_subject

        register_subject("pillar", lambda ids, actor: queries.pillar_cards(ids=ids, actor=actor))
        panels.register()
