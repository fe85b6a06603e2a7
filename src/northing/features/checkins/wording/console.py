"""A key result as the console asks about it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from northing.coach.quantities import Understood
from northing.features.checkins.queries import DueKeyResult
from northing.features.checkins.wording.echoes import choice_texts
from northing.features.checkins.wording.rows import before, open_row


def question(row: DueKeyResult, *, on: date) -> list[str]:
    """What a person needs to answer: what it is, the last value and its day, what is expected, the stages."""
    text = open_row(row, on=on, key="")
    last = _("last: %(value)s") % {"value": text.last}
    if text.last_day:
        last = _("last: %(value)s, %(day)s") % {"value": text.last, "day": text.last_day}
    facts = [part for part in (last, text.expected, text.late, text.absent) if part]
    stages = [f"  {stage.number}. {stage.title}{' ✓' if stage.is_reached else ''}" for stage in text.stages]
    return [text.title, f"  {text.context}", f"  {' · '.join(facts)}", *stages]


def meanings(row: DueKeyResult, choices: Iterable[Understood]) -> list[tuple[str, str]]:
    """What a number could mean: each value as it would be sent, and as read."""
    return list(choice_texts(tuple(choices), row.unit, before(row), get_language() or "en"))
