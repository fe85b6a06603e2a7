"""What the coach knows of each language: `languages/<code>.toml`, found by name and read once.

A file needs nothing but the words it has; adding a language is adding a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from northing.coach.languages.lexicon import Lexicon, gather

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its words by role, how it is recognized, and the file itself for whoever reads more."""

    code: str
    script: str
    lexicon: Lexicon
    page: Mapping[str, Any]


def codes(folder: Path = FOLDER) -> tuple[str, ...]:
    """The languages there are, by file name."""
    return _codes(folder)


def page(code: str, folder: Path = FOLDER) -> Mapping[str, Any]:
    """The file of one language as it is written."""
    return _page(code, folder)


def load(code: str, folder: Path = FOLDER) -> Language:
    """One language, its own words before those that all languages share (units, scales, metrics, names).

    :raises KeyError: no file of that name
    """
    return _load(code, folder)


@cache
def _codes(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in folder.glob("*.toml")))


@cache
def _page(code: str, folder: Path) -> Mapping[str, Any]:
    import tomllib

    if code not in _codes(folder):
        raise KeyError(code)
    return tomllib.loads((folder / f"{code}.toml").read_text(encoding="utf-8"))


@cache
def _load(code: str, folder: Path) -> Language:
    own = _page(code, folder)
    others = [_page(other, folder) for other in _codes(folder) if other != code]
    about = own.get("language", {})
    return Language(code, about.get("script", "latin"), gather(own, others), own)
