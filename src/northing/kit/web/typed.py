"""What a browser form sent, read field by field: nothing typed is lost, every problem stands beside its field.

A form reads all its fields, asks :attr:`Typed.is_valid`, calls its action, and hands a refusal of the action to
:meth:`Typed.refuse`. Templates print ``form.values`` and ``form.problems``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TypeVar

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from northing.coach.quantities import Ambiguous, Answer, Understood, read_amount, read_entry
from northing.domain.numbers import MOST_DECIMALS
from northing.domain.units import COUNT, SECONDS_PER, Unit, UnitKind
from northing.kit.errors import Problems, Refusal
from northing.kit.text import holds_controls, tidy
from northing.kit.web.figures import value_text
from northing.kit.wording import register_sentences, say, sentence_for

Choice = TypeVar("Choice", bound=Enum)
Value = TypeVar("Value")

LINE = 200
LONGEST_QUOTE = 20
TEXT = 20_000


class Typed:
    """One submitted form (or, with ``data`` from a row, one to fill in)."""

    def __init__(self, data: Mapping[str, str] | None = None) -> None:
        self.values: dict[str, str] = {name: str(value) for name, value in (data or {}).items()}
        self.problems: dict[str, str] = {}
        self.message = ""

    @property
    def is_valid(self) -> bool:
        """Whether nothing is wrong so far."""
        return not self.problems and not self.message

    @property
    def version(self) -> int | None:
        """The version of the row the person had on screen, from the hidden field of that name."""
        known = self.value("version")
        return int(known) if known.isdecimal() and len(known) < 10 else None

    def value(self, name: str) -> str:
        """What was typed into a field, as typed."""
        return self.values.get(name, "")

    def problem(self, name: str) -> str:
        """What is wrong with a field, as a sentence; empty when nothing is."""
        return self.problems.get(name, "")

    def add(self, name: str, code: str, **params: object) -> None:
        """Mark a field; its first problem stays."""
        self.problems.setdefault(name, sentence_for(code, params))

    def refuse(self, error: Refusal, *, fields: Collection[str] | None = None) -> None:
        """Show a refusal beside its field, or above the form when it names none that the form has."""
        for one in error.problems if isinstance(error, Problems) else [error]:
            if one.code == "changed_meanwhile":  # the next try is made knowingly, against the newest version
                self.values["version"] = str(one.params.get("current", ""))
            known = fields if fields is not None else self.values
            if one.field and one.field in known:
                self.problems.setdefault(one.field, say(one))
            else:
                self.message = self.message or say(one)

    def text(self, name: str, *, limit: int = LINE, is_required: bool = False) -> str:
        """A line or a text without spaces around it, in canonical form; line ends become plain ones."""
        plain = tidy(self.value(name))
        if not plain and is_required:
            self.add(name, "required")
        if len(plain) > limit:
            self.add(name, "too_long", limit=limit)
        if holds_controls(plain):
            self.add(name, "control_characters")
        return plain

    def day(self, name: str, *, is_required: bool = False) -> date | None:
        """A day as ``2026-10-01``; ``None`` when empty or unreadable (then the field is marked)."""
        plain = self._plain(name, is_required=is_required)
        return self._read(name, plain, date.fromisoformat, "not_a_date") if plain else None

    def whole(self, name: str, *, low: int, high: int, is_required: bool = True) -> int | None:
        """A whole number within bounds."""
        plain = self._plain(name, is_required=is_required)
        if not plain:
            return None
        number = self._read(name, plain, _whole, "whole_number_needed", low=low, high=high)
        if number is not None and not low <= number <= high:
            self.add(name, "whole_number_needed", low=low, high=high)
            return None
        return number

    def amount(self, name: str, *, unit: Unit = COUNT, is_required: bool = False) -> Decimal | None:
        """A number as people type it ("85 000", "1.2m", "3万", "52%"), as it is stored (durations in seconds)."""
        plain = self._plain(name, is_required=is_required)
        if not plain:
            return None
        language = get_language() or "en"
        answer = read_amount(plain, unit=unit, locale=language)
        if isinstance(answer, Understood):
            return as_stored(answer.value, unit)
        if isinstance(answer, Ambiguous):
            choices = " / ".join(
                value_text(as_stored(choice.value, unit), unit, language) for choice in answer.choices
            )
            self.add(name, "number_ambiguous", text=brief(plain), choices=choices)
        else:
            self.add(name, f"number_{answer.code}", text=brief(plain))
        return None

    def choice(self, name: str, kind: type[Choice], default: Choice) -> Choice:
        """One member of an enumeration by its value; an unknown one marks the field."""
        plain = self.value(name).strip()
        if not plain:
            return default
        return self._read(name, plain, kind, "unknown_choice") or default

    def is_checked(self, name: str) -> bool:
        """Whether a check box was ticked."""
        return bool(self.value(name))

    def _plain(self, name: str, *, is_required: bool) -> str:
        plain = self.value(name).strip()
        if not plain and is_required:
            self.add(name, "required")
        return plain

    def _read(
        self, name: str, text: str, read: Callable[[str], Value], code: str, **params: object
    ) -> Value | None:
        try:
            return read(text)
        except ValueError:
            self.add(name, code, value=brief(text), **params)
            return None


def brief(text: str) -> str:
    """The beginning of what was typed, as long as a message about it may quote."""
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"


def as_stored(value: Decimal, unit: Unit) -> Decimal:
    """A value in its unit as rows keep it: durations up to weeks in seconds, all else as it is."""
    return value * _stored_per(unit)


def as_typed(value: Decimal | None, unit: Unit) -> str:
    """A stored value as a field shows it for editing: in its unit, without thousands marks or trailing zeros."""
    if value is None:
        return ""
    text = format(round(value / _stored_per(unit), 6), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def read_stored_entry(text: str, *, unit: Unit, last: Decimal | None, locale: str) -> Answer:
    """What somebody typed as a new reading, as rows keep it; ``last`` is the stored value before it.

    As :func:`northing.coach.quantities.read_entry`, which thinks in the unit itself: "2:37" of a number kept in
    hours becomes 9420 seconds.
    """
    before = None if last is None else round(last / _stored_per(unit), MOST_DECIMALS)
    answer = read_entry(text, unit=unit, last=before, locale=locale)
    if isinstance(answer, Understood):
        return _stored(answer, unit)
    if isinstance(answer, Ambiguous):
        return Ambiguous(tuple(_stored(choice, unit) for choice in answer.choices))
    return answer


def _stored(answer: Understood, unit: Unit) -> Understood:
    change = None if answer.change is None else _whole_seconds(as_stored(answer.change, unit), unit)
    return replace(answer, value=_whole_seconds(as_stored(answer.value, unit), unit), change=change)


def _whole_seconds(value: Decimal, unit: Unit) -> Decimal:
    """Seconds that were meant whole, but lost their last places as a fraction of the unit ("2:37" in hours)."""
    nearest = round(value)
    lost = _stored_per(unit) * Decimal(1).scaleb(-MOST_DECIMALS)
    return Decimal(nearest) if unit.kind is UnitKind.DURATION and abs(value - nearest) <= lost else value


def _stored_per(unit: Unit) -> int:
    return SECONDS_PER.get(unit.code, 1) if unit.kind is UnitKind.DURATION else 1


def _whole(text: str) -> int:
    if len(text) > 12:
        raise ValueError(text)
    return int(text)


register_sentences(
    {
        "whole_number_needed": _("Write a whole number from %(low)s to %(high)s."),
        "number_not_a_number": _("“%(text)s” cannot be read as a number. Write it like 1,250 or 12.5."),
        "number_empty": _("Write a number here."),
        "number_bad_grouping": _(
            "The separators in “%(text)s” do not fit a number. Write it without thousands marks."
        ),
        "number_other_digits": _("Please write “%(text)s” with the digits 0 to 9."),
        "number_too_long": _("“%(text)s” is too long for a number."),
        "number_too_large": _("“%(text)s” is too large: numbers have at most 15 digits."),
        "number_too_precise": _("“%(text)s” is too precise: at most 15 digits and 6 decimals are kept."),
        "number_wrong_unit": _("“%(text)s” is in another unit than this number."),
        "number_no_last_value": _("“%(text)s” is a change, but there is no earlier value to change."),
        "number_ambiguous": _(
            "“%(text)s” could mean %(choices)s. Write it so that only one of them is left."
        ),
    }
)
