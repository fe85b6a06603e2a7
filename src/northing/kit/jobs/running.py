"""Picking and running due jobs: at least once, one worker at a time, never inside a long transaction."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from northing.kit.jobs.handlers import LEASE, Run, registered
from northing.kit.jobs.models import Job, State
from northing.kit.storage.writing import writing

BACK_OFF = tuple(timedelta(seconds=seconds) for seconds in (10, 60, 300, 1_800, 7_200, 21_600, 43_200))
MOST_ATTEMPTS = len(BACK_OFF) + 1
ERROR_LENGTH = 2_000

logger = logging.getLogger("northing.jobs")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one run ended; ``error`` is empty when it went well."""

    run: Run
    state: State
    error: str = ""


def run_due(*, at: datetime, limit: int = 100) -> list[Outcome]:
    """Run the jobs due at ``at``, the longest waiting first, at most ``limit`` of them."""
    outcomes: list[Outcome] = []
    while len(outcomes) < limit and (outcome := run_next(at=at)) is not None:
        outcomes.append(outcome)
    return outcomes


def run_next(*, at: datetime) -> Outcome | None:
    """Run the one job that waits longest; ``None`` when nothing is due."""
    run = _pick(at)
    if run is None:
        return None
    entry = registered(run.name)
    error = ""
    try:
        if entry is None:
            raise LookupError(f"no handler is registered for job {run.name!r}")
        entry.handle(run)
    except Exception as problem:
        logger.exception("job %s (%s) failed, attempt %s", run.name, run.slot, run.attempt)
        error = f"{type(problem).__name__}: {problem}"[:ERROR_LENGTH]
    return _settle(run, error)


def _pick(at: datetime) -> Run | None:
    if not Job.due(at).exists():
        return None  # an idle worker never takes the write lock
    with writing():
        row = Job.due(at).select_for_update(skip_locked=True).first()
        if row is None:
            return None
        entry = registered(row.name)
        row.state = State.RUNNING
        row.attempts += 1
        row.next_at = at + (entry.lease if entry else LEASE)
        row.save(update_fields=["state", "attempts", "next_at"])
    return Run(row.organization_id, row.name, row.slot, row.payload, at, row.attempts)


def _settle(run: Run, error: str) -> Outcome:
    entry = registered(run.name)
    values = _after(run, error, every=entry.every if entry else None)
    with writing():
        # A run that outlived its lease has been started again; the newer attempt settles the job.
        Job.within(run.organization_id).filter(name=run.name, slot=run.slot, attempts=run.attempt).update(
            **values
        )
    return Outcome(run, State(values["state"]), error)


def _after(run: Run, error: str, *, every: timedelta | None) -> dict[str, Any]:
    if not error and every is not None:
        return {
            "state": State.WAITING,
            "attempts": 0,
            "next_at": run.at + every,
            "error": "",
            "finished_at": run.at,
        }
    if not error:
        return {"state": State.DONE, "error": "", "finished_at": run.at}
    if every is None and run.attempt >= MOST_ATTEMPTS:
        return {"state": State.FAILED, "error": error, "finished_at": run.at}
    pause = BACK_OFF[min(run.attempt, len(BACK_OFF)) - 1]
    return {
        "state": State.WAITING,
        "error": error,
        "next_at": run.at + (max(every, pause) if every else pause),
    }
