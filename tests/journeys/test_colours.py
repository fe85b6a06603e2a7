"""Colours that can be explained: a moved goalpost stays visible, silence is never green, a guardrail limits."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from playwright.sync_api import expect

from tests.builders import FIRST_DAY, TODAY, a_check_in, a_cycle, a_key_result, an_objective
from tests.journeys.steps import a_visitor

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from northing.features.okrs.models import KeyResult, Objective
    from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)
TITLE = "Readers recommend us"


def on_day(day: Any) -> Any:
    """The clock stands on the morning of that day, and goes on."""
    return time_machine.travel(datetime.combine(day, time(9, 0), tzinfo=UTC), tick=True)


def _tracked(cast: Cast, **fields: Any) -> tuple[Objective, KeyResult]:
    """Lin's objective with one key result, half way and on track."""
    objective = an_objective(
        cast.ada.actor,
        cycle=a_cycle(cast.ada.actor),
        agreed=True,
        title=TITLE,
        owner=cast.lin.ref,
        holder="team",
        team=cast.growth.ref,
    )
    row = a_key_result(cast.ada.actor, objective, owner=cast.lin.ref, reason="with it", **fields)
    a_check_in(cast.lin.actor, row, 60, on=TODAY)
    return objective, row


def test_a_moved_target_stays_visible(cast: Cast, live_server: Any, page: Page) -> None:
    _objective, row = _tracked(cast)
    with on_day(TODAY):
        lin = a_visitor(page, live_server, cast.lin)
        lin.opens(f"okrs/key-results/{row.ref}/edit")
        page.locator("#id_target").fill("200")
        lin.presses("Save")
        lin.sees("reason")  # nothing agreed moves without one
        page.locator("#id_reason").fill("The partner doubled the list.")
        lin.presses("What would change?")
        lin.sees("60% → 30%")
        lin.presses("Save")
        lin.sees("The partner doubled the list.")
        expect(lin.card("Changes of what was agreed")).to_contain_text("100")
        expect(lin.card("Changes of what was agreed")).to_contain_text("200")
        expect(page.locator("#picked .chart__middle")).to_contain_text("target 100 → 200")
        assert lin.card("Changes of what was agreed").get_by_text("Paying subscribers").count() == 2


def test_silence_is_never_green(cast: Cast, live_server: Any, page: Page) -> None:
    _tracked(cast)
    lin = a_visitor(page, live_server, cast.lin)
    with on_day(TODAY):
        lin.opens_objective(TITLE)
        expect(lin.tile("Status")).to_contain_text("on track")
    with on_day(TODAY + timedelta(days=45)):
        lin.opens_objective(TITLE)
        expect(lin.tile("Status")).to_contain_text("unknown")
        expect(lin.tile("Status")).not_to_contain_text("on track")


def test_a_breached_guardrail_limits_the_objective(cast: Cast, live_server: Any, page: Page) -> None:
    objective, _row = _tracked(cast)
    kept = a_key_result(
        cast.ada.actor,
        objective,
        title="Refunds stay rare",
        kind="at_most",
        upper=Decimal(5),
        is_guardrail=True,
        owner=cast.lin.ref,
        on=FIRST_DAY,
        reason="with it",
    )
    a_check_in(cast.lin.actor, kept, 4, on=TODAY - timedelta(days=1))
    with on_day(TODAY):
        lin = a_visitor(page, live_server, cast.lin)
        lin.opens_objective(TITLE)
        expect(lin.tile("Status")).to_contain_text("on track")
        lin.opens("check-in?all=1")
        lin.checks_in("Refunds stay rare", "9", 6)
        lin.opens_objective(TITLE)
        expect(lin.tile("Status")).to_contain_text("at risk")
        expect(lin.row("Refunds stay rare")).to_contain_text("breached")
        lin.asks_why()
        lin.sees("Limit: guardrail breached")
        lin.sees_it_adds_up()
