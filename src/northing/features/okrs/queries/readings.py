"""What was said of key results lately: the trail of their readings, and what somebody said today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber

from northing.domain.terms import Reading
from northing.features.okrs.models import CheckIn, KeyResult
from northing.features.okrs.models.values import measured
from northing.features.okrs.storage.evidence import valid_check_ins
from northing.kit.actors import Actor
from northing.kit.storage.prepared import Prepared

MOST_SAID = 300
TRAIL_DAYS = 120
TRAIL_LENGTH = 12


class TrailPoint(NamedTuple):
    """The columns of one reading that its trail is drawn from."""

    key_result_id: int
    value: Decimal | None
    stages_reached: list[int] | None
    is_done: bool | None
    done_weight: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidToday:
    """A check-in the actor wrote since a moment."""

    ref: str
    key_result_ref: str
    is_reading: bool
    reading: Reading
    confidence: int | None
    is_confidence_kept: bool
    note: str
    created_at: datetime


def trails_of(*, organization_id: int, rows: Iterable[KeyResult], on: date) -> dict[int, list[TrailPoint]]:
    """The last readings of each key result, earliest first, by key; one statement."""
    ids = [row.pk for row in rows]
    found: dict[int, list[TrailPoint]] = {pk: [] for pk in ids}
    since = on - timedelta(days=TRAIL_DAYS)
    if len(ids) == 1:  # read along the index: a key result may have hundreds
        latest = _latest(organization_id=organization_id, key_result_id=ids[0], since=since)
        found[ids[0]] = [TrailPoint(*record) for record in reversed(latest)]
    elif ids:
        for record in _several(organization_id=organization_id, key_result_ids=ids, since=since):
            found[record[0]].append(TrailPoint(*record))
    return found


def _readings(organization_id: int, since: date) -> QuerySet[CheckIn]:
    return valid_check_ins(organization_id).filter(is_reading=True, effective_on__gte=since)


@Prepared
def _latest(organization_id: int, key_result_id: int, since: date) -> QuerySet[CheckIn, tuple[Any, ...]]:
    rows = _readings(organization_id, since).filter(key_result_id=key_result_id)
    return rows.order_by("-effective_on", "-id").values_list(*TrailPoint._fields)[:TRAIL_LENGTH]


@Prepared
def _several(
    organization_id: int, key_result_ids: list[int], since: date
) -> QuerySet[CheckIn, tuple[Any, ...]]:
    place = Window(
        RowNumber(),
        partition_by=F("key_result_id"),
        order_by=[F("effective_on").desc(), F("id").desc()],
    )
    rows = _readings(organization_id, since).filter(key_result_id__in=key_result_ids)
    latest = rows.annotate(place=place).filter(place__lte=TRAIL_LENGTH)
    return latest.order_by("effective_on", "id").values_list(*TrailPoint._fields)


def said_since(*, actor: Actor, since: datetime) -> list[SaidToday]:
    """The actor's own check-ins from a moment on that still count, the newest first; one statement."""
    if actor.person_id is None:
        return []
    told = _said(organization_id=actor.organization_id, author_id=actor.person_id, since=since)
    return [_said_today(record) for record in told]


def said_last(*, actor: Actor, key_result: str, since: datetime) -> SaidToday | None:
    """The actor's newest check-in on one key result since a moment that still counts; one statement."""
    if actor.person_id is None:
        return None
    told = _said_of(
        organization_id=actor.organization_id, author_id=actor.person_id, since=since, key_result=key_result
    )
    return _said_today(told[0]) if told else None


_SAID = (
    *("ref", "key_result__ref", "is_reading", "confidence", "is_confidence_kept", "note", "created_at"),
    *("effective_on", "value", "stages_reached", "is_done", "done_weight", "total_weight"),
)


def _own(organization_id: int, author_id: int, since: datetime) -> QuerySet[CheckIn]:
    rows = valid_check_ins(organization_id).filter(author_id=author_id, created_at__gte=since)
    return rows.filter(key_result__arrival__isnull=True).order_by("-id")


@Prepared
def _said(organization_id: int, author_id: int, since: datetime) -> QuerySet[CheckIn, tuple[Any, ...]]:
    return _own(organization_id, author_id, since).values_list(*_SAID)[:MOST_SAID]


@Prepared
def _said_of(
    organization_id: int, author_id: int, since: datetime, key_result: str
) -> QuerySet[CheckIn, tuple[Any, ...]]:
    rows = _own(organization_id, author_id, since).filter(key_result__ref=key_result)
    return rows.values_list(*_SAID)[:1]


def _said_today(record: tuple[Any, ...]) -> SaidToday:
    ref, key_result_ref, is_reading, confidence, is_confidence_kept, note, created_at, *what = record
    return SaidToday(
        ref=ref,
        key_result_ref=key_result_ref,
        is_reading=is_reading,
        reading=measured(*what),
        confidence=confidence,
        is_confidence_kept=is_confidence_kept,
        note=note,
        created_at=created_at,
    )
