"""What was understood of a typed number, before it is sent: "84,900 · +6,500 since last time"."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from northing.coach.quantities import Ambiguous, Answer, Understood
from northing.domain.numbers import print_decimal
from northing.domain.units import Unit
from northing.kit.web.figures import signed_text, value_text
from northing.kit.web.typed import brief
from northing.kit.wording import sentence_for


@dataclass(frozen=True, slots=True)
class EchoText:
    """One line under the field; ``choices`` are (value as sent, words) when it could mean several.

    ``asks_about`` is the value, as sent, that is kept only when it is sent a second time.
    """

    text: str = ""
    is_problem: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    asks_about: str = ""


@dataclass(frozen=True, slots=True)
class Before:
    """What a new value is compared with: the last one, or, for the first reading, the start."""

    value: Decimal | None = None
    is_start: bool = False


def shortcut_text(key: str, *, has_last: bool = True) -> EchoText:
    """The line for "=" and "/" alone; there must be something to repeat."""
    if key == "=" and not has_last:
        return EchoText(sentence_for("nothing_to_repeat", {}), is_problem=True)
    return EchoText(_("measured, same value") if key == "=" else _("no new number"))


def echo_text(
    text: str,
    answer: Answer,
    *,
    unit: Unit,
    before: Before,
    language: str,
    plausible: tuple[Decimal, Decimal] | None = None,
) -> EchoText:
    """The line for what was typed; an empty field says nothing."""
    if isinstance(answer, Understood):
        if plausible and not plausible[0] <= answer.value <= plausible[1]:
            return _far(answer.value, unit, language)
        return EchoText(understood_text(answer.value, unit=unit, before=before, language=language))
    if isinstance(answer, Ambiguous):
        return EchoText(_("Which one is it?"), choices=choice_texts(answer.choices, unit, before, language))
    if answer.code == "empty":
        return EchoText()
    return EchoText(sentence_for(f"number_{answer.code}", {"text": brief(text)}), is_problem=True)


def _far(value: Decimal, unit: Unit, language: str) -> EchoText:
    question = sentence_for("value_far_outside", {"value": value_text(value, unit, language)})
    return EchoText(question, is_problem=True, asks_about=print_decimal(value))


def choice_texts(
    choices: tuple[Understood, ...], unit: Unit, before: Before, language: str
) -> tuple[tuple[str, str], ...]:
    """The meanings of an ambiguous number, as sent and as read."""
    return tuple(
        (
            print_decimal(choice.value),
            understood_text(choice.value, unit=unit, before=before, language=language),
        )
        for choice in choices
    )


def understood_text(value: Decimal, *, unit: Unit, before: Before, language: str) -> str:
    """A value in the reader's way of writing, with its change since the last one, or from the start."""
    shown = value_text(value, unit, language)
    if before.value is None:
        return shown
    words = {"value": shown, "change": signed_text(value - before.value, unit, language)}
    if before.is_start:
        words["start"] = value_text(before.value, unit, language)
        if value == before.value:
            return _("%(value)s · as at the start") % words
        return _("%(value)s · %(change)s from the start, %(start)s") % words
    if value == before.value:
        return _("%(value)s · as last time") % words
    return _("%(value)s · %(change)s since last time") % words
