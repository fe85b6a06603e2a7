"""What a key result promises and what was read of it: the frozen values all arithmetic takes."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from northing.domain.codes import (
    Ambition,
    Approval,
    Curve,
    CycleKind,
    Driver,
    Freshness,
    Guardrail,
    HolderKind,
    Indicator,
    KeyResultDriver,
    KeyResultState,
    Kind,
    LinkKind,
    ObjectiveState,
    Origin,
    Part,
    Phase,
    Reason,
    Source,
    Status,
    UnitKind,
    Visibility,
)

__all__ = [
    "Ambition",
    "Approval",
    "Curve",
    "CycleKind",
    "Driver",
    "Freshness",
    "Guardrail",
    "HolderKind",
    "Indicator",
    "Judgement",
    "KeyResultDriver",
    "KeyResultState",
    "Kind",
    "LinkKind",
    "ObjectiveState",
    "Origin",
    "Part",
    "Phase",
    "PlanPoint",
    "Reading",
    "Reason",
    "Source",
    "Stage",
    "Status",
    "Terms",
    "UnitKind",
    "Visibility",
    "resolved_ambition",
]

_COMMITTED_BY_NATURE = frozenset({Kind.MILESTONE, Kind.BINARY, Kind.TASKS})


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a milestone; `progress_after` is cumulative, 0 < … ≤ 1."""

    progress_after: Decimal
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class PlanPoint:
    """A point of a planned curve: at this share of the span, this much progress (both 0…1)."""

    share: Decimal
    progress: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """A key result's agreed terms. Values are in its unit; shares are 0…1; `None`: not part of this kind.

    `required_share` and `measured_every` may be None: the policy's share, and the cadence, then apply.
    """

    kind: Kind
    starts_on: date
    due_on: date
    ambition: Ambition
    start: Decimal | None = None
    target: Decimal | None = None
    commit: Decimal | None = None
    stretch: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    required_share: Decimal | None = None
    curve: Curve = Curve.LINEAR
    plan: tuple[PlanPoint, ...] = ()
    stages: tuple[Stage, ...] = ()
    cadence_days: int = 7
    measured_every: int | None = None
    is_guardrail: bool = False
    start_unknown_until: date | None = None
    driver: KeyResultDriver = KeyResultDriver.OWN

    @property
    def span_days(self) -> int:
        """Days from the first to the due day."""
        return (self.due_on - self.starts_on).days

    @property
    def number_cadence(self) -> int:
        """Days after which the number can be new."""
        return self.measured_every or self.cadence_days

    @property
    def is_start_unknown(self) -> bool:
        """A metric whose starting value is still to be found: it has neither progress nor pace."""
        return self.kind is Kind.METRIC and self.start is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was measured, as it stood on `effective_on`. Which field is filled follows from the kind.

    metric and thresholds: `value` · milestone: `reached` (stage numbers from 1) · binary: `is_done` ·
    tasks: `done_weight` of `total_weight`.
    """

    effective_on: date
    value: Decimal | None = None
    reached: frozenset[int] = frozenset()
    is_done: bool | None = None
    done_weight: Decimal | None = None
    total_weight: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's confidence, 0–10, and the day it was given."""

    judged_on: date
    confidence: int


def resolved_ambition(own: Ambition | None, objective: Ambition, kind: Kind) -> Ambition:
    """The ambition it is judged by: its own, else committed by nature of its kind, else its objective's."""
    if own is not None:
        return own
    return Ambition.COMMITTED if kind in _COMMITTED_BY_NATURE else objective
