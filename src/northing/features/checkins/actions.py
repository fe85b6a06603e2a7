"""The acts of the weekly ritual. Numbers move only through :func:`okrs.actions.record_reading`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime

from northing.domain.terms import Reading, Source
from northing.features.checkins import policies
from northing.features.okrs import actions as okr_actions
from northing.features.okrs import queries as okr_queries
from northing.features.okrs.actions import CheckInResult
from northing.kit.actors import Actor
from northing.kit.errors import Invalid
from northing.kit.storage.writing import writing

__all__ = [
    "CheckInResult",
    "confirm_unchanged",
    "correct_check_in",
    "judge_only",
    "submit_check_in",
    "take_back",
]


def submit_check_in(
    *,
    actor: Actor,
    key_result: str,
    reading: Reading | None,
    confidence: int | None,
    at: datetime,
    on: date,
    note: str = "",
    is_confidence_kept: bool = False,
    idempotency_key: str | None = None,
) -> CheckInResult:
    """Record this week's reading of a key result, or a judgement without a new number (``reading`` None).

    ``confidence`` is 0–10; ``is_confidence_kept`` marks "still 6". The same ``idempotency_key`` again gives the
    same check-in back (``is_repeat``).

    :raises NotFound: no such key result for this actor
    :raises NotAllowed: ``check_in_not_yours``: the actor does not speak for this key result
    :raises Invalid: a value this kind cannot have, or a day in the future or outside the cycle
    :raises Conflict: ``cycle_closed``
    """
    with writing():
        held = okr_queries.key_result_for_update(actor=actor, ref=key_result, on=on)
        policies.require_may_check_in(actor, held)
        return okr_actions.record_reading(
            actor=actor,
            key_result=held,
            reading=reading,
            confidence=confidence,
            note=note,
            at=at,
            on=on,
            is_confidence_kept=is_confidence_kept,
            idempotency_key=idempotency_key,
        )


def confirm_unchanged(
    *,
    actor: Actor,
    key_result: str,
    confidence: int | None,
    at: datetime,
    on: date,
    effective_on: date | None = None,
    note: str = "",
    is_confidence_kept: bool = False,
    idempotency_key: str | None = None,
) -> CheckInResult:
    """Record that it was measured again and is the same as last time, on ``effective_on`` (default ``on``).

    :raises Invalid: ``nothing_to_repeat``: there is no earlier reading; and as :func:`submit_check_in`
    """
    with writing():
        last = okr_queries.key_result_due(actor=actor, ref=key_result, on=on).reading
        if last is None:
            raise Invalid("nothing_to_repeat", field="value")
        return submit_check_in(
            actor=actor,
            key_result=key_result,
            reading=replace(last, effective_on=effective_on or on),
            confidence=confidence,
            note=note,
            at=at,
            on=on,
            is_confidence_kept=is_confidence_kept,
            idempotency_key=idempotency_key,
        )


def judge_only(
    *,
    actor: Actor,
    key_result: str,
    confidence: int,
    at: datetime,
    on: date,
    note: str = "",
    is_confidence_kept: bool = False,
    idempotency_key: str | None = None,
) -> CheckInResult:
    """Record confidence and note without a new number; the last reading, its day and the pace stay.

    Raises as :func:`submit_check_in`.
    """
    return submit_check_in(
        actor=actor,
        key_result=key_result,
        reading=None,
        confidence=confidence,
        note=note,
        at=at,
        on=on,
        is_confidence_kept=is_confidence_kept,
        idempotency_key=idempotency_key,
    )


def correct_check_in(
    *,
    actor: Actor,
    check_in: str,
    reading: Reading | None,
    confidence: int | None,
    at: datetime,
    on: date,
    note: str = "",
    is_confidence_kept: bool = False,
    idempotency_key: str | None = None,
) -> CheckInResult:
    """Replace a check-in by a new one that supersedes it; the old one stays in the history, crossed out.

    Raises as :func:`submit_check_in`; ``Conflict`` when it was corrected or taken back meanwhile.
    """
    return okr_actions.correct_check_in(
        actor=actor,
        ref=check_in,
        reading=reading,
        confidence=confidence,
        note=note,
        at=at,
        on=on,
        is_confidence_kept=is_confidence_kept,
        idempotency_key=idempotency_key,
    )


def push_reading(
    *, actor: Actor, key_result: str, reading: Reading | None, at: datetime, on: date, note: str = ""
) -> CheckInResult:
    """Say, as a machine, what a key result measured on the day of ``reading``; saying the same again is nothing.

    Another reading of that day replaces what was pushed before. What a person said stays readable and is followed
    by the machine's row. A machine judges nothing: confidence and its freshness stay.

    :raises Invalid: ``required`` without a reading; and as :func:`submit_check_in`
    """
    if reading is None:
        raise Invalid("required", field="value")
    with writing():
        held = okr_queries.key_result_for_update(actor=actor, ref=key_result, on=on)
        policies.require_may_check_in(actor, held)
        known = okr_queries.reading_of_day(
            actor=actor, ref=key_result, effective_on=reading.effective_on, on=on
        )
        if known is None or known.source != Source.CONNECTOR:
            return okr_actions.record_reading(
                actor=actor,
                key_result=held,
                reading=reading,
                confidence=None,
                note=note,
                at=at,
                on=on,
                source=Source.CONNECTOR,
            )
        if known.reading == reading and known.note == note.strip():
            return okr_actions.repeated(key_result=held, check_in=known.ref)
        return okr_actions.correct_check_in(
            actor=actor, ref=known.ref, reading=reading, confidence=None, note=note, at=at, on=on
        )


@contextmanager
def many_at_once(*, actor: Actor, key_results: Collection[str], on: date) -> Iterator[None]:
    """One transaction for many check-ins: everything they touch is held first, so two such do not wait in a ring."""
    with writing():
        okr_queries.hold_key_results(actor=actor, refs=key_results, on=on)
        yield


def take_back(*, actor: Actor, check_in: str, at: datetime, on: date) -> CheckInResult:
    """Undo a check-in: a superseding withdrawal, after which the one before it counts again.

    :raises NotFound: no such check-in for this actor
    :raises NotAllowed: the actor does not speak for this key result
    """
    return okr_actions.withdraw_check_in(actor=actor, ref=check_in, at=at, on=on)
