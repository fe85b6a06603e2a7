"""Whether a key result is asked for on a day: its number, its judgement.

It is asked for on the day its age reaches its cadence (so that who checks in every Monday is asked every Monday);
its freshness turns *due* the day after. What nobody ever said anything about is asked for at once: it stays *pending*
and owes nothing yet, but its first number is wanted. Ages skip quiet days and absences, which the standing knows: only
when some lie ahead of a row that may be due are the calendars asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from northing.domain.calendar import EVERY_DAY_COUNTS, Calendar
from northing.domain.codes import Freshness
from northing.domain.terms import Terms
from northing.features.okrs.models import KeyResult, Stage
from northing.features.okrs.models.values import cycle_span, terms_of
from northing.features.org import queries as org_queries

_DUE = frozenset({Freshness.DUE, Freshness.OVERDUE, Freshness.STALE})
_FRESH = frozenset({Freshness.FRESH, Freshness.PENDING})


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for of one key result on one day."""

    number: bool = False
    judgement: bool = False

    @property
    def is_anything(self) -> bool:
        """Whether it is on the page of the week."""
        return self.number or self.judgement


@dataclass(frozen=True, slots=True)
class _Age:
    """What ages: the band its standing tells, the day it ages from, the last day that counts, its cadence."""

    band: str
    since: date
    until: date
    cadence: int
    changes_on: date | None

    def days(self, on: date, calendar: Calendar = EVERY_DAY_COUNTS) -> int:
        """Its age on a day, without the days off of ``calendar``."""
        return calendar.age(self.since, min(on, self.until))

    def is_asked(self, on: date, calendar: Calendar) -> bool:
        """Due by its band, or on its last fresh day (also of a standing not rolled to this day yet)."""
        return self.band in _DUE or (self.band in _FRESH and self.days(on, calendar) >= self.cadence)

    def is_unsure(self, on: date) -> bool:
        """Old enough by the plain calendar, but nothing changes tomorrow: some of the days do not count."""
        has_quiet_ahead = self.changes_on is not None and self.changes_on > on + timedelta(days=1)
        return self.band in _FRESH and self.days(on) >= self.cadence and has_quiet_ahead


@dataclass(frozen=True, slots=True)
class _Ages:
    number: _Age
    judgement: _Age

    def is_unsure(self, on: date) -> bool:
        return self.number.is_unsure(on) or self.judgement.is_unsure(on)

    @property
    def is_first(self) -> bool:
        """Whether nothing was ever said: no judgement, and no number where there can be one."""
        return self.judgement.band == Freshness.PENDING and self.number.band in (Freshness.PENDING, "")

    def asked(self, on: date, calendar: Calendar, *, starts_on: date) -> Asked:
        if on < starts_on:
            return Asked()
        if self.is_first:
            return Asked(number=bool(self.number.band), judgement=True)
        judgement = self.judgement.is_asked(on, calendar)
        # "No new number yet" was said less than one period ago: it is not asked again before the next.
        is_waiting = self.judgement.days(on) < self.number.cadence
        return Asked(self.number.is_asked(on, calendar) and (judgement or not is_waiting), judgement)


def asked_for(*, rows: Iterable[KeyResult], organization_id: int, on: date) -> dict[int, Asked]:
    """What is asked for on a day, by key; ``rows`` come with standing and cycle.

    No statement; two for the calendars when days that do not count lie ahead of a row that may be due.
    """
    found = {row.pk: (row, terms_on(row=row), _ages(row, terms_on(row=row))) for row in rows}
    unsure = {_responsible(row) for row, _terms, ages in found.values() if ages.is_unsure(on)}
    people = frozenset(pk for pk in unsure if pk is not None)
    known = org_queries.calendars_of(organization_id=organization_id, person_ids=people) if unsure else None
    return {
        pk: ages.asked(
            on, known.of(_responsible(row)) if known else EVERY_DAY_COUNTS, starts_on=terms.starts_on
        )
        for pk, (row, terms, ages) in found.items()
    }


def terms_on(*, row: KeyResult, stages: Iterable[Stage] = ()) -> Terms:
    """The terms of a row that comes with its objective and cycle."""
    objective = row.objective
    return terms_of(row, ambition=objective.ambition, cycle=cycle_span(objective), stages=tuple(stages))


def _ages(row: KeyResult, terms: Terms) -> _Ages:
    standing = row.standing

    def age(band: str, last: date | None, cadence: int) -> _Age:
        since = max(last or terms.starts_on, terms.starts_on)
        return _Age(band, since, terms.due_on, cadence, standing.changes_on)

    return _Ages(
        age(standing.number_freshness, standing.last_reading_on, terms.number_cadence),
        age(standing.judgement_freshness, standing.last_judgement_on, terms.cadence_days),
    )


def _responsible(row: KeyResult) -> int | None:
    return row.updater_id or row.owner_id
