"""What insights adds to other pages: its entry in the rail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from northing.kit.web.frame import Place
from northing.kit.web.slots import Panel, register_panel


def register() -> None:
    """Fill the slots; called once from ``apps.ready()``."""
    register_panel(
        Panel(
            "rail", 40, "insights:page", label=_("Insights"), icon="chart-column", extra={"place": Place.WIDE}
        )
    )
