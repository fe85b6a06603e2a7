"""What work adds to other pages: initiatives on an objective's page, entries under "More", "+ New"."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from northing.features.work import policies
from northing.kit.web.frame import Place
from northing.kit.web.slots import Panel, register_panel


def register() -> None:
    """Fill the slots; called once from ``apps.ready()``."""
    in_more: dict[str, object] = {"place": Place.MORE}
    register_panel(
        Panel("rail", 64, "work:initiatives", label=_("Initiatives"), icon="rocket", extra=in_more)
    )
    register_panel(Panel("rail", 65, "work:tasks", label=_("Tasks"), icon="list-checks", extra=in_more))
    register_panel(
        Panel("new", 40, "work:new_initiative", policies.may_create, label=_("Initiative"), icon="rocket")
    )
    register_panel(
        Panel("new", 45, "work:new_task", policies.may_create, label=_("Task"), icon="list-checks")
    )
    register_panel(Panel("objective.side", 40, "work:objective_panel", label=_("Initiatives"), icon="rocket"))
