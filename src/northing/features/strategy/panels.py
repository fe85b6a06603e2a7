"""What strategy adds to other pages: an entry under "More", "+ New"."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from northing.features.strategy import policies
from northing.kit.web.frame import Place
from northing.kit.web.slots import Panel, register_panel


def register() -> None:
    """Fill the slots; called once from ``apps.ready()``."""
    register_panel(
        Panel("rail", 60, "strategy:page", label=_("Strategy"), icon="flag", extra={"place": Place.MORE})
    )
    register_panel(
        Panel("new", 90, "strategy:new_pillar", policies.may_edit_strategy, label=_("Pillar"), icon="flag")
    )
