"""One objective or key result in full, as its page and its forms show it; plain values, no rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from northing.domain.codes import Ambition, Driver, HolderKind, ObjectiveState, Phase, Visibility
from northing.domain.periods import PeriodCount, count_periods
from northing.domain.terms import PlanPoint, Reading, Terms
from northing.features.okrs.models import KeyResult, Objective, Stage
from northing.features.okrs.models.values import cycle_span, plain, reading_of, terms_of
from northing.features.okrs.policies import ObjectiveRights
from northing.features.okrs.queries.access import is_agreed
from northing.features.okrs.queries.standing_rows import (
    KeyResultStandingRow,
    ObjectiveStandingRow,
    key_result_standing_row,
    objective_standing_row,
)


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a page of its own: its ref and its name; both empty for none."""

    ref: str = ""
    name: str = ""


NOBODY = Named()


@dataclass(frozen=True, slots=True)
class CycleBrief:
    """The cycle an objective lies in."""

    ref: str
    name: str
    phase: Phase
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveDetail:
    """One objective with its standing. ``is_agreed``: its terms change only with a reason from now on."""

    id: int
    ref: str
    version: int
    title: str
    description: str
    why_now: str
    origin: str
    outcome: str
    state: ObjectiveState
    ambition: Ambition
    driver: Driver
    cycle: CycleBrief | None
    holder: HolderKind
    team: Named
    person: Named
    owner: Named
    pillar: Named
    visibility: Visibility
    publishes_number: bool
    weight: Decimal
    is_pinned: bool
    is_agreed: bool
    agreed_on: date | None
    agreed_by: str
    agreed_alone: bool
    override_reason: str
    override_on: date | None
    standing: ObjectiveStandingRow


@dataclass(frozen=True, slots=True)
class StageDetail:
    """One stage of a milestone; ``progress_after`` is cumulative, 0…1."""

    number: int
    title: str
    progress_after: Decimal
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyResultDetail:
    """One key result with its terms, as resolved (``terms``) and as typed (the other fields), and its standing.

    ``kind`` is empty while it asks for its numbers; ``terms`` are None then. ``weight_share`` is its part of
    the objective's progress, 0…1, None where it does not count. ``periods`` only for kinds that keep bounds.
    """

    id: int
    ref: str
    version: int
    objective_ref: str
    title: str
    definition: str
    first_available_on: date | None
    kind: str
    unit: str
    decimals: int
    ambition: str
    terms: Terms | None
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
    weight: Decimal
    is_pinned: bool
    weight_share: Decimal | None
    indicator: str
    expected_effect: dict[str, str] | None
    is_guardrail: bool
    counter_metric: Named
    cadence_days: int
    measured_every: int | None
    curve: str
    plan: tuple[PlanPoint, ...]
    driver: str
    stages: tuple[StageDetail, ...]
    owner: Named
    updater: Named
    state: str
    was_agreed: bool
    override_reason: str
    override_on: date | None
    reading: Reading | None
    periods: PeriodCount | None
    standing: KeyResultStandingRow
    may: ObjectiveRights


def objective_detail(row: Objective) -> ObjectiveDetail:
    """The detail of a row that was loaded with its cycle, holder, owner, pillar, agreement and standing."""
    return ObjectiveDetail(
        id=row.pk,
        ref=row.ref,
        version=row.version,
        title=row.title,
        description=row.description,
        why_now=row.why_now,
        origin=row.origin,
        outcome=row.outcome,
        state=ObjectiveState(row.state),
        ambition=Ambition(row.ambition),
        driver=Driver(row.driver),
        cycle=_cycle(row),
        holder=HolderKind(row.holder_kind),
        team=named(row.team),
        person=named(row.person),
        owner=named(row.owner),
        pillar=named(row.pillar),
        visibility=Visibility(row.visibility),
        publishes_number=row.publishes_number,
        weight=plain(row.weight) or Decimal(0),
        is_pinned=row.is_pinned,
        is_agreed=is_agreed(row),
        agreed_on=row.agreed_on,
        agreed_by=named(row.agreed_by).name,
        agreed_alone=row.agreed_alone,
        override_reason=row.override_reason,
        override_on=row.override_on,
        standing=objective_standing_row(vars(row.standing)),
    )


def named(row: Any) -> Named:
    """What is shown of a person, team or pillar."""
    return (
        NOBODY if row is None else Named(row.ref, str(getattr(row, "name", "") or getattr(row, "title", "")))
    )


def _cycle(row: Objective) -> CycleBrief | None:
    if row.cycle is None:
        return None
    one = row.cycle
    return CycleBrief(one.ref, one.name, Phase(one.phase), one.starts_on, one.ends_on)


def key_result_of(
    row: KeyResult,
    objective: Objective,
    *,
    stages: Sequence[Stage],
    readings: Sequence[Reading],
    share: Decimal | None,
    may: ObjectiveRights,
) -> KeyResultDetail:
    """The detail of a row loaded with owner, updater, counter-metric, standing and last reading.

    ``readings`` are all valid ones of a kind that keeps bounds; for the others they are not looked at.
    """
    terms = (
        terms_of(row, ambition=objective.ambition, cycle=cycle_span(objective), stages=stages)
        if row.kind
        else None
    )
    is_kept = terms is not None and terms.kind.is_threshold
    last = row.standing.last_reading
    return KeyResultDetail(
        **_typed(row),
        objective_ref=objective.ref,
        terms=terms,
        weight_share=share,
        counter_metric=named(row.counter_metric),
        plan=tuple(PlanPoint(Decimal(at), Decimal(progress)) for at, progress in row.plan_points),
        stages=tuple(
            StageDetail(one.number, one.title, one.progress_after.normalize(), one.due_on) for one in stages
        ),
        owner=named(row.owner),
        updater=named(row.updater),
        reading=None if last is None else reading_of(last),
        periods=count_periods(terms, readings) if terms is not None and is_kept else None,
        standing=key_result_standing_row(vars(row.standing)),
        may=may,
    )


_AS_TYPED = (
    "ref",
    "version",
    "title",
    "definition",
    "first_available_on",
    "kind",
    "unit",
    "decimals",
    "ambition",
    "starts_on",
    "due_on",
    "start_unknown_until",
    "is_pinned",
    "indicator",
    "expected_effect",
    "is_guardrail",
    "cadence_days",
    "measured_every",
    "curve",
    "driver",
    "state",
    "was_agreed",
    "override_reason",
    "override_on",
)
_NUMBERS = ("start", "target", "commit", "stretch", "lower", "upper", "required_share")


def _typed(row: KeyResult) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in _AS_TYPED}
    numbers = {name: plain(getattr(row, name)) for name in _NUMBERS}
    return {"id": row.pk, "weight": plain(row.weight) or Decimal(0), **values, **numbers}
