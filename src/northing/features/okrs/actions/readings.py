"""Check-in rows: the one way numbers move. Append-only; a correction supersedes, an undo withdraws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from northing.domain.codes import Source
from northing.domain.terms import Reading
from northing.features.okrs.actions.fields import NOTE, clean_text
from northing.features.okrs.actions.reading_checks import (
    check_entry,
    clean_key,
    judgement_day,
    measured,
    require_running,
)
from northing.features.okrs.actions.scene import Scene, settle_path
from northing.features.okrs.models import CheckIn
from northing.features.okrs.models.values import reading_of
from northing.features.okrs.queries.held import HeldKeyResult, key_result_for_update
from northing.features.okrs.queries.standing_rows import (
    KeyResultStandingRow,
    ObjectiveStandingRow,
    key_result_standing_row,
    objective_standing_row,
)
from northing.features.okrs.storage import stored_values
from northing.kit.activity.record import record
from northing.kit.actors import Actor
from northing.kit.errors import Conflict, NotFound
from northing.kit.storage.refs import new_ref
from northing.kit.storage.writing import writing


@dataclass(frozen=True, slots=True)
class CheckInResult:
    """A check-in and where things stand after it. ``is_repeat``: the key was known, nothing was written."""

    check_in: CheckIn
    key_result: KeyResultStandingRow
    objective: ObjectiveStandingRow
    is_repeat: bool = False


def record_reading(
    *,
    actor: Actor,
    key_result: HeldKeyResult | str,
    reading: Reading | None,
    confidence: int | None,
    at: datetime,
    on: date,
    note: str = "",
    source: Source = Source.PERSON,
    is_confidence_kept: bool = False,
    idempotency_key: str | None = None,
) -> CheckInResult:
    """Record a reading of a key result, or (``reading=None``) only how likely its target is.

    The standings of the key result, its objective and everything it contributes to are worked out in the same
    transaction. The same ``idempotency_key`` by the same person answers with the same check-in again.

    :param key_result: a ref, or what ``key_result_for_update`` held in this transaction
    :param confidence: 0-10; ``None`` for machines, which judge nothing
    :raises NotFound: no such key result for this actor
    :raises NotAllowed: ``may_not_check_in``: the actor does not speak for it
    :raises Invalid: ``required`` (nothing given), ``needs_numbers``, ``wrong_reading``, ``too_precise``,
        ``not_finite``, ``out_of_range``, ``progress_out_of_range``, ``day_in_future``, ``day_outside_cycle``
    :raises Conflict: ``cycle_closed``, ``not_running``, ``key_reused``
    """
    scene = Scene(actor, at, on)
    with writing():
        held = _held(scene, key_result)
        day = reading.effective_on if reading is not None else judgement_day(held, on)
        check_entry(held, reading, confidence, day=day, today=on)
        row = CheckIn(
            **measured(reading),
            effective_on=day,
            confidence=confidence,
            is_confidence_kept=is_confidence_kept,
            note=clean_text(note, field="note", limit=NOTE),
            source=Source(source).value,
            idempotency_key=clean_key(idempotency_key),
        )
        known = _append(scene, held, row)
        if known is not None:
            return _result(known, stored_values(held.row), stored_values(held.objective), is_repeat=True)
        result = _settled(scene, held, row)
        record(actor, "checkin.recorded", on=held.row, at=at, check_in=row.pk, source=row.source)
    return result


def correct_check_in(
    *,
    actor: Actor,
    ref: str,
    reading: Reading | None,
    confidence: int | None,
    at: datetime,
    on: date,
    note: str = "",
    is_confidence_kept: bool = False,
    idempotency_key: str | None = None,
) -> CheckInResult:
    """Put a check-in right: the new row supersedes the old one, which stays readable and counts no more.

    :raises NotFound: ``check_in_not_found``
    :raises Conflict: ``already_superseded``; otherwise refuses like :func:`record_reading`
    """
    scene = Scene(actor, at, on)
    with writing():
        held, old = _superseded(scene, ref)
        known = _known(scene, held, clean_key(idempotency_key))
        if known is not None:
            return _result(known, stored_values(held.row), stored_values(held.objective), is_repeat=True)
        _require_current(old)
        day = reading.effective_on if reading is not None else old.effective_on
        check_entry(held, reading, confidence, day=day, today=on)
        row = CheckIn(
            **measured(reading),
            effective_on=day,
            confidence=confidence,
            is_confidence_kept=is_confidence_kept and confidence is not None,
            note=clean_text(note, field="note", limit=NOTE),
            source=old.source,
            supersedes=old,
            idempotency_key=clean_key(idempotency_key),
        )
        _supersede(scene, held, old, row)
        result = _settled(scene, held, row)
        record(actor, "checkin.corrected", on=held.row, at=at, check_in=row.pk, before=old.pk)
    return result


def repeated(*, key_result: HeldKeyResult, check_in: str) -> CheckInResult:
    """A check-in that was already there, with where things stand: for doors that say the same thing twice.

    :raises NotFound: ``check_in_not_found``
    """
    rows = CheckIn.within(key_result.row.organization_id)
    known = rows.filter(ref=check_in, key_result_id=key_result.id).first()
    if known is None:
        raise NotFound("check_in_not_found")
    return _result(known, stored_values(key_result.row), stored_values(key_result.objective), is_repeat=True)


def withdraw_check_in(*, actor: Actor, ref: str, at: datetime, on: date) -> CheckInResult:
    """Undo a check-in: a superseding row that counts for nothing. Undoing a correction says the old value again.

    :raises NotFound: ``check_in_not_found``
    :raises NotAllowed: ``may_not_check_in``
    :raises Conflict: ``already_superseded``, ``cycle_closed``, ``not_running``
    """
    scene = Scene(actor, at, on)
    with writing():
        held, old = _superseded(scene, ref)
        require_running(held)
        _require_current(old)
        row = _undoing(old)
        _supersede(scene, held, old, row)
        result = _settled(scene, held, row)
        record(actor, "checkin.withdrawn", on=held.row, at=at, check_in=row.pk, before=old.pk)
    return result


def _held(scene: Scene, key_result: HeldKeyResult | str) -> HeldKeyResult:
    if isinstance(key_result, HeldKeyResult):
        if key_result.row.organization_id != scene.organization_id:
            raise NotFound("key_result_not_found")
        return key_result
    return key_result_for_update(actor=scene.actor, ref=key_result, on=scene.on)


def _append(scene: Scene, held: HeldKeyResult, row: CheckIn) -> CheckIn | None:
    """Insert ``row``; returns the check-in that already has its key instead, if there is one."""
    row.organization_id = scene.organization_id
    row.ref = new_ref()
    row.key_result_id = held.id
    row.author_id = scene.actor.person_id
    row.created_at = scene.at
    if row.idempotency_key is None:
        row.save(force_insert=True)
        return None
    if scene.actor.person_id is None:  # no author: the constraint cannot tell two apart
        known = _known(scene, held, row.idempotency_key)
        if known is not None:
            return known
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        known = _known(scene, held, row.idempotency_key)
        if known is None:
            raise
        return known
    return None


def _known(scene: Scene, held: HeldKeyResult, key: str | None) -> CheckIn | None:
    if key is None:
        return None
    rows = CheckIn.within(scene.organization_id).filter(author_id=scene.actor.person_id, idempotency_key=key)
    known = rows.first()
    if known is not None and known.key_result_id != held.id:
        raise Conflict("key_reused", field="idempotency_key")
    return known


def _superseded(scene: Scene, ref: str) -> tuple[HeldKeyResult, CheckIn]:
    found = CheckIn.within(scene.organization_id).filter(ref=ref).select_related("key_result").first()
    if found is None:
        raise NotFound("check_in_not_found")
    try:
        held = key_result_for_update(actor=scene.actor, ref=found.key_result.ref, on=scene.on)
    except NotFound:
        raise NotFound("check_in_not_found") from None
    return held, CheckIn.within(scene.organization_id).select_related("supersedes").get(pk=found.pk)


def _require_current(old: CheckIn) -> None:
    if old.is_superseded or old.is_withdrawal:
        raise Conflict("already_superseded")


def _undoing(old: CheckIn) -> CheckIn:
    """The row that undoes ``old``: nothing, or what a correction had replaced, said again."""
    before = old.supersedes
    if before is None or before.is_withdrawal:
        return CheckIn(
            is_reading=False,
            is_withdrawal=True,
            effective_on=old.effective_on,
            source=old.source,
            supersedes=old,
        )
    return CheckIn(
        **measured(reading_of(before) if before.is_reading else None),
        effective_on=before.effective_on,
        confidence=before.confidence,
        is_confidence_kept=before.is_confidence_kept,
        note=before.note,
        source=before.source,
        supersedes=old,
    )


def _supersede(scene: Scene, held: HeldKeyResult, old: CheckIn, row: CheckIn) -> None:
    CheckIn.within(scene.organization_id).filter(pk=old.pk).update(is_superseded=True)
    _append(scene, held, row)


def _settled(scene: Scene, held: HeldKeyResult, row: CheckIn) -> CheckInResult:
    settled = settle_path(scene, held.path, changed=[held.id], stages={held.id: held.stages})
    return _result(row, settled.key_result(held.id), settled.objective(held.objective.pk))


def _result(
    row: CheckIn, key_result: Mapping[str, Any], objective: Mapping[str, Any], *, is_repeat: bool = False
) -> CheckInResult:
    return CheckInResult(
        row, key_result_standing_row(key_result), objective_standing_row(objective), is_repeat=is_repeat
    )
