"""Codes become sentences here, in the reader's language, at the edge.

Features register their codes in ``apps.ready()`` from their own ``wording.py``. A sentence says what happened,
why, and the next step. A test walks the source for codes nobody worded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from northing.kit.actors import Via
from northing.kit.errors import Refusal


class Sentence(Protocol):
    """A translatable sentence with named placeholders."""

    def __mod__(self, params: Mapping[str, object]) -> str: ...


_sentences: dict[str, object] = {}


def register_sentences(sentences: Mapping[str, object]) -> None:
    """Add ``code → gettext_lazy sentence`` pairs; a code belongs to one sentence for ever."""
    for code, sentence in sentences.items():
        known = _sentences.setdefault(code, sentence)
        if known is not sentence and str(known) != str(sentence):
            raise ValueError(f"code {code!r} is worded twice")


def acted_by(name: str, via: str) -> str:
    """Who did something, by name; what was done on the console says so, because anybody may sit there."""
    if via == Via.CLI:
        return _("%(name)s via the console") % {"name": name} if name else _("The console")
    if via == Via.IMPORT and not name:
        return _("An import on the console")
    return name or _("Northing")


def sentence_for(code: str, params: Mapping[str, object] | None = None) -> str:
    """The sentence of ``code``; an unknown code answers with a neutral sentence that names the code."""
    sentence = _sentences.get(code)
    if sentence is None:
        return _("That did not work (%(code)s). Nothing was changed.") % {"code": code}
    return str(sentence) % dict(params or {}) if params else str(sentence).replace("%%", "%")


def say(error: Refusal) -> str:
    """What to tell the person about ``error``."""
    return sentence_for(error.code, error.params)


def listed(words: Iterable[str]) -> str:
    """Words after each other, parted as the reader's language parts them: "a, b" or "a、b"."""
    return pgettext("between the members of a list", ", ").join(words)


def labelled(label: str, value: str) -> str:
    """A label and its value as the reader's language parts them: "day: value" or "day：value"."""
    return label + pgettext("between a label and its value", ": ") + value


def worded_codes() -> frozenset[str]:
    """Every code that has a sentence."""
    return frozenset(_sentences)


register_sentences(
    {
        "not_found": gettext_lazy("This page or item does not exist, or is not visible to you."),
        "not_allowed": gettext_lazy(
            "You may not do this here. Ask the owner or an admin of the organization."
        ),
        "invalid": gettext_lazy("Please look at the marked fields."),
        "conflict": gettext_lazy(
            "Somebody changed this meanwhile. Reload to see the newest state, then try again."
        ),
        "changed_meanwhile": gettext_lazy(
            "Somebody saved a newer version while you were typing. Your text is kept below; compare and save again."
        ),
        "required": gettext_lazy("Please fill in this field."),
        "too_long": gettext_lazy("That is too long: at most %(limit)s characters fit here."),
        "control_characters": gettext_lazy(
            "That text holds invisible control characters. Remove them and try again."
        ),
        "unknown_choice": gettext_lazy("“%(value)s” is not one of the choices here."),
        "not_a_date": gettext_lazy("“%(value)s” is not a date. Write it like 2026-10-01."),
        "too_busy": gettext_lazy(
            "The database is busy right now. Nothing was changed; try again in a moment."
        ),
    }
)
