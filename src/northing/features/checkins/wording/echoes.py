"""What was understood of a typed number, before it is sent: "84,900 · +6,500 since last time"."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from northing.coach.quantities import Ambiguous, Answer, Understood
from northing.domain.numbers import print_decimal
from northing.domain.units import Unit
from northing.kit.web.figures import signed_text, value_text
from northing.kit.wording import sentence_for


@dataclass(frozen=True, slots=True)
class EchoText:
    """One line under the field; ``choices`` are (value as sent, words) when it could mean several."""

    text: str = ""
    is_problem: bool = False
    choices: tuple[tuple[str, str], ...] = ()


def shortcut_text(key: str) -> EchoText:
    """The line for "=" and "/" alone."""
    return EchoText(_("measured, same value") if key == "=" else _("no new number"))


def echo_text(text: str, answer: Answer, *, unit: Unit, last: Decimal | None, language: str) -> EchoText:
    """The line for what was typed; an empty field says nothing."""
    if isinstance(answer, Understood):
        return EchoText(understood_text(answer.value, unit=unit, last=last, language=language))
    if isinstance(answer, Ambiguous):
        return EchoText(_("Which one is it?"), choices=choice_texts(answer.choices, unit, last, language))
    if answer.code == "empty":
        return EchoText()
    return EchoText(sentence_for(f"number_{answer.code}", {"text": text[:40]}), is_problem=True)


def choice_texts(
    choices: tuple[Understood, ...], unit: Unit, last: Decimal | None, language: str
) -> tuple[tuple[str, str], ...]:
    """The meanings of an ambiguous number, as sent and as read."""
    return tuple(
        (print_decimal(choice.value), understood_text(choice.value, unit=unit, last=last, language=language))
        for choice in choices
    )


def understood_text(value: Decimal, *, unit: Unit, last: Decimal | None, language: str) -> str:
    """A value in the reader's way of writing, with its change since the last one."""
    shown = value_text(value, unit, language)
    if last is None:
        return shown
    if value == last:
        return _("%(value)s · as last time") % {"value": shown}
    change = signed_text(value - last, unit, language)
    return _("%(value)s · %(change)s since last time") % {"value": shown, "change": change}
