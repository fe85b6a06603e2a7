"""Spare a rule for one item, with a reason; and hear it again."""

from __future__ import annotations

from datetime import date, datetime

from northing.coach.rules import RULES
from northing.features.okrs import queries as okr_queries
from northing.features.writing.models import Waiver
from northing.features.writing.queries.coaching import may_waive
from northing.kit.activity.record import record
from northing.kit.actors import Actor
from northing.kit.errors import Invalid, NotAllowed, NotFound
from northing.kit.storage.writing import writing
from northing.kit.subjects import Subject
from northing.kit.text import checked_text

LONGEST_REASON = 300


def waive(
    *, actor: Actor, objective: str, key_result: str, code: str, reason: str, at: datetime, on: date
) -> None:
    """Do not hear the rule ``code`` again for the objective, or for one of its key results when one is named.

    :raises NotFound: no such objective, or the key result is not below it
    :raises NotAllowed: ``advice_not_yours``
    :raises Invalid: ``rule_unknown``, ``required`` (reason), ``too_long``,
        ``control_characters``
    """
    if code not in RULES:
        raise Invalid("rule_unknown", field="code", value=code[:20])
    line = " ".join(reason.split())
    words = checked_text(line, field="reason", limit=LONGEST_REASON, is_required=True)
    with writing():
        subject = _subject(actor, objective, key_result, on)
        Waiver.within(actor.organization_id).update_or_create(
            organization_id=actor.organization_id,
            subject_kind=subject.kind,
            subject_id=subject.id,
            code=code,
            defaults={"reason": words, "author_id": actor.person_id, "created_at": at},
        )
        record(actor, "coach.waived", on=subject, at=at, code=code, reason=words)


def hear_again(*, actor: Actor, objective: str, key_result: str, code: str, at: datetime, on: date) -> None:
    """Take a waiver back.

    :raises NotFound: no such objective, or the key result is not below it
    :raises NotAllowed: ``advice_not_yours``
    """
    with writing():
        subject = _subject(actor, objective, key_result, on)
        known = Waiver.within(actor.organization_id).filter(
            subject_kind=subject.kind, subject_id=subject.id, code=code
        )
        if known.delete()[0]:
            record(actor, "coach.heard_again", on=subject, at=at, code=code)


def _subject(actor: Actor, objective: str, key_result: str, on: date) -> Subject:
    found = okr_queries.planned_objectives(actor=actor, on=on, refs=[objective])
    if not found:
        raise NotFound("objective_not_found")
    if not may_waive(actor=actor, ref=objective, on=on):
        raise NotAllowed("advice_not_yours")
    if not key_result:
        return Subject("objective", found[0].row.pk)
    row = next((part.row for part in found[0].key_results if part.row.ref == key_result), None)
    if row is None:
        raise NotFound("key_result_not_found")
    return Subject("key_result", row.pk)
