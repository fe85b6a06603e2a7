"""What was read and judged of key results, in a bounded number of statements for any number of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import OuterRef, Q, QuerySet, Subquery

from northing.domain.codes import Kind
from northing.domain.terms import Judgement, Reading
from northing.features.okrs.models import CheckIn, KeyResult, Stage
from northing.features.okrs.models.values import plain
from northing.kit.storage.prepared import Prepared

FEW = 20
_THRESHOLDS = frozenset(kind.value for kind in Kind if kind.is_threshold)
_COLUMNS = (
    "key_result_id",
    "id",
    "effective_on",
    "is_reading",
    "value",
    "stages_reached",
    "is_done",
    "done_weight",
    "total_weight",
    "confidence",
    "created_at",
)


@dataclass(slots=True)
class Evidence:
    """Valid readings (earliest first; only the last one unless every one decides), the last judgement."""

    readings: list[Reading] = field(default_factory=list)
    judgement: Judgement | None = None
    last_reading_id: int | None = None
    last_value: Decimal | None = None
    last_check_in_at: datetime | None = None
    newest_id: int = 0


def valid_check_ins(organization_id: int) -> QuerySet[CheckIn]:
    """Check-ins that count: neither superseded nor an undo."""
    return CheckIn.within(organization_id).filter(is_superseded=False, is_withdrawal=False)


def evidence_for(organization_id: int, rows: Iterable[KeyResult]) -> dict[int, Evidence]:
    """The evidence of each key result, in one statement, or two for many."""
    by_id = {row.pk: row for row in rows}
    bounded = {pk for pk, row in by_id.items() if row.kind in _THRESHOLDS}
    found = {pk: Evidence() for pk in by_id}
    for record in _records(organization_id, bounded, by_id.keys() - bounded):
        take(found[record[0]], record, keeps_all=record[0] in bounded)
    return found


def _records(
    organization_id: int, every: Collection[int], latest: Collection[int]
) -> Iterable[tuple[Any, ...]]:
    if len(latest) <= FEW:
        return _few_records(organization_id=organization_id, every=sorted(every), latest=sorted(latest))
    # Of many key results it is quicker to find what decides by walking their check-ins once.
    decisive = Q(pk__in=_decisive_ids(organization_id, sorted(latest)))
    return _ordered(organization_id, Q(key_result_id__in=every) | decisive if every else decisive)


@Prepared
def _few_records(
    organization_id: int, every: list[int], latest: list[int]
) -> QuerySet[CheckIn, tuple[Any, ...]]:
    wanted = Q(key_result_id__in=every) if every else Q(pk__in=())
    if latest:
        wanted |= Q(key_result_id__in=latest) & _decisive(organization_id)
    return _ordered(organization_id, wanted)


def _ordered(organization_id: int, wanted: Q) -> QuerySet[CheckIn, tuple[Any, ...]]:
    rows = valid_check_ins(organization_id).filter(wanted)
    return rows.order_by("key_result_id", "effective_on", "id").values_list(*_COLUMNS)


def _decisive_ids(organization_id: int, key_result_ids: Sequence[int]) -> set[int]:
    sql = (
        f"SELECT key_result_id, id, is_reading, confidence FROM {CheckIn._meta.db_table} "  # noqa: S608 - own name
        "WHERE organization_id = %s AND NOT is_superseded AND NOT is_withdrawal "
        f"AND key_result_id IN ({', '.join(['%s'] * len(key_result_ids))}) ORDER BY key_result_id, effective_on, id"
    )
    read: dict[int, int] = {}
    judged: dict[int, int] = {}
    newest: dict[int, int] = {}
    with connection.cursor() as cursor:
        cursor.execute(sql, [organization_id, *key_result_ids])
        for key_result_id, pk, is_reading, confidence in cursor.fetchall():
            if is_reading:
                read[key_result_id] = pk
            if confidence is not None:
                judged[key_result_id] = pk
            if pk > newest.get(key_result_id, 0):
                newest[key_result_id] = pk
    return {*read.values(), *judged.values(), *newest.values()}


def _decisive(organization_id: int) -> Q:
    """The latest reading, the latest judgement and the newest row of each key result."""
    own = valid_check_ins(organization_id).filter(key_result_id=OuterRef("key_result_id"))
    latest = own.order_by("-effective_on", "-id")
    return (
        Q(pk=Subquery(latest.filter(is_reading=True).values("pk")[:1]))
        | Q(pk=Subquery(latest.filter(confidence__isnull=False).values("pk")[:1]))
        | Q(pk=Subquery(own.order_by("-id").values("pk")[:1]))
    )


def take(evidence: Evidence, record: tuple[Any, ...], *, keeps_all: bool) -> None:
    """Add one record (columns as above, earliest first)."""
    _, pk, effective_on, is_reading, value, reached, is_done, done, total, confidence, created_at = record
    if is_reading:
        reading = Reading(
            effective_on=effective_on,
            value=plain(value),
            reached=frozenset(reached or ()),
            is_done=is_done,
            done_weight=plain(done),
            total_weight=plain(total),
        )
        if not keeps_all:
            evidence.readings.clear()
        evidence.readings.append(reading)
        evidence.last_reading_id = pk
        evidence.last_value = reading.value
    if confidence is not None:
        evidence.judgement = Judgement(effective_on, confidence)
    if pk > evidence.newest_id:
        evidence.newest_id = pk
        evidence.last_check_in_at = created_at


def stages_for(organization_id: int, rows: Iterable[KeyResult]) -> dict[int, list[Stage]]:
    """The stages of the milestones among ``rows``, in order; no statement when there is none."""
    milestones = [row.pk for row in rows if row.kind == Kind.MILESTONE]
    found: dict[int, list[Stage]] = {pk: [] for pk in milestones}
    if milestones:
        for stage in (
            Stage.within(organization_id)
            .filter(key_result_id__in=milestones)
            .order_by("key_result_id", "number")
        ):
            found[stage.key_result_id].append(stage)
    return found
