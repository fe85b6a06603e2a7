"""A row of the check-in page with every text ready: what it prints open, and what it prints when said."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markupsafe import Markup

from northing.coach.quantities import Understood
from northing.domain.numbers import print_decimal
from northing.domain.terms import Kind, Reading
from northing.domain.units import Unit, UnitKind, print_unit
from northing.features.checkins.queries import DueKeyResult, Told
from northing.features.checkins.wording.echoes import Before, choice_texts, understood_text
from northing.features.okrs.wording import values as okr_values
from northing.kit.web.charts import sparkline
from northing.kit.web.figures import day_text, value_text
from northing.kit.web.typed import Typed

NUMBER, STAGES, YES_NO, NOTHING = "number", "stages", "yes_no", "nothing"
_DIVIDERS = " · "


@dataclass(frozen=True, slots=True, kw_only=True)
class StageText:
    """One segment of the stage bar."""

    number: int
    title: str
    is_reached: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RowText:
    """Everything a row prints. ``asks`` is ``number``, ``stages``, ``yes_no`` or ``nothing``."""

    ref: str
    title: str
    context: str
    objective_ref: str
    spark: Markup
    last: str
    last_day: str
    expected: str
    late: str
    first: str
    is_due: bool
    asks: str
    absent: str
    unit: str
    echo_values: str
    last_value: str
    input_mode: str
    stages: tuple[StageText, ...]
    stages_line: str
    is_done: bool | None
    confidence_before: int | None
    first_day: str
    latest_day: str
    form: Typed
    key: str = ""
    corrects: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    is_open: bool = True
    said: str = ""
    said_confidence: int | None = None
    said_note: str = ""
    check_in: str = ""
    announcement: str = ""
    is_fresh: bool = False
    problems: dict[str, str] = field(default_factory=dict)


def open_row(
    row: DueKeyResult,
    *,
    on: date,
    key: str,
    form: Typed | None = None,
    choices: tuple[Understood, ...] = (),
    stages: Collection[int] | None = None,
    announcement: str = "",
) -> RowText:
    """A row that waits for an answer; with ``form`` it keeps what was typed and says what is wrong.

    ``stages``: those ticked in the form, where there was one.
    """
    language = get_language() or "en"
    typed = form or Typed()
    common = _common(row, on, language)
    if stages is not None:
        common["stages"] = _stages(row, stages)
    if typed.value("done"):
        common["is_done"] = typed.value("done") == "yes"
    return RowText(
        **common,
        key=key,
        corrects=typed.value("corrects"),
        form=typed,
        choices=choice_texts(choices, row.unit, before(row), language),
        announcement=announcement
        or next((text for text in (typed.message, *typed.problems.values()) if text), ""),
        problems=typed.problems,
    )


def told_row(told: Told, *, on: date, is_fresh: bool = False) -> RowText:
    """A row that was answered today; ``is_fresh`` right after it was sent, while undo is offered."""
    language = get_language() or "en"
    row, said = told.row, told.said
    words = said_text(told, language)
    return RowText(
        **_common(row, on, language),
        form=Typed(),
        is_open=False,
        said=words,
        said_confidence=said.confidence,
        said_note=said.note,
        check_in=said.ref,
        is_fresh=is_fresh,
        announcement=_("Saved: %(title)s, %(said)s") % {"title": row.title, "said": words}
        if is_fresh
        else "",
    )


def said_text(told: Told, language: str) -> str:
    """What was said of the number: "84,900 · +6,500 since last time", "measured, same value", "no new number"."""
    row, said = told.row, told.said
    if not said.is_reading:
        return _("no new number") if _asks(row) != NOTHING else _("judgement")
    if said.reading.value is None:
        return reading_text(row, said.reading, language)
    if told.change == 0:
        return _("%(value)s · measured, same value") % {
            "value": value_text(said.reading.value, row.unit, language)
        }
    earlier = Before(said.reading.value - told.change) if told.change is not None else Before()
    return understood_text(said.reading.value, unit=row.unit, before=earlier, language=language)


def before(row: DueKeyResult) -> Before:
    """What a new value is compared with."""
    if row.reading is not None and row.reading.value is not None:
        return Before(row.reading.value)
    return Before(row.terms.start, is_start=True)


def reading_text(row: DueKeyResult, reading: Reading | None, language: str) -> str:
    """A reading in the words of its kind; without one: "no number yet"."""
    if reading is None:
        return _("not started") if row.terms.kind is Kind.MILESTONE else _("no number yet")
    return okr_values.reading(
        row.terms.kind,
        row.unit,
        value=reading.value,
        reached=okr_values.reached_in_order(reading.reached),
        stages=len(row.stages),
        is_done=reading.is_done,
        done_weight=reading.done_weight,
        total_weight=reading.total_weight,
    )


def _common(row: DueKeyResult, on: date, language: str) -> dict[str, Any]:
    last = row.reading.value if row.reading else None
    return {
        "ref": row.ref,
        "title": row.title,
        "context": _context(row),
        "objective_ref": row.objective_ref,
        "spark": sparkline(_points(row), row.status),
        "last": reading_text(row, row.reading, language),
        "last_day": day_text(row.reading.effective_on, language, "weekday") if row.reading else "",
        "expected": _expected(row, language),
        "late": _late(row, on),
        "first": _first(row),
        "is_due": row.is_due,
        "asks": _asks(row),
        "absent": _absent(row, language),
        "unit": _unit_hint(row.unit),
        "echo_values": _echo_values(row),
        "last_value": "" if last is None else print_decimal(last),
        "input_mode": "text" if row.unit.kind is UnitKind.DURATION else "decimal",
        "stages": _stages(row, row.reading.reached if row.reading else ()),
        "stages_line": _stages_line(row),
        "is_done": row.reading.is_done if row.reading else None,
        "confidence_before": row.confidence,
        "first_day": row.first_day.isoformat(),
        "latest_day": row.latest_day.isoformat(),
    }


def _context(row: DueKeyResult) -> str:
    parts = [row.holder_name, row.objective_title]
    if row.stands_in_for:
        parts.insert(0, _("for %(name)s") % {"name": row.stands_in_for})
    return _DIVIDERS.join(part for part in parts if part)


def _points(row: DueKeyResult) -> tuple[Decimal, ...]:
    """From the start value to the last reading; one reading alone is no course."""
    start = (row.terms.start,) if row.terms.kind is Kind.METRIC and row.terms.start is not None else ()
    return (*start, *row.trail) if row.trail else ()


def _expected(row: DueKeyResult, language: str) -> str:
    terms = row.terms
    match terms.kind:
        case Kind.METRIC if row.expected is not None:
            return _("expected %(value)s") % {"value": _round_value(row, language)}
        case Kind.AT_LEAST | Kind.AT_MOST | Kind.BETWEEN:
            return okr_values.span(
                terms.kind,
                row.unit,
                start=None,
                target=None,
                stretch=None,
                lower=terms.lower,
                upper=terms.upper,
                stages=0,
                start_unknown_until=None,
            )
        case Kind.MILESTONE if row.expected_stages:
            return _("stage %(number)s due") % {"number": row.expected_stages}
        case Kind.BASELINE:
            return _("find a baseline") if row.has_kind else ""
    return _("due %(day)s") % {"day": day_text(terms.due_on, language)}


def _round_value(row: DueKeyResult, language: str) -> str:
    """An expectation is no measurement: a hundredth of the span is as precise as it gets."""
    terms, expected = row.terms, row.expected
    assert expected is not None
    span = abs((terms.target or Decimal(0)) - (terms.start or Decimal(0)))
    step = (span / 100).adjusted() if span else 0
    rounded = expected.quantize(Decimal(1).scaleb(min(step, 6)))
    return value_text(Decimal(print_decimal(rounded)), row.unit, language)


def _late(row: DueKeyResult, on: date) -> str:
    if not (row.is_late and row.is_due):
        return ""
    days = [day for day in (row.reading.effective_on if row.reading else None, row.last_judgement_on) if day]
    if not days:
        return _("never checked in")
    return _("%(days)s days old") % {"days": (on - max(days)).days}


def _first(row: DueKeyResult) -> str:
    """What nobody ever answered is wanted for the first time; it is not late."""
    if not row.is_due or row.reading is not None or _asks(row) == NOTHING:
        return ""
    return _("first number") if _asks(row) == NUMBER else _("first check-in")


def _asks(row: DueKeyResult) -> str:
    if row.is_kept_elsewhere or not row.has_kind:
        return NOTHING
    if row.is_due and not row.asks_number:
        return NOTHING
    return {Kind.MILESTONE: STAGES, Kind.BINARY: YES_NO}.get(row.terms.kind, NUMBER)


def _absent(row: DueKeyResult, language: str) -> str:
    """Why no number is asked for."""
    if not row.has_kind:
        return _("asks for its numbers first")
    if row.terms.kind is Kind.TASKS:
        return _("counted from tasks")
    if row.is_kept_elsewhere:
        return _("moves with its objectives")
    if row.number_on is None or _asks(row) != NOTHING:
        return ""
    return _("number due %(day)s") % {"day": day_text(row.number_on, language)}


def _unit_hint(unit: Unit) -> str:
    """What stands at the right end of the field: the unit, where a bare number leaves it open."""
    match unit.kind:
        case UnitKind.PERCENT:
            return "%"
        case UnitKind.CURRENCY | UnitKind.CUSTOM:
            return unit.code[:8]
    return ""


def _echo_values(row: DueKeyResult) -> str:
    """What the echo of a number needs to know, so that it asks the database nothing."""
    values = {"unit": print_unit(row.unit), "decimals": str(row.unit.decimals)}
    earlier = before(row)
    if earlier.value is not None:
        values["start" if earlier.is_start else "last"] = print_decimal(earlier.value)
    if row.plausible is not None:
        values["low"], values["high"] = (print_decimal(bound) for bound in row.plausible)
    return json.dumps(values, ensure_ascii=False)


def _stages(row: DueKeyResult, reached: Collection[int]) -> tuple[StageText, ...]:
    return tuple(
        StageText(number=stage.number, title=stage.title, is_reached=stage.number in reached)
        for stage in row.stages
    )


def _stages_line(row: DueKeyResult) -> str:
    if not row.stages:
        return ""
    reached = okr_values.reached_in_order(row.reading.reached if row.reading else frozenset())
    names = {stage.number: stage.title for stage in row.stages}
    if reached == len(row.stages):
        return _("all stages done")
    if reached == 0:
        return _("%(stage)s next") % {"stage": names[1]}
    return _("%(done)s done · %(stage)s next") % {"done": names[reached], "stage": names[reached + 1]}
