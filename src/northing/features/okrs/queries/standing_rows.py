"""Standings as other features print them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from northing.domain.codes import Status

Notes = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class KeyResultStandingRow:
    """Where a key result stands: numbers have nine places, codes are the domain's, '' and None mean none."""

    progress: Decimal | None
    expected: Decimal | None
    bar: Decimal | None
    gap: Decimal | None
    pace: str
    status: Status
    computed_status: Status
    notes: Notes
    freshness: str
    number_freshness: str
    judgement_freshness: str
    guardrail: str
    is_counted: bool
    is_silent: bool
    is_due: bool
    value: Decimal | None
    confidence: int | None
    last_reading_on: date | None
    last_judgement_on: date | None


@dataclass(frozen=True, slots=True)
class ObjectiveStandingRow:
    """Where an objective stands; ``expected`` is already times the bars of its parts."""

    progress: Decimal | None
    expected: Decimal | None
    gap: Decimal | None
    pace: str
    status: Status
    computed_status: Status
    notes: Notes
    freshness: str
    guardrail: str
    silent_share: Decimal | None
    mean_confidence: Decimal | None
    worst: str
    off_track_count: int
    counted_count: int
    is_overridden: bool
    last_reading_on: date | None
    last_judgement_on: date | None


_DIRECT = frozenset({"status", "computed_status", "notes"})
_KEY_RESULT = [name for name in KeyResultStandingRow.__dataclass_fields__ if name not in _DIRECT]
_OBJECTIVE = [name for name in ObjectiveStandingRow.__dataclass_fields__ if name not in _DIRECT]


def key_result_standing_row(values: Mapping[str, Any]) -> KeyResultStandingRow:
    """The published standing from its columns."""
    return KeyResultStandingRow(**_common(values), **{name: values[name] for name in _KEY_RESULT})


def objective_standing_row(values: Mapping[str, Any]) -> ObjectiveStandingRow:
    """The published standing from its columns."""
    return ObjectiveStandingRow(**_common(values), **{name: values[name] for name in _OBJECTIVE})


def _common(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "status": Status(values["status"]),
        "computed_status": Status(values["computed_status"]),
        "notes": notes_of(values["notes"]),
    }


def notes_of(stored: Any) -> Notes:
    """What is written beside the word: reason code and, where parts are counted, how many of how many."""
    return tuple((str(reason), int(count), int(total)) for reason, count, total in stored)
