"""Key results as JSON. Values are in the unit as stored: durations up to weeks in seconds, percent in points."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Self, cast

from ninja import Field, Schema
from pydantic import ConfigDict, model_validator

from northing.domain.codes import Ambition, Curve, Indicator, KeyResultDriver, KeyResultState, Kind
from northing.domain.terms import Reading
from northing.features.okrs.actions import KeyResultFields
from northing.features.okrs.queries import KeyResultDetail, KeyResultRow
from northing.features.okrs.schemas.objectives import Reason, Ref
from northing.features.okrs.schemas.standings import KeyResultStandingOut, exact, key_result_standing

UNIT = (
    "`count`, `percent` (in points: 52 is 52 %), `score`, `ratio`, `currency:EUR`, `duration:hours`, or a label of "
    "your own. Values of durations up to weeks are in seconds whatever the unit; months and years in themselves."
)


class StageIn(Schema):
    """One stage of a milestone. `progress_after` is cumulative; left out everywhere, they spread evenly."""

    model_config = ConfigDict(extra="forbid")

    title: str
    progress_after: Decimal | None = None
    due_on: date | None = None


class PlanPointIn(Schema):
    """A point of the curve `plan`: at this share of the time, this much progress; both 0…1."""

    model_config = ConfigDict(extra="forbid")

    share: Decimal
    progress: Decimal


class _Optional(Schema):
    """What may be given for a key result beside its title."""

    model_config = ConfigDict(extra="forbid")

    definition: str = Field("", description="What counts, from which source, who measures it.")
    kind: Kind | None = Field(None, description="Null: it still asks for its numbers.")
    unit: str = Field("count", max_length=80, description=UNIT)
    decimals: int = Field(0, description="How many are shown; at most 6.")
    starts_on: date | None = None
    due_on: date | None = None
    start: Decimal | None = Field(None, description="In the unit as stored.")
    start_unknown_until: date | None = None
    target: Decimal | None = Field(None, description="In the unit as stored.")
    commit: Decimal | None = None
    stretch: Decimal | None = None
    lower: Decimal | None = Field(None, description="The floor of `at_least` and `between`.")
    upper: Decimal | None = Field(None, description="The ceiling of `at_most` and `between`.")
    required_share: Decimal | None = None
    ambition: Ambition | None = Field(None, description="Null: the objective's.")
    weight: Decimal = Decimal(1)
    is_pinned: bool = False
    indicator: Indicator | None = None
    is_guardrail: bool = False
    counter_metric: Ref | None = None
    cadence_days: int = Field(7, description="How often its owner judges it.")
    measured_every: int | None = Field(
        None, description="How often the number can be new; null: as often as judged."
    )
    curve: Curve = Curve.LINEAR
    plan_points: Annotated[list[PlanPointIn], Field(max_length=200)] = []
    driver: KeyResultDriver = KeyResultDriver.OWN
    stages: Annotated[list[StageIn], Field(max_length=200)] = []
    owner: Ref | None = None
    updater: Ref | None = None
    first_available_on: date | None = None
    reason: Reason = ""


class KeyResultIn(_Optional):
    """A new key result. Once the objective is agreed, adding one needs a `reason`.

    With a `start` and a `target` but no `kind` it is a `metric`.
    """

    title: str

    @model_validator(mode="after")
    def _measured(self) -> Self:
        has_start = self.start is not None or self.start_unknown_until is not None
        if self.kind is None and has_start and self.target is not None:
            self.kind = Kind.METRIC
        return self


class KeyResultPatch(_Optional):
    """What to change; absent fields stay. Agreed terms need a `reason`, which stays in the history."""

    title: str = ""


class DropIn(Schema):
    """Why it is given up; needed once it was agreed."""

    model_config = ConfigDict(extra="forbid")

    reason: Reason = ""


class KeyResultStateIn(Schema):
    """`met`, `postponed`, or `active` to take it up again; dropping has an address of its own."""

    model_config = ConfigDict(extra="forbid")

    state: KeyResultState
    reason: Reason = ""


class StageOut(Schema):
    """One stage of a milestone; `progress_after` is cumulative, 0…1."""

    number: int
    title: str
    progress_after: Decimal
    due_on: date | None


class ReadingOut(Schema):
    """What was measured last; which field is filled follows from the kind."""

    effective_on: date
    value: Decimal | None = Field(description="In the unit as stored.")
    reached: list[int]
    is_done: bool | None
    done_weight: Decimal | None
    total_weight: Decimal | None


class KeyResultOut(Schema):
    """A key result, its terms as typed, and where it stands. Values are in the unit as stored."""

    ref: str
    objective: str
    title: str
    definition: str
    kind: Kind | None
    unit: str = Field(description=UNIT)
    decimals: int
    starts_on: date | None
    due_on: date | None
    start: Decimal | None
    start_unknown_until: date | None
    target: Decimal | None
    commit: Decimal | None
    stretch: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    required_share: Decimal | None
    ambition: Ambition | None
    weight: Decimal
    is_pinned: bool
    indicator: Indicator | None
    is_guardrail: bool
    counter_metric: str | None
    cadence_days: int
    measured_every: int | None
    curve: Curve
    plan_points: list[PlanPointIn]
    driver: KeyResultDriver
    stages: list[StageOut]
    owner: str | None
    owner_name: str
    updater: str | None
    first_available_on: date | None
    state: KeyResultState
    was_agreed: bool = Field(description="Dropped now, it stays as a struck-through row.")
    reading: ReadingOut | None
    version: int
    standing: KeyResultStandingOut


class KeyResultItem(KeyResultOut):
    """A key result below its objective."""

    weight_share: Decimal | None = Field(
        description="Its part of the objective's progress, 0…1; null: not counted."
    )


class KeyResultsOut(Schema):
    """The key results of an objective in their order, dropped ones last; at most 100."""

    items: list[KeyResultItem]
    next: None = None


def fields_of_key_result(given: _Optional) -> KeyResultFields:
    """What was given, as the actions take it; absent fields stay absent."""
    fields = given.model_dump(exclude_unset=True, exclude={"reason", "plan_points"})
    for name in ("kind", "ambition", "indicator"):
        if name in fields:
            fields[name] = fields[name] or ""
    if "plan_points" in given.model_fields_set:
        fields["plan_points"] = [(point.share, point.progress) for point in given.plan_points]
    return cast(KeyResultFields, fields)


_SAME = (
    *("ref", "title", "definition", "unit", "decimals", "starts_on", "due_on", "start_unknown_until"),
    *(
        "is_pinned",
        "is_guardrail",
        "cadence_days",
        "measured_every",
        "curve",
        "driver",
        "state",
        "was_agreed",
    ),
    *("first_available_on", "version"),
)
_NUMBERS = ("start", "target", "commit", "stretch", "lower", "upper", "required_share", "weight")
_MAYBE = ("kind", "ambition", "indicator")


def key_result_shown(detail: KeyResultDetail) -> dict[str, Any]:
    """One key result as the API shows it."""
    return {
        **{name: getattr(detail, name) for name in _SAME},
        **{name: exact(getattr(detail, name)) for name in _NUMBERS},
        **{name: getattr(detail, name) or None for name in _MAYBE},
        "objective": detail.objective_ref,
        "counter_metric": detail.counter_metric.ref or None,
        "plan_points": [
            {"share": exact(point.share), "progress": exact(point.progress)} for point in detail.plan
        ],
        "stages": [
            {
                "number": stage.number,
                "title": stage.title,
                "progress_after": exact(stage.progress_after),
                "due_on": stage.due_on,
            }
            for stage in detail.stages
        ],
        "owner": detail.owner.ref or None,
        "owner_name": detail.owner.name,
        "updater": detail.updater.ref or None,
        "reading": _reading(detail.reading),
        "standing": key_result_standing(detail.standing),
    }


def key_result_item(detail: KeyResultDetail) -> dict[str, Any]:
    """One key result below its objective as the API shows it."""
    return {**key_result_shown(detail), "weight_share": exact(detail.weight_share)}


def key_result_row_shown(row: KeyResultRow) -> dict[str, Any]:
    """One key result of a tree: what it is and where it stands."""
    return {
        "ref": row.ref,
        "title": row.title,
        "kind": row.kind or None,
        "unit": row.unit,
        "state": row.state,
        "is_guardrail": row.is_guardrail,
        "owner": row.owner_ref or None,
        "owner_name": row.owner_name,
        "standing": key_result_standing(row.standing),
    }


def _reading(reading: Reading | None) -> dict[str, Any] | None:
    if reading is None:
        return None
    return {
        "effective_on": reading.effective_on,
        "value": exact(reading.value),
        "reached": sorted(reading.reached),
        "is_done": reading.is_done,
        "done_weight": exact(reading.done_weight),
        "total_weight": exact(reading.total_weight),
    }
