"""What happened to an objective: check-ins, changes of terms, acts; newest first and bounded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from northing.domain.terms import Reading
from northing.features.okrs.models import CheckIn, TermsChange
from northing.features.okrs.models.values import plain
from northing.features.okrs.queries.access import find_key_result
from northing.features.okrs.storage.evidence import valid_check_ins
from northing.features.org import queries as org_queries
from northing.kit.activity.record import acts_on
from northing.kit.actors import Actor
from northing.kit.api import paging
from northing.kit.errors import NotFound
from northing.kit.subjects import Subject

MOST_CHANGES = 100
MOST_ACTS = 15
_LATEST = ("-effective_on", "-pk")
LOOKED_AT = 80  # check-ins have a list of their own and are left out of these


@dataclass(frozen=True, slots=True)
class CheckInRow:
    """One check-in. ``is_superseded``: corrected or taken back, so it counts no more; ``is_withdrawal``: an undo."""

    ref: str
    effective_on: date
    created_at: datetime
    is_reading: bool
    value: Decimal | None
    stages_reached: tuple[int, ...]
    is_done: bool | None
    done_weight: Decimal | None
    total_weight: Decimal | None
    confidence: int | None
    is_confidence_kept: bool
    note: str
    source: str
    author_id: int | None
    author_name: str
    is_superseded: bool
    is_withdrawal: bool

    @property
    def reading(self) -> Reading | None:
        """What was measured; none for a judgement only."""
        if not self.is_reading:
            return None
        return Reading(
            effective_on=self.effective_on,
            value=self.value,
            reached=frozenset(self.stages_reached),
            is_done=self.is_done,
            done_weight=self.done_weight,
            total_weight=self.total_weight,
        )


@dataclass(frozen=True, slots=True)
class CheckInList:
    """One page of check-ins; ``next_cursor`` is None on the last one."""

    rows: tuple[CheckInRow, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class TermsChangeRow:
    """One change of agreed terms, as it stays for ever; ``key_result_ref`` is empty for the objective's own."""

    at: datetime
    on: date
    by_name: str
    key_result_ref: str
    key_result_title: str
    unit: str
    decimals: int
    field: str
    old: Any
    new: Any
    reason: str
    progress_before: Decimal | None
    progress_after: Decimal | None


@dataclass(frozen=True, slots=True)
class ToldAct:
    """One act of the history, with the name of whoever did it."""

    at: datetime
    by_name: str
    via: str
    verb: str
    details: dict[str, Any]


def check_ins_of(*, actor: Actor, ref: str, on: date, limit: int = 50) -> list[CheckInRow]:
    """The latest check-ins of a key result, newest first, the superseded ones marked; two statements and the reach.

    :raises NotFound: ``key_result_not_found``
    """
    seen = find_key_result(actor=actor, ref=ref, on=on)
    return check_in_rows(actor.organization_id, seen.row.pk, limit=limit)


def check_ins_list(
    *, actor: Actor, ref: str, on: date, cursor: str | None = None, limit: int = 50
) -> CheckInList:
    """A page of the check-ins of a key result, newest first, the superseded ones marked.

    :raises NotFound: ``key_result_not_found``
    :raises Invalid: ``bad_cursor``
    """
    seen = find_key_result(actor=actor, ref=ref, on=on)
    rows = CheckIn.within(actor.organization_id).filter(key_result_id=seen.row.pk).select_related("author")
    told: dict[str, object] = {"key_result": ref}
    key = paging.last_key(cursor, sort=_LATEST[0], filters=told)
    found = list(paging.after(rows, _LATEST, key)[: limit + 1])
    page = paging.page_of(
        found, limit=limit, sort=_LATEST[0], filters=told, key=lambda row: (row.effective_on, row.pk)
    )
    return CheckInList(tuple(_check_in(row) for row in page.rows), page.next)


def reading_of_day(*, actor: Actor, ref: str, effective_on: date, on: date) -> CheckInRow | None:
    """The reading of a key result that counts for one day, if there is one.

    :raises NotFound: ``key_result_not_found``
    """
    seen = find_key_result(actor=actor, ref=ref, on=on)
    rows = valid_check_ins(actor.organization_id).filter(
        key_result_id=seen.row.pk, effective_on=effective_on, is_reading=True
    )
    row = rows.select_related("author").order_by("-id").first()
    return None if row is None else _check_in(row)


def check_in_row(*, actor: Actor, ref: str) -> CheckInRow:
    """A check-in the actor has just written, as lists show it; one statement.

    :raises NotFound: ``check_in_not_found``
    """
    row = CheckIn.within(actor.organization_id).filter(ref=ref).select_related("author").first()
    if row is None:
        raise NotFound("check_in_not_found")
    return _check_in(row)


def check_in_rows(organization_id: int, key_result_id: int, *, limit: int = 50) -> list[CheckInRow]:
    """The same for a key result that was found before; one statement."""
    rows = CheckIn.within(organization_id).filter(key_result_id=key_result_id).select_related("author")
    return [_check_in(row) for row in rows.order_by("-effective_on", "-id")[:limit]]


def _check_in(row: CheckIn) -> CheckInRow:
    return CheckInRow(
        ref=row.ref,
        effective_on=row.effective_on,
        created_at=row.created_at,
        is_reading=row.is_reading,
        value=plain(row.value),
        stages_reached=tuple(row.stages_reached or ()),
        is_done=row.is_done,
        done_weight=plain(row.done_weight),
        total_weight=plain(row.total_weight),
        confidence=row.confidence,
        is_confidence_kept=row.is_confidence_kept,
        note=row.note,
        source=row.source,
        author_id=row.author_id,
        author_name=row.author.name if row.author else "",
        is_superseded=row.is_superseded,
        is_withdrawal=row.is_withdrawal,
    )


def terms_change_rows(organization_id: int, objective_id: int) -> tuple[TermsChangeRow, ...]:
    """Every change of an objective's agreed terms, newest first; one statement."""
    rows = TermsChange.within(organization_id).filter(objective_id=objective_id)
    rows = rows.select_related("by", "key_result").order_by("-id")[:MOST_CHANGES]
    return tuple(_change(row) for row in rows)


def _change(row: TermsChange) -> TermsChangeRow:
    about = row.key_result
    return TermsChangeRow(
        at=row.at,
        on=row.on,
        by_name=row.by.name if row.by else "",
        key_result_ref=about.ref if about else "",
        key_result_title=about.title if about else "",
        unit=about.unit if about else "count",
        decimals=about.decimals if about else 0,
        field=row.field,
        old=row.old,
        new=row.new,
        reason=row.reason,
        progress_before=row.progress_before,
        progress_after=row.progress_after,
    )


def told_acts(organization_id: int, objective_id: int, key_result_ids: Iterable[int]) -> tuple[ToldAct, ...]:
    """The latest acts on an objective and its key results; two statements."""
    subjects = [Subject("objective", objective_id), *(Subject("key_result", pk) for pk in key_result_ids)]
    found = acts_on(organization_id, subjects, limit=LOOKED_AT)
    acts = [act for act in found if not act.verb.startswith("checkin.")][:MOST_ACTS]
    people = org_queries.people_by_id(
        organization_id=organization_id, ids={act.by_id for act in acts if act.by_id is not None}
    )
    return tuple(
        ToldAct(act.at, people[act.by_id].name if act.by_id in people else "", act.via, act.verb, act.details)
        for act in acts
    )
