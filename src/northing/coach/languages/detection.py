"""Which language a text is in: its letters first, then the small words of each language."""

from __future__ import annotations

import re
from functools import cache

from northing.coach.characters import characters
from northing.coach.languages import codes, page

_WORDS = re.compile(r"(?P<han>[㐀-鿿〇])|(?P<cyrillic>[Ѐ-ӿ]++)|(?P<latin>[A-Za-zÀ-ɏ]++)")
_TRADITIONAL = ("hant", "tw", "hk", "mo")
_SAMPLE = 2_000


def file_of(lang: str) -> str:
    """The file that reads this language tag ('zh-TW' → 'zh'); '' if there is none."""
    base = lang.lower().replace("_", "-").split("-")[0]
    return base if base in codes() else ""


def named(lang: str, text: str) -> str:
    """The tag the coach answers with: 'zh-hans' or 'zh-hant' for Chinese, else the name of the file."""
    parts = lang.lower().replace("_", "-").split("-")
    if parts[0] != "zh":
        return parts[0]
    if len(parts) == 1:
        return _chinese(text[:_SAMPLE])
    return "zh-hant" if any(part in _TRADITIONAL for part in parts[1:]) else "zh-hans"


def detect(text: str) -> str:
    """The language of a text, mixed ones included; English for a text without any letter."""
    sample = text[:_SAMPLE]
    scripts = {"han": 0, "cyrillic": 0, "latin": 0}
    latin: list[str] = []
    if sample.isascii():
        return _latin(sample.lower().split())
    for match in _WORDS.finditer(sample):
        script = match.lastgroup or "latin"
        scripts[script] += 1
        if script == "latin":
            latin.append(match.group().lower())
    small = sum(word in _small_words("en") for word in latin)
    if scripts["han"] and scripts["han"] >= 2 * small:
        return _chinese(sample)
    if scripts["cyrillic"] and scripts["cyrillic"] >= small:
        return _of_script("cyrillic")
    return _latin(latin)


def _chinese(sample: str) -> str:
    table = characters()
    traditional = sum(char in table.only_traditional for char in sample)
    simplified = sum(char in table.only_simplified for char in sample)
    return "zh-hant" if traditional and traditional >= simplified else "zh-hans"


@cache
def _of_script(script: str) -> str:
    found = [code for code in codes() if page(code).get("language", {}).get("script") == script]
    return found[0] if found else "en"


@cache
def _latin_languages() -> tuple[str, ...]:
    found = [code for code in codes() if page(code).get("language", {}).get("script", "latin") == "latin"]
    return tuple(sorted(found, key=lambda code: code != "en"))


def _latin(words: list[str]) -> str:
    languages = _latin_languages()
    if len(languages) < 2:
        return "en"
    return max(languages, key=lambda code: sum(word in _small_words(code) for word in words))


@cache
def _small_words(code: str) -> frozenset[str]:
    return frozenset(page(code).get("language", {}).get("small_words", ()))
