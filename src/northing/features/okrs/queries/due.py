"""What somebody is asked for: the key results to check in, and what they said today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Q, QuerySet

from northing.domain.codes import Freshness, KeyResultDriver, KeyResultState, Kind, ObjectiveState, Status
from northing.domain.numbers import add, multiply, subtract
from northing.domain.pace import expected_at, has_pace
from northing.domain.plausible import plausible_range
from northing.domain.policy import Policy
from northing.domain.terms import Reading, Terms
from northing.domain.units import Unit, parse_unit
from northing.features.okrs.models import CheckIn, KeyResult, Stage
from northing.features.okrs.models.values import plain, reading_of
from northing.features.okrs.policies import may_check_in
from northing.features.okrs.queries.access import key_result_rows, ties_to_key_result
from northing.features.okrs.queries.asking import Asked, asked_for, terms_on
from northing.features.okrs.storage.evidence import stages_for, valid_check_ins
from northing.features.org import queries as org_queries
from northing.features.org.queries import Reach
from northing.kit.actors import Actor
from northing.kit.errors import Conflict, NotAllowed, NotFound
from northing.kit.storage.refs import is_ref

MOST_ROWS = 300
TRAIL_DAYS = 120
TRAIL_LENGTH = 12
_LONGEST_CLOSING = timedelta(
    days=next(int(one.high) for one in Policy.registry() if one.name == "closing_days" and one.high)
)
_LATE = frozenset({Freshness.OVERDUE, Freshness.STALE})
_RUNNING = ("planning", "active", "closing")
_ENDED = frozenset({ObjectiveState.DROPPED, ObjectiveState.POSTPONED, ObjectiveState.CLOSED})
_NEEDED = (
    "objective__cycle",
    "objective__team",
    "objective__person",
    "owner",
    "updater",
    "standing__last_reading",
)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidToday:
    """A check-in the actor wrote since a moment; ``before`` is the value it replaced, where there is one."""

    ref: str
    key_result_ref: str
    is_reading: bool
    reading: Reading
    confidence: int | None
    is_confidence_kept: bool
    note: str
    created_at: datetime


def key_results_due(
    *, actor: Actor, on: date, person_id: int | None = None, everything: bool = False
) -> list[DueKeyResult]:
    """What ``actor`` owes on the day ``on``: as updater, as owner without one, or standing in for somebody away.

    Late ones first, then by objective. ``everything``: also what is not due. ``person_id``: of that person
    instead, as far as the actor may check in for them. Three statements (four with milestones), and the reach.
    """
    reach = org_queries.reach_of(actor=actor, on=on)
    people = {person_id} if person_id is not None else _people(actor, reach)
    rows = [row for row in _rows(actor, people, on) if _may(row, actor, reach)]
    asked = asked_for(rows=rows, organization_id=actor.organization_id, on=on)
    wanted = [row for row in rows if everything or asked[row.pk].is_anything]
    stages = stages_for(actor.organization_id, wanted)
    trails = _trails(actor.organization_id, wanted, on)
    policy = org_queries.policy_of(organization_id=actor.organization_id)
    due = [
        _due(row, actor, on, policy, stages.get(row.pk, []), trails.get(row.pk, []), asked[row.pk])
        for row in wanted
    ]
    return sorted(due, key=lambda row: not (row.is_due and row.is_late))


def key_result_due(*, actor: Actor, ref: str, on: date) -> DueKeyResult:
    """One key result as :func:`key_results_due` shows it, due or not.

    :raises NotFound: ``key_result_not_found``: none for this actor
    :raises NotAllowed: ``may_not_check_in``: seen, but updated by somebody else
    :raises Conflict: ``not_running``: in the backlog, or not begun, or over
    """
    reach = org_queries.reach_of(actor=actor, on=on)
    row = (
        key_result_rows(actor, reach).filter(ref=ref).select_related(*_NEEDED).first()
        if is_ref(ref)
        else None
    )
    if row is None:
        raise NotFound("key_result_not_found")
    if not _may(row, actor, reach):
        raise NotAllowed("may_not_check_in")
    if not _is_running(row, on):
        raise Conflict("not_running")
    stages = stages_for(actor.organization_id, [row])
    trails = _trails(actor.organization_id, [row], on)
    policy = org_queries.policy_of(organization_id=actor.organization_id)
    asked = asked_for(rows=[row], organization_id=actor.organization_id, on=on)[row.pk]
    return _due(row, actor, on, policy, stages.get(row.pk, []), trails.get(row.pk, []), asked)


def count_due(*, actor: Actor, on: date) -> int:
    """How many key results the actor is asked for; one statement and the reach."""
    if actor.person_id is None:
        return 0
    reach = org_queries.reach_of(actor=actor, on=on)
    rows = [row for row in _rows(actor, _people(actor, reach), on) if _may(row, actor, reach)]
    asked = asked_for(rows=rows, organization_id=actor.organization_id, on=on)
    return sum(one.is_anything for one in asked.values())


def said_since(*, actor: Actor, since: datetime) -> list[SaidToday]:
    """The actor's own check-ins from a moment on that still count, the newest first; one statement."""
    rows = valid_check_ins(actor.organization_id).filter(author_id=actor.person_id, created_at__gte=since)
    rows = rows.filter(key_result__arrival__isnull=True)
    return [_said(row) for row in rows.select_related("key_result").order_by("-id")[:MOST_ROWS]]


def _said(row: CheckIn) -> SaidToday:
    return SaidToday(
        ref=row.ref,
        key_result_ref=row.key_result.ref,
        is_reading=row.is_reading,
        reading=reading_of(row),
        confidence=row.confidence,
        is_confidence_kept=row.is_confidence_kept,
        note=row.note,
        created_at=row.created_at,
    )


def _people(actor: Actor, reach: Reach) -> set[int]:
    own = {actor.person_id} if actor.person_id is not None else set()
    return own | set(reach.stands_in_for)


def _open(rows: QuerySet[KeyResult], on: date) -> QuerySet[KeyResult]:
    """Key results that may be checked in: active ones of agreed objectives in a cycle that has begun."""
    agreed = Q(objective__state=ObjectiveState.AGREED)
    again = Q(objective__state=ObjectiveState.PROPOSED, objective__agreed_at__isnull=False)
    return (
        rows.filter(agreed | again, state=KeyResultState.ACTIVE, standing__isnull=False)
        .filter(objective__cycle__phase__in=_RUNNING, objective__cycle__starts_on__lte=on)
        .filter(objective__cycle__ends_on__gte=on - _LONGEST_CLOSING)
        .select_related(*_NEEDED)
    )


def _is_running(row: KeyResult, on: date) -> bool:
    """Whether a reading may be recorded at all; a met key result may still be read."""
    cycle = row.objective.cycle
    is_alive = row.state in (KeyResultState.ACTIVE, KeyResultState.MET) and row.objective.state not in _ENDED
    return is_alive and cycle is not None and cycle.phase in _RUNNING and cycle.starts_on <= on


def _rows(actor: Actor, people: Iterable[int], on: date) -> list[KeyResult]:
    """Of a cycle that is over key results are asked for while it is closed; later nobody owes them any more."""
    mine = Q(updater_id__in=people) | Q(updater_id__isnull=True, owner_id__in=people)
    ordered = (
        _open(KeyResult.within(actor.organization_id), on)
        .filter(mine)
        .order_by("objective__position", "objective_id", "position", "pk")
    )
    rows = list(ordered[:MOST_ROWS])
    if all(row.objective.cycle is None or row.objective.cycle.ends_on >= on for row in rows):
        return rows
    policy = org_queries.policy_of(organization_id=actor.organization_id)
    earliest = on - timedelta(days=policy.closing_days)
    return [row for row in rows if row.objective.cycle is None or row.objective.cycle.ends_on >= earliest]


def _may(row: KeyResult, actor: Actor, reach: Reach) -> bool:
    return may_check_in(actor, ties_to_key_result(row, actor, reach))


def _trails(organization_id: int, rows: Iterable[KeyResult], on: date) -> dict[int, list[CheckIn]]:
    ids = [row.pk for row in rows]
    found: dict[int, list[CheckIn]] = {pk: [] for pk in ids}
    if not ids:
        return found
    recent = valid_check_ins(organization_id).filter(
        key_result_id__in=ids, is_reading=True, effective_on__gte=on - timedelta(days=TRAIL_DAYS)
    )
    for check_in in recent.order_by("effective_on", "id"):
        found[check_in.key_result_id].append(check_in)
    return found


def _due(
    row: KeyResult,
    actor: Actor,
    on: date,
    policy: Policy,
    stages: list[Stage],
    trail: list[CheckIn],
    asked: Asked,
) -> DueKeyResult:
    objective, standing = row.objective, row.standing
    terms = terms_on(row=row, stages=stages)
    cycle = objective.cycle
    assert cycle is not None  # _open() asks for one
    holder = objective.team or objective.person
    responsible = row.updater or row.owner
    is_own = responsible is None or responsible.pk == actor.person_id
    last = standing.last_reading
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
        reading=reading_of(last) if last else None,
        confidence=standing.confidence,
        last_judgement_on=standing.last_judgement_on,
        expected=_expected(terms, on, policy),
        expected_stages=_expected_stages(terms, on),
        plausible=plausible_range(terms, reading_of(last).value if last else None, policy),
        stages=tuple(DueStage(stage.number, stage.title, stage.due_on) for stage in stages),
        trail=tuple(_point(check_in, terms) for check_in in trail[-TRAIL_LENGTH:]),
        asks_number=asked.number,
        asks_judgement=asked.judgement,
        number_on=_after(standing.last_reading_on, terms.number_cadence, terms),
        judgement_on=_after(standing.last_judgement_on, terms.cadence_days, terms) or terms.starts_on,
        is_late=bool({standing.judgement_freshness, standing.number_freshness} & _LATE),
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


def _point(check_in: CheckIn, terms: Terms) -> Decimal:
    if check_in.value is not None:
        return plain(check_in.value) or Decimal(0)
    if terms.kind is Kind.MILESTONE:
        return Decimal(len(check_in.stages_reached or ()))
    if terms.kind is Kind.TASKS:
        return check_in.done_weight or Decimal(0)
    return Decimal(bool(check_in.is_done))
