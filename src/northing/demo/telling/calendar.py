"""When things happen: every day is counted from today, so the story is always in its tenth week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEKS = 13
TOLD_WEEKS = 9


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of the story. ``today`` is the organization's; both cycles are thirteen weeks from a Monday."""

    today: date
    zone: ZoneInfo

    @property
    def running_starts_on(self) -> date:
        """The Monday nine weeks before this week's."""
        return self.today - timedelta(days=self.today.weekday(), weeks=TOLD_WEEKS)

    @property
    def running_ends_on(self) -> date:
        return self.running_starts_on + timedelta(weeks=WEEKS, days=-1)

    @property
    def closed_starts_on(self) -> date:
        return self.running_starts_on - timedelta(weeks=WEEKS)

    @property
    def closed_ends_on(self) -> date:
        return self.running_starts_on - timedelta(days=1)

    def at(self, on: date, minute: int = 0) -> datetime:
        """A moment of that working morning, ``minute`` minutes after nine."""
        moment = datetime.combine(on, time(9), self.zone) + timedelta(minutes=minute % 480)
        return moment.astimezone(UTC)


def quarter_name(starts_on: date, ends_on: date) -> str:
    """``2026 Q4``: the calendar quarter most of the cycle lies in."""
    middle = starts_on + (ends_on - starts_on) / 2
    return f"{middle.year} Q{(middle.month - 1) // 3 + 1}"
