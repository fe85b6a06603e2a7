"""The labelled corpus is what it says: own, large enough, balanced, and sound in every line."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from northing.coach.corpus import Sentence, part_of, sentences, sets

LANGUAGES = ("en", "zh-hans", "zh-hant", "ru")
SENTENCE_CODES = [
    *(f"O{number}" for number in range(101, 112)),
    *(f"K{number}" for number in range(201, 221)),
    *("I301", "I302", "I303", "I304", "I305", "I306", "I307"),
]
SET_CODES = [f"S{number}" for number in range(401, 411)]
DIRECTIONS = {"increase", "decrease", "reach", "maintain", "at_least", "at_most", "complete"}


def _asked(items: Any) -> Counter[tuple[str, str]]:
    return Counter((code, item.lang) for item in items for code in item.findings)


def test_it_is_large_and_evenly_spread() -> None:
    by_language = Counter(sentence.lang for sentence in sentences())
    sets_by_language = Counter(item.lang for item in sets())
    assert set(by_language) == set(sets_by_language) == set(LANGUAGES)
    assert min(by_language.values()) >= 300
    assert max(by_language.values()) <= 1.3 * min(by_language.values())
    assert min(sets_by_language.values()) >= 24


def test_every_item_has_a_name_and_words_of_its_own() -> None:
    names = [item.id for item in (*sentences(), *sets())]
    assert len(names) == len(set(names))
    texts = [sentence.text for sentence in sentences()]
    assert [text for text, times in Counter(texts).items() if times > 1] == []


def test_the_halves_are_halves_and_never_meet() -> None:
    tune = {sentence.id for sentence in sentences("tune")}
    measured = {sentence.id for sentence in sentences("measure")}
    assert not tune & measured
    assert len(tune) + len(measured) == len(sentences())
    assert 0.4 < len(tune) / len(sentences()) < 0.6
    assert {part_of(name) for name in tune} == {"tune"}


@pytest.mark.parametrize("code", SENTENCE_CODES)
def test_each_rule_is_asked_for_in_every_language_and_often_must_be_silent(code: str) -> None:
    asked = _asked(sentences())
    assert all(asked[code, lang] for lang in LANGUAGES)
    kind = {"O": "objective", "K": "key_result", "I": "initiative"}[code[0]]
    silent = [
        sentence
        for sentence in sentences()
        if sentence.kind == kind and code not in sentence.findings | sentence.either
    ]
    assert len(silent) >= 50


@pytest.mark.parametrize("code", SET_CODES)
def test_each_rule_of_sets_is_asked_for_in_every_language(code: str) -> None:
    asked = _asked(sets())
    assert all(asked[code, lang] for lang in LANGUAGES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_labels_are_sound(lang: str) -> None:
    for sentence in sentences():
        if sentence.lang == lang:
            assert not sentence.findings & sentence.either, sentence.id
            assert all(code[0] == sentence.kind[0].upper() for code in sentence.findings), sentence.id
            _check_parse(sentence)


def _check_parse(sentence: Sentence) -> None:
    if sentence.parse is None:
        return
    assert sentence.kind == "key_result"
    directions = sentence.parse["direction"]
    assert set(directions if isinstance(directions, list) else [directions]) <= DIRECTIONS
    for name in ("metric", "due"):
        assert (sentence.parse.get(name) or "") in sentence.text, sentence.id
    assert sentence.parse["target"] is not None or sentence.parse["baseline"] is not None
