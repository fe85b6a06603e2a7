"""What KPIs add to other pages: an entry under "More", "+ New"."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from northing.features.kpis import policies
from northing.kit.web.frame import Place
from northing.kit.web.slots import Panel, register_panel


def register() -> None:
    """Fill the slots; called once from ``apps.ready()``."""
    register_panel(Panel("rail", 62, "kpis:list", label=_("KPIs"), icon="gauge", extra={"place": Place.MORE}))
    register_panel(Panel("new", 60, "kpis:new", policies.may_create_kpi, label=_("KPI"), icon="gauge"))
