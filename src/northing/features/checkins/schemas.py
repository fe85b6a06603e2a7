"""Check-ins as JSON. Values are in the unit as stored: durations up to weeks in seconds, percent in points."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from ninja import Field, Schema
from pydantic import ConfigDict

from northing.domain.terms import Reading
from northing.features.okrs.queries import CheckInRow, KeyResultStandingRow, ObjectiveStandingRow
from northing.features.okrs.schemas import (
    KeyResultStandingOut,
    ObjectiveStandingOut,
    exact,
    key_result_standing,
    objective_standing,
)
from northing.kit.errors import Invalid

MOST_ROWS = 50  # one write transaction: well under a second
Key = Annotated[str, Field(max_length=64)]


class ReadingIn(Schema):
    """What was measured; which field is needed follows from the kind of the key result."""

    model_config = ConfigDict(extra="forbid")

    value: Decimal | None = Field(None, description="In the unit as stored: durations in seconds.")
    reached: Annotated[list[int], Field(max_length=50)] | None = Field(
        None, description="The numbers of the stages reached, from 1."
    )
    is_done: bool | None = None
    done_weight: Decimal | None = None
    total_weight: Decimal | None = None
    note: Annotated[str, Field(max_length=10_000)] = ""


class CheckInIn(ReadingIn):
    """A reading, or (nothing measured) a judgement only: confidence and note; the last reading then stays."""

    is_unchanged: bool = Field(False, description="Measured again, and the same as last time.")
    effective_on: date | None = Field(None, description="The day it was measured; else today.")
    confidence: Annotated[int, Field(ge=0, le=10)] | None = Field(
        None, description="How likely the target is, 0 to 10; needed where nothing was measured."
    )


class CheckInRowIn(CheckInIn):
    """One row of many; the same `key` again gives the same check-in back."""

    key_result: Annotated[str, Field(max_length=40)]
    key: Key | None = None


class CheckInsIn(Schema):
    """Many check-ins at once."""

    model_config = ConfigDict(extra="forbid")

    check_ins: Annotated[list[CheckInRowIn], Field(min_length=1, max_length=MOST_ROWS)]


class CheckInOut(Schema):
    """One check-in. A superseded one was corrected or taken back and counts no more."""

    ref: str
    effective_on: date
    is_reading: bool = Field(description="False: a judgement only.")
    value: Decimal | None = Field(description="In the unit as stored.")
    reached: list[int]
    is_done: bool | None
    done_weight: Decimal | None
    total_weight: Decimal | None
    confidence: int | None
    note: str
    source: str
    author: str
    created_at: datetime
    is_superseded: bool
    is_withdrawal: bool


class CheckInsOut(Schema):
    """A page of check-ins, the newest first; `next` continues the list."""

    items: list[dict[str, Any]]
    next: str | None


class CheckedInOut(Schema):
    """A check-in, and where its key result and objective stand after it. `is_repeat`: nothing was written."""

    check_in: CheckInOut
    key_result: KeyResultStandingOut
    objective: ObjectiveStandingOut
    is_repeat: bool


class RowResult(Schema):
    """What became of one row, in the order sent: `value` with status 200, else a problem."""

    index: int
    status: int
    value: CheckedInOut | None = None
    code: str | None = None
    field: str | None = None
    detail: str | None = None
    problems: list[dict[str, Any]] | None = None


class BulkOut(Schema):
    """Every row was tried; a refused one changed nothing and did not stop the others."""

    done: int
    refused: int
    results: list[RowResult]


class TakenBackOut(Schema):
    """Where things stand after a check-in was taken back."""

    key_result: KeyResultStandingOut
    objective: ObjectiveStandingOut


Meaning = Literal["reading", "unchanged", "judgement"]


def meaning_of(given: CheckInIn) -> Meaning:
    """What a check-in says: a new reading, the same value again, or only a judgement.

    :raises Invalid: ``wrong_reading``: a value and "unchanged" at once; ``required``: a day without a reading
    """
    has_reading = _has_reading(given)
    if given.is_unchanged:
        if has_reading:
            raise Invalid("wrong_reading", field="is_unchanged")
        return "unchanged"
    if has_reading:
        return "reading"
    if given.effective_on is not None:
        raise Invalid("required", field="value")
    return "judgement"


def reading_of(given: ReadingIn, effective_on: date) -> Reading | None:
    """The reading that was given, if any."""
    if not _has_reading(given):
        return None
    return Reading(
        effective_on=effective_on,
        value=given.value,
        reached=frozenset(given.reached or ()),
        is_done=given.is_done,
        done_weight=given.done_weight,
        total_weight=given.total_weight,
    )


def _has_reading(given: ReadingIn) -> bool:
    measured = (given.value, given.reached, given.is_done, given.done_weight, given.total_weight)
    return any(value is not None for value in measured)


def check_in_shown(row: CheckInRow) -> dict[str, Any]:
    """One check-in as the API shows it."""
    same = (
        *("ref", "effective_on", "is_reading", "is_done", "confidence", "note", "source", "created_at"),
        *("is_superseded", "is_withdrawal"),
    )
    return {
        **{name: getattr(row, name) for name in same},
        **{name: exact(getattr(row, name)) for name in ("value", "done_weight", "total_weight")},
        "reached": list(row.stages_reached),
        "author": row.author_name,
    }


def checked_in_shown(
    row: CheckInRow,
    *,
    key_result: KeyResultStandingRow,
    objective: ObjectiveStandingRow,
    is_repeat: bool,
) -> dict[str, Any]:
    """A check-in with where things stand after it, as the API shows it."""
    return {
        "check_in": check_in_shown(row),
        "key_result": key_result_standing(key_result),
        "objective": objective_standing(objective),
        "is_repeat": is_repeat,
    }
