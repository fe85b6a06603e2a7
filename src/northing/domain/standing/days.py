"""What of a key result's standing depends on the day alone: equal facts, equal standing."""

from dataclasses import dataclass
from datetime import date

from northing.domain.cadence import freshness, next_band_on
from northing.domain.calendar import Calendar
from northing.domain.codes import Freshness, KeyResultDriver, KeyResultState, Kind
from northing.domain.policy import Policy
from northing.domain.standing.values import KeyResultFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFacts:
    """`number` and `judgement` are None where nothing ages: before the first day, or once over."""

    is_started: bool
    is_due: bool
    number: Freshness | None
    judgement: Freshness | None
    is_baseline_due: bool
    changes_on: date | None


def day_facts(facts: KeyResultFacts, on: date, policy: Policy, calendar: Calendar) -> DayFacts:
    """The day's facts, and the first day on which one of them changes though nothing is read."""
    terms = facts.terms
    is_open = facts.state is KeyResultState.ACTIVE
    is_started = not is_open or on >= terms.starts_on
    is_due = facts.state is KeyResultState.CLOSED or (is_open and on >= terms.due_on)
    number_since, judgement_since = ageing_since(facts)
    ages = is_open and is_started
    number = _band(number_since, len(facts.readings) == 0, on, terms.number_cadence, facts, policy, calendar)
    judgement = _band(
        judgement_since, facts.judgement is None, on, terms.cadence_days, facts, policy, calendar
    )
    baseline_on = terms.start_unknown_until if terms.is_start_unknown else None
    return DayFacts(
        is_started=is_started,
        is_due=is_due,
        number=number if ages else None,
        judgement=judgement if ages else None,
        is_baseline_due=is_open and baseline_on is not None and on >= baseline_on,
        changes_on=_next_change(facts, on, policy, calendar) if is_open else None,
    )


def ageing_since(facts: KeyResultFacts) -> tuple[date | None, date]:
    """The days number and judgement age from: the last of each, or the first day."""
    terms = facts.terms
    last_read = facts.readings[-1].effective_on if facts.readings else terms.starts_on
    judged = facts.judgement.judged_on if facts.judgement else terms.starts_on
    number = max(last_read, terms.starts_on) if _has_number(facts) else None
    return number, max(judged, terms.starts_on)


def _has_number(facts: KeyResultFacts) -> bool:
    terms = facts.terms
    is_own = terms.driver is KeyResultDriver.OWN
    return is_own and terms.kind is not Kind.BASELINE and not terms.is_start_unknown


def _band(
    since: date | None,
    is_never_read: bool,
    on: date,
    cadence: int,
    facts: KeyResultFacts,
    policy: Policy,
    calendar: Calendar,
) -> Freshness | None:
    if since is None:
        return None
    # Nobody owes a reading after the due day: what was known then is what is judged.
    age = calendar.age(since, min(on, facts.terms.due_on))
    return freshness(age, cadence, is_never_read=is_never_read, policy=policy)


def _next_change(facts: KeyResultFacts, on: date, policy: Policy, calendar: Calendar) -> date | None:
    terms = facts.terms
    days = [terms.starts_on, terms.due_on]
    if terms.is_start_unknown and terms.start_unknown_until is not None:
        days.append(terms.start_unknown_until)
    if terms.starts_on <= on < terms.due_on:
        number_since, judgement_since = ageing_since(facts)
        bands = [next_band_on(judgement_since, on, terms.cadence_days, policy, calendar)]
        if number_since is not None:
            bands.append(next_band_on(number_since, on, terms.number_cadence, policy, calendar))
        days += [day for day in bands if day is not None]
    return min((day for day in days if day > on), default=None)
