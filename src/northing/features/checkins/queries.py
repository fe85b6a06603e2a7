"""The week of one person: what is asked, what was said today, when the next one is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from northing.domain.terms import Reading
from northing.features.okrs import queries as okr_queries
from northing.features.okrs.queries import DueKeyResult, SaidToday
from northing.kit.actors import Actor

__all__ = [
    "DueKeyResult",
    "SaidToday",
    "Told",
    "Week",
    "due_count",
    "my_week",
    "next_day",
    "one_row",
    "said_about",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One check-in of today beside the value it replaced; ``change`` is in the key result's unit."""

    row: DueKeyResult
    said: SaidToday
    change: Decimal | None

    @property
    def has_moved(self) -> bool:
        """Whether its number is another one than before."""
        return bool(self.change)


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """The check-in page: open rows first (late ones on top), then those said today.

    ``next_on``: the first day on which something is asked again; ``held``: how many key results the actor
    updates at all; ``unread``: how many of those not asked for today never had a number.
    """

    open_rows: tuple[DueKeyResult, ...]
    told: tuple[Told, ...]
    next_on: date | None
    held: int
    unread: int
    shows_everything: bool

    @property
    def all_count(self) -> int:
        """Rows on the page."""
        return len(self.open_rows) + len(self.told)


def my_week(
    *, actor: Actor, on: date, since: datetime, everything: bool = False, detailed: int | None = None
) -> Week:
    """What ``actor`` is asked for on the day ``on`` and said since ``since`` (the day's first moment).

    ``everything``: also key results that are not due yet, and those of cycles long over. ``detailed``: only so many
    of the open rows come with stages and trail. At most five statements, however many rows.
    """
    told_today = okr_queries.said_since(actor=actor, since=since)
    said = {one.key_result_ref for one in told_today}
    rows = okr_queries.key_results_due(
        actor=actor, on=on, everything=True, long_over=everything, detailed=detailed, but=said
    )
    told = _told(rows, told_today)
    waiting = [row for row in rows if row.ref not in said]
    asked = [row for row in waiting if everything or row.is_due]
    unasked = [] if everything else [row for row in waiting if not row.is_due]
    return Week(
        open_rows=tuple(asked),
        told=tuple(told),
        next_on=min((day for row in rows if (day := next_day(row=row)) > on), default=None),
        held=len(rows),
        unread=sum(_is_unread(row) for row in unasked),
        shows_everything=everything,
    )


def _is_unread(row: DueKeyResult) -> bool:
    return row.reading is None and row.has_kind and not row.is_kept_elsewhere


def next_day(*, row: DueKeyResult) -> date:
    """The day a key result is asked for next: its number or its judgement, whichever comes first."""
    days = [row.judgement_on]
    if row.number_on is not None and row.last_judgement_on is not None and not row.is_kept_elsewhere:
        days.append(max(row.number_on, row.last_judgement_on))
    return min(days)


def one_row(*, actor: Actor, ref: str, on: date) -> DueKeyResult:
    """One key result to check in, due or not.

    :raises NotFound: no such key result for this actor
    :raises NotAllowed: ``may_not_check_in``
    :raises Conflict: ``not_running``
    """
    return okr_queries.key_result_due(actor=actor, ref=ref, on=on)


def said_about(*, actor: Actor, row: DueKeyResult, since: datetime) -> Told | None:
    """What the actor last said about one key result since a moment, if anything."""
    said = okr_queries.said_last(actor=actor, key_result=row.ref, since=since)
    return None if said is None else _one(row, said)


def due_count(*, actor: Actor, on: date) -> int:
    """How many key results wait for the actor; one statement and the reach."""
    return okr_queries.count_due(actor=actor, on=on)


def _told(rows: list[DueKeyResult], said: list[SaidToday]) -> list[Told]:
    latest: dict[str, SaidToday] = {}
    for one in said:
        latest.setdefault(one.key_result_ref, one)
    return [_one(row, latest[row.ref]) for row in rows if row.ref in latest]


def _one(row: DueKeyResult, said: SaidToday) -> Told:
    change = None
    value = _amount(said.reading)
    if said.is_reading and value is not None and len(row.trail) > 1 and row.trail[-1] == value:
        change = value - row.trail[-2]
    return Told(row=row, said=said, change=change)


def _amount(reading: Reading) -> Decimal | None:
    if reading.value is not None:
        return reading.value
    if reading.is_done is not None:
        return Decimal(reading.is_done)
    return Decimal(len(reading.reached)) if reading.reached else None
