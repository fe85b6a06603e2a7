"""One key result as the person who updates it meets it, from its row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from northing.domain.codes import Freshness, KeyResultDriver, Kind, Status
from northing.domain.numbers import add, multiply, subtract
from northing.domain.pace import expected_at, has_pace
from northing.domain.plausible import plausible_range
from northing.domain.policy import Policy
from northing.domain.terms import Reading, Terms
from northing.domain.units import Unit, parse_unit
from northing.features.okrs.models import KeyResult, Stage
from northing.features.okrs.models.values import plain, reading_of
from northing.features.okrs.queries.asking import Asked, terms_on
from northing.features.okrs.queries.readings import TrailPoint
from northing.kit.actors import Actor

_LATE = frozenset({Freshness.OVERDUE, Freshness.STALE})


@dataclass(frozen=True, slots=True)
class DueStage:
    """One stage of a milestone."""

    number: int
    title: str
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DueKeyResult:
    """One key result as the person who updates it meets it.

    ``expected`` is the value (in its unit) the curve expects on the day asked, ``expected_stages`` how many stages;
    ``asks_number`` and ``asks_judgement`` say what is due; ``number_on`` is when the number can be new.
    ``plausible`` are the least and greatest value that are kept without a question.
    ``trail`` holds the last readings, earliest first: values, or the share done where there is no value.
    ``latest_day`` is the last day a reading may be dated: today, or the end of its cycle.
    ``stands_in_for`` is the name of the absent person it is done for.
    """

    id: int
    ref: str
    title: str
    objective_ref: str
    objective_title: str
    holder_name: str
    stands_in_for: str
    terms: Terms
    unit: Unit
    has_kind: bool
    status: Status
    progress: Decimal | None
    reading: Reading | None
    confidence: int | None
    last_judgement_on: date | None
    expected: Decimal | None
    expected_stages: int
    plausible: tuple[Decimal, Decimal] | None
    stages: tuple[DueStage, ...]
    trail: tuple[Decimal, ...]
    asks_number: bool
    asks_judgement: bool
    number_on: date | None
    judgement_on: date
    is_late: bool
    first_day: date
    latest_day: date

    @property
    def is_due(self) -> bool:
        """Whether it is asked for today."""
        return self.asks_number or self.asks_judgement

    @property
    def is_kept_elsewhere(self) -> bool:
        """Whether its number is never typed here: it comes from tasks, or from its children."""
        return self.terms.kind is Kind.TASKS or self.terms.driver is KeyResultDriver.CHILDREN


def due_row(
    *,
    row: KeyResult,
    actor: Actor,
    on: date,
    policy: Policy,
    stages: list[Stage],
    trail: list[TrailPoint],
    asked: Asked,
) -> DueKeyResult:
    """A key result with its objective, cycle, people and standing, as its updater meets it."""
    objective, standing = row.objective, row.standing
    terms = terms_on(row=row, stages=stages)
    cycle = objective.cycle
    assert cycle is not None  # only a running one is asked for
    holder = objective.team or objective.person
    responsible = row.updater or row.owner
    is_own = responsible is None or responsible.pk == actor.person_id
    reading = reading_of(standing.last_reading) if standing.last_reading else None
    unit = parse_unit(row.unit)
    return DueKeyResult(
        id=row.pk,
        ref=row.ref,
        title=row.title,
        objective_ref=objective.ref,
        objective_title=objective.title,
        holder_name=holder.name if holder else "",
        stands_in_for="" if is_own or responsible is None else responsible.name,
        terms=terms,
        unit=Unit(unit.kind, unit.code, max(row.decimals, 0) or unit.decimals),
        has_kind=bool(row.kind),
        status=Status(standing.status),
        progress=standing.progress,
        reading=reading,
        confidence=standing.confidence,
        last_judgement_on=standing.last_judgement_on,
        expected=_expected(terms, on, policy),
        expected_stages=_expected_stages(terms, on),
        plausible=plausible_range(terms, reading.value if reading else None, policy),
        stages=tuple(DueStage(stage.number, stage.title, stage.due_on) for stage in stages),
        trail=tuple(_point(one, terms) for one in trail),
        asks_number=asked.number,
        asks_judgement=asked.judgement,
        number_on=_after(standing.last_reading_on, terms.number_cadence, terms),
        judgement_on=_after(standing.last_judgement_on, terms.cadence_days, terms) or terms.starts_on,
        is_late=is_late(row),
        first_day=cycle.starts_on,
        latest_day=min(on, cycle.ends_on),
    )


def _after(last: date | None, days: int, terms: Terms) -> date | None:
    return max(last or terms.starts_on, terms.starts_on) + timedelta(days=days)


def _expected(terms: Terms, on: date, policy: Policy) -> Decimal | None:
    if terms.kind is not Kind.METRIC or not has_pace(terms) or terms.start is None or terms.target is None:
        return None
    share = expected_at(terms, min(on, terms.due_on), policy)
    return add(terms.start, multiply(share, subtract(terms.target, terms.start)))


def _expected_stages(terms: Terms, on: date) -> int:
    """How many stages should be done: dated ones by their day, undated ones spread evenly."""
    elapsed, span = (on - terms.starts_on).days, max(terms.span_days, 1)
    return sum(
        stage.due_on <= on if stage.due_on else elapsed * len(terms.stages) >= number * span
        for number, stage in enumerate(terms.stages, start=1)
    )


def is_late(row: KeyResult) -> bool:
    """Whether its number or its judgement is overdue."""
    return bool({row.standing.judgement_freshness, row.standing.number_freshness} & _LATE)


def _point(one: TrailPoint, terms: Terms) -> Decimal:
    if one.value is not None:
        return plain(one.value) or Decimal(0)
    if terms.kind is Kind.MILESTONE:
        return Decimal(len(one.stages_reached or ()))
    if terms.kind is Kind.TASKS:
        return one.done_weight or Decimal(0)
    return Decimal(bool(one.is_done))
