"""Standings told as small stories, one a rule."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from northing.domain.calendar import Calendar
from northing.domain.codes import Ambition, Driver, Guardrail, KeyResultState, Kind, Reason, Status
from northing.domain.policy import DEFAULT_POLICY
from northing.domain.rollup import Contribution, time_share
from northing.domain.standing import (
    KeyResultFacts,
    ObjectiveFacts,
    ObjectiveStanding,
    Override,
    key_result_contribution,
    key_result_standing,
    objective_contribution,
    objective_standing,
)
from northing.domain.standing.values import KeyResultStanding
from northing.domain.terms import Judgement, Reading, Terms

FIRST, DUE = date(2026, 10, 1), date(2026, 12, 31)
METRIC = Terms(
    kind=Kind.METRIC,
    starts_on=FIRST,
    due_on=DUE,
    ambition=Ambition.COMMITTED,
    start=Decimal(0),
    target=Decimal(100),
)
YES_NO = replace(METRIC, kind=Kind.BINARY, start=None, target=None)
KEPT = replace(METRIC, kind=Kind.AT_MOST, upper=Decimal(2), is_guardrail=True)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def read(terms: Terms, on: int, value: str, confidence: int = 8) -> KeyResultFacts:
    reading = Reading(effective_on=day(on), value=Decimal(value), is_done=value == "1")
    return KeyResultFacts(terms=terms, readings=[reading], judgement=Judgement(day(on), confidence))


def stand(facts: KeyResultFacts, on: int, calendar: Calendar | None = None) -> KeyResultStanding:
    return key_result_standing(facts, on=day(on), policy=DEFAULT_POLICY, calendar=calendar or Calendar())


def whole(*parts: Contribution, on: int = 40, override: Override | None = None) -> ObjectiveStanding:
    facts = ObjectiveFacts(starts_on=FIRST, due_on=DUE, contributions=parts, override=override)
    return objective_standing(facts, on=day(on), policy=DEFAULT_POLICY)


def part(facts: KeyResultFacts, on: int = 40, **more: bool) -> Contribution:
    return key_result_contribution(stand(facts, on), weight=Decimal(1), subject="kr", **more)


def test_pace_is_judged_as_of_the_last_reading() -> None:
    standing = stand(read(METRIC, 30, "10"), 36)
    assert standing.expected == Decimal("0.329670330")
    assert standing.gap == Decimal("0.229670330")
    assert (standing.status, standing.changes_on) == (Status.BEHIND, day(38))


def test_before_the_first_day_nothing_has_started() -> None:
    standing = stand(KeyResultFacts(terms=METRIC), -3)
    assert (standing.status, standing.gap, standing.changes_on) == (Status.NOT_STARTED, None, FIRST)


def test_never_read_is_pending_then_told_then_unknown() -> None:
    untouched = KeyResultFacts(terms=METRIC)
    assert stand(untouched, 7).status is Status.PENDING
    assert Reason.NEVER_READ in {note.reason for note in stand(untouched, 9).notes}
    assert stand(untouched, 22).status is Status.UNKNOWN


def test_quiet_days_do_not_age() -> None:
    facts = read(METRIC, 30, "40")
    assert stand(facts, 53).status is Status.UNKNOWN
    holiday = Calendar.of([(day(35), day(44))])
    assert stand(facts, 53, holiday).status is Status.ON_TRACK


def test_a_yes_no_key_result_is_judged_by_confidence_until_due() -> None:
    facts = read(YES_NO, 85, "0", confidence=5)
    standing = stand(facts, 86)
    assert (standing.status, standing.gap, standing.judging_confidence) == (Status.AT_RISK, None, 5)
    due = stand(facts, 91)
    assert (due.status, due.gap, due.judging_confidence) == (Status.MISSED, Decimal(1), None)


def test_what_is_done_is_not_judged_by_doubt() -> None:
    doubtful = stand(read(YES_NO, 85, "1", confidence=2), 86)
    assert (doubtful.status, doubtful.pace, doubtful.gap) == (Status.ON_TRACK, Status.ON_TRACK, None)
    assert [note.reason for note in doubtful.notes] == [Reason.REACHED]
    assert (doubtful.confidence, doubtful.judging_confidence) == (2, 10)
    assert stand(read(YES_NO, 85, "1", confidence=2), 91).status is Status.MET
    learning = replace(METRIC, ambition=Ambition.LEARNING)
    words = {value: stand(read(learning, 38, value, 2), 40).status for value in ("100", "99", "70")}
    assert words == {"100": "on_track", "99": "off_track", "70": "off_track"}


def test_a_baseline_that_was_found_is_not_judged_by_doubt() -> None:
    terms = replace(METRIC, kind=Kind.BASELINE)
    assert stand(read(terms, 38, "41", confidence=3), 40).status is Status.ON_TRACK
    assert stand(replace(read(terms, 38, "41", confidence=3), readings=[]), 40).status is Status.OFF_TRACK


def test_what_is_done_may_still_fall_silent_or_be_overruled() -> None:
    done = read(YES_NO, 30, "1", confidence=9)
    assert stand(done, 60).status is Status.UNKNOWN
    overruled = stand(replace(done, override=Status.AT_RISK), 31)
    assert (overruled.status, overruled.computed_status) == (Status.AT_RISK, Status.ON_TRACK)


def test_a_done_key_result_is_certain_for_its_objective() -> None:
    standing = whole(part(read(YES_NO, 38, "1", 3)), part(read(YES_NO, 38, "0", 4)))
    assert (standing.gap, standing.confidence, standing.status) == (None, Decimal(7), Status.ON_TRACK)
    paced = part(read(METRIC, 38, "5"))
    assert whole(part(read(YES_NO, 38, "1", 3)), paced).gap == paced.gap


def test_words_from_the_due_day() -> None:
    bold = replace(METRIC, ambition=Ambition.ASPIRATIONAL)
    words = {value: stand(read(bold, 90, value), 95).status for value in ("100", "70", "40", "39")}
    assert words == {"100": "met", "70": "good", "40": "partly", "39": "missed"}
    assert stand(read(METRIC, 90, "99"), 95).status is Status.MISSED


def test_after_the_due_day_nothing_ages_any_more() -> None:
    standing = stand(read(METRIC, 80, "100"), 300)
    assert (standing.status, standing.is_silent, standing.changes_on) == (Status.MET, False, None)


def test_a_baseline_counts_nothing_and_is_no_silence() -> None:
    facts = KeyResultFacts(terms=replace(METRIC, kind=Kind.BASELINE), judgement=Judgement(day(39), 9))
    standing = stand(facts, 40)
    assert (standing.progress, standing.is_counted, standing.status) == (None, False, Status.ON_TRACK)
    assert whole(part(facts)).status is Status.NO_DATA


def test_an_unknown_start_becomes_due() -> None:
    terms = replace(METRIC, start=None, start_unknown_until=day(20))
    facts = KeyResultFacts(terms=terms, judgement=Judgement(day(18), 8))
    assert stand(facts, 19).changes_on == day(20)
    assert Reason.BASELINE_DUE in {note.reason for note in stand(facts, 20).notes}


def test_a_dropped_key_result_leaves_the_rollup() -> None:
    dropped = replace(read(METRIC, 30, "90"), state=KeyResultState.DROPPED)
    assert whole(part(dropped), part(read(METRIC, 38, "20"))).progress == Decimal("0.2")


def test_a_breached_guardrail_gates_and_weighs_nothing() -> None:
    breached = part(read(KEPT, 38, "3"), is_guardrail=True)
    standing = whole(part(read(METRIC, 38, "60")), breached)
    assert (standing.progress, standing.guardrail) == (Decimal("0.6"), Guardrail.BREACHED)
    assert standing.status is Status.AT_RISK
    assert standing.computed_status is Status.AT_RISK


def test_a_silent_key_result_counts_in_progress_and_not_in_pace() -> None:
    silent, fresh = part(read(METRIC, 10, "0")), part(read(METRIC, 38, "60"))
    standing = whole(silent, fresh)
    assert (standing.progress, standing.silent_share) == (Decimal("0.3"), Decimal("0.5"))
    assert (standing.gap, standing.status) == (fresh.gap, Status.ON_TRACK)


def test_an_override_lapses_after_its_days() -> None:
    late = part(read(METRIC, 38, "20"))
    word = Override(status=Status.ON_TRACK, set_on=day(30))
    assert whole(late, on=43, override=word).status is Status.ON_TRACK
    assert whole(late, on=43, override=word).changes_on == day(44)
    assert whole(late, on=44, override=word).status is Status.BEHIND


def test_one_key_result_off_track_is_said_beside_the_word() -> None:
    standing = whole(part(read(METRIC, 38, "5")), part(read(METRIC, 38, "80")), part(read(METRIC, 38, "80")))
    note = standing.notes[0]
    assert standing.status is Status.BEHIND
    assert (note.reason, note.count, note.total) == (Reason.KEY_RESULTS_OFF_TRACK, 1, 3)


def test_only_yes_no_key_results_are_judged_by_their_mean_confidence() -> None:
    standing = whole(part(read(YES_NO, 38, "0", 9)), part(read(YES_NO, 38, "0", 4)))
    assert (standing.gap, standing.confidence, standing.status) == (None, Decimal("6.5"), Status.AT_RISK)


def test_a_perfect_first_quarter_is_a_quarter_of_the_year() -> None:
    done = whole(part(read(METRIC, 91, "100")), on=95)
    share = time_share("q4", date(2026, 1, 1), date(2026, 12, 31), FIRST, DUE)
    child = objective_contribution(done, weight=Decimal(1), subject="o", time_share=share)
    year = ObjectiveFacts(
        starts_on=date(2026, 1, 1), due_on=DUE, contributions=[child], driver=Driver.CHILDREN
    )
    standing = objective_standing(year, on=day(95), policy=DEFAULT_POLICY)
    assert standing.progress == standing.expected == Decimal("0.252054795")
    assert standing.gap == Decimal(0)
