"""People's names on small surfaces."""

from __future__ import annotations

import unicodedata


def initials(name: str) -> str:
    """Two letters of a name; for a Chinese, Japanese or Korean name the surname's character.

    A single Latin or Cyrillic word gives its first two letters: "Lin" → "LI".
    """
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return "?"
    if _is_cjk(words[0][0]):
        return words[0][0]
    letters = words[0][0] + words[-1][0] if len(words) > 1 else words[0][:2]
    return letters.upper()


def _is_cjk(character: str) -> bool:
    return unicodedata.name(character, "").startswith(("CJK", "HANGUL", "HIRAGANA", "KATAKANA"))
