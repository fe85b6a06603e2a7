"""Strategy codes as sentences, and the words of the statement."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from northing.kit.wording import register_sentences

PARTS = {
    "mission": (_("Mission"), _("What the organization does, for whom.")),
    "vision": (_("Vision"), _("What the world looks like when it succeeds.")),
    "purpose": (_("Purpose"), _("Why that matters.")),
}

register_sentences(
    {
        "strategy_needs_a_guide": _(
            "Strategy is written by admins and coaches. Ask one of them to change this."
        ),
        "pillar_not_found": _("There is no such pillar here. Choose one from the strategy page."),
        "pillar_name_taken": _("Another pillar is already called “%(name)s”. Choose another name."),
    }
)
