"""The language of the command line, before Django is there.

Help is printed without Django (loading it costs more than a second), so it reads the same compiled catalogue
with the standard library.
"""

from __future__ import annotations

import gettext as catalogues
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

LANGUAGES: Final = {"en": "en", "zh-hans": "zh_Hans", "zh-hant": "zh_Hant", "ru": "ru"}
_TRADITIONAL: Final = ("zh-tw", "zh-hk", "zh-mo", "zh-hant")
_LOCALE: Final = Path(__file__).resolve().parents[2] / "locale"

_chosen: list[catalogues.NullTranslations] = [catalogues.NullTranslations()]
_code: list[str] = ["en"]


def language_of(environment: Mapping[str, str]) -> str:
    """The language code that ``LC_ALL``, ``LC_MESSAGES`` or ``LANG`` ask for; English when it is none of ours."""
    wanted = next(
        (environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), ""
    )
    tag = wanted.partition(".")[0].partition("@")[0].replace("_", "-").lower()
    if tag.startswith(_TRADITIONAL):
        return "zh-hant"
    if tag.startswith("zh"):
        return "zh-hans"
    return "ru" if tag.startswith("ru") else "en"


def choose_language(code: str) -> None:
    """Speak ``code`` from now on; a language without a compiled catalogue falls back to English."""
    _code[0] = code
    _chosen[0] = catalogues.translation("django", str(_LOCALE), [LANGUAGES[code]], fallback=True)


def chosen_language() -> str:
    """The language chosen, for Django once it is loaded."""
    return _code[0]


def gettext(message: str) -> str:
    """The message in the chosen language. Import it as ``_`` in modules with commands."""
    return _chosen[0].gettext(message) if message else ""


def gettext_noop(message: str) -> str:
    """Marks a message for the catalogues and returns it unchanged; for tables made before a language is chosen."""
    return message


choose_language(language_of(os.environ))
