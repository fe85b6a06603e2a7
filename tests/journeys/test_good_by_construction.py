"""Promise 2: a newcomer turns a bad draft into a good one while writing, in Chinese and in Russian."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from northing.features.org import actions as org_actions
from tests.builders import a_cycle, an_objective
from tests.journeys.steps import a_visitor
from tests.support.browser import PHONE

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.support.browser import NewPage

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True)
class Draft:
    """What somebody writes first, and what they come to."""

    language: str
    bad_objective: str
    objective: str
    activity: str
    half: str
    whole: str


CHINESE = Draft(
    language="zh-hans",
    bad_objective="将客户满意度提升到 95%",
    objective="客户一遇到问题就能得到解决，愿意把我们推荐给朋友",
    activity="举办 5 场客户培训",
    half="提升 NPS",
    whole="将 NPS 从 40 提升到 50",
)
RUSSIAN = Draft(
    language="ru",
    bad_objective="Повысить удовлетворённость клиентов до 95 %",
    objective="Клиенты сразу получают помощь и рекомендуют нас друзьям",
    activity="Провести 5 тренингов для клиентов",
    half="Повысить NPS",
    whole="Повысить NPS с 40 до 50",
)


@pytest.mark.parametrize("draft", [CHINESE, RUSSIAN], ids=lambda draft: draft.language)
def test_a_bad_draft_becomes_a_good_one_with_the_coachs_help(
    cast: Cast, live_server: Any, new_page: NewPage, draft: Draft
) -> None:
    a_cycle(cast.ada.actor)
    org_actions.set_preferences(user_id=cast.lin.user_id, language=draft.language, theme=None)
    page = new_page()
    lin = a_visitor(page, live_server, cast.lin)
    lin.opens("okrs/new")
    field, told = page.locator("#id_title"), page.locator(".beside .finding")

    field.fill(draft.bad_objective)
    field.blur()
    expect(told.first).to_contain_text("95")  # a number in the objective is a key result in disguise
    field.fill(draft.objective)
    field.blur()
    expect(told).to_have_count(0)
    expect(page.locator(".coach__good")).to_be_visible()
    lin.presses_primary()
    expect(lin.title).to_have_text(draft.objective)

    page.goto(page.url.split("?")[0] + "/key-results/new?kind=metric")
    field.fill(draft.activity)
    field.blur()
    expect(told.locator("a[href*='/initiatives/new']")).to_be_visible()  # doing belongs to the initiatives
    field.fill(draft.half)
    field.blur()
    expect(told.locator("a[href*='/initiatives/new']")).to_have_count(0)
    expect(told.first).to_be_visible()  # a metric without a value to reach
    field.fill(draft.whole)
    field.blur()
    expect(page.locator("#id_start")).to_have_value("40")
    expect(page.locator("#id_target")).to_have_value("50")
    expect(told.locator(".finding--bad")).to_have_count(0)
    lin.presses_primary()
    expect(page.locator("#key-results")).to_contain_text("40 → 50")


def test_advice_is_waived_with_a_reason_on_a_phone(cast: Cast, live_server: Any, new_page: NewPage) -> None:
    objective = an_objective(cast.lin.actor, team=cast.growth.ref, title="Raise NPS from 40 to 50")
    page = new_page(viewport=PHONE)
    lin = a_visitor(page, live_server, cast.lin)
    lin.opens(f"okrs/{objective.ref}/coach")
    waiving = page.locator(".finding", has_text="40").first
    waiving.locator("summary").click()
    waiving.locator("input[name=reason]").fill("It is the name of the campaign")
    waiving.get_by_role("button").last.click()
    expect(page.get_by_text("It is the name of the campaign")).to_be_visible()
    expect(page.locator(".finding", has_text="key result in disguise")).to_have_count(0)
