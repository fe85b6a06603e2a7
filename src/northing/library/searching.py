"""Templates by department, role and words."""

from __future__ import annotations

import unicodedata
from functools import cache

from northing.library.names import department_name, role_name
from northing.library.reading import template, templates
from northing.library.shapes import LANGUAGES, Line, Template


def find(*, department: str = "", role: str = "", text: str = "", language: str = "") -> tuple[Template, ...]:
    """Templates of the department and role whose words hold every word of `text`, in gallery order.

    Words are looked for as parts of words, without regard to case, width or ё, in the tags, names and sentences
    of the language, or of all four when none is given: two Chinese characters are enough.
    """
    wanted = folded(text).split()
    languages = (language.lower(),) if language else LANGUAGES
    return tuple(
        found
        for found in templates()
        if (not department or found.department == department)
        and (not role or role in found.roles)
        and _holds(found.slug, languages, wanted)
    )


def folded(text: str) -> str:
    """The text as it is compared: one width, one case, е for ё."""
    return unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")


def _holds(slug: str, languages: tuple[str, ...], wanted: list[str]) -> bool:
    return not wanted or any(all(word in _haystack(slug, code) for word in wanted) for code in languages)


@cache
def _haystack(slug: str, language: str) -> str:
    found = template(slug)
    words = found.told_in(language)
    parts = [
        department_name(found.department, language),
        *(role_name(role, language) for role in found.roles),
        *words.tags,
        words.objective,
        words.why_now,
        *_sentences(words.key_results + words.initiatives + words.guards),
    ]
    return folded("\n".join(parts))


def _sentences(lines: tuple[Line, ...]) -> list[str]:
    return [sentence for line in lines for sentence in (line.text, line.meaning)]
