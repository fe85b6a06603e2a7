"""The words of all languages in one table each: a person may type any of them whatever the page speaks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from northing.coach.languages import codes, page
from northing.domain.units import Unit, parse_unit


class Words(NamedTuple):
    """`scales` and `units` by word; a word may mean several units (¥, m, points). `cjk` words are matched by
    their longest form, since Chinese writes no spaces; `longest` is the length of the longest of them."""

    scales: dict[str, Decimal]
    units: dict[str, tuple[Unit, ...]]
    digits: dict[str, int]
    powers: dict[str, int]
    marks: dict[str, frozenset[str]]
    cjk: frozenset[str]
    longest: int


@cache
def words() -> Words:
    """All languages, read once."""
    pages = [page(code) for code in codes()]
    zh = next(found for found in pages if "digits" in found)
    units: dict[str, tuple[Unit, ...]] = {}
    for code, word in _entries(pages, "units"):
        units[word] = (*units.get(word, ()), parse_unit(code))
    powers = {word: int(power) for power, word in _entries([zh], "scales")}
    scales = {
        word: Decimal(10) ** int(power) for power, word in _entries(pages, "scales") if word not in powers
    }
    digits = {word: int(digit) for digit, word in _entries([zh], "digits")}
    marks = {name: frozenset(spelt) for name, spelt in zh["marks"].items()}
    cjk = frozenset(word for word in units if is_cjk(word[0])) | marks["percent_prefix"]
    return Words(scales, units, digits, powers, marks, cjk, max(map(len, cjk)))


def is_cjk(char: str) -> bool:
    return "㐀" <= char <= "鿿" or char == "〇"


def _entries(pages: Iterable[Mapping[str, Any]], section: str) -> Iterable[tuple[str, str]]:
    for found in pages:
        for code, spelt in found.get(section, {}).items():
            for word in spelt:
                yield code, word
