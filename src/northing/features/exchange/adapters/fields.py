"""Cells become typed values: one schema for every format, with a problem per cell that does not fit."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from northing.coach.quantities import LIMIT, Ambiguous, Understood, Unreadable, read_amount, read_unit
from northing.domain.errors import TooPrecise
from northing.domain.numbers import checked
from northing.domain.plan import PlanProblem
from northing.domain.units import MAX_DECIMALS, Unit, UnknownUnit, parse_unit
from northing.features.exchange.adapters.drafts import Cell, Draft
from northing.features.exchange.adapters.vocabulary import plain_key
from northing.kit.storage.refs import is_ref

MAX_TITLE = 300
MAX_TEXT = 20_000
MAX_SHORT = 300
_SHOWN = 80
_EMPTY = Cell("")
_PLAIN = re.compile(r"[+-]?\d{1,40}(?:\.\d{1,40})?\Z", re.ASCII)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00)?)?\Z", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:\s?г\.?)?\Z", re.ASCII)
_CJK_DAY = re.compile(r"(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日\Z")
_YES = frozenset({"true", "yes", "y", "x", "1", "✓", "✔", "☑", "done"})
_YES |= {"да", "是", "完成", "已完成", "готово", "выполнено"}
_NO = frozenset(["false", "no", "n", "0", "☐", "нет", "否", "-", "—"])
_CLOCK = re.compile(r"(\d{1,4}):(\d{2})(?![\d:])", re.ASCII)
_SPLIT = re.compile(r"[,，;；、\n]")
HUNDRED = Decimal(100)

Choice = TypeVar("Choice", bound=StrEnum)


class Fields:
    """The cells of one draft, read with their types; what does not fit is appended to `problems`."""

    def __init__(self, draft: Draft, problems: list[PlanProblem], *, locale: str = "en") -> None:
        self.draft = draft
        self.problems = problems
        self.locale = locale

    def problem(self, name: str, code: str, **params: str) -> None:
        cell = self.draft.cells.get(name, _EMPTY)
        # What is too long is worded with its own ellipsis.
        goes_on = len(cell.text) > _SHOWN and code != "too_long"
        shown = {"text": cell.text[:_SHOWN] + "…" * goes_on} if cell.text else {}
        self.problems.append(PlanProblem(cell.line or self.draft.line, name, code, shown | params))

    def title(self) -> str:
        text = " ".join(self.draft.text("title").split())
        if not text:
            self.problem("title", "empty_title")
        elif len(text) > MAX_TITLE:
            self.problem("title", "too_long", limit=str(MAX_TITLE))
        return text

    def text(self, name: str) -> str:
        """Text of several lines."""
        text = self.draft.text(name).strip()
        if len(text) > MAX_TEXT:
            self.problem(name, "too_long", limit=str(MAX_TEXT))
        return text

    def short(self, name: str) -> str:
        """A name, on one line."""
        text = " ".join(self.draft.text(name).split())
        if len(text) > MAX_SHORT:
            self.problem(name, "too_long", limit=str(MAX_SHORT))
        return text

    def names(self, name: str, more: list[str]) -> tuple[str, ...]:
        """A list of tags: those of the cell and those found in the title."""
        typed = [" ".join(part.split()) for part in _SPLIT.split(self.draft.text(name))]
        return tuple(dict.fromkeys(part for part in [*more, *typed] if part))

    def ref(self, name: str = "ref") -> str:
        text = self.draft.text(name).strip()
        if text and not is_ref(text):
            self.problem(name, "not_a_ref")
        return text

    def links(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*self.draft.links, *self.draft.text("links").split()]))

    def choice(self, name: str, allowed: type[Choice], synonyms: dict[str, str]) -> Choice | None:
        text = plain_key(self.draft.text(name))
        if not text:
            return None
        code = synonyms.get(text, text.replace(" ", "_").replace("-", "_"))
        if code in {member.value for member in allowed}:
            return allowed(code)
        self.problem(name, "unknown_choice", allowed=", ".join(member.value for member in allowed))
        return None

    def flag(self, name: str) -> bool:
        text = self.draft.text(name).strip().lower()
        if text and text not in _YES and text not in _NO:
            self.problem(name, "not_yes_or_no")
        return text in _YES

    def day(self, name: str) -> date | None:
        text = self.draft.text(name).strip()
        if not text:
            return None
        day = read_day(text)
        if day is None:
            self.problem(name, "not_a_date")
        return day

    def whole(self, name: str) -> int | None:
        value = self.number(name, None)
        if value is None:
            return None
        if value != int(value) or not 1 <= value <= _LONGEST_CADENCE:
            self.problem(name, "not_a_whole_number")
            return None
        return int(value)

    def share(self, name: str) -> Decimal | None:
        """0.4 or 40 %; above 0, at most 1."""
        cell = self.draft.cells.get(name, _EMPTY)
        value = self.number(name, None)
        if value is None:
            return None
        value = value / HUNDRED if "%" in cell.text or "％" in cell.text else value
        if not 0 < value <= 1:
            self.problem(name, "not_a_share")
            return None
        return value

    def unit(self) -> Unit | None:
        text = self.draft.text("unit")
        if not text.strip():
            return None
        try:
            unit = parse_unit(text) if ":" in text else read_unit(text, locale=self.locale)
        except UnknownUnit as problem:
            self.problem("unit", problem.code)
            return None
        decimals = self.number("decimals", None)
        if decimals is None:
            return unit
        if decimals != int(decimals) or not 0 <= decimals <= MAX_DECIMALS:
            self.problem("decimals", "not_a_whole_number")
            return unit
        return Unit(unit.kind, unit.code, int(decimals))

    def number(self, name: str, unit: Unit | None) -> Decimal | None:
        """A number in the unit; the codes of problems are those of `read_amount`, and `ambiguous_number`."""
        cell = self.draft.cells.get(name, _EMPTY)
        text = cell.text.strip()
        if not text:
            return None
        if cell.is_plain and _PLAIN.match(text):
            return self._plain_number(name, Decimal(text))
        return self._number(name, read_amount(text, unit=unit, locale=self.locale))

    def _plain_number(self, name: str, value: Decimal) -> Decimal | None:
        """A number a machine wrote: its point is a decimal sign, no locale is asked."""
        if abs(value) >= LIMIT:
            self.problem(name, "too_large")
            return None
        try:
            return checked(value, field=name)
        except TooPrecise:
            self.problem(name, "too_precise")
            return None

    def _number(self, name: str, answer: Understood | Ambiguous | Unreadable) -> Decimal | None:
        match answer:
            case Understood(value=value):
                return value
            case Ambiguous() if _CLOCK.search(self.draft.text(name)):
                first, second = _CLOCK.findall(self.draft.text(name))[0]
                self.problem(name, "ambiguous_clock", first=first, second=second)
            case Ambiguous(choices=choices):
                self.problem(
                    name, "ambiguous_number", choices=" / ".join(str(choice.value) for choice in choices)
                )
            case Unreadable(code=code):
                self.problem(name, code)
        return None


def read_day(text: str) -> date | None:
    """`2026-10-01`, `01.10.2026`, `2026年10月1日`; day and month are never guessed."""
    text = text.strip()
    for pattern, order in ((_ISO, (1, 2, 3)), (_DAY_FIRST, (3, 2, 1)), (_CJK_DAY, (1, 2, 3))):
        found = pattern.match(text)
        if found:
            year, month, day = (int(found[place]) for place in order)
            try:
                return date(year, month, day)
            except ValueError:
                return None
    return None


_LONGEST_CADENCE = 3650
