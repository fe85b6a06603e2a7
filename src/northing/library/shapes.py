"""What a template is: facts once, words in each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from northing.domain.codes import Ambition, Indicator, Kind
from northing.domain.units import Unit

LANGUAGES = ("en", "zh-hans", "zh-hant", "ru")
FIRST_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Measure:
    """The numbers of a key result or guardrail, the same in every language."""

    kind: Kind
    unit: Unit
    start: Decimal | None = None
    target: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    indicator: Indicator | None = None
    counters: int | None = None
    """For a guardrail: the position (from 0) of the key result it keeps honest, or None: it keeps watch over all."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, and what it means: the definition of a key result, the hypothesis of an initiative."""

    text: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Words:
    """A template told in one language; lines stand in the order of the facts."""

    objective: str
    why_now: str
    tags: tuple[str, ...]
    key_results: tuple[Line, ...]
    initiatives: tuple[Line, ...]
    guards: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """An example of a good objective. `slug` never changes: links and drafts name it."""

    slug: str
    department: str
    roles: tuple[str, ...]
    ambition: Ambition
    key_results: tuple[Measure, ...]
    guards: tuple[Measure, ...]
    moves: tuple[tuple[int, ...], ...]
    """For each initiative the positions (from 0) of the key results it should move."""
    words: Mapping[str, Words]

    def told_in(self, language: str) -> Words:
        """The words in the language, or in English where it is not written in that language."""
        return self.words.get(language.lower()) or self.words[FIRST_LANGUAGE]
