"""Where something stands, as JSON. Shares are 0…1 with at most nine decimals."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from ninja import Field, Schema

from northing.domain.codes import Status
from northing.domain.numbers import print_decimal
from northing.features.okrs.queries import KeyResultStandingRow, ObjectiveStandingRow


class NoteOut(Schema):
    """Why a status is limited, or what is written beside it: "1 of 3 key results off track"."""

    reason: str
    count: int = Field(description="Of how many parts it is true; 0 where nothing is counted.")
    total: int


class ObjectiveStandingOut(Schema):
    """Where an objective stands. `expected` is what counts as good by now; `gap` is how far it is behind that."""

    progress: Decimal | None = Field(description="0…1; null is “no data”, never zero.")
    expected: Decimal | None
    gap: Decimal | None
    status: Status
    computed_status: Status = Field(description="The status without what a person said instead.")
    is_overridden: bool
    notes: list[NoteOut]
    freshness: str
    guardrail: str
    silent_share: Decimal | None
    mean_confidence: Decimal | None
    last_reading_on: date | None
    last_judgement_on: date | None


class KeyResultStandingOut(Schema):
    """Where a key result stands. It is good by now when `progress` reaches `bar` times `expected`."""

    progress: Decimal | None = Field(description="Raw and unclamped: below 0 after a regression, above 1.")
    expected: Decimal | None
    bar: Decimal | None
    gap: Decimal | None
    status: Status
    computed_status: Status = Field(description="The status without what a person said instead.")
    notes: list[NoteOut]
    freshness: str
    number_freshness: str
    judgement_freshness: str
    guardrail: str
    value: Decimal | None = Field(description="The last reading, in the unit as stored.")
    confidence: int | None
    last_reading_on: date | None
    last_judgement_on: date | None


def exact(number: Decimal | None) -> Decimal | None:
    """A number without exponent or trailing zeros; the API prints it as a text."""
    return None if number is None else Decimal(print_decimal(number))


def objective_standing(row: ObjectiveStandingRow) -> dict[str, Any]:
    """The standing of an objective as JSON values."""
    return _told(row, ObjectiveStandingOut)


def key_result_standing(row: KeyResultStandingRow) -> dict[str, Any]:
    """The standing of a key result as JSON values."""
    return _told(row, KeyResultStandingOut)


def _told(row: ObjectiveStandingRow | KeyResultStandingRow, shape: type[Schema]) -> dict[str, Any]:
    values = {name: _plain(getattr(row, name)) for name in shape.model_fields if name != "notes"}
    notes = [{"reason": reason, "count": count, "total": total} for reason, count, total in row.notes]
    return {**values, "notes": notes}


def _plain(value: Any) -> Any:
    return exact(value) if isinstance(value, Decimal) else value
