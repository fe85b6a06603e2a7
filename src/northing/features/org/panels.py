"""What this feature adds to the frame: entries of the rail, of "+ New" and of the account menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from northing.features.org.policies import may_manage_organization, may_manage_people
from northing.kit.web.frame import Place
from northing.kit.web.slots import Panel, register_panel


def register() -> None:
    """Fill the slots; called once from ``apps.ready()``."""
    in_more: dict[str, object] = {"place": Place.MORE}
    register_panel(Panel("rail", 70, "org:teams", label=_("Teams"), icon="users", extra=in_more))
    register_panel(Panel("rail", 71, "org:people", label=_("People"), icon="contact", extra=in_more))
    register_panel(
        Panel(
            "rail",
            90,
            "org:settings",
            permission=may_manage_organization,
            label=_("Settings"),
            icon="settings",
            extra=in_more,
        )
    )
    register_panel(Panel("account", 30, "org:tokens", label=_("Tokens"), icon="key-round"))
    register_panel(Panel("account", 10, "org:account", label=_("Your account"), icon="user-round"))
    register_panel(Panel("new", 85, "org:team_new", may_manage_people, _("Team"), "users"))
    register_panel(Panel("new", 86, "org:person_new", may_manage_people, _("Person"), "user-plus"))
