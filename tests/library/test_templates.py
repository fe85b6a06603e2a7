"""The examples are complete, sound, and say the same in four languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from northing import library
from northing.coach.parse import parse_key_result
from northing.domain.codes import Indicator
from northing.domain.terms import Terms
from northing.domain.validation import check_terms
from northing.library import LANGUAGES, Line, Measure, Template, Words
from tests.architecture.test_catalogues import mainland_words

TEMPLATES = library.templates()
SLUGS = Path(__file__).with_name("slugs.txt")
each = pytest.mark.parametrize("template", TEMPLATES, ids=[template.slug for template in TEMPLATES])
in_each_language = pytest.mark.parametrize("language", LANGUAGES)


def lines(words: Words) -> tuple[Line, ...]:
    return words.key_results + words.initiatives + words.guards


def texts(words: Words) -> Iterator[str]:
    yield from (words.objective, words.why_now, *words.tags)
    for line in lines(words):
        yield from (line.text, line.meaning)


def measured(template: Template, words: Words) -> list[tuple[Measure, Line]]:
    return [
        *zip(template.key_results, words.key_results, strict=True),
        *zip(template.guards, words.guards, strict=True),
    ]


def test_there_are_examples_for_every_department() -> None:
    of_department = Counter(template.department for template in TEMPLATES)
    assert len(TEMPLATES) >= 42
    assert set(of_department) == set(library.departments())
    assert min(of_department.values()) >= 2


def test_slugs_are_kept_for_ever() -> None:
    assert [template.slug for template in TEMPLATES] == SLUGS.read_text("utf-8").split()
    assert len(set(SLUGS.read_text("utf-8").split())) == len(TEMPLATES)


@each
def test_every_language_tells_the_whole(template: Template) -> None:
    assert tuple(template.words) == LANGUAGES
    for words in template.words.values():
        assert all(text and text == text.strip() for text in texts(words))
        assert len(words.key_results) == len(template.key_results)
        assert len(words.guards) == len(template.guards)
        assert len(words.initiatives) == len(template.moves)
        assert len(set(words.tags)) == len(words.tags) == 3


@each
def test_an_example_has_what_a_good_objective_has(template: Template) -> None:
    assert 2 <= len(template.key_results) <= 4
    assert 2 <= len(template.moves) <= 4
    assert template.guards
    assert Indicator.LAGGING in {measure.indicator for measure in template.key_results}, "no outcome"
    assert {position for moved in template.moves for position in moved} == set(
        range(len(template.key_results))
    )
    assert all(guard.kind.is_threshold for guard in template.guards)
    assert all(
        guard.counters is None or guard.counters < len(template.key_results) for guard in template.guards
    )


@each
def test_the_numbers_are_terms_the_domain_accepts(template: Template) -> None:
    for measure in template.key_results + template.guards:
        check_terms(
            Terms(
                kind=measure.kind,
                starts_on=date(2026, 10, 1),
                due_on=date(2026, 12, 31),
                ambition=template.ambition,
                start=measure.start,
                target=measure.target,
                lower=measure.lower,
                upper=measure.upper,
                is_guardrail=measure in template.guards,
            )
        )


@each
@in_each_language
def test_a_sentence_says_the_numbers_of_its_fields(template: Template, language: str) -> None:
    for measure, line in measured(template, template.words[language]):
        read = parse_key_result(line.text, language)
        assert read is not None, line.text
        end = next(n for n in (measure.target, measure.lower, measure.upper) if n is not None)
        assert (read.baseline, read.target) == (measure.start, end), line.text
        assert read.unit == str(measure.unit), line.text


@each
@in_each_language
def test_an_objective_holds_no_number(template: Template, language: str) -> None:
    assert not re.search(r"\d", template.words[language].objective)


def test_traditional_chinese_is_written_for_taiwan() -> None:
    told = [text for template in TEMPLATES for text in texts(template.words["zh-hant"])]
    assert not {text: found for text in told if (found := mainland_words(text))}


@pytest.mark.parametrize(("language", "encoding"), [("zh-hans", "gb2312"), ("zh-hant", "big5")])
def test_chinese_is_in_the_script_it_claims(language: str, encoding: str) -> None:
    for template in TEMPLATES:
        for text in texts(template.words[language]):
            text.replace("÷", "").encode(encoding)


def test_no_russian_word_mixes_alphabets() -> None:
    mixed = re.compile(r"[а-яё][a-z]|[a-z][а-яё]", re.IGNORECASE)
    assert not [text for one in TEMPLATES for text in texts(one.words["ru"]) if mixed.search(text)]


def test_names_are_given_in_every_language_and_used() -> None:
    used = {role for template in TEMPLATES for role in template.roles}
    assert used == set(library.roles())
    for language in LANGUAGES:
        assert all(library.department_name(code, language) for code in library.departments())
        names = [library.role_name(code, language) for code in library.roles()]
        assert [name for name, times in Counter(names).items() if times > 1] == []


def test_a_template_is_told_in_english_where_a_language_is_missing() -> None:
    template = library.template("sales-deals-that-fit")
    assert template.told_in("fi") == template.words["en"]
    assert template.told_in("zh-Hant") == template.words["zh-hant"]


def test_no_template_has_this_slug() -> None:
    with pytest.raises(library.UnknownTemplate):
        library.template("no-such-template")
