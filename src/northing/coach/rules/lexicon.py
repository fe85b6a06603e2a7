"""The word classes of the rules, gathered from every language file, and the cutting of a text into words.

The tables of all languages are one: a sentence may mix them, and words of different scripts never collide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from northing.coach.languages import codes, page
from northing.coach.text import fold

_HAN = "㐀-鿿〇"
_TOKEN = re.compile(
    rf"""(?P<han>[{_HAN}]+)
      | (?P<number>\d+(?:[.,]\d+)*)
      | (?P<word>[^\W\d_{_HAN}][^\W_{_HAN}]*(?:['/&-][^\W_{_HAN}]+)*%?)
      | (?P<space>\s+)
      | (?P<mark>\#\d*|_+|.)""",
    re.VERBOSE | re.DOTALL,
)
_NONE: frozenset[str] = frozenset()
_NOUNS = ("noun.", "topic.", "gamed.")
_SIDES = frozenset({"noun.lower_better", "noun.higher_better"})
_SHORTEST_STEM = 2


class Word(NamedTuple):
    """A word, number or mark of a folded text, with the classes it belongs to (`verb.up`, `noun.metric`)."""

    text: str
    start: int
    end: int
    kind: str
    classes: frozenset[str]

    def has(self, *classes: str) -> bool:
        """Whether it belongs to any of the classes."""
        return not self.classes.isdisjoint(classes)


class Phrase(NamedTuple):
    """What follows the first word of an expression; a part that ends in `*` is a stem."""

    rest: tuple[str, ...]
    classes: frozenset[str]


class Tables(NamedTuple):
    """All languages in one: whole words, stems, phrases by first word, and Chinese words by first character."""

    words: Mapping[str, frozenset[str]]
    stems: Mapping[str, frozenset[str]]
    phrases: Mapping[str, tuple[Phrase, ...]]
    stem_phrases: Mapping[str, tuple[Phrase, ...]]
    han: Mapping[str, tuple[str, ...]]
    longest_stem: int


def scan(reading: str) -> tuple[Word, ...]:
    """The words of a folded text in order; spaces are left out."""
    found: list[Word] = []
    for match in _TOKEN.finditer(reading):
        kind = match.lastgroup or "mark"
        if kind == "han":
            _scan_han(match.group(), match.start(), found)
        elif kind != "space":
            piece = match.group()
            classes = classes_of(piece) if kind != "number" else _NONE
            found.append(Word(piece, match.start(), match.end(), kind, classes))
    return tuple(_with_phrases(found))


@lru_cache(maxsize=65536)
def classes_of(word: str) -> frozenset[str]:
    """The classes of one folded word: as it is written, else by its longest known stem."""
    tables = gathered()
    whole = tables.words.get(word)
    if whole is not None:
        return whole
    for size in range(min(len(word), tables.longest_stem), _SHORTEST_STEM - 1, -1):
        stem = tables.stems.get(word[:size])
        if stem is not None:
            return stem
    head, hyphen, tail = word.rpartition("-")
    if not (hyphen and head and tail):
        return _NONE
    return frozenset(name for name in classes_of(tail) if not name.startswith("verb."))


def _scan_han(run: str, offset: int, found: list[Word]) -> None:
    """Chinese by the longest known word; what is unknown in between is one word of no class."""
    tables = gathered()
    loose = place = 0
    while place < len(run):
        known = next((word for word in tables.han.get(run[place], ()) if run.startswith(word, place)), "")
        if not known:
            place += 1
            continue
        if loose < place:
            found.append(Word(run[loose:place], offset + loose, offset + place, "word", _NONE))
        end = place + len(known)
        found.append(Word(known, offset + place, offset + end, "word", tables.words[known]))
        place = loose = end
    if loose < len(run):
        found.append(Word(run[loose:], offset + loose, offset + len(run), "word", _NONE))


def _with_phrases(words: list[Word]) -> Iterable[Word]:
    place = 0
    while place < len(words):
        phrase = _phrase_at(words, place)
        if phrase is None:
            yield words[place]
            place += 1
            continue
        last = words[place + len(phrase.rest)]
        first = words[place]
        text = " ".join(word.text for word in words[place : place + len(phrase.rest) + 1])
        yield Word(text, first.start, last.end, "word", phrase.classes)
        place += len(phrase.rest) + 1


def _phrase_at(words: list[Word], place: int) -> Phrase | None:
    candidates = _candidates(words[place].text)
    return _longest(words, place, candidates) if candidates else None


@lru_cache(maxsize=65536)
def _candidates(word: str) -> tuple[Phrase, ...]:
    """The expressions a word may begin, those with the whole word before those with a stem of it."""
    tables = gathered()
    found = list(tables.phrases.get(word, ()))
    if not word[:1].isascii():
        for size in range(min(len(word), tables.longest_stem), _SHORTEST_STEM - 1, -1):
            found += tables.stem_phrases.get(word[:size], ())
    return tuple(found)


def _longest(words: list[Word], place: int, phrases: Iterable[Phrase]) -> Phrase | None:
    for phrase in phrases:
        following = words[place + 1 : place + 1 + len(phrase.rest)]
        if len(following) == len(phrase.rest) and all(map(_fits, phrase.rest, following)):
            return phrase
    return None


def _fits(part: str, word: Word) -> bool:
    return word.text.startswith(part[:-1]) if part.endswith("*") else word.text == part


@cache
def gathered() -> Tables:
    """The tables of all language files, built once."""
    builder = _Builder()
    for code in codes():
        builder.add(page(code).get("rules", {}))
    return builder.tables()


@cache
def groups(section: str) -> Mapping[str, frozenset[str]]:
    """The word class of every group in one section (`topics`, `gamed`): its name → the class."""
    names = {name for code in codes() for name in page(code).get("rules", {}).get(section, {})}
    return {name: frozenset({f"{_SECTIONS[section]}.{name}"}) for name in sorted(names)}


_SECTIONS = {"verbs": "verb", "nouns": "noun", "words": "word", "topics": "topic", "gamed": "gamed"}


class _Builder:
    def __init__(self) -> None:
        self.words: dict[str, set[str]] = {}
        self.stems: dict[str, set[str]] = {}
        self.phrases: dict[tuple[str, ...], set[str]] = {}

    def add(self, sections: Mapping[str, Any]) -> None:
        for section, prefix in _SECTIONS.items():
            for name, spelt in sections.get(section, {}).items():
                for entry in spelt:
                    for form in forms(fold(entry), is_noun=section in {"nouns", "topics", "gamed"}):
                        self._put(form, f"{prefix}.{name}")

    def _put(self, form: str, name: str) -> None:
        parts = tuple(
            match.group()
            for match in _TOKEN.finditer(form.replace("*", "\ue000"))
            if match.lastgroup != "space"
        )
        parts = tuple(_glued(parts))
        if len(parts) > 1:
            self.phrases.setdefault(parts, set()).add(name)
        elif form.endswith("*"):
            self.stems.setdefault(form[:-1], set()).add(name)
        else:
            self.words.setdefault(form, set()).add(name)

    def tables(self) -> Tables:
        stems = {stem: frozenset(names) for stem, names in self.stems.items()}
        words = {word: _settled(names | self._inherited(word)) for word, names in self.words.items()}
        han: dict[str, list[str]] = {}
        for word in words:
            if is_han(word[0]):
                han.setdefault(word[0], []).append(word)
        return Tables(
            words,
            {stem: _settled(set(names)) for stem, names in stems.items()},
            self._by_first(is_stem=False),
            self._by_first(is_stem=True),
            {char: tuple(sorted(spelt, key=len, reverse=True)) for char, spelt in han.items()},
            max(map(len, stems), default=0),
        )

    def _inherited(self, word: str) -> set[str]:
        """What the longest stem of a word says: `клиентов` is a `клиент*`, whatever else it is."""
        for size in range(len(word), _SHORTEST_STEM - 1, -1):
            if word[:size] in self.stems:
                return self.stems[word[:size]]
        return set()

    def _of_part(self, part: str) -> set[str]:
        names = self.stems.get(part[:-1], set()) if part.endswith("*") else self.words.get(part)
        found = self._inherited(part) if names is None else names
        return {name for name in found if name.startswith("noun.")}

    def _of_phrase(self, parts: tuple[str, ...], names: set[str]) -> frozenset[str]:
        """A named thing is also what its last word is (in Russian, what its first noun is)."""
        if not any(name.startswith(_NOUNS) for name in names):
            return frozenset(names)
        telling = reversed(parts) if parts[-1][:1].isascii() else parts
        return _settled(names | next(filter(None, map(self._of_part, telling)), set()))

    def _by_first(self, *, is_stem: bool) -> dict[str, tuple[Phrase, ...]]:
        found: dict[str, list[Phrase]] = {}
        for parts, names in self.phrases.items():
            first, *rest = parts
            if first.endswith("*") is is_stem:
                found.setdefault(first.rstrip("*"), []).append(
                    Phrase(tuple(rest), self._of_phrase(parts, names))
                )
        return {
            first: tuple(sorted(phrases, key=lambda phrase: -len(phrase.rest)))
            for first, phrases in found.items()
        }


def _settled(names: set[str]) -> frozenset[str]:
    """What has a good side can be measured, unless it is a quality nobody has put a number on yet."""
    if names & _SIDES and "noun.quality" not in names:
        return frozenset(names | {"noun.metric"})
    return frozenset(names)


def _glued(parts: Iterable[str]) -> Iterable[str]:
    """A stem mark belongs to the word before it."""
    found: list[str] = []
    for part in parts:
        if part == "\ue000" and found:
            found[-1] += "*"
        else:
            found.append(part)
    return found


def is_han(char: str) -> bool:
    """Whether a character is Chinese."""
    return "㐀" <= char <= "鿿" or char == "〇"


def forms(entry: str, *, is_noun: bool) -> tuple[str, ...]:
    """What an entry of a word list stands for: an English verb with `~` is inflected, a noun gets its plural."""
    if entry.endswith("~"):
        return _inflected(entry[:-1])
    if is_noun and entry[-1:].isascii() and entry[-1:].isalpha() and not entry.endswith("s"):
        return (entry, _plural(entry))
    return (entry,)


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("x", "ch", "sh", "z")) else f"{noun}s"


def _inflected(base: str) -> tuple[str, ...]:
    if base.endswith("e"):
        return (base, f"{base}s", f"{base}d", f"{base[:-1]}ing")
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return (base, f"{base[:-1]}ies", f"{base[:-1]}ied", f"{base}ing")
    third = f"{base}es" if base.endswith(("s", "x", "ch", "sh", "z", "o")) else f"{base}s"
    doubled = base + base[-1]
    return (base, third, f"{base}ed", f"{base}ing", f"{doubled}ed", f"{doubled}ing")
