"""The gallery and its pages, as every role meets them."""

from __future__ import annotations

from typing import Any

from northing import library
from northing.features.writing import actions, queries
from tests.builders import TODAY, an_objective, moment
from tests.cast import Cast, Player


def text_of(player: Player, rest: str, **more: Any) -> str:
    answer = player.client.get(player.path(rest), **more)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_gallery_is_told_in_the_readers_language(cast: Cast) -> None:
    cast.mika.client.cookies["django_language"] = "zh-hans"
    text = text_of(cast.mika, "library")
    for template in library.templates():
        assert template.words["zh-hans"].objective in text
        assert f"/acme/library/{template.slug}" in text


def test_words_narrow_it_and_htmx_gets_only_the_examples(cast: Cast) -> None:
    whole = text_of(cast.mika, "library?q=renewals&department=account-management")
    assert "Renewals are settled" in whole
    assert "Our growth pays for itself" not in whole
    assert "<html" in whole
    part = text_of(cast.mika, "library?q=renewals", headers={"HX-Request": "true"})
    assert "<html" not in part
    assert 'id="examples"' in part
    nothing = text_of(cast.mika, "library?q=zzzz")
    assert "Nothing matches" in nothing


def test_an_example_can_be_read_in_another_language_and_used(cast: Cast) -> None:
    text = text_of(cast.mika, "library/company-growth-pays-its-way?in=ru")
    assert "Наш рост сам себя окупает" in text
    assert "/acme/library/company-growth-pays-its-way/use?in=ru" in text
    form = text_of(cast.mika, "library/company-growth-pays-its-way/use?in=ru")
    assert "Наш рост сам себя окупает" in form
    assert "/use" not in text_of(cast.olga, "library/company-growth-pays-its-way")
    assert cast.mika.client.get(cast.mika.path("library/no-such-thing")).status_code == 404


def test_an_objective_offers_itself_as_a_template(cast: Cast) -> None:
    objective = an_objective(cast.ada.actor)
    address = f"/acme/okrs/{objective.ref}/template"
    assert address in text_of(cast.mika, f"okrs/{objective.ref}")
    assert address not in text_of(cast.olga, f"okrs/{objective.ref}")
    hidden = an_objective(cast.ada.actor, visibility="holder")
    assert f"/acme/okrs/{hidden.ref}/template" not in text_of(cast.ada, f"okrs/{hidden.ref}")
    assert objective.title in text_of(cast.mika, f"okrs/{objective.ref}/template")
    answer = cast.mika.client.post(address, {"department": "product"})
    assert answer.status_code == 302
    (saved,) = queries.gallery(actor=cast.mika.actor, language="en").saved
    assert answer.headers["Location"] == f"/acme/library/saved/{saved.name}"
    assert saved.department == "product"
    shown = text_of(cast.mika, f"library/saved/{saved.name}")
    assert f"/acme/library/saved/{saved.name}/use" in shown
    assert f"/acme/library/saved/{saved.name}/remove" in shown
    assert f"/acme/library/saved/{saved.name}/remove" not in text_of(cast.oleg, f"library/saved/{saved.name}")
    refused = cast.mika.client.post(address, {"department": "kitchen"})
    assert refused.status_code == 422


def test_a_saved_template_begins_a_draft_and_is_removed(cast: Cast) -> None:
    objective = an_objective(cast.ada.actor, title="Own and good")
    ref = actions.save_template(
        actor=cast.mika.actor, objective=objective.ref, department="", at=moment(), on=TODAY
    ).ref
    assert "Own and good" in text_of(cast.lin, f"library/saved/{ref}/use")
    typed = {"title": "Own and good again", "held_by": f"person:{cast.lin.ref}"}
    assert cast.lin.client.post(cast.lin.path(f"library/saved/{ref}/use"), typed).status_code == 302
    nowhere = cast.ada.client.post(cast.ada.path(f"library/saved/{ref}/share"), {}, follow=True)
    assert nowhere.status_code == 200
    assert cast.mika.client.post(cast.mika.path(f"library/saved/{ref}/remove")).status_code == 302
    assert cast.mika.client.get(cast.mika.path(f"library/saved/{ref}")).status_code == 404


def test_a_new_objective_may_begin_from_the_library(cast: Cast) -> None:
    objective = an_objective(cast.ada.actor)
    assert 'href="/acme/library"' in text_of(cast.mika, "okrs/new").partition("<main")[2]
    assert 'href="/acme/library"' not in text_of(cast.ada, f"okrs/{objective.ref}/edit").partition("<main")[2]
