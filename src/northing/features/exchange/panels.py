"""What exchange adds to other pages: "Import" and "Export" where people look for them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from northing.features.exchange import policies
from northing.kit.web.frame import Place
from northing.kit.web.slots import Panel, register_panel


def register() -> None:
    """Fill the slots; called once from ``apps.ready()``."""
    register_panel(
        Panel("new", 90, "exchange:import", policies.may_import, label=_("Import a document"), icon="file-up")
    )
    register_panel(
        Panel(
            "rail",
            85,
            "exchange:export",
            policies.may_export,
            label=_("Export"),
            icon="file-down",
            extra={"place": Place.MORE},
        )
    )
