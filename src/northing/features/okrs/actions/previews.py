"""What an edit would do to progress: the edit itself, tried in a transaction that is taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from northing.features.okrs.actions.fields import KeyResultFields
from northing.features.okrs.actions.key_results import edit_key_result
from northing.features.okrs.models import KeyResult
from northing.features.okrs.queries.access import find_key_result
from northing.kit.actors import Actor
from northing.kit.storage.writing import writing

_TRIED = "–"


@dataclass(frozen=True, slots=True)
class TermsEffect:
    """Progress and status before and after, of the key result and of its objective."""

    progress_before: Decimal | None
    progress_after: Decimal | None
    status_before: str
    status_after: str
    objective_before: Decimal | None
    objective_after: Decimal | None

    @property
    def changes_anything(self) -> bool:
        """Whether any number or word would differ."""
        return (self.progress_before, self.status_before, self.objective_before) != (
            self.progress_after,
            self.status_after,
            self.objective_after,
        )


class _TakenBackError(Exception):
    """Leaves the transaction of a preview."""


def preview_key_result_edit(
    *, actor: Actor, ref: str, fields: KeyResultFields, at: datetime, on: date
) -> TermsEffect:
    """What :func:`edit_key_result` with these fields would do; nothing is kept.

    Refuses exactly like the edit, except that no reason is asked for.
    """
    seen = find_key_result(actor=actor, ref=ref, on=on)
    before, after = _standing(seen.row), None
    try:
        with writing():
            edit_key_result(actor=actor, ref=ref, fields=fields, at=at, on=on, reason=_TRIED)
            after = _standing(seen.row)
            raise _TakenBackError
    except _TakenBackError:
        pass
    assert after is not None
    return TermsEffect(before[0], after[0], before[1], after[1], before[2], after[2])


def _standing(row: KeyResult) -> tuple[Decimal | None, str, Decimal | None]:
    rows = KeyResult.within(row.organization_id).filter(pk=row.pk)
    names = ("standing__progress", "standing__status", "objective__standing__progress")
    progress, status, whole = rows.values_list(*names).get()
    return progress, status, whole
