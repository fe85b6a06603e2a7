"""Jobs: scheduled once, picked by one worker, retried with growing pauses, safe against a worker that dies."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Barrier, Event, Thread

import pytest
from django.db import connection, transaction

from northing.kit.jobs import handlers
from northing.kit.jobs.handlers import Run, periodic, register_job
from northing.kit.jobs.health import queue_health
from northing.kit.jobs.models import INSTALLATION, Job, State
from northing.kit.jobs.running import BACK_OFF, MOST_ATTEMPTS, run_due, run_next
from northing.kit.jobs.schedule import retry_failed, schedule, schedule_periodic, sweep
from northing.kit.jobs.worker import work
from northing.kit.storage.writing import writing

NINE = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
ACME = 7

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def runs(monkeypatch: pytest.MonkeyPatch) -> list[Run]:
    """A registry of its own with one handler, ``note``, that remembers its runs."""
    monkeypatch.setattr(handlers, "_handlers", {})
    seen: list[Run] = []
    register_job("note", seen.append)
    return seen


def job(slot: str = "2026-10-05") -> Job:
    return Job.within(ACME).get(slot=slot)


def test_a_job_is_scheduled_once_and_runs_once(runs: list[Run]) -> None:
    assert schedule("note", "2026-10-05", organization_id=ACME, at=NINE, payload={"team": 4})
    assert not schedule("note", "2026-10-05", organization_id=ACME, at=NINE, payload={"team": 5})

    outcomes = run_due(at=NINE)

    assert runs == [Run(ACME, "note", "2026-10-05", {"team": 4}, NINE, 1)]
    assert [outcome.state for outcome in outcomes] == [State.DONE]
    assert (job().state, job().finished_at, job().error) == (State.DONE, NINE, "")
    assert run_due(at=NINE + timedelta(days=9)) == []
    assert not schedule("note", "2026-10-05", organization_id=ACME, at=NINE), "a slot that is done stays done"


def test_the_same_slot_of_another_organization_is_another_job(runs: list[Run]) -> None:
    schedule("note", "2026-10-05", organization_id=ACME, at=NINE)
    assert schedule("note", "2026-10-05", organization_id=ACME + 1, at=NINE)
    run_due(at=NINE)
    assert [run.organization_id for run in runs] == [ACME, ACME + 1]


def test_nothing_runs_before_its_time_and_the_longest_waiting_runs_first(runs: list[Run]) -> None:
    schedule("note", "later", organization_id=ACME, at=NINE, not_before=NINE + timedelta(minutes=5))
    schedule("note", "soon", organization_id=ACME, at=NINE, not_before=NINE + timedelta(minutes=1))
    assert run_next(at=NINE) is None
    run_due(at=NINE + timedelta(hours=1))
    assert [run.slot for run in runs] == ["soon", "later"]


def test_a_job_of_a_transaction_that_is_rolled_back_never_existed() -> None:
    with writing():
        schedule("note", "2026-10-05", organization_id=ACME, at=NINE)
        transaction.set_rollback(True)
    assert not Job.within(ACME).exists()


def test_one_round_is_bounded(runs: list[Run]) -> None:
    for day in range(5):
        schedule("note", f"day {day}", organization_id=ACME, at=NINE)
    assert len(run_due(at=NINE, limit=3)) == 3
    assert len(runs) == 3


def test_a_failing_job_pauses_longer_each_time_and_is_given_up_at_last() -> None:
    def fail(run: Run) -> None:
        raise ValueError(f"attempt {run.attempt}")

    register_job("fail", fail)
    schedule("fail", "2026-10-05", organization_id=ACME, at=NINE)
    at = NINE
    for attempt, pause in enumerate(BACK_OFF, 1):
        outcome = run_next(at=at)
        assert outcome is not None
        assert (outcome.state, outcome.error) == (State.WAITING, f"ValueError: attempt {attempt}")
        assert run_next(at=at + pause - timedelta(seconds=1)) is None
        at += pause
    last = run_next(at=at)
    assert last is not None
    assert last.state is State.FAILED
    assert job().attempts == MOST_ATTEMPTS
    assert run_next(at=at + timedelta(days=30)) is None

    health = queue_health(at=at)
    assert (health.failed, health.last_error) == (1, f"fail: ValueError: attempt {MOST_ATTEMPTS}")

    register_job("fail", lambda run: None)
    assert retry_failed(at=at) == 1
    assert [outcome.state for outcome in run_due(at=at)] == [State.DONE]


def test_what_a_failing_handler_wrote_in_its_transaction_is_gone_but_the_attempt_is_kept() -> None:
    def half(run: Run) -> None:
        with writing():
            schedule("note", "written by half", organization_id=ACME, at=run.at)
            raise ValueError("half done")

    register_job("half", half)
    schedule("half", "2026-10-05", organization_id=ACME, at=NINE)
    run_next(at=NINE)
    assert not Job.within(ACME).filter(slot="written by half").exists()
    assert job().attempts == 1


def test_a_job_without_a_handler_says_so() -> None:
    schedule("forgotten", "2026-10-05", organization_id=ACME, at=NINE)
    run_next(at=NINE)
    assert job().error == "LookupError: no handler is registered for job 'forgotten'"


def test_a_dead_workers_job_is_picked_again_after_its_lease(runs: list[Run]) -> None:
    def die(run: Run) -> None:
        raise SystemExit  # what a kill looks like from inside: nothing is settled

    register_job("die", die, lease=timedelta(minutes=2))
    schedule("die", "2026-10-05", organization_id=ACME, at=NINE)
    with pytest.raises(SystemExit):
        run_next(at=NINE)
    assert job().state == State.RUNNING
    assert run_next(at=NINE + timedelta(seconds=119)) is None
    register_job("die", runs.append)
    run_next(at=NINE + timedelta(minutes=2))
    assert [run.attempt for run in runs] == [2]
    assert job().state == State.DONE


def test_a_run_that_outlived_its_lease_does_not_settle_the_newer_one() -> None:
    def slow(run: Run) -> None:
        if run.attempt == 1:
            run_next(at=NINE + timedelta(hours=1))  # meanwhile another worker starts and finishes it
            raise ValueError("too late")

    register_job("slow", slow)
    schedule("slow", "2026-10-05", organization_id=ACME, at=NINE)
    run_next(at=NINE)
    assert (job().state, job().attempts, job().error) == (State.DONE, 2, "")


def test_a_periodic_job_is_one_row_that_comes_again(runs: list[Run]) -> None:
    periodic("tick", timedelta(minutes=10), runs.append)
    schedule_periodic(at=NINE)
    schedule_periodic(at=NINE + timedelta(minutes=3))
    assert len(run_due(at=NINE)) == 1
    assert run_due(at=NINE + timedelta(minutes=9)) == []
    assert len(run_due(at=NINE + timedelta(hours=5))) == 1, "missed rounds are not made up for"
    assert Job.within(INSTALLATION).count() == 1


def test_a_failing_periodic_job_goes_on_for_ever() -> None:
    def fail(run: Run) -> None:
        raise ValueError("no luck")

    periodic("tick", timedelta(minutes=10), fail)
    schedule_periodic(at=NINE)
    at = NINE
    for _round in range(2 * MOST_ATTEMPTS):
        outcome = run_next(at=at)
        assert outcome is not None
        assert outcome.state is State.WAITING
        at = Job.within(INSTALLATION).get().next_at
    periodic("tick", timedelta(minutes=10), lambda run: None)
    run_next(at=at)
    row = Job.within(INSTALLATION).get()
    assert (row.attempts, row.error, row.next_at) == (0, "", at + timedelta(minutes=10))


def test_old_finished_jobs_are_swept_and_failed_ones_kept() -> None:
    schedule("note", "old", organization_id=ACME, at=NINE)
    schedule("forgotten", "waits", organization_id=ACME, at=NINE)
    run_due(at=NINE)
    assert sweep(at=NINE + timedelta(days=29)) == 0
    assert sweep(at=NINE + timedelta(days=31)) == 1
    assert [row.slot for row in Job.within(ACME)] == ["waits"]


def test_health_counts_what_is_overdue(runs: list[Run]) -> None:
    schedule("note", "2026-10-05", organization_id=ACME, at=NINE)
    health = queue_health(at=NINE + timedelta(hours=1))
    assert (health.overdue, health.oldest_due_at, health.is_ever_run) == (1, NINE, False)
    run_due(at=NINE)
    health = queue_health(at=NINE + timedelta(hours=1))
    assert (health.overdue, health.oldest_due_at, health.is_ever_run) == (0, None, True)


@pytest.mark.django_db(transaction=True)
def test_the_loop_runs_what_is_due_and_stops_when_told() -> None:
    stop = Event()
    seen: list[str] = []

    def last(run: Run) -> None:
        seen.append(run.slot)
        if run.slot == "b":
            stop.set()

    register_job("note", last)
    for slot in "ab":
        schedule("note", slot, organization_id=ACME, at=NINE)
    assert work(clock=lambda: NINE, stop=stop, poll_seconds=0) == 2
    assert seen == ["a", "b"]


@pytest.mark.django_db(transaction=True)
def test_four_workers_at_once_run_every_job_exactly_once(runs: list[Run]) -> None:
    for number in range(20):
        schedule("note", f"{number:02}", organization_id=ACME, at=NINE)
    start = Barrier(4)

    def worker() -> None:
        start.wait()
        run_due(at=NINE)
        connection.close()

    threads = [Thread(target=worker) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(run.slot for run in runs) == [f"{number:02}" for number in range(20)]
    assert set(Job.within(ACME).values_list("state", "attempts")) == {(State.DONE, 1)}
