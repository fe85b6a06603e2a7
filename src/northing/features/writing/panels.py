"""What writing adds to other pages: the library under "More" and "+ New", a template in an objective's menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from northing.features.writing import policies
from northing.kit.web.frame import Place
from northing.kit.web.slots import Panel, register_panel


def register() -> None:
    """Fill the slots; called once from ``apps.ready()``."""
    register_panel(
        Panel(
            "rail",
            68,
            "writing:library",
            label=_("Library"),
            icon="library",
            extra={"place": Place.MORE},
        )
    )
    register_panel(
        Panel("new", 15, "writing:library", policies.may_use, label=_("From the library"), icon="library")
    )
    register_panel(
        Panel(
            "objective.new",
            10,
            "writing:library",
            policies.may_use,
            label=_("From the library"),
            icon="library",
        )
    )
    register_panel(
        Panel(
            "objective.menu",
            40,
            "writing:save",
            policies.may_save,
            label=_("Save as a template"),
            icon="bookmark-plus",
            extra={"needs_open": True},
        )
    )
    register_panel(Panel("objective.words", 10, "writing:check_objective", label=_("Coach")))
    register_panel(Panel("key_result.words", 10, "writing:check_key_result", label=_("Coach")))
    register_panel(Panel("objective.side", 30, "writing:advice", label=_("Coach"), icon="compass"))
    register_panel(
        Panel(
            "rail",
            66,
            "writing:checklist",
            label=_("Coach"),
            icon="spell-check",
            extra={"place": Place.MORE},
        )
    )
