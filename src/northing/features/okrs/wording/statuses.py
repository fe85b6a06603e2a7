"""A status as people read it: its word, its day when it is old, and what limits it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from northing.domain.codes import Freshness, Guardrail, Reason, Status
from northing.domain.policy import DEFAULT_POLICY
from northing.features.okrs.wording import words
from northing.kit.web.figures import ago_text
from northing.kit.wording import listed

NoteOf: TypeAlias = tuple[str, int, int]

_OLD = frozenset({Freshness.OVERDUE, Freshness.STALE})
_AGEING = frozenset({Status.ON_TRACK, Status.BEHIND, Status.AT_RISK, Status.OFF_TRACK, Status.TOO_EARLY})


@dataclass(frozen=True, slots=True)
class Pill:
    """What ``ui.status_pill`` prints."""

    status: str
    label: str
    note: str = ""
    is_overdue: bool = False


def key_result_pill(
    *, status: str, guardrail: str, freshness: str, as_of: date | None, on: date, notes: Iterable[NoteOf]
) -> Pill:
    """The mark of a key result; a guardrail tells whether it holds, which is all it is for."""
    if guardrail and status not in (Status.DROPPED, Status.POSTPONED, Status.CLOSED, Status.NOT_STARTED):
        label = words.word(words.GUARDRAILS, guardrail)
        return Pill(guardrail, label, is_overdue=guardrail == Guardrail.SILENT)
    pill = _pill(words.word(words.KEY_RESULT_STATUSES, status), status, freshness, as_of, on)
    return Pill(pill.status, pill.label, notes_text(notes), pill.is_overdue)


def objective_pill(
    *,
    status: str,
    freshness: str,
    as_of: date | None,
    on: date,
    notes: Iterable[NoteOf],
    cadence_days: int = DEFAULT_POLICY.cadence_days,
) -> Pill:
    """The mark of an objective, with what limits it: "behind · 1 of 3 key results off track".

    ``freshness`` is that of its stalest key result: it is dated only when nothing was heard for a whole cadence.
    """
    is_recent = as_of is not None and (on - as_of).days <= cadence_days
    shown = "" if is_recent else freshness
    pill = _pill(words.word(words.OBJECTIVE_STATUSES, status), status, shown, as_of, on)
    return Pill(pill.status, pill.label, notes_text(notes), pill.is_overdue)


def _pill(word: str, status: str, freshness: str, as_of: date | None, on: date) -> Pill:
    """An old judgement is never told as if it were of today."""
    if freshness not in _OLD or status not in _AGEING or as_of is None:
        return Pill(status, word)
    dated = _("%(status)s, as of %(ago)s") % {"status": word, "ago": ago_text((on - as_of).days)}
    return Pill(status, dated, is_overdue=True)


def notes_text(notes: Iterable[NoteOf]) -> str:
    """Everything that is written beside a status."""
    return listed(note_text(*note) for note in notes)


def note_text(reason: str, count: int = 0, total: int = 0) -> str:
    """One reason as words."""
    if reason == Reason.KEY_RESULTS_OFF_TRACK:
        text = ngettext(
            "%(count)s of %(total)s key result off track",
            "%(count)s of %(total)s key results off track",
            total,
        )
        return text % {"count": count, "total": total}
    sentences: dict[str, str] = {
        Reason.GUARDRAIL_BREACHED: _("guardrail breached"),
        Reason.GUARDRAIL_SILENT: _("guardrail silent"),
        Reason.OVERRIDDEN: _("set by hand"),
        Reason.JUDGED_BY_CONFIDENCE: _("judged by confidence"),
        Reason.REACHED: _("done before it is due"),
        Reason.NEVER_READ: _("never checked in"),
        Reason.BASELINE_DUE: _("baseline due"),
        Reason.WON_AT_A_PRICE: _("won at a price"),
        Reason.MANUAL: _("entered by hand"),
    }
    return sentences.get(reason, reason)
