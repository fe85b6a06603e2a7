"""What check-ins add to other pages: an entry of the rail with its count."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from northing.features.checkins import policies, queries
from northing.kit.web.frame import Place
from northing.kit.web.slots import Panel, register_panel


def register() -> None:
    """Fill the slots; called once from ``apps.ready()``. ``count``: how many wait, asked by the frame."""
    register_panel(
        Panel(
            "rail",
            20,
            "checkins:page",
            policies.sees_the_page,
            _("Check-in"),
            "check",
            extra={"place": Place.MAIN, "count": queries.due_count},
        )
    )
    register_panel(
        Panel("objective.actions", 10, "checkins:page", policies.sees_the_page, _("Check in"), "check")
    )
