"""Django's entry point of the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from datetime import date

    from northing.kit.actors import Actor


class OkrsConfig(AppConfig):
    """Objectives, key results and check-ins: what can be named of them, and what is refused in which words."""

    name = "northing.features.okrs"
    label = "okrs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell kit which subjects there are and how refusals are said, and fill the slots."""
        from northing.features.okrs import panels, queries
        from northing.features.okrs.wording import refusals
        from northing.kit.subjects import register_subject

        refusals.register()
        panels.register()
        register_subject("objective", queries.objective_cards, named=_objective_named)
        register_subject("key_result", queries.key_result_cards)


def _objective_named(ref: str, actor: Actor, on: date) -> int | None:
    from northing.features.okrs import queries

    return queries.objective_named(ref=ref, actor=actor, on=on)
