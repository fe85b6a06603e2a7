"""Week after week: readings, judgements, a moved target, silence."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from northing.demo.shapes import walk
from northing.demo.tale import KeyResultTale
from northing.demo.telling.aims import Told, factor_of
from northing.demo.telling.calendar import Calendar
from northing.demo.telling.people import Stage
from northing.domain.terms import Reading
from northing.features.okrs import actions as okr_actions
from northing.features.okrs.actions import KeyResultFields

NOTES = {
    0: "",
    1: "Slower than we hoped; the second half of the week was better.",
    2: "",
    3: "On plan.",
    4: "",
    5: "We changed one thing at a time, and this one works.",
    6: "",
}


def tell_weeks(stage: Stage, told: list[Told], *, starts_on: date, weeks: int, calendar: Calendar) -> int:
    """Check in every key result week by week, in the order the days passed; returns how many check-ins."""
    paths = {item.ref: _path(item.tale, weeks) for item in told}
    count = 0
    for week in range(weeks):
        monday = starts_on + timedelta(weeks=week)
        for place, item in enumerate(told):
            on = monday + timedelta(days=place % 5 // 4)  # most on Monday, some a day late
            if on > calendar.today:
                continue
            _change_terms(stage, item, week=week, on=monday + timedelta(days=1), calendar=calendar)
            if week < len(paths[item.ref]) and _speaks(item.tale, week, weeks):
                _check_in(
                    stage, item, paths[item.ref][week], week=week, on=on, minute=place, calendar=calendar
                )
                count += 1
    return count


def _speaks(tale: KeyResultTale, week: int, weeks: int) -> bool:
    return week < weeks - tale.silent


def _path(tale: KeyResultTale, weeks: int) -> list[str]:
    """One text a week: a number, ``yes``/``no``, stage numbers, done and all tasks, or empty (judgement only)."""
    if tale.values:
        return list(tale.values)
    if tale.reach is None or tale.start is None or tale.target is None:
        return [""] * weeks if tale.confidence else []
    values = walk(
        seed=tale.title,
        start=tale.start,
        target=tale.target,
        reach=tale.reach,
        shape=tale.shape,
        weeks=weeks,
        decimals=tale.decimals,
    )
    return [str(value) for value in values]


def reading_of(tale: KeyResultTale, text: str, on: date) -> Reading | None:
    """The reading a text of the story stands for; nothing for a judgement without a new number."""
    if tale.kind == "milestone":
        return Reading(effective_on=on, reached=frozenset(int(word) for word in text.split()))
    if not text:
        return None
    if tale.kind == "binary":
        return Reading(effective_on=on, is_done=text == "yes")
    if tale.kind == "tasks":
        done, total = (Decimal(word) for word in text.split())
        return Reading(effective_on=on, done_weight=done, total_weight=total)
    return Reading(effective_on=on, value=Decimal(text) * factor_of(tale.unit))


def _check_in(
    stage: Stage, item: Told, text: str, *, week: int, on: date, minute: int, calendar: Calendar
) -> None:
    confidences = item.tale.confidence
    is_measured = not item.tale.measured_every or week % (item.tale.measured_every // 7) == 0
    okr_actions.record_reading(
        actor=stage.actors[item.tale.owner],
        key_result=item.ref,
        reading=reading_of(item.tale, text, on) if is_measured else None,
        confidence=confidences[min(week, len(confidences) - 1)] if confidences else 6,
        note=NOTES.get((minute + week * 3) % 7, ""),
        at=calendar.at(on, minute * 3),
        on=on,
    )


def _change_terms(stage: Stage, item: Told, *, week: int, on: date, calendar: Calendar) -> None:
    change = item.tale.change
    if change and change["week"] == week + 1:
        okr_actions.edit_key_result(
            actor=stage.principal,
            ref=item.ref,
            fields=KeyResultFields(target=Decimal(change["target"])),
            reason=change["reason"],
            at=calendar.at(on),
            on=on,
        )
