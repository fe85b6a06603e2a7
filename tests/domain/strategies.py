"""Key results, objectives and calendars of every kind, for properties."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from northing.domain.calendar import Calendar
from northing.domain.codes import (
    Ambition,
    Curve,
    Driver,
    Guardrail,
    KeyResultDriver,
    KeyResultState,
    Kind,
    LinkKind,
    ObjectiveState,
    Part,
    Status,
)
from northing.domain.numbers import stored
from northing.domain.policy import Control, ObjectiveRule, PaceRule, Policy
from northing.domain.rollup import Contribution, TimeShare
from northing.domain.standing import KeyResultFacts, ManualProgress, ObjectiveFacts, Override
from northing.domain.terms import Judgement, PlanPoint, Reading, Stage, Terms

FIRST_DAY = date(2026, 10, 1)
days_after = st.integers(-5, 130).map(lambda days: FIRST_DAY + timedelta(days=days))
values = st.decimals(-1000, 1000, places=2)
shares = st.decimals(0, 1, places=3)
paces = st.sampled_from(
    [None, Status.TOO_EARLY, Status.ON_TRACK, Status.BEHIND, Status.AT_RISK, Status.OFF_TRACK, Status.MISSED]
)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    first_days = draw(st.lists(days_after, max_size=3))
    return Calendar.of((first, first + timedelta(days=draw(st.integers(0, 12)))) for first in first_days)


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    return Policy(
        key_result_pace=draw(st.sampled_from(PaceRule)),
        objective_pace=draw(st.sampled_from(ObjectiveRule)),
        threshold_control=draw(st.sampled_from(Control)),
    )


@st.composite
def terms_of(draw: st.DrawFn, kind: Kind) -> Terms:
    start, target = draw(st.tuples(values, values).filter(lambda pair: pair[0] != pair[1]))
    is_start_unknown = kind is Kind.METRIC and draw(st.integers(0, 4)) == 0
    lower = draw(values)
    due_on = FIRST_DAY + timedelta(days=draw(st.integers(0, 100)))
    return Terms(
        kind=kind,
        starts_on=FIRST_DAY,
        due_on=due_on,
        ambition=draw(st.sampled_from(Ambition)),
        start=None if is_start_unknown else start,
        target=target,
        lower=None if kind is Kind.AT_MOST else lower,
        upper=None if kind is Kind.AT_LEAST else lower + 100,
        curve=draw(st.sampled_from(Curve)),
        plan=(PlanPoint(Decimal("0.25"), Decimal("0.1")), PlanPoint(Decimal("0.75"), Decimal("0.4"))),
        stages=(Stage(Decimal("0.2")), Stage(Decimal("0.5"), FIRST_DAY), Stage(Decimal(1))),
        cadence_days=draw(st.sampled_from([1, 7, 14, 30])),
        measured_every=draw(st.sampled_from([None, 1, 7, 30])),
        is_guardrail=kind.is_threshold and draw(st.booleans()),
        start_unknown_until=draw(days_after) if is_start_unknown else None,
        driver=draw(st.sampled_from([KeyResultDriver.OWN] * 4 + [KeyResultDriver.CHILDREN])),
    )


@st.composite
def readings_of(draw: st.DrawFn) -> Reading:
    total = draw(st.decimals(0, 9, places=1))
    return Reading(
        effective_on=FIRST_DAY + timedelta(days=draw(st.integers(0, 60))),
        value=draw(values),
        reached=draw(st.frozensets(st.integers(1, 3))),
        is_done=draw(st.booleans()),
        done_weight=total / 2,
        total_weight=total,
    )


@st.composite
def contributions(draw: st.DrawFn, subject: str = "part") -> Contribution:
    part = draw(st.sampled_from(Part))
    is_guardrail = part is Part.KEY_RESULT and draw(st.integers(0, 4)) == 0
    has_pace = draw(st.booleans())
    share = draw(st.sampled_from([None, TimeShare("a", 90, 365), TimeShare("b", 91, 365)]))
    return Contribution(
        part=part,
        weight=Decimal(0) if is_guardrail else draw(st.decimals(0, 10, places=2)),
        progress=draw(st.none() | st.decimals(-2, 2, places=9)),
        gap=draw(st.decimals(-1, 1, places=9)) if has_pace else None,
        confidence=None if has_pace else draw(st.none() | st.integers(0, 10).map(Decimal)),
        silent_share=draw(st.sampled_from([Decimal(0), Decimal(1), stored(Decimal(1) / 3)])),
        status=draw(paces),
        pace=draw(paces),
        is_guardrail=is_guardrail,
        guardrail=draw(st.none() | st.sampled_from(Guardrail)) if is_guardrail else None,
        link=draw(st.sampled_from(LinkKind)),
        time_share=share if part is Part.CHILD else None,
        subject=subject,
    )


def many_contributions() -> st.SearchStrategy[list[Contribution]]:
    return st.integers(0, 5).flatmap(
        lambda n: st.tuples(*(contributions(f"p{i}") for i in range(n))).map(list)
    )


@st.composite
def key_results(draw: st.DrawFn) -> KeyResultFacts:
    terms = draw(st.sampled_from(Kind).flatmap(terms_of))
    return KeyResultFacts(
        terms=terms,
        state=draw(st.sampled_from([KeyResultState.ACTIVE] * 6 + list(KeyResultState))),
        readings=sorted(draw(st.lists(readings_of(), max_size=4)), key=lambda reading: reading.effective_on),
        judgement=draw(st.none() | st.builds(Judgement, days_after, st.integers(0, 10))),
        override=draw(st.none() | paces),
        children=draw(many_contributions()) if terms.driver is KeyResultDriver.CHILDREN else (),
        has_counter_metric_breach=draw(st.booleans()),
    )


@st.composite
def objectives(draw: st.DrawFn) -> ObjectiveFacts:
    override = st.builds(Override, status=st.just(Status.ON_TRACK), set_on=days_after)
    manual = st.builds(ManualProgress, progress=shares, effective_on=days_after)
    return ObjectiveFacts(
        starts_on=FIRST_DAY,
        due_on=FIRST_DAY + timedelta(days=draw(st.integers(0, 100))),
        contributions=draw(many_contributions()),
        state=draw(st.sampled_from([ObjectiveState.AGREED] * 5 + list(ObjectiveState))),
        outcome=draw(st.sampled_from([None, Status.MET])),
        driver=draw(st.sampled_from(Driver)),
        ambition=draw(st.sampled_from(Ambition)),
        override=draw(st.none() | override),
        manual=draw(st.none() | manual),
    )
