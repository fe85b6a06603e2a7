"""What a row sends: a value as people type it, stages or yes/no, a confidence, a note, a day."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import get_language

from northing.coach.quantities import Ambiguous, Understood
from northing.domain.errors import DomainError
from northing.domain.numbers import parse_decimal, print_decimal
from northing.domain.terms import Kind, Reading
from northing.domain.validation import MOST_CONFIDENCE
from northing.features.okrs.queries import DueKeyResult
from northing.kit.web.figures import value_text
from northing.kit.web.typed import Typed, brief, read_stored_entry

SAME = "="
JUDGEMENT_ONLY = frozenset({"/", "、"})
LONGEST_NOTE = 5_000
LONGEST_KEY = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row as understood; ``reading`` None is a judgement only."""

    reading: Reading | None
    confidence: int
    is_confidence_kept: bool
    note: str
    key: str | None
    corrects: str


class CheckInForm(Typed):
    """One row as sent; ``choices`` are the meanings to ask about when the value could mean several."""

    def __init__(self, data: Mapping[str, str], stages: Iterable[str] = ()) -> None:
        super().__init__(data)
        self.stages = frozenset(int(stage) for stage in stages if stage.isdecimal() and len(stage) < 4)
        self.choices: tuple[Understood, ...] = ()

    def read(self, row: DueKeyResult) -> Entry | None:
        """What was meant, or ``None`` with every problem beside its field."""
        day = self.day("effective_on") or row.latest_day
        note = self.text("note", limit=LONGEST_NOTE)
        self._refuse_outside(row, day)
        reading = self._reading(row, day)
        confidence, is_kept = self._confidence(row)
        if not self.is_valid or confidence is None:
            return None
        return Entry(
            reading=reading,
            confidence=confidence,
            is_confidence_kept=is_kept,
            note=note,
            key=self.value("key")[:LONGEST_KEY] or None,
            corrects=self.value("corrects"),
        )

    def _refuse_outside(self, row: DueKeyResult, day: date) -> None:
        if day > row.latest_day:
            self.add("effective_on", "check_in_day_too_late")
        elif day < row.first_day:
            self.add("effective_on", "check_in_day_too_early")

    def _reading(self, row: DueKeyResult, day: date) -> Reading | None:
        if row.is_kept_elsewhere or not row.has_kind or self.is_checked("is_judgement"):
            return None
        if row.terms.kind is Kind.MILESTONE:
            if not self.is_checked("asked"):
                return None
            known = {stage.number for stage in row.stages}
            return Reading(effective_on=day, reached=self.stages & known)
        if row.terms.kind is Kind.BINARY:
            done = {"yes": True, "no": False}.get(self.value("done"))
            return None if done is None else Reading(effective_on=day, is_done=done)
        value = self._value(row)
        return None if value is None else Reading(effective_on=day, value=value)

    def _value(self, row: DueKeyResult) -> Decimal | None:
        text = plain(self.value("value"))
        if not text:
            if row.asks_number and not self.value("confidence"):
                self.add("value", "nothing_typed")
            return None
        if text in JUDGEMENT_ONLY:
            return None
        last = row.reading.value if row.reading else None
        if text == SAME:
            if last is None:
                self.add("value", "nothing_to_repeat")
            return last
        before = seen(self.value("last"), last if last is not None else row.terms.start)
        value = self._understood(text, row, before)
        if value is not None:
            self._ask_when_far(value, row)
        return value

    def _ask_when_far(self, value: Decimal, row: DueKeyResult) -> None:
        """A value far outside all that is known is kept once it was sent a second time."""
        if row.plausible is None or row.plausible[0] <= value <= row.plausible[1]:
            return
        if seen(self.value("kept"), None) == value:
            return
        self.values["kept"] = print_decimal(value)
        self.add("value", "value_far_outside", value=value_text(value, row.unit, get_language() or "en"))

    def _understood(self, text: str, row: DueKeyResult, last: Decimal | None) -> Decimal | None:
        answer = read_stored_entry(text, unit=row.unit, last=last, locale=get_language() or "en")
        if isinstance(answer, Understood):
            return answer.value
        if isinstance(answer, Ambiguous):
            meant = seen(self.value("meant"), None)
            if meant is not None and meant in {choice.value for choice in answer.choices}:
                return meant
            self.choices = answer.choices
            self.add("value", "which_number", text=brief(text))
        else:
            self.add("value", f"number_{answer.code}", text=brief(text))
        return None

    def _confidence(self, row: DueKeyResult) -> tuple[int | None, bool]:
        text = plain(self.value("confidence"))
        if text == "-":
            return 0, False
        if text:
            if text.isdecimal() and len(text) < 3 and int(text) <= MOST_CONFIDENCE:
                return int(text), False
            self.add("confidence", "confidence_out_of_range")
            return None, False
        still = plain(self.value("still"))
        if (
            still.isdecimal()
            and len(still) < 3
            and int(still) <= MOST_CONFIDENCE
            and row.confidence is not None
        ):
            return int(still), True
        if row.confidence is None:
            self.add("confidence", "confidence_needed")
        return row.confidence, True


def plain(text: str) -> str:
    """Full-width digits and signs as ordinary ones, without spaces around."""
    return unicodedata.normalize("NFKC", text[:200]).strip()


def seen(text: str, otherwise: Decimal | None) -> Decimal | None:
    """The plain number a page carried along (what its reader saw), else ``otherwise``."""
    try:
        return parse_decimal(text) if text else otherwise
    except DomainError:
        return otherwise
