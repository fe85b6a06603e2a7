"""Texts that people type, tidied and checked one way behind every door.

A reader must be able to see what is there: a text of invisible characters counts as empty, and characters that
turn the order of the letters around them are refused, because a name could pose as another. Joiners inside words
and pictures stay: emoji, Persian and the scripts of India need them.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from northing.kit.errors import Invalid

# Cc: control characters; Cs: halves of characters that no encoding can carry.
_CONTROLS: Final = frozenset({"Cc", "Cs"})
_OVERRIDES: Final = frozenset(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))
_KEPT: Final = "\n\t"
# Drawn as nothing although they are letters, marks or symbols: fillers of Hangul and Khmer, the empty Braille
# cell, the grapheme joiner, and choosers of variants.
_BLANK: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | frozenset(
    map(chr, [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)])
)


def tidy(text: str) -> str:
    """The text in canonical form, with plain line ends and no blanks around it; empty when nothing can be seen."""
    plain = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").strip()
    return plain if any(map(_can_be_seen, plain)) or holds_controls(plain) else ""


def holds_controls(text: str, *, kept: str = _KEPT) -> bool:
    """Whether it holds control characters other than ``kept``, or ones that reorder the letters around them."""
    return any(
        letter in _OVERRIDES or (letter not in kept and unicodedata.category(letter) in _CONTROLS)
        for letter in text
    )


def checked_text(text: str, *, field: str, limit: int, is_required: bool = False, kept: str = _KEPT) -> str:
    """The text as :func:`tidy` makes it, as it may be stored.

    :raises Invalid: ``required``, ``too_long``, ``control_characters``, at ``field``
    """
    plain = tidy(text)
    if is_required and not plain:
        raise Invalid("required", field=field)
    if len(plain) > limit:
        raise Invalid("too_long", field=field, limit=limit)
    if holds_controls(plain, kept=kept):
        raise Invalid("control_characters", field=field)
    return plain


def _can_be_seen(letter: str) -> bool:
    return not (letter.isspace() or letter in _BLANK or unicodedata.category(letter) == "Cf")
