"""What the browser sends about cycles."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypedDict

from northing.domain.terms import CycleKind
from northing.features.cycles.queries import DEADLINES, Cycle, Suggestion
from northing.kit.web.typed import Typed

FIELDS = ("name", "kind", "starts_on", "ends_on", "parent", *DEADLINES)


class CycleFields(TypedDict):
    """A complete cycle as typed, ready for the actions."""

    name: str
    kind: CycleKind
    starts_on: date
    ends_on: date
    parent_ref: str | None
    submit_by_organization_on: date | None
    submit_by_team_on: date | None
    submit_by_person_on: date | None


class CycleForm(Typed):
    """Create or edit a cycle."""

    fields: CycleFields

    def __init__(self, data: Mapping[str, str]) -> None:
        super().__init__({**dict.fromkeys(FIELDS, ""), **data})

    def read(self) -> bool:
        """Read what was typed into ``fields``; ``False`` when something is wrong."""
        name = self.text("name", is_required=True, limit=80)
        kind = self.choice("kind", CycleKind, CycleKind.QUARTER)
        first, last = self.day("starts_on", is_required=True), self.day("ends_on", is_required=True)
        organization, team, person = (self.day(field) for field in DEADLINES)
        if not self.is_valid or first is None or last is None:
            return False
        self.fields = CycleFields(
            name=name,
            kind=kind,
            starts_on=first,
            ends_on=last,
            parent_ref=self.value("parent") or None,
            submit_by_organization_on=organization,
            submit_by_team_on=team,
            submit_by_person_on=person,
        )
        return True


def blank(suggestion: Suggestion) -> CycleForm:
    """The form of a new cycle, filled with what is most likely meant."""
    return CycleForm(
        {
            "name": suggestion.name,
            "kind": suggestion.kind.value,
            "starts_on": suggestion.starts_on.isoformat(),
            "ends_on": suggestion.ends_on.isoformat(),
            "parent": suggestion.parent_ref or "",
        }
    )


def filled(cycle: Cycle) -> CycleForm:
    """The form of a cycle as it is."""
    days = {name: day.isoformat() for name in DEADLINES if (day := getattr(cycle, name)) is not None}
    return CycleForm(
        {
            "name": cycle.name,
            "kind": cycle.kind,
            "starts_on": cycle.starts_on.isoformat(),
            "ends_on": cycle.ends_on.isoformat(),
            "parent": cycle.parent.ref if cycle.parent else "",
            "version": str(cycle.version),
            **days,
        }
    )
