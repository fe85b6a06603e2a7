"""Measured values, spans and readings of key results as text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from northing.domain.codes import Kind
from northing.domain.units import Unit, UnknownUnit, parse_unit
from northing.features.okrs.wording import words
from northing.kit.web.figures import NO_VALUE, compact_text, day_text, number_text, percent_text, value_text
from northing.kit.wording import listed

_MEASURED = frozenset({"start", "target", "commit", "stretch", "lower", "upper"})
_DAYS = frozenset({"starts_on", "due_on", "start_unknown_until", "first_available_on"})
_CODES = {
    "kind": words.KIND_NAMES,
    "ambition": words.AMBITIONS,
    "curve": words.CURVES,
    "indicator": words.INDICATORS,
    "driver": words.DRIVERS,
    "state": words.STATES,
}


def language() -> str:
    """The reader's language."""
    return get_language() or "en"


def unit_of(code: str, decimals: int = 0) -> Unit:
    """The unit of a key result with the decimals it shows; an unreadable code counts things."""
    try:
        unit = parse_unit(code or "count")
    except UnknownUnit:
        unit = parse_unit("count")
    return replace(unit, decimals=decimals) if decimals else unit


def measured(value: Decimal | None, unit: Unit) -> str:
    """A value with its unit."""
    return value_text(value, unit, language())


def share(progress: Decimal | None, *, decimals: int = 0) -> str:
    """A share of the whole: "46%"."""
    return percent_text(progress, language(), decimals=decimals)


def number(value: Decimal | int | None, *, decimals: int = 2) -> str:
    """A bare number."""
    return number_text(value, language(), decimals=decimals)


def day(on: date | None, style: str = "short") -> str:
    """A day of the calendar."""
    return day_text(on, language(), style)


def span(
    kind: str,
    unit: Unit,
    *,
    start: Decimal | None,
    target: Decimal | None,
    stretch: Decimal | None,
    lower: Decimal | None,
    upper: Decimal | None,
    stages: int,
    start_unknown_until: date | None,
) -> str:
    """What a key result promises, in one line: "61,000 → 100,000", "stays at or below 2%"."""
    params = {
        "lower": measured(lower, unit),
        "upper": measured(upper, unit),
        "target": measured(target, unit),
    }
    match kind:
        case Kind.METRIC if start is None:
            until = {**params, "day": day(start_unknown_until)}
            return (
                _("start unknown until %(day)s → %(target)s") % until
                if start_unknown_until
                else (_("start unknown → %(target)s") % params)
            )
        case Kind.METRIC:
            reach = f"{measured(start, unit)} → {measured(target, unit)}"
            if stretch is None:
                return reach
            return _("%(reach)s, stretch %(stretch)s") % {"reach": reach, "stretch": measured(stretch, unit)}
        case Kind.AT_LEAST:
            return _("stays at or above %(lower)s") % params
        case Kind.AT_MOST:
            return _("stays at or below %(upper)s") % params
        case Kind.BETWEEN:
            return _("stays between %(lower)s and %(upper)s") % params
        case Kind.MILESTONE:
            return _("%(count)s stages") % {"count": stages}
        case "":
            return _("asks for its numbers")
    return words.word(words.KIND_NAMES, kind)


def reading(
    kind: str,
    unit: Unit,
    *,
    value: Decimal | None,
    reached: int,
    stages: int,
    is_done: bool | None,
    done_weight: Decimal | None,
    total_weight: Decimal | None,
) -> str:
    """What was measured: "78,400", "stage 2 of 4", "done", "3 of 8 done"."""
    if kind == Kind.MILESTONE:
        return _("stage %(reached)s of %(stages)s") % {"reached": reached, "stages": stages}
    if kind == Kind.BINARY:
        return NO_VALUE if is_done is None else (_("done") if is_done else _("not yet"))
    if kind == Kind.TASKS and total_weight is not None:
        return _("%(done)s of %(total)s done") % {"done": number(done_weight), "total": number(total_weight)}
    return measured(value, unit)


def reached_in_order(stages: frozenset[int] | tuple[int, ...] | list[int]) -> int:
    """The furthest stage with all before it reached."""
    reached = 0
    while reached + 1 in stages:
        reached += 1
    return reached


def field_value(field: str, value: Any, unit: Unit) -> str:
    """One term, as kept in its history, in words."""
    if value in (None, "", [], {}):
        return NO_VALUE
    if field in _MEASURED:
        return _number_or(value, lambda amount: measured(amount, unit))
    if field == "required_share":
        return _number_or(value, share)
    if field == "weight":
        return _number_or(value, number)
    if field in _DAYS:
        try:
            return day(date.fromisoformat(str(value)), "medium")
        except ValueError:
            return str(value)
    if field in _CODES:
        return words.word(_CODES[field], str(value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return listed(_item(one) for one in value)
    return str(value)


def compact_value(field: str, value: Any, unit: Unit) -> str:
    """The same, short enough for a chart."""
    if field not in _MEASURED or value in (None, ""):
        return field_value(field, value, unit)
    return _number_or(value, lambda amount: compact_text(amount, unit, language()))


def _item(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("title", ""))
    return " ".join(str(part) for part in value) if isinstance(value, list) else str(value)


def _number_or(value: Any, word: Any) -> str:
    try:
        return str(word(Decimal(str(value))))
    except InvalidOperation:
        return str(value)
