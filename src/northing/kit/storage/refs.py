"""References: 12 lower-case base-32 characters that name a row from outside (URLs, API, files, logs)."""

from __future__ import annotations

import re
import secrets
from typing import Final

ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's: no i, l, o, u to misread
LENGTH: Final = 12
_PATTERN: Final = re.compile(rf"[{ALPHABET}]{{{LENGTH}}}")


def new_ref() -> str:
    """A fresh random reference (60 bits; unique per organization by constraint)."""
    number = secrets.randbits(5 * LENGTH)
    return "".join(ALPHABET[(number >> (5 * place)) & 31] for place in range(LENGTH))


def is_ref(text: str) -> bool:
    """Whether ``text`` has the form of a reference."""
    return bool(_PATTERN.fullmatch(text))


class RefConverter:
    """``<ref:objective>`` in URL patterns."""

    regex = rf"[{ALPHABET}]{{{LENGTH}}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
