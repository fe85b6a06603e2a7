"""A week before noon: key results of every kind that ask Mika for something, told through actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from northing.domain.terms import Reading
from northing.features.okrs.models import KeyResult, Objective
from tests.builders import FIRST_DAY, a_check_in, a_cycle, a_key_result, an_objective
from tests.cast import Cast, Player

TODAY = date(2026, 11, 16)  # a Monday
NOW = "2026-11-16 09:00:00Z"
LAST_MONDAY = TODAY - timedelta(days=7)


@dataclass(frozen=True)
class Week:
    """Mika's objective, and one key result of each kind."""

    objective: Objective
    metric: KeyResult
    percent: KeyResult
    keep: KeyResult
    stages: KeyResult
    yes_no: KeyResult


def an_agreed_objective(cast: Cast, owner: Player, **fields: Any) -> Objective:
    """An objective of Growth that was agreed on the first day."""
    fields.setdefault("title", "Readers recommend us")
    cycle = fields.pop("cycle", None) or a_cycle(cast.ada.actor)
    fields.setdefault("team", cast.growth.ref)
    fields.setdefault("holder", "team")
    return an_objective(cast.ada.actor, cycle=cycle, agreed=True, owner=owner.ref, **fields)


def a_weekly_key_result(cast: Cast, objective: Objective, owner: Player, **fields: Any) -> KeyResult:
    """A key result that was agreed with its objective."""
    return a_key_result(
        cast.ada.actor, objective, owner=owner.ref, reason="agreed with it", on=FIRST_DAY, **fields
    )


def a_week(cast: Cast, owner: Player | None = None) -> Week:
    """Five key results, read every Monday until last Monday: all are due today."""
    owner = owner or cast.mika
    objective = an_agreed_objective(cast, owner)

    def add(**fields: Any) -> KeyResult:
        return a_weekly_key_result(cast, objective, owner, **fields)

    week = Week(
        objective=objective,
        metric=add(title="Paying subscribers", start=Decimal(61000), target=Decimal(100000)),
        percent=add(
            title="Trial sign-ups that convert",
            unit="percent",
            decimals=1,
            start=Decimal(9),
            target=Decimal(18),
        ),
        keep=add(title="Gross margin stays above 62 %", kind="at_least", unit="percent", lower=Decimal(62)),
        stages=add(
            title="New paywall live in three markets",
            kind="milestone",
            stages=[{"title": title} for title in ("Pilot", "Launch", "Second market", "Third market")],
        ),
        yes_no=add(title="Price list signed", kind="binary"),
    )
    for day, subscribers, rate in (
        (date(2026, 10, 12), "64500", "12.4"),
        (date(2026, 10, 26), "70000", "12.1"),
        (LAST_MONDAY, "78400", "11.8"),
    ):
        a_check_in(owner.actor, week.metric, subscribers, confidence=7, on=day)
        a_check_in(owner.actor, week.percent, rate, confidence=4, on=day)
        a_check_in(owner.actor, week.keep, "63.1", confidence=8, on=day)
    read = Reading(effective_on=LAST_MONDAY, reached=frozenset({1}))
    a_check_in(owner.actor, week.stages, reading=read, confidence=6, on=LAST_MONDAY)
    undone = Reading(effective_on=LAST_MONDAY, is_done=False)
    a_check_in(owner.actor, week.yes_no, reading=undone, confidence=5, on=LAST_MONDAY)
    return week


def row_path(player: Player, key_result: KeyResult, rest: str = "") -> str:
    """The address of a row."""
    return player.path(f"check-in/{key_result.ref}{rest}")
