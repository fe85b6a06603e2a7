"""Django's entry point of KPIs."""

from __future__ import annotations

from django.apps import AppConfig


class KpisConfig(AppConfig):
    """Health metrics and their readings."""

    name = "northing.features.kpis"
    label = "kpis"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Word the codes, name the subject, fill the slots."""
        from northing.features.kpis import panels, queries, wording  # noqa: F401 - wording registers itself
        from northing.kit.subjects import register_subject

        register_subject("kpi", lambda ids, actor: queries.kpi_cards(ids=ids, actor=actor))
        panels.register()
