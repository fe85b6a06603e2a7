"""Which event calls what. Reactions run at once, in the announcer's transaction, in this order."""

from __future__ import annotations

from northing.features.cycles import actions as cycle_actions
from northing.features.kpis import actions as kpi_actions
from northing.features.okrs import actions as okr_actions
from northing.features.org import actions as org_actions
from northing.kit.events import react


def wire() -> None:
    """Wire every reaction of the installation; twice changes nothing."""
    react(org_actions.DayBegan, roll_the_day)
    react(org_actions.CalendarChanged, okr_actions.after_calendar_change)
    react(org_actions.PolicyChanged, okr_actions.after_policy_change)
    react(org_actions.HandOver, okr_actions.list_what_is_held)
    react(cycle_actions.CycleDatesChanged, okr_actions.after_cycle_dates_change)
    react(cycle_actions.CycleCloses, okr_actions.close_with_the_cycle)
    react(cycle_actions.CycleReopens, okr_actions.reopen_with_the_cycle)
    react(kpi_actions.KpiReadingRecorded, move_linked_key_results)


def roll_the_day(event: org_actions.DayBegan) -> None:
    """A new calendar day: what ages with it is judged anew, once."""
    okr_actions.day_roll(organization_id=event.organization_id, at=event.at, on=event.on)
    org_actions.mark_rolled(organization_id=event.organization_id, on=event.on)


def move_linked_key_results(event: kpi_actions.KpiReadingRecorded) -> None:
    """A health metric was read: the key results linked to it get the reading as a check-in."""
    okr_actions.move_linked_key_results(
        organization_id=event.organization_id,
        kpi_id=event.kpi_id,
        value=event.value,
        effective_on=event.on,
        at=event.at,
    )
