"""From an example to a draft: the form fills itself, numbers are changed, and everything is written at once."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import translation

from northing import library
from northing.features.okrs import queries as okr_queries
from northing.features.work import queries as work_queries
from northing.features.writing import queries
from northing.features.writing.forms import filled
from northing.features.writing.forms.retelling import retold
from tests.builders import TODAY, a_cycle
from tests.cast import Cast, Player

SLUG = "it-tools-out-of-the-way"


def form_of(player: Player, slug: str = SLUG, language: str = "en", **changes: str) -> dict[str, str]:
    shown = queries.example(actor=player.actor, name=slug, language=language)
    return {**filled(shown), "held_by": f"person:{player.ref}", **changes}


def send(player: Player, typed: dict[str, str], slug: str = SLUG) -> tuple[int, str]:
    """The status, and the ref of what was drafted."""
    answer = player.client.post(player.path(f"library/{slug}/use"), typed)
    return answer.status_code, str(answer.headers.get("Location", "")).rpartition("/")[2]


def test_an_example_becomes_a_draft_with_everything(cast: Cast) -> None:
    status, ref = send(cast.mika, form_of(cast.mika))
    assert status == 302
    (one,) = okr_queries.planned_objectives(actor=cast.mika.actor, on=TODAY, refs=[ref])
    words = library.template(SLUG).words["en"]
    assert (one.row.title, one.row.why_now, one.row.state) == (words.objective, words.why_now, "draft")
    assert one.row.owner is not None
    assert one.row.owner.name == "Mika"
    first, second, third, guard = [part.row for part in one.key_results]
    assert (first.start, first.target, first.unit) == (19_800, 7_200, "duration:hours")
    assert (third.start, third.target, third.indicator) == (Decimal("3.3"), Decimal("4.4"), "lagging")
    assert (guard.kind, guard.upper, guard.is_guardrail) == ("at_most", 5, True)
    assert second.definition == words.key_results[1].meaning
    rows = work_queries.planned_initiatives(organization_id=cast.acme.id, objective_ids=[one.row.pk])[
        one.row.pk
    ]
    assert [row.title for row in rows] == [line.text for line in words.initiatives]
    moved = work_queries.moved_key_results(
        organization_id=cast.acme.id, initiative_ids=[row.pk for row in rows]
    )
    assert [moved[row.pk] for row in rows] == [(first.pk,), (second.pk,), (third.pk,)]


def test_a_guardrail_keeps_its_key_result_honest(cast: Cast) -> None:
    slug = "sales-deals-that-fit"
    status, ref = send(cast.mika, form_of(cast.mika, slug), slug)
    assert status == 302
    (one,) = okr_queries.planned_objectives(actor=cast.mika.actor, on=TODAY, refs=[ref])
    rows = [part.row for part in one.key_results]
    assert [row.is_guardrail for row in rows] == [False, False, False, True]
    assert [row.counter_metric_id for row in rows] == [rows[3].pk, None, None, None]


def test_parts_not_ticked_stay_away_and_empty_numbers_are_asked_for(cast: Cast) -> None:
    typed = form_of(cast.mika, **{"key_results.1.start": "", "key_results.1.target": ""})
    for place in ("key_results.0", "key_results.3", "initiatives.0", "initiatives.2"):
        del typed[f"{place}.kept"]
    status, ref = send(cast.mika, typed)
    assert status == 302
    (one,) = okr_queries.planned_objectives(actor=cast.mika.actor, on=TODAY, refs=[ref])
    silent, other = [part.row for part in one.key_results]
    assert (silent.kind, silent.start, silent.target) == ("", None, None)
    assert silent.title == "Cut the time to solve a request from … hours to … hours"
    assert other.kind == "metric"


def test_the_sentence_follows_its_numbers_unless_somebody_wrote_it(cast: Cast) -> None:
    own = {"key_results.1.target": "4", "key_results.2.target": "4.5", "key_results.2.title": "Own words"}
    _status, ref = send(cast.mika, form_of(cast.mika, **own))
    (one,) = okr_queries.planned_objectives(actor=cast.mika.actor, on=TODAY, refs=[ref])
    titles = [part.row.title for part in one.key_results]
    assert titles[1:3] == ["Cut the time to solve a request from 27 hours to 4 hours", "Own words"]
    assert one.key_results[1].row.target == 4 * 3600


@pytest.mark.parametrize("language", library.LANGUAGES)
def test_every_sentence_can_be_told_with_other_numbers(language: str) -> None:
    for template in library.templates():
        words = template.words[language]
        for measure, line in zip(template.key_results, words.key_results, strict=True):
            told = retold(line.text, {"start": "777", "target": "999"})
            assert "777" in told, line.text
            assert told.index("777") != told.index("999")
            assert str(measure.start) not in told.replace("777", "").replace("999", "") or measure.start < 10


def test_a_number_said_in_words_stays(cast: Cast) -> None:
    assert (
        retold("付费用户从 3万 增加到 5万", {"start": "40000", "target": "60000"})
        == "付费用户从 3万 增加到 5万"
    )
    assert retold("Be nicer", {"target": "5"}) == "Be nicer"


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_written(cast: Cast) -> None:
    typed = form_of(
        cast.mika,
        **{"key_results.1.target": "27", "initiatives.1.title": "", "title": "Typed by hand"},
    )
    answer = cast.mika.client.post(cast.mika.path(f"library/{SLUG}/use"), typed)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_initiatives.1.title-error"' in text
    assert "Typed by hand" in text
    typed["initiatives.1.title"] = "There again"
    answer = cast.mika.client.post(cast.mika.path(f"library/{SLUG}/use"), typed)
    assert answer.status_code == 422
    assert 'id="id_key_results.1.target-error"' in answer.content.decode()
    assert okr_queries.planned_objectives(actor=cast.mika.actor, on=TODAY) == []


def test_a_cycle_and_a_team_are_chosen(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    typed = form_of(cast.lin, held_by=f"team:{cast.growth.ref}", cycle=cycle.ref)
    status, ref = send(cast.lin, typed)
    assert status == 302
    (one,) = okr_queries.planned_objectives(actor=cast.lin.actor, on=TODAY, refs=[ref])
    assert (one.row.team_id, one.row.cycle_id) == (cast.growth.id, cycle.pk)
    status, _ref = send(cast.oleg, {**typed, "held_by": f"team:{cast.growth.ref}"})
    assert status == 422


def test_numbers_are_typed_in_the_readers_habit(cast: Cast) -> None:
    slug = "people-they-say-yes"
    with translation.override("ru"):
        typed = form_of(cast.mika, slug, "ru", **{"key_results.2.target": "4,7"})
    cast.mika.client.cookies["django_language"] = "ru"
    status, ref = send(cast.mika, typed, slug)
    assert status == 302
    (one,) = okr_queries.planned_objectives(actor=cast.mika.actor, on=TODAY, refs=[ref])
    assert one.key_results[2].row.target == Decimal("4.7")
    assert one.key_results[2].row.title.endswith("с 3,6 до 4,7 балла")
