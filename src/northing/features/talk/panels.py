"""What talk adds to other pages: the thread on an objective's page, and "Notices" in the account menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from northing.features.talk import policies
from northing.kit.web.slots import Panel, register_panel


def register() -> None:
    """Fill the slots; called once from ``apps.ready()``."""
    register_panel(Panel("objective.main", 80, "talk:of_objective", label=_("Comments")))
    register_panel(
        Panel("account", 40, "talk:notices", policies.may_comment, label=_("Notices"), icon="bell")
    )
