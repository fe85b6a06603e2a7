"""Findings of the coach as the page prints them: the words marked, what to do in one click."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from northing.coach.parse import Parse
from northing.coach.report import Finding
from northing.coach.rules import Fix
from northing.kit.wording import register_sentences

SEVERITIES = {
    "error": (_lazy("Mend this"), "circle-alert", "bad"),
    "warning": (_lazy("Look again"), "triangle-alert", "warn"),
    "hint": (_lazy("Consider"), "lightbulb", "info"),
}
_MOST_SHOWN = 300


@dataclass(frozen=True, slots=True)
class FixButton:
    """One click: ``values`` go into fields of the form, or ``url`` leads to where the text moves."""

    label: str
    values: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding: its word, its sentence with the part it is about marked, why, what to do."""

    code: str
    severity: str
    word: str
    icon: str
    tone: str
    marked: SafeString
    message: str
    suggestion: str
    fixes: tuple[FixButton, ...]


Places = Callable[[str], str]


def finding_line(finding: Finding, text: str, *, places: Places | None = None) -> FindingLine:
    """A finding ready to print.

    :param places: ``places("initiative" | "key_result")`` is the address of the form a text can move to;
        without it nothing is offered that needs the saved objective
    """
    word, icon, tone = SEVERITIES[finding.severity]
    buttons = [button for fix in finding.fixes if (button := _button(fix, text, places)) is not None]
    return FindingLine(
        code=finding.code,
        severity=finding.severity,
        word=str(word),
        icon=icon,
        tone=tone,
        marked=_marked(text, finding.span),
        message=finding.message,
        suggestion=finding.suggestion,
        fixes=tuple(buttons),
    )


def _marked(text: str, span: tuple[int, int]) -> SafeString:
    """The sentence with the span marked; empty where the whole of it is meant."""
    start, end = span
    if not text[start:end].strip() or end - start >= len(text.strip()) or len(text) > _MOST_SHOWN:
        return SafeString("")
    return format_html("{}<mark>{}</mark>{}", text[:start], text[start:end], text[end:])


def _button(fix: Fix, text: str, places: Places | None) -> FixButton | None:
    if fix.kind == "replace" and fix.text:
        start, end = fix.span
        return FixButton(_("Use the suggestion"), _values({"title": text[:start] + fix.text + text[end:]}))
    if fix.kind == "fill":
        filled = {name: str(value) for name, value in fix.values if value not in ("", None)}
        return FixButton(_("Fill it in"), _values(filled)) if filled else None
    if fix.kind == "move_to_initiatives" and places is not None:
        return FixButton(_("Make it an initiative"), url=_with(places("initiative"), fix.text))
    if fix.kind == "propose_key_result" and places is not None:
        return FixButton(_("Make it a key result"), url=_with(places("key_result"), fix.text))
    if (
        fix.kind == "propose_key_result" and fix.parts
    ):  # not saved yet: the key result comes after the objective
        return FixButton(_("Take the number out"), _values({"title": fix.parts[0]}))
    if fix.kind == "split" and len(fix.parts) > 1 and places is not None:
        return FixButton(
            _("Split it"), _values({"title": fix.parts[0]}), _with(places("key_result"), fix.parts[1])
        )
    return None


def _with(address: str, title: str) -> str:
    separator = "&" if "?" in address else "?"
    return f"{address}{separator}{urlencode({'title': title[:300]})}"


def _values(values: dict[str, str]) -> str:
    return json.dumps(values, ensure_ascii=False)


def read_from(parse: Parse | None, kind: str) -> str:
    """What the sentence itself says for the fields of a form of this kind, as JSON; empty when nothing.

    Relative changes ("by 20 %") say no value to reach, so they fill nothing.
    """
    if parse is None or parse.relative:
        return ""
    found: dict[str, str] = {}
    if kind == "metric":
        found |= {"start": _number(parse.baseline), "target": _number(parse.target)}
    elif kind == "at_least":
        found["lower"] = _number(parse.target)
    elif kind == "at_most":
        found["upper"] = _number(parse.target)
    filled = {name: value for name, value in found.items() if value}
    if filled and (unit := _unit(parse.unit)):
        filled["unit"] = unit
    return _values(filled) if filled else ""


def _number(value: Decimal | None) -> str:
    if value is None:
        return ""
    plain = format(value, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _unit(code: str) -> str:
    """A unit of the coach as the form's field takes it; plain numbers have none."""
    if code == "percent":
        return "%"
    family, _, member = code.partition(":")
    return member if family in ("currency", "duration") else ""


register_sentences(
    {
        "advice_not_yours": _lazy("What the coach says is waived by whoever may edit the objective."),
        "rule_unknown": _lazy("There is no rule “%(value)s”."),
        "coach_too_many": _lazy("Check at most %(limit)s items at once."),
        "coach_bad_item": _lazy("This is no item: each needs a text, and a kind the coach knows."),
    }
)
