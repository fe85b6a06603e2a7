"""The draft an example becomes: the objective's own fields, and every part with its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast

from django.utils.translation import get_language

from northing.domain.codes import Kind
from northing.domain.plan import PlanKeyResult
from northing.domain.units import COUNT, print_unit
from northing.features.okrs.actions import KeyResultFields, StageFields
from northing.features.okrs.forms import ObjectiveForm
from northing.features.okrs.forms.typed import number_input
from northing.features.work.actions import InitiativeFields
from northing.features.writing.actions import DraftInitiative, DraftKeyResult
from northing.features.writing.forms.retelling import retold
from northing.features.writing.queries import Example
from northing.kit.web.figures import number_text
from northing.kit.web.typed import TEXT, as_stored, as_typed

TITLE = 300
WHY = 4_000
NUMBERS: dict[Kind | None, tuple[str, ...]] = {
    Kind.METRIC: ("start", "target"),
    Kind.AT_LEAST: ("lower",),
    Kind.AT_MOST: ("upper",),
    Kind.BETWEEN: ("lower", "upper"),
}
_KEPT_NUMBERS = ("commit", "stretch", "required_share")


def key_result_place(position: int) -> str:
    """How the form and refusals name a key result of the example."""
    return f"key_results.{position}"


def initiative_place(position: int) -> str:
    """How the form and refusals name an initiative of the example."""
    return f"initiatives.{position}"


class UseForm(ObjectiveForm):
    """An objective begun from an example. Parts that are not ticked are left out.

    A measured key result whose numbers are all left empty is kept and asks for them later.
    """

    key_results: list[DraftKeyResult]
    initiatives: list[DraftInitiative]

    def read_draft(self, example: Example, *, own_ref: str) -> bool:
        """Read what was typed into ``fields``, ``key_results`` and ``initiatives``; ``False`` if something is wrong."""
        self.read(is_new=True)
        if not self.fields.get("owner"):
            self.fields["owner"] = self.fields.get("person") or own_ref or None
        plan, content = example.plan, example.content
        places = [key_result_place(position) for position in range(len(plan.key_results))]
        kept = {place for place in places if self.is_checked(f"{place}.kept")}
        counters = dict(zip(places, content.counters, strict=False))
        self.key_results = [
            DraftKeyResult(place, self._key_result(place, part), self._kept(counters.get(place), kept))
            for place, part in zip(places, plan.key_results, strict=True)
            if place in kept
        ]
        moves = dict(enumerate(content.moves))
        self.initiatives = [
            self._initiative(initiative_place(position), moves.get(position, ()), kept)
            for position in range(len(plan.initiatives))
            if self.is_checked(f"{initiative_place(position)}.kept")
        ]
        return self.is_valid

    def _kept(self, position: int | None, kept: set[str]) -> str:
        place = "" if position is None else key_result_place(position)
        return place if place in kept else ""

    def _key_result(self, place: str, part: PlanKeyResult) -> KeyResultFields:
        unit = part.unit or COUNT
        fields: dict[str, Any] = {
            "title": self.text(f"{place}.title", limit=TITLE, is_required=True),
            "definition": self.text(f"{place}.definition", limit=TEXT),
            "indicator": part.indicator,
            "ambition": part.ambition,
        }
        if part.cadence_days:
            fields["cadence_days"] = part.cadence_days
        names = NUMBERS.get(part.kind, ())
        typed = {name: self.measured(f"{place}.{name}", unit) for name in names}
        fields["title"] = self._title(fields["title"], place, part, typed)
        is_silent = bool(names) and not any(self.value(f"{place}.{name}").strip() for name in names)
        if is_silent or part.kind is None:
            return cast(KeyResultFields, fields)
        fields |= {"kind": part.kind, "is_guardrail": part.guardrail, **typed}
        if part.unit is not None:
            fields |= {"unit": print_unit(unit), "decimals": unit.decimals}
        if part.stages:
            fields["stages"] = [
                StageFields(title=one.title, progress_after=one.progress_after) for one in part.stages
            ]
        return cast(KeyResultFields, fields | self._untouched(place, part))

    def _title(self, title: str, place: str, part: PlanKeyResult, typed: Mapping[str, Decimal | None]) -> str:
        """The example's own sentence follows the numbers; one that somebody wrote stays as written."""
        if title != part.title:
            return title
        shown = _numbers(part)
        language, unit = get_language() or "en", part.unit or COUNT
        changed = {
            name: "" if value is None else number_text(Decimal(as_typed(value, unit)), language, decimals=6)
            for name, value in typed.items()
            if self.value(f"{place}.{name}").strip() != shown[name]
        }
        return retold(title, changed)

    def _untouched(self, place: str, part: PlanKeyResult) -> dict[str, Any]:
        """Terms the form does not show; they fit the example's numbers, so they go once one of those changes."""
        shown = _numbers(part)
        if any(self.value(f"{place}.{name}").strip() != text for name, text in shown.items()):
            return {} if part.required_share is None else {"required_share": part.required_share}
        unit = part.unit or COUNT
        said = {name: getattr(part, name) for name in _KEPT_NUMBERS if getattr(part, name) is not None}
        return {
            name: value if name == "required_share" else as_stored(value, unit)
            for name, value in said.items()
        }

    def _initiative(self, place: str, moves: tuple[int, ...], kept: set[str]) -> DraftInitiative:
        fields = InitiativeFields(
            title=self.text(f"{place}.title", limit=TITLE, is_required=True),
            why=self.text(f"{place}.why", limit=WHY),
        )
        moved = (key_result_place(position) for position in moves)
        return DraftInitiative(place, fields, tuple(one for one in moved if one in kept))


def filled(example: Example) -> dict[str, str]:
    """The form of an example as it is told."""
    plan = example.plan
    values = {
        "title": plan.title,
        "why_now": plan.why_now,
        "description": plan.description,
        "ambition": plan.ambition or "aspirational",
    }
    for position, part in enumerate(plan.key_results):
        place = key_result_place(position)
        values |= {
            f"{place}.kept": "on",
            f"{place}.title": part.title,
            f"{place}.definition": part.definition,
        }
        values |= {f"{place}.{name}": text for name, text in _numbers(part).items()}
    for position, initiative in enumerate(plan.initiatives):
        place = initiative_place(position)
        values |= {
            f"{place}.kept": "on",
            f"{place}.title": initiative.title,
            f"{place}.why": initiative.description,
        }
    return values


def _numbers(part: PlanKeyResult) -> dict[str, str]:
    return {name: number_input(getattr(part, name)) for name in NUMBERS.get(part.kind, ())}
