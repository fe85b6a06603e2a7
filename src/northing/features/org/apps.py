"""Django's entry point of the org feature."""

from __future__ import annotations

from django.apps import AppConfig


class OrgConfig(AppConfig):
    """Organizations, people, teams, and who they are to the doors of kit."""

    name = "northing.features.org"
    label = "org"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell kit who people are, what can be named, and where the pages stand."""
        from northing.features.org import actions, middleware, panels, queries, wording
        from northing.kit.api.auth import set_person_resolver
        from northing.kit.cli.operator import set_operator_resolver
        from northing.kit.cli.welcome import set_setup_link
        from northing.kit.subjects import register_subject

        wording.register()
        register_subject("person", queries.person_cards)
        register_subject("team", queries.team_cards)
        set_person_resolver(middleware.role_behind_token)
        set_operator_resolver(middleware.operator)
        set_setup_link(actions.setup_link_if_empty)
        panels.register()
