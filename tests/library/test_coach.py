"""The examples practise what the coach preaches: in *balanced* it finds no error and no warning in any of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from northing import library
from northing.coach.report import Finding, check, check_set
from northing.coach.rules import Item, ItemSet
from northing.library import LANGUAGES, Measure, Template

TEMPLATES = library.templates()


def fields_of(measure: Measure, definition: str) -> dict[str, object]:
    end = next(number for number in (measure.target, measure.lower, measure.upper) if number is not None)
    return {
        "definition": definition,
        "indicator": measure.indicator.value if measure.indicator else None,
        "start": measure.start,
        "target": end,
        "unit": str(measure.unit),
    }


def findings_of(template: Template, language: str) -> Iterator[tuple[str, Finding]]:
    words = template.words[language]
    about = {"why_now": words.why_now}
    yield from told(words.objective, Item("objective", words.objective, lang=language, fields=about))
    measures = template.key_results + template.guards
    lines = words.key_results + words.guards
    for measure, line in zip(measures, lines, strict=True):
        for fields in ({}, fields_of(measure, line.meaning)):
            item = Item("key_result", line.text, words.objective, lang=language, fields=fields)
            yield from told(line.text, item)
    for line in words.initiatives:
        yield from told(line.text, Item("initiative", line.text, words.objective, lang=language))
    sentences = tuple(line.text for line in lines)
    for finding in check_set(ItemSet(words.objective, sentences), lang=language).findings:
        yield words.objective, finding


def told(text: str, item: Item) -> Iterable[tuple[str, Finding]]:
    return ((text, finding) for finding in check(item).findings)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", TEMPLATES, ids=[template.slug for template in TEMPLATES])
def test_the_coach_has_nothing_to_mend(template: Template, language: str) -> None:
    assert [
        f"{finding.code} {finding.slug}: {text}"
        for text, finding in findings_of(template, language)
        if finding.severity != "hint"
    ] == []


def test_the_coach_would_say_something() -> None:
    report = check(Item("key_result", "Hold 20 meetings with customers", lang="en"))
    assert {finding.code for finding in report.findings} >= {"K202"}
