"""The form of a key result: its kind first, then only the fields of that kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language

from northing.coach.quantities import read_unit
from northing.domain.codes import Ambition, Curve, Indicator, KeyResultDriver, Kind
from northing.domain.units import COUNT, Unit, UnitKind, UnknownUnit, parse_unit, print_unit
from northing.features.okrs.actions import KeyResultFields, StageFields
from northing.features.okrs.actions.key_result_values import KEY_RESULT_TERMS
from northing.features.okrs.forms.typed import FindPerson, LedgerForm, number_input, percent_input
from northing.features.okrs.queries import KeyResultDetail
from northing.kit.web.typed import TEXT, as_typed

MOST_TITLE = 300
MOST_ROWS = 50
FIRST_STAGES = 3
BOUNDS = {Kind.AT_LEAST: ("lower",), Kind.AT_MOST: ("upper",), Kind.BETWEEN: ("lower", "upper")}
VALUES = ("start", "target", "stretch", "commit", "lower", "upper")
MEASURED = frozenset({Kind.METRIC, Kind.BASELINE, Kind.AT_LEAST, Kind.AT_MOST, Kind.BETWEEN})
ROWS = {"stage": ("title", "share", "due"), "plan": ("share", "progress")}
# The inputs whose change is a change of terms; those of numbered rows without their number.
TERM_INPUTS = tuple(
    sorted(
        KEY_RESULT_TERMS | {f"{rows}_{name}" for rows, names in ROWS.items() for name in (*names, "count")}
    )
)


class KeyResultForm(LedgerForm):
    """Create or edit a key result of ``kind``; stages and plan points are numbered rows."""

    fields: KeyResultFields

    def __init__(self, data: Mapping[str, str], kind: Kind, *, find: FindPerson | None = None) -> None:
        super().__init__(data, find=find)
        self.kind = kind
        self.unit: Unit = COUNT

    def read(self) -> bool:
        """Read what was typed into ``fields``; ``False`` when something is wrong."""
        self.fields = fields = KeyResultFields(
            title=self.text("title", limit=MOST_TITLE, is_required=True),
            definition=self.text("definition", limit=TEXT),
            kind=self.kind,
            owner=self.person("owner"),
            updater=self.person("updater"),
            starts_on=self.day("starts_on"),
            due_on=self.day("due_on"),
            ambition=self._optional("ambition", Ambition),
            cadence_days=self.whole("cadence_days", low=1, high=366, is_required=False) or 7,
            measured_every=self.whole("measured_every", low=1, high=366, is_required=False),
            indicator=self._optional("indicator", Indicator),
            counter_metric=self.value("counter_metric") or None,
        )
        self._read_weight(fields)
        if self.kind in MEASURED:
            self._read_unit(fields)
        self._read_kind(fields)
        return self.is_valid

    def _optional(self, name: str, codes: Any) -> Any:
        return self.choice(name, codes, next(iter(codes))) if self.value(name).strip() else ""

    def _read_unit(self, fields: KeyResultFields) -> None:
        text = self.text("unit", limit=80)
        try:
            self.unit = read_unit(text, locale=get_language() or "en") if text else COUNT
        except UnknownUnit as problem:
            self.add("unit", problem.code)
            return
        decimals = self.whole("decimals", low=0, high=6, is_required=False)
        self.unit = self.unit if decimals is None else replace(self.unit, decimals=decimals)
        fields["unit"] = print_unit(self.unit)
        fields["decimals"] = self.unit.decimals
        fields["first_available_on"] = self.day("first_available_on")

    def _read_weight(self, fields: KeyResultFields) -> None:
        if not self.value("weight").strip():
            return
        is_pinned = self.is_checked("is_pinned")
        weight = self.share("weight") if is_pinned else self.amount("weight")
        if weight is not None:
            fields["weight"], fields["is_pinned"] = weight, is_pinned

    def _read_kind(self, fields: KeyResultFields) -> None:
        if self.kind is Kind.METRIC:
            self._read_metric(fields)
        elif self.kind in BOUNDS:
            for name in BOUNDS[self.kind]:
                fields[name] = self._needed(name)  # type: ignore[literal-required]
            fields["required_share"] = self.share("required_share")
            fields["is_guardrail"] = self.is_checked("is_guardrail")
        elif self.kind is Kind.MILESTONE:
            fields["stages"] = self._stages()

    def _read_metric(self, fields: KeyResultFields) -> None:
        until = self.day("start_unknown_until")
        fields["start_unknown_until"] = until
        fields["start"] = self.measured("start", self.unit) if until else self._needed("start")
        fields["target"] = self._needed("target")
        fields["stretch"] = self.measured("stretch", self.unit)
        fields["commit"] = self.measured("commit", self.unit)
        fields["curve"] = self.choice("curve", Curve, Curve.LINEAR)
        fields["driver"] = self.choice("driver", KeyResultDriver, KeyResultDriver.OWN)
        fields["plan_points"] = self._plan() if fields["curve"] is Curve.PLAN else []

    def _needed(self, name: str) -> Decimal | None:
        if not self.value(name).strip():
            self.add(name, "required")
            return None
        return self.measured(name, self.unit)

    def count(self, rows: str) -> int:
        """How many numbered rows of a kind there are on screen."""
        known = self.value(f"{rows}_count")
        return min(int(known), MOST_ROWS) if known.isdecimal() and len(known) < 4 else 0

    def press(self, button: str) -> bool:
        """Whether a button of the form only adds or removes a row (``add-stage``, ``remove-stage-2``); does so."""
        verb, _dash, rest = button.partition("-")
        rows, _dash, index = rest.partition("-")
        if rows not in ROWS:
            return False
        if verb == "add":
            self.values[f"{rows}_count"] = str(min(self.count(rows) + 1, MOST_ROWS))
            return True
        if verb == "remove" and index.isdecimal() and len(index) < 4:
            self._remove(rows, int(index))
            return True
        return False

    def _remove(self, rows: str, index: int) -> None:
        last = self.count(rows) - 1
        for number in range(index, last):
            for name in ROWS[rows]:
                self.values[f"{rows}_{name}_{number}"] = self.value(f"{rows}_{name}_{number + 1}")
        for name in ROWS[rows]:
            self.values.pop(f"{rows}_{name}_{last}", None)
        self.values[f"{rows}_count"] = str(max(last, 0))

    def _stages(self) -> list[StageFields]:
        stages = []
        for number in range(self.count("stage")):
            title = self.text(f"stage_title_{number}")
            share, due = self.share(f"stage_share_{number}"), self.day(f"stage_due_{number}")
            if title or share is not None or due is not None:
                stages.append(StageFields(title=title, progress_after=share, due_on=due))
                if not title:
                    self.add(f"stage_title_{number}", "required")
        if not stages:
            self.add("stages", "stages_needed")
        return stages

    def _plan(self) -> list[tuple[Decimal, Decimal]]:
        points = []
        for number in range(self.count("plan")):
            share, progress = self.share(f"plan_share_{number}"), self.share(f"plan_progress_{number}")
            if share is not None and progress is not None:
                points.append((share, progress))
        return points


def blank(kind: Kind, *, cadence_days: int) -> dict[str, str]:
    """A new key result of a kind."""
    return {
        "cadence_days": str(cadence_days),
        "stage_count": str(FIRST_STAGES),
        "plan_count": "2",
        "kind": kind.value,
    }


def filled(detail: KeyResultDetail) -> dict[str, str]:
    """The form of a key result as it is saved."""
    values = {
        "version": str(detail.version),
        "title": detail.title,
        "definition": detail.definition,
        "unit": unit_input(parse_unit(detail.unit)),
        "decimals": str(detail.decimals) if detail.kind else "",
        "owner": detail.owner.ref,
        "updater": detail.updater.ref,
        "ambition": detail.ambition,
        "weight": percent_input(detail.weight) if detail.is_pinned else number_input(detail.weight),
        "is_pinned": "on" if detail.is_pinned else "",
        "cadence_days": str(detail.cadence_days),
        "measured_every": str(detail.measured_every or ""),
        "indicator": detail.indicator,
        "counter_metric": detail.counter_metric.ref,
        "required_share": percent_input(detail.required_share),
        "is_guardrail": "on" if detail.is_guardrail else "",
        "curve": detail.curve,
        "driver": detail.driver,
        "kind": detail.kind,
    }
    unit = parse_unit(detail.unit)
    values |= {name: as_typed(getattr(detail, name), unit) for name in VALUES}
    days = ("starts_on", "due_on", "start_unknown_until", "first_available_on")
    values |= {name: day.isoformat() for name in days if (day := getattr(detail, name)) is not None}
    return values | _rows(detail)


def _rows(detail: KeyResultDetail) -> dict[str, str]:
    values = {
        "stage_count": str(len(detail.stages) or FIRST_STAGES),
        "plan_count": str(len(detail.plan) or 2),
    }
    for number, stage in enumerate(detail.stages):
        values[f"stage_title_{number}"] = stage.title
        values[f"stage_share_{number}"] = percent_input(stage.progress_after)
        values[f"stage_due_{number}"] = stage.due_on.isoformat() if stage.due_on else ""
    for number, point in enumerate(detail.plan):
        values[f"plan_share_{number}"] = percent_input(point.share)
        values[f"plan_progress_{number}"] = percent_input(point.progress)
    return values


def unit_input(unit: Unit) -> str:
    """A unit as people write it, read back to the same: "%", "EUR", "hours", "users"; empty for a plain number."""
    if unit == COUNT:
        return ""
    if unit.kind is UnitKind.PERCENT:
        return "%"
    return unit.code if unit.kind in (UnitKind.CURRENCY, UnitKind.DURATION) else print_unit(unit)
