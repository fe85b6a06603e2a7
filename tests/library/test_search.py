"""Finding examples: by department, role, and words in the reader's language."""

from __future__ import annotations

import pytest

from northing import library


def slugs(**asked: str) -> set[str]:
    return {template.slug for template in library.find(**asked)}


def test_nothing_asked_finds_everything_in_the_order_of_the_gallery() -> None:
    assert library.find() == library.templates()


def test_a_department_and_a_role_narrow_the_list() -> None:
    assert slugs(department="legal") == {"legal-contracts-that-do-not-wait", "legal-data-in-good-hands"}
    assert slugs(department="legal", role="lawyer") == {"legal-contracts-that-do-not-wait"}
    assert slugs(department="legal", role="recruiter") == set()
    assert slugs(role="chief-financial-officer") == {
        "company-growth-pays-its-way",
        "finance-teams-steer-themselves",
    }


@pytest.mark.parametrize(
    ("text", "language", "slug"),
    [
        ("RENEWALS discount", "en", "am-renewals-without-drama"),
        ("续约", "zh-hans", "am-renewals-without-drama"),
        ("續約", "zh-hant", "am-renewals-without-drama"),
        ("ПРОДЛЕНИЕ скидка", "ru", "am-renewals-without-drama"),
        ("ｎｅｗｓｌｅｔｔｅｒ", "en", "publishing-part-of-the-morning"),
        ("рекрутер", "ru", "people-they-say-yes"),
        ("法務", "zh-hant", "legal-contracts-that-do-not-wait"),
    ],
)
def test_words_are_found_in_the_language(text: str, language: str, slug: str) -> None:
    assert slug in slugs(text=text, language=language)


def test_every_word_must_be_there_in_one_language() -> None:
    assert slugs(text="renewals phishing") == set()
    assert slugs(text="newsletter 晨报") == set()
    assert slugs(text="续约", language="ru") == set()


def test_no_letter_is_too_much_with_or_without_its_dots() -> None:
    assert slugs(text="счёт", language="ru") == slugs(text="счет", language="ru") != set()


def test_a_template_becomes_a_plan_with_everything_in_it() -> None:
    template = library.template("sales-deals-that-fit")
    plan = library.as_plan(template, "ru")
    words = template.words["ru"]
    assert (plan.title, plan.why_now, plan.ambition) == (words.objective, words.why_now, "aspirational")
    assert [(kr.title, kr.start, kr.target) for kr in plan.key_results[:3]] == [
        (line.text, m.start, m.target)
        for line, m in zip(words.key_results, template.key_results, strict=True)
    ]
    assert [kr.guardrail for kr in plan.key_results] == [False, False, False, True]
    assert plan.key_results[3].upper == 12
    assert plan.key_results[0].definition == words.key_results[0].meaning
    assert [(i.title, i.description) for i in plan.initiatives] == [
        (line.text, line.meaning) for line in words.initiatives
    ]
