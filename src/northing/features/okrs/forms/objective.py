"""The form of an objective."""

from __future__ import annotations

from northing.domain.codes import Ambition, Driver, HolderKind, Visibility
from northing.features.okrs.actions import ObjectiveFields
from northing.features.okrs.forms.typed import LedgerForm
from northing.features.okrs.queries import ObjectiveDetail
from northing.kit.web.typed import TEXT

FIELDS = (
    "title",
    "why_now",
    "description",
    "held_by",
    "owner",
    "cycle",
    "pillar",
    "ambition",
    "driver",
    "origin",
)
CREATED_WITH = ("visibility", "visible_teams", "visible_people", "parent")
MOST_TITLE = 300


class ObjectiveForm(LedgerForm):
    """Create or edit an objective; ``held_by`` is ``organization``, ``team:<ref>`` or ``person:<ref>``."""

    fields: ObjectiveFields

    def read(self, *, is_new: bool) -> bool:
        """Read what was typed into ``fields``; ``False`` when something is wrong."""
        fields = ObjectiveFields(
            title=self.text("title", limit=MOST_TITLE, is_required=True),
            why_now=self.text("why_now", limit=TEXT),
            description=self.text("description", limit=TEXT),
            origin=self.text("origin"),
            owner=self.person("owner"),
            pillar=self.value("pillar") or None,
            ambition=self.choice("ambition", Ambition, Ambition.ASPIRATIONAL),
            driver=self.choice("driver", Driver, Driver.BOTH),
        )
        self._read_holder(fields)
        if is_new:
            fields["cycle"] = self.value("cycle") or None
            fields["visibility"] = self.choice("visibility", Visibility, Visibility.ORGANIZATION)
            fields["visible_teams"] = self.several("visible_teams")
            fields["visible_people"] = self.several("visible_people")
        else:
            fields["publishes_number"] = self.is_checked("publishes_number")
        self.fields = fields
        return self.is_valid

    def _read_holder(self, fields: ObjectiveFields) -> None:
        kind, _colon, ref = self.value("held_by").partition(":")
        try:
            fields["holder"] = HolderKind(kind or HolderKind.ORGANIZATION)
        except ValueError:
            self.add("held_by", "unknown_choice", value=kind[:40])
            return
        fields["team"] = ref if kind == HolderKind.TEAM else None
        fields["person"] = ref if kind == HolderKind.PERSON else None


def filled(detail: ObjectiveDetail) -> dict[str, str]:
    """The form of an objective as it is saved."""
    ref = {HolderKind.TEAM: detail.team.ref, HolderKind.PERSON: detail.person.ref}.get(detail.holder, "")
    return {
        "version": str(detail.version),
        "title": detail.title,
        "why_now": detail.why_now,
        "description": detail.description,
        "held_by": f"{detail.holder.value}:{ref}" if ref else detail.holder.value,
        "owner": detail.owner.ref,
        "cycle": detail.cycle.ref if detail.cycle else "",
        "pillar": detail.pillar.ref,
        "ambition": detail.ambition.value,
        "driver": detail.driver.value,
        "origin": detail.origin,
        "publishes_number": "on" if detail.publishes_number else "",
    }
