"""The page as a whole: its lead, its empty state, and the summary at the end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from northing.domain.codes import Freshness
from northing.features.checkins.queries import Told, Week
from northing.features.checkins.wording.rows import said_text
from northing.features.okrs.wording.statuses import Pill, key_result_pill
from northing.kit.web.figures import day_text


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One key result of the summary."""

    title: str
    said: str
    confidence: str
    pill: Pill
    note: str
    has_moved: bool


@dataclass(frozen=True, slots=True)
class SummaryGroup:
    """What was said about one objective."""

    objective_ref: str
    title: str
    holder: str
    lines: tuple[SummaryLine, ...]


def lead(week: Week) -> str:
    """How many rows, and how long it takes."""
    count = len(week.open_rows)
    if count == 0 and week.unread:
        return ngettext(
            "Nothing is due today; %(count)s key result still waits for its first number.",
            "Nothing is due today; %(count)s key results still wait for their first number.",
            week.unread,
        ) % {"count": week.unread}
    if count == 0:
        return _("Everything is said for now.")
    if count > 9:
        return ngettext("%(count)s key result", "%(count)s key results", count) % {"count": count}
    return ngettext(
        "%(count)s key result, about a minute.", "%(count)s key results, about a minute.", count
    ) % {"count": count}


def next_due(week: Week) -> str:
    """When something is asked again."""
    if week.next_on is None:
        return ""
    return _("Next one: %(day)s") % {"day": day_text(week.next_on, get_language() or "en", "weekday")}


def summary_lead(week: Week) -> str:
    """What the summary begins with."""
    moved = sum(one.has_moved for one in week.told)
    said = ngettext("%(count)s key result checked in", "%(count)s key results checked in", len(week.told)) % {
        "count": len(week.told)
    }
    if not week.told:
        return _("Nothing was checked in today.")
    if moved == 0:
        return _("%(said)s; no number moved.") % {"said": said}
    numbers = ngettext("%(count)s number moved", "%(count)s numbers moved", moved) % {"count": moved}
    return _("%(said)s; %(moved)s.") % {"said": said, "moved": numbers}


def summary_groups(told: Iterable[Told], *, on: date) -> list[SummaryGroup]:
    """What was said today, objective by objective."""
    found: dict[str, list[Told]] = {}
    for one in told:
        found.setdefault(one.row.objective_ref, []).append(one)
    return [
        SummaryGroup(
            ref,
            several[0].row.objective_title,
            several[0].row.holder_name,
            tuple(_line(one, on) for one in several),
        )
        for ref, several in found.items()
    ]


def _line(told: Told, on: date) -> SummaryLine:
    said = told.said
    confidence = ""
    if said.confidence is not None:
        words = _("confidence still %(number)s") if said.is_confidence_kept else _("confidence %(number)s")
        confidence = words % {"number": said.confidence}
    pill = key_result_pill(
        status=told.row.status, guardrail="", freshness=Freshness.FRESH, as_of=None, on=on, notes=()
    )
    return SummaryLine(
        told.row.title, said_text(told, get_language() or "en"), confidence, pill, said.note, told.has_moved
    )
