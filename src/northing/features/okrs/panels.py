"""What OKRs add to other pages: the explorer in the rail, "+ New", and lists on the pages of teams and people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from northing.domain.codes import HolderKind
from northing.features.okrs import policies
from northing.features.okrs.policies import Tie
from northing.kit.actors import Actor
from northing.kit.web.frame import Place
from northing.kit.web.slots import Panel, register_panel


def may_draft(actor: Actor) -> bool:
    """Whether the actor may draft an objective for anybody at all."""
    return policies.may_create(actor, HolderKind.PERSON, {Tie.HOLDER})


def register() -> None:
    """Fill the slots; called once from ``apps.ready()``."""
    register_panel(
        Panel("rail", 30, "okrs:list", label=_("OKRs"), icon="target", extra={"place": Place.MAIN})
    )
    register_panel(Panel("new", 10, "okrs:objective_new", may_draft, _("Objective"), "target"))
    register_panel(Panel("team.main", 10, "okrs:of_team", label=_("Objectives")))
    register_panel(Panel("person.main", 10, "okrs:of_person", label=_("Objectives")))
