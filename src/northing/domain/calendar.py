"""Days that do not count: an organization's quiet days and a person's absences."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

Days = tuple[date, date]
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Inclusive ranges of days in which nothing ages; sorted and disjoint (build with `of`)."""

    ranges: tuple[Days, ...] = ()

    @classmethod
    def of(cls, ranges: Iterable[Days]) -> "Calendar":
        """A calendar from ranges in any order; overlapping ones are joined, empty ones ignored."""
        joined: list[Days] = []
        for first, last in sorted(one for one in ranges if one[0] <= one[1]):
            if joined and first <= joined[-1][1] + _DAY:
                joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
            else:
                joined.append((first, last))
        return cls(tuple(joined))

    def joined_with(self, ranges: Iterable[Days]) -> "Calendar":
        """This calendar and some more days off."""
        return Calendar.of((*self.ranges, *ranges))

    def age(self, since: date, on: date) -> int:
        """Counting days after `since` up to and including `on`; 0 when `on` is not later."""
        if on <= since:
            return 0
        days = (on - since).days
        for first, last in self.ranges:
            if first > on:
                break
            skipped = (min(last, on) - max(first, since + _DAY)).days + 1
            if skipped > 0:
                days -= skipped
        return days

    def day_of_age(self, since: date, age: int) -> date:
        """The first day on which `age(since, …)` reaches this age (at least 1)."""
        day = since + timedelta(days=age)
        for first, last in self.ranges:
            if last <= since:
                continue
            if first > day:
                break
            day += timedelta(days=(last - max(first, since + _DAY)).days + 1)
        return day


EVERY_DAY_COUNTS = Calendar()
