"""The words of one language by what they do in a sentence about a goal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, NamedTuple

from northing.coach.folding import cut, fold

SHARED = ("units", "measures", "scales", "metrics", "names")
"""Sections every language lends to the others: people mix NPS, USD and km into any sentence."""

_REMEMBERED = 20_000
_LONGEST_STEM = 24


@dataclass(frozen=True, slots=True)
class Word:
    """What one word (or phrase) can do. A word may play several parts; the grammar picks by place."""

    roles: frozenset[str] = frozenset()
    units: tuple[str, ...] = ()
    number: Decimal | None = None
    power: int | None = None
    share: Decimal | None = None
    multiple: Decimal | None = None
    period: str = ""


NOTHING = Word()


class Phrase(NamedTuple):
    """What follows the first piece; one spelt without a space (`24/7`, `1с`) must stand so in the text."""

    tail: tuple[str, ...]
    word: Word
    tight: bool


@dataclass(slots=True)
class Lexicon:
    """Words looked up whole and by their known stems (`grow*`); `plain` keeps a word from its stem."""

    words: dict[str, Word] = field(default_factory=dict)
    stems: dict[str, Word] = field(default_factory=dict)
    phrases: dict[str, tuple[Phrase, ...]] = field(default_factory=dict)
    han: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _seen: dict[str, Word] = field(default_factory=dict)

    def word(self, text: str) -> Word:
        """What the word does; `NOTHING` for a word nobody listed."""
        known = self._seen.get(text)
        if known is None:
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            known = self._seen[text] = self._find(text)
        return known

    def _find(self, text: str) -> Word:
        exact = self.words.get(text, NOTHING)
        if "plain" in exact.roles:
            return exact
        found = exact
        for size in range(min(len(text), _LONGEST_STEM), 1, -1):
            stem = self.stems.get(text[:size])
            if stem is not None:
                found = _both(found, stem)
        return found if found is not NOTHING or "-" not in text else self._hyphened(text)

    def _hyphened(self, text: str) -> Word:
        """`twenty-five` is a number; any other compound nobody listed says nothing."""
        numbers = [self.words.get(part, NOTHING).number for part in text.split("-")]
        total = sum(number for number in numbers if number is not None)
        return Word(number=Decimal(total)) if None not in numbers else NOTHING


def _both(exact: Word, stem: Word) -> Word:
    """A word listed whole and by its stem does both."""
    if exact is NOTHING:
        return stem
    return Word(
        exact.roles | stem.roles,
        exact.units or stem.units,
        stem.number if exact.number is None else exact.number,
        stem.power if exact.power is None else exact.power,
        stem.share if exact.share is None else exact.share,
        stem.multiple if exact.multiple is None else exact.multiple,
        exact.period or stem.period,
    )


def gather(own: Mapping[str, Any], others: Sequence[Mapping[str, Any]]) -> Lexicon:
    """One lexicon of a language's own file and the shared sections of the others."""
    found: dict[str, Word] = {}
    for page in (own, *others):
        sections = None if page is own else SHARED
        for spelt, section, key in _entries(page, sections):
            key_word = found.get(spelt, NOTHING)
            found[spelt] = _with(key_word, section, key)
    return _indexed(found)


def _entries(page: Mapping[str, Any], sections: Sequence[str] | None) -> Iterator[tuple[str, str, str]]:
    for section in sections or ("roles", "numbers", "shares", "multiples", "periods", *SHARED):
        for key, words in page.get(section, {}).items():
            for spelt in words:
                yield fold(spelt), section, key


def _with(word: Word, section: str, key: str) -> Word:
    match section:
        case "units" | "measures":
            return word if key in word.units else replace(word, units=(*word.units, key))
        case "scales":
            return replace(word, power=int(key)) if word.power is None else word
        case "numbers":
            return replace(word, number=Decimal(key))
        case "shares":
            return replace(word, share=Decimal(key))
        case "multiples":
            return replace(word, multiple=Decimal(key))
        case "periods":
            return replace(word, period=key)
    return replace(word, roles=word.roles | {key})


def _indexed(found: Mapping[str, Word]) -> Lexicon:
    lexicon = Lexicon()
    phrases: dict[str, list[Phrase]] = {}
    han: dict[str, list[str]] = {}
    for spelt, word in found.items():
        if spelt.endswith("*"):
            lexicon.stems[spelt[:-1]] = word
            continue
        pieces = cut(spelt)
        if "㐀" <= spelt[0] <= "鿿":
            han.setdefault(spelt[0], []).append(spelt)
        elif len(pieces) > 1:
            phrases.setdefault(pieces[0], []).append(Phrase(pieces[1:], word, " " not in spelt))
        lexicon.words[spelt] = word
    lexicon.phrases = {
        head: tuple(sorted(tails, key=lambda phrase: -len(phrase.tail))) for head, tails in phrases.items()
    }
    lexicon.han = {char: tuple(sorted(words, key=len, reverse=True)) for char, words in han.items()}
    return lexicon
