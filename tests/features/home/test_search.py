"""Search: every kind on one page, also for words of two Chinese characters."""

from __future__ import annotations

import pytest

from tests.builders import a_cycle, a_key_result, an_objective
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def _search(cast: Cast, words: str, **headers: str) -> str:
    response = cast.mika.client.get(cast.mika.path("search"), {"q": words}, headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def test_objectives_and_key_results_are_found_under_their_kind(cast: Cast) -> None:
    objective = an_objective(cast.ada.actor, cycle=a_cycle(cast.ada.actor), title="Readers recommend us")
    key_result = a_key_result(cast.ada.actor, objective, title="Recommendations a week")
    page = _search(cast, "recommend")
    assert page.index("Objectives") < page.index("Key results</h2>")
    assert f"/acme/okrs/{objective.ref}" in page
    assert key_result.ref in page


def test_two_chinese_characters_are_a_word(cast: Cast) -> None:
    an_objective(cast.ada.actor, cycle=a_cycle(cast.ada.actor), title="读者主动推荐我们")
    assert "读者主动推荐我们" in _search(cast, "推荐")
    assert "读者主动推荐我们" not in _search(cast, "增长")


def test_the_fragment_is_only_the_results(cast: Cast) -> None:
    assert "<html" not in _search(cast, "nothing", **{"HX-Request": "true"})


def test_nothing_found_and_nothing_asked_say_so(cast: Cast) -> None:
    assert "Nothing has “zebra”" in _search(cast, "zebra")
    assert "What are you looking for?" in _search(cast, " ")


@pytest.mark.parametrize(
    "words", ["'; DROP TABLE", '" OR 1=1', "NEAR(", "*", "💥", "x" * 5000, "\x00", "<script>"]
)
def test_strange_words_find_nothing_and_break_nothing(cast: Cast, words: str) -> None:
    assert "<script>alert" not in _search(cast, words)


def test_the_palette_offers_pages_and_things(cast: Cast) -> None:
    team = cast.growth.name
    everything = cast.mika.client.get(
        cast.mika.path("palette"), headers={"HX-Request": "true"}
    ).content.decode()
    assert 'href="/acme/check-in"' in everything
    assert "New: " in everything
    assert "/acme/settings" not in everything
    found = cast.mika.client.get(
        cast.mika.path(f"palette?q={team.lower()}"), headers={"HX-Request": "true"}
    ).content.decode()
    assert f'href="/acme/teams/{cast.growth.ref}"' in found
    assert "/acme/check-in" not in found
    nothing = cast.mika.client.get(cast.mika.path("palette?q=<b>zzz"), headers={"HX-Request": "true"})
    assert "Nothing has “&lt;b&gt;zzz”" in nothing.content.decode()
