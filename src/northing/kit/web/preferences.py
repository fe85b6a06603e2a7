"""The reader's theme and language, as cookies: known before the first paint, for strangers too."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_info

THEME_COOKIE = "northing_theme"
THEMES = ("system", "light", "dark")
YEAR_IN_SECONDS = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the switcher, named in itself."""

    code: str
    label: str
    is_current: bool


def theme_of(request: HttpRequest | None) -> str:
    """``light``, ``dark`` or ``system``."""
    chosen = request.COOKIES.get(THEME_COOKIE, "") if request is not None else ""
    return chosen if chosen in THEMES else "system"


def page_language() -> str:
    """The active language as HTML and CSS name it: ``en``, ``zh-Hans``, ``ru``."""
    language = get_language() or settings.LANGUAGE_CODE
    first, dash, rest = language.partition("-")
    return f"{first}-{rest.title()}" if dash and len(rest) == 4 else language


def languages() -> list[Language]:
    """The languages of this installation, each by its own name."""
    current = get_language()
    return [
        Language(code=code, label=_own_name(code), is_current=code == current)
        for code, _name in settings.LANGUAGES
    ]


def _own_name(code: str) -> str:
    name = str(get_language_info(code)["name_local"])
    return name[:1].upper() + name[1:]
