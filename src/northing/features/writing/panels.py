"""What writing adds to other pages: the library under "More" and "+ New", a template in an objective's menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as of

from northing.features.writing import policies
from northing.kit.web.frame import Place
from northing.kit.web.slots import Panel, register_panel

# The one who reads along is another word than the role of a person in most languages.
COACH = of("the one who reads along", "Coach")


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
    register_panel(Panel("objective.words", 10, "writing:check_objective", label=COACH))
    register_panel(Panel("key_result.words", 10, "writing:check_key_result", label=COACH))
    register_panel(Panel("objective.side", 30, "writing:advice", label=COACH, icon="compass"))
    register_panel(
        Panel(
            "rail",
            66,
            "writing:checklist",
            label=COACH,
            icon="spell-check",
            extra={"place": Place.MORE},
        )
    )
