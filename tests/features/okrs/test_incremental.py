"""Incremental and full recomputation agree, whatever people do in whatever order."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from northing.domain.terms import Reading
from northing.domain.trace import check
from northing.features.cycles.queries import Cycle
from northing.features.okrs import actions, queries
from northing.features.okrs.models import CheckIn, KeyResult, Objective
from northing.kit.actors import Actor
from northing.kit.errors import Conflict, Invalid, NotFound
from tests.builders import FIRST_DAY, a_check_in, a_cycle, a_key_result, an_objective, moment
from tests.cast import Cast

REFUSALS = (Conflict, Invalid, NotFound)
WHICH = st.integers(0, 30)
KINDS: tuple[dict[str, Any], ...] = (
    {},
    {"start": Decimal(210), "target": Decimal(150)},
    {"kind": "at_most", "upper": Decimal(50), "unit": "percent"},
    {"kind": "at_least", "lower": Decimal(20), "is_guardrail": True},
    {"kind": "binary"},
    {"kind": "milestone", "stages": [{"title": "One"}, {"title": "Two"}, {"title": "Three"}]},
    {"kind": "baseline"},
    {"kind": "tasks"},
    {"driver": "children"},
    {"kind": ""},
)


class Ledger(RuleBasedStateMachine):
    """People working on a dozen objectives of a quarter, a month in it and a year around it."""

    cast: Cast
    cycles: list[Cycle]

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.actor: Actor = self.cast.ada.actor
        self.on = FIRST_DAY + timedelta(days=20)
        self.objectives: list[Objective] = []
        self.key_results: list[KeyResult] = []

    def teardown(self) -> None:
        try:
            self._everything_adds_up()
        finally:
            transaction.set_rollback(True)
            self.savepoint.__exit__(None, None, None)

    def _everything_adds_up(self) -> None:
        again = actions.recompute(organization_id=self.actor.organization_id, at=moment(self.on), on=self.on)
        assert again.changed == 0
        for reader in (self.cast.ada.actor, self.cast.oleg.actor):
            for row in self.objectives:
                self._trace_adds_up(reader, row)

    def _trace_adds_up(self, reader: Actor, row: Objective) -> None:
        """For whoever may open it, a trace ends in the number everybody sees."""
        try:
            told = queries.explain(actor=reader, ref=row.ref, on=self.on)
        except NotFound:
            return
        check(told.trace)
        status, progress = told.trace.children[:2]
        assert (status.result, progress.result) == (told.status, told.progress)

    def _objective(self, which: int) -> Objective:
        return self.objectives[which % len(self.objectives)]

    def _key_result(self, which: int) -> KeyResult:
        return self.key_results[which % len(self.key_results)]

    @initialize(
        kinds=st.lists(st.sampled_from(KINDS), min_size=3, max_size=6),
        links=st.lists(st.tuples(WHICH, WHICH), min_size=2, max_size=5),
    )
    def begin(self, kinds: list[dict[str, Any]], links: list[tuple[int, int]]) -> None:
        for cycle in (0, 0, 0, 1, 2):
            self.write_an_objective(cycle, "both")
        for place, kind in enumerate(kinds):
            self.add_a_key_result(place, kind, "1")
        for child, parent in links:
            self.align(child, parent, False, None)
        for which in (0, 1, 2, 4):  # the other stays a plan until somebody agrees to it
            self.decide(which, "agree")

    @rule(cycle=st.integers(0, 2), driver=st.sampled_from(["both", "key_results", "children", "manual"]))
    def write_an_objective(self, cycle: int, driver: str) -> None:
        if len(self.objectives) < 9:
            row = an_objective(self.actor, cycle=self.cycles[cycle], driver=driver, on=self.on)
            self.objectives.append(row)

    @precondition(lambda self: self.objectives)
    @rule(which=WHICH, kind=st.sampled_from(KINDS), weight=st.sampled_from(["1", "2", "0", "0.5"]))
    def add_a_key_result(self, which: int, kind: dict[str, Any], weight: str) -> None:
        if len(self.key_results) < 14:
            try:
                row = a_key_result(
                    self.actor,
                    self._objective(which),
                    on=self.on,
                    reason="needed",
                    weight=Decimal(weight),
                    **kind,
                )
            except REFUSALS:
                return
            self.key_results.append(row)

    @precondition(lambda self: self.key_results)
    @rule(
        which=WHICH,
        value=st.integers(0, 60),
        confidence=st.none() | st.integers(0, 10),
        back=st.integers(0, 9),
    )
    def check_in(self, which: int, value: int, confidence: int | None, back: int) -> None:
        row = self._key_result(which)
        day = max(FIRST_DAY, self.on - timedelta(days=back))
        reading = {
            "binary": Reading(effective_on=day, is_done=value > 30),
            "milestone": Reading(effective_on=day, reached=frozenset(range(1, value % 4 + 1))),
            "tasks": Reading(effective_on=day, done_weight=Decimal(value % 5), total_weight=Decimal(5)),
        }.get(row.kind, Reading(effective_on=day, value=Decimal(value)))
        self._check_in(row, reading=reading, confidence=confidence)

    @precondition(lambda self: self.key_results)
    @rule(which=WHICH, confidence=st.integers(0, 10))
    def judge(self, which: int, confidence: int) -> None:
        row = self._key_result(which)
        self._check_in(row, value=None, confidence=confidence)

    def _check_in(self, row: KeyResult, **said: Any) -> None:
        self._try(lambda: a_check_in(self.actor, row, on=self.on, begins=False, **said))

    @precondition(lambda self: self.key_results)
    @rule(which=WHICH, is_undo=st.booleans(), value=st.integers(0, 60))
    def correct_or_undo(self, which: int, is_undo: bool, value: int) -> None:
        rows = CheckIn.within(self.actor.organization_id).filter(
            key_result=self._key_result(which), is_superseded=False, is_withdrawal=False
        )
        row = rows.order_by("-id").first()
        if row is None:
            return
        common: dict[str, Any] = {"actor": self.actor, "ref": row.ref, "at": moment(self.on), "on": self.on}
        if is_undo:
            self._try(lambda: actions.withdraw_check_in(**common))
        else:
            reading = Reading(effective_on=row.effective_on, value=Decimal(value))
            self._try(lambda: actions.correct_check_in(**common, reading=reading, confidence=5))

    @precondition(lambda self: len(self.objectives) > 1)
    @rule(child=WHICH, parent=WHICH, to_key_result=st.booleans(), kind=st.sampled_from([None, "contributes"]))
    def align(self, child: int, parent: int, to_key_result: bool, kind: str | None) -> None:
        above: Any = self._objective(parent)
        if to_key_result and self.key_results:
            above = self._key_result(parent)
        common: dict[str, Any] = {"at": moment(self.on), "on": self.on, "kind": kind}
        self._try(
            lambda: actions.align(
                actor=self.actor, child=self._objective(child).ref, parent=above.ref, **common
            )
        )

    @precondition(lambda self: len(self.objectives) > 1)
    @rule(child=WHICH, parent=WHICH, to=WHICH)
    def realign_or_unalign(self, child: int, parent: int, to: int) -> None:
        common: dict[str, Any] = {"actor": self.actor, "at": moment(self.on), "on": self.on}
        refs = {"child": self._objective(child).ref, "parent": self._objective(parent).ref}
        if to % 2:
            self._try(lambda: actions.unalign(**common, **refs))
        else:
            self._try(lambda: actions.realign(**common, **refs, to=self._objective(to).ref))

    @precondition(lambda self: self.objectives)
    @rule(
        which=WHICH,
        act=st.sampled_from(
            [
                "agree",
                "drop",
                "postpone",
                "restore",
                "publish",
                "hide",
                "show",
                "backlog",
                "month",
                "override",
            ]
        ),
    )
    def decide(self, which: int, act: str) -> None:
        common: dict[str, Any] = {
            "actor": self.actor,
            "ref": self._objective(which).ref,
            "at": moment(self.on),
            "on": self.on,
        }
        because = {**common, "reason": "because"}
        month = self.cycles[1].ref
        acts = {
            "agree": lambda: actions.agree(**common),
            "drop": lambda: actions.drop_objective(**because),
            "postpone": lambda: actions.postpone_objective(**because),
            "restore": lambda: actions.restore_objective(**common),
            "publish": lambda: actions.edit_objective(**common, fields={"publishes_number": True}),
            "hide": lambda: actions.set_visibility(**common, visibility="holder"),
            "show": lambda: actions.set_visibility(**common, visibility="organization"),
            "backlog": lambda: actions.move_objective(**because, cycle=None),
            "month": lambda: actions.move_objective(**because, cycle=month),
            "override": lambda: actions.override_status(**because, status="at_risk"),
        }
        self._try(acts[act])

    @precondition(lambda self: self.key_results)
    @rule(
        which=WHICH,
        act=st.sampled_from(["drop", "target", "weight", "pin", "driver", "met", "postponed", "override"]),
    )
    def change_a_key_result(self, which: int, act: str) -> None:
        row = self._key_result(which)
        common: dict[str, Any] = {
            "actor": self.actor,
            "ref": row.ref,
            "at": moment(self.on),
            "on": self.on,
            "reason": "because",
        }
        driver = {"driver": "own" if row.driver == "children" else "children"}
        acts = {
            "drop": lambda: actions.drop_key_result(**common),
            "target": lambda: actions.edit_key_result(**common, fields={"target": Decimal(130)}),
            "weight": lambda: actions.edit_key_result(**common, fields={"weight": Decimal(3)}),
            "pin": lambda: actions.edit_key_result(
                **common, fields={"weight": Decimal("0.3"), "is_pinned": True}
            ),
            "driver": lambda: actions.edit_key_result(**common, fields=driver),  # type: ignore[arg-type]
            "met": lambda: actions.change_key_result_state(**common, state="met"),
            "postponed": lambda: actions.change_key_result_state(**common, state="postponed"),
            "override": lambda: actions.override_status(**common, status="off_track"),
        }
        self._try(acts[act])

    @rule(days=st.integers(1, 12))
    def let_days_pass(self, days: int) -> None:
        self.on += timedelta(days=days)
        actions.day_roll(organization_id=self.actor.organization_id, at=moment(self.on), on=self.on)

    @rule()
    def fold(self) -> None:
        actions.fold_tally(organization_id=self.actor.organization_id)

    def _try(self, act: Any) -> None:
        try:
            act()
        except REFUSALS:
            return

    @invariant()
    def every_stored_number_is_confirmed(self) -> None:
        report = actions.verify(organization_id=self.actor.organization_id, on=self.on)
        assert report.is_clean, report


@pytest.mark.django_db
def test_incremental_is_full_after_any_sequence(cast: Cast) -> None:
    Ledger.cast = cast
    year = a_cycle(
        cast.ada.actor,
        name="2026",
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
        kind="year",  # type: ignore[arg-type]
    )
    quarter = a_cycle(cast.ada.actor, parent=year)
    month = a_cycle(
        cast.ada.actor,
        name="November",
        starts_on=date(2026, 10, 15),
        ends_on=date(2026, 11, 30),
        kind="custom",  # type: ignore[arg-type]
        parent=quarter,
    )
    Ledger.cycles = [quarter, month, year]
    run_state_machine_as_test(
        Ledger,
        settings=settings(
            max_examples=25,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
